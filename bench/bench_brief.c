/* What the program itself costs: the brief of the CSTO, and the check of a very long dossier.
 *
 * Runs the program as a user would. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "program.h"

#define DOSSIER "dossiers/csto-2022.yaml"

/* The long dossier: about 100,000 lines. */
enum {
    STATES = 1000,
    YEARS = 10,
    FORUMS = 500,
    MEMBERS = 120,
    ISSUES = 100,
    POSITIONS = 130,
};

static void write_states(FILE *file)
{
    fputs("counterweight: 1\ntitle: A very long dossier\nas_of: 2020-01-01\n"
          "sources:\n  all: {title: Everything}\nstates:\n",
          file);
    for (int state = 0; state < STATES; state++) {
        fprintf(file, "  S%d:\n    name: State %d\n    source: all\n    series:\n", state, state);
        for (int year = 0; year < YEARS; year++)
            fprintf(file, "      %d: %d\n", 2011 + year, state + year + 1);
    }
}

static void write_forums(FILE *file)
{
    fputs("forums:\n", file);
    for (int forum = 0; forum < FORUMS; forum++) {
        fprintf(file,
                "  f%d:\n    name: Forum %d\n    source: all\n    rule: majority\n    members:\n",
                forum, forum);
        for (int member = 0; member < MEMBERS; member++)
            fprintf(file, "      - {state: S%d, since: %d}\n", (forum + member * 7) % STATES,
                    1950 + member % 60);
    }
}

static void write_issues(FILE *file)
{
    fputs("issues:\n", file);
    for (int issue = 0; issue < ISSUES; issue++) {
        fprintf(file,
                "  i%d:\n    question: Question %d\n    source: all\n    scale: {0: no, 100: yes}\n"
                "    status_quo: 50\n    positions:\n",
                issue, issue);
        for (int state = 0; state < POSITIONS; state++)
            fprintf(file, "      S%d: [%d, %d]\n", state, (state + issue) % 50,
                    50 + (state * issue) % 50);
        fputs("    salience:\n", file);
        for (int state = 0; state < POSITIONS; state++)
            fprintf(file, "      S%d: 0.5\n", state);
    }
}

/* Writes the long dossier to a temporary file; false if that fails. */
static bool write_long_dossier(char *path)
{
    int descriptor = mkstemp(path);
    FILE *file = descriptor >= 0 ? fdopen(descriptor, "w") : NULL;
    if (file == NULL)
        return false;
    write_states(file);
    write_forums(file);
    write_issues(file);
    return fclose(file) == 0;
}

int main(void)
{
    char path[] = "/tmp/counterweight-bench-XXXXXX";
    char page[sizeof path + sizeof ".html"];
    struct stat size;
    char *brief[] = {CW_BENCH_PROGRAM, "brief", "--quiet", DOSSIER, NULL};
    char *brief_page[] = {CW_BENCH_PROGRAM, "brief", "--quiet", DOSSIER, "--output", page, NULL};
    char *brief_alone[] = {CW_BENCH_PROGRAM, "brief", "--quiet", "--threads", "1", DOSSIER, NULL};
    char *check_csto[] = {CW_BENCH_PROGRAM, "check", DOSSIER, NULL};
    char *check[] = {CW_BENCH_PROGRAM, "check", path, NULL};
    if (!write_long_dossier(path) || stat(path, &size) != 0) {
        perror(path);
        return EXIT_FAILURE;
    }
    report_head();
    report("brief of " DOSSIER ", 10,000 draws", measure(brief));
    snprintf(page, sizeof page, "%s.html", path);
    report("  the same, its page written too", measure(brief_page));
    report("  the same on one thread", measure(brief_alone));
    report("check of " DOSSIER, measure(check_csto));
    measurement checked = measure(check);
    report("check of 100,000 lines", checked);
    printf(
        "\nThe long dossier has %.1f MB: checked at %.0f MB/s. This machine copies memory at %.1f "
        "GB/s.\n",
        (double)size.st_size / 1e6, (double)size.st_size / 1e6 / checked.clock, copying_rate());
    unlink(page);
    unlink(path);
    return EXIT_SUCCESS;
}
