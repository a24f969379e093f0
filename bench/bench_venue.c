/* How fast the engine settles: outcomes of one venue by the default model. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "counterweight/dossier.h"
#include "counterweight/venue.h"
#include "counterweight/world.h"

#define WORLDS 256
#define ROUNDS 400
#define PASSES 5

/* Six members, all that is usually a range drawn. */
static const char *const text =
    "counterweight: 1\n"
    "title: six members\n"
    "as_of: 2022-01-01\n"
    "sources: {s: {title: none}}\n"
    "states:\n"
    "  A: {name: A, source: s, capability: [50, 60]}\n"
    "  B: {name: B, source: s, capability: [10, 15]}\n"
    "  C: {name: C, source: s, capability: [5, 9]}\n"
    "  D: {name: D, source: s, capability: [3, 6]}\n"
    "  E: {name: E, source: s, capability: [2, 4]}\n"
    "  F: {name: F, source: s, capability: [1, 3]}\n"
    "question: {state: B, against: A, forum: f, issue: i}\n"
    "forums:\n"
    "  f: {name: F, source: s, members: [{states: [A, B, C, D, E, F]}], rule: RULE,\n"
    "      chair: [{state: C}], bypass_cost: [10, 30]}\n"
    "issues:\n"
    "  i:\n"
    "    question: how much?\n"
    "    source: s\n"
    "    scale: {0: none, 100: all}\n"
    "    status_quo: 30\n"
    "    positions: {A: [80, 100], B: [0, 20], C: [20, 50], D: [10, 60], E: [30, 60], F: [40, "
    "70]}\n"
    "    salience: {A: 0.9, B: 0.9, C: 0.4, D: 0.5, E: 0.3, F: 0.3}\n"
    "ties:\n"
    "  - {of: B, on: A, source: s, dependence: [10, 40]}\n"
    "  - {of: D, on: A, source: s, dependence: [5, 30]}\n";

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

typedef struct engine {
    cw_dossier *dossier;
    cw_case *built;
    cw_sampler *sampler;
    cw_venue *venue;
    double *worlds; /* [WORLDS][quantity] */
} engine;

static void close_engine(engine *at)
{
    free(at->worlds);
    cw_venue_free(at->venue);
    cw_sampler_free(at->sampler);
    cw_case_free(at->built);
    cw_dossier_free(at->dossier);
}

static cw_status read_text(engine *out, cw_context *context, const char *rule)
{
    char whole[4096];
    const char *place = strstr(text, "RULE");
    int length = snprintf(whole, sizeof whole, "%.*s%s%s", (int)(place - text), text, rule,
                          place + strlen("RULE"));
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, context);
    cw_status status =
        cw_dossier_parse(&out->dossier, context, &diagnostics, "six.yaml", whole, (size_t)length);
    cw_diagnostics_free(&diagnostics);
    return status;
}

static cw_status open_engine(engine *out, cw_context *context, const char *rule)
{
    *out = (engine){0};
    cw_status status = read_text(out, context, rule);
    if (status == CW_OK)
        status = cw_case_build(&out->built, context, out->dossier, CW_NONE);
    if (status == CW_OK)
        status = cw_sampler_build(&out->sampler, context, out->dossier);
    if (status == CW_OK)
        status = cw_venue_build(&out->venue, context, out->built, 0, 0);
    if (status != CW_OK)
        return status;
    size_t width = out->dossier->quantity_count;
    out->worlds = calloc(WORLDS * width, sizeof *out->worlds);
    if (out->worlds == NULL)
        return CW_ERROR_MEMORY;
    for (size_t w = 0; w < WORLDS; w++) {
        cw_world_at_modes(out->worlds + w * width, out->sampler, out->built);
        cw_world_draw(out->worlds + w * width, out->sampler, out->built, 1, w);
    }
    return CW_OK;
}

/* Settlements in a second of processor time, the best of several passes. */
static double settling_rate(const engine *at, double *sink)
{
    double least = 1e9;
    for (int pass = 0; pass < PASSES; pass++) {
        double begun = seconds();
        for (int round = 0; round < ROUNDS; round++)
            for (size_t w = 0; w < WORLDS; w++) {
                cw_settlement settlement;
                cw_venue_settle(&settlement, at->venue,
                                at->worlds + w * at->dossier->quantity_count,
                                cw_venue_default_model());
                *sink += settlement.gain;
            }
        double taken = seconds() - begun;
        least = taken < least ? taken : least;
    }
    return ROUNDS * (double)WORLDS / least;
}

int main(void)
{
    static const char *const rules[] = {"consensus", "majority"};
    double sink = 0.0;
    puts("Venue outcomes a second, default model, 6 members, one core");
    for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) {
        cw_context context;
        engine at;
        cw_context_init(&context);
        cw_status status = open_engine(&at, &context, rules[r]);
        if (status == CW_OK)
            printf("  %-12s %10.0f\n", rules[r], settling_rate(&at, &sink));
        else
            fprintf(stderr, "bench_venue: the dossier of the bench cannot be read or settled\n");
        close_engine(&at);
        if (status != CW_OK)
            return EXIT_FAILURE;
    }
    return sink == 0.125 ? EXIT_FAILURE : EXIT_SUCCESS;
}
