/* What a study costs: draws of the CSTO in the base case and under every what-if, settled by the default
 * model, into a results file. What saving adds, what a second thread gives. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "program.h"

#define DOSSIER "dossiers/csto-2022.yaml"
#define DRAWS 200000
#define WORDS(number) #number
#define IN_WORDS(number) WORDS(number)

/* Measures one study; its file is removed. A save takes at most one part in fifty of the time between two
 * of them, however often they are asked for. */
static measurement study(const char *threads, const char *save_seconds)
{
    char folder[] = "/tmp/counterweight-bench-XXXXXX";
    char results[sizeof folder + sizeof "/study.db"];
    if (mkdtemp(folder) == NULL) {
        perror(folder);
        return (measurement){.status = -1};
    }
    snprintf(results, sizeof results, "%s/study.db", folder);
    const char *const arguments[] = {
        CW_BENCH_PROGRAM, "study",     "--quiet", DOSSIER,        "--output",   results, "--draws",
        IN_WORDS(DRAWS),  "--threads", threads,   "--save-every", save_seconds, NULL};
    char *copies[sizeof arguments / sizeof *arguments];
    memcpy(copies, arguments, sizeof copies);
    measurement result = measure(copies);
    unlink(results);
    rmdir(folder);
    return result;
}

int main(void)
{
    report_head();
    measurement once = study("1", "86400");
    report("study of 200,000 draws, one thread, saved once", once);
    measurement often = study("1", "1");
    report("  the same, saved whenever it may be", often);
    measurement shared = study("2", "86400");
    report("  the same, two threads, saved once", shared);
    if (once.status != 0 || often.status != 0 || shared.status != 0)
        return EXIT_FAILURE;
    printf("\nA million draws take %.0f CPU seconds. Saving adds %.1f%% to the processor time. Two "
           "threads "
           "are %.2f times as fast as one.\nThis machine copies memory at %.1f GB/s.\n",
           once.processor / DRAWS * 1e6, 100.0 * (often.processor / once.processor - 1.0),
           once.clock / shared.clock, copying_rate());
    return EXIT_SUCCESS;
}
