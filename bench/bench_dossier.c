/* How long checking takes: dossiers of 100,000 lines, good and bad, and a bomb of brackets. */
#include <stdbool.h>
#include <stdio.h>

#include "counterweight/base.h"
#include "counterweight/dossier.h"

#include "clock.h"

#define LINES 100000
#define PASSES 5

/* Four lines a state and one for its seat. Misspelt: every state's capability, every seat's id. */
static void append_dossier(cw_text *text, bool misspelt)
{
    size_t states = LINES / 5;
    cw_text_append(text, "counterweight: 1\ntitle: Large\nas_of: 2022-05-24\n"
                         "sources: {s: {title: S}}\nstates:\n");
    for (size_t i = 0; i < states; i++) {
        cw_text_append_format(text, "  S%zu:\n    name: State %zu\n    source: s\n    %s: %zu\n", i,
                              i, misspelt ? "capabilty" : "capability", i + 1);
    }
    cw_text_append(text, "forums:\n  f:\n    name: F\n    rule: consensus\n    members:\n");
    for (size_t i = 0; i < states; i++) {
        cw_text_append_format(text, "      - {state: %s%zu, since: 1990}\n", misspelt ? "X" : "S",
                              i);
    }
}

static void append_bomb(cw_text *text)
{
    for (size_t i = 0; i < LINES; i++) {
        cw_text_append(text, "[a,\n");
    }
}

static void time_check(cw_context *context, const char *title, const cw_text *text)
{
    double least = 1e9;
    size_t errors = 0;
    for (int pass = 0; pass < PASSES; pass++) {
        double start = seconds(CLOCK_PROCESS_CPUTIME_ID);
        cw_diagnostics diagnostics;
        cw_diagnostics_init(&diagnostics, context);
        cw_dossier *dossier = NULL;
        (void)cw_dossier_parse(&dossier, context, &diagnostics, "bench.yaml", cw_text_string(text),
                               text->length);
        errors = diagnostics.errors;
        cw_dossier_free(dossier);
        cw_diagnostics_free(&diagnostics);
        double taken = seconds(CLOCK_PROCESS_CPUTIME_ID) - start;
        least = taken < least ? taken : least;
    }
    printf("  %-28s %8.3f   %zu errors\n", title, least, errors);
}

int main(void)
{
    cw_context context;
    cw_context_init(&context);
    cw_text text;
    cw_text_init(&text, &context);
    printf("checking a dossier of %d lines, CPU seconds\n", LINES);
    append_dossier(&text, false);
    time_check(&context, "without a mistake", &text);
    cw_text_free(&text);
    append_dossier(&text, true);
    time_check(&context, "two mistakes in five lines", &text);
    cw_text_free(&text);
    append_bomb(&text);
    time_check(&context, "nothing but open brackets", &text);
    cw_text_free(&text);
    return 0;
}
