/* How fast the engine settles: outcomes of one venue by the default model. */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counterweight/base/pool.h"
#include "counterweight/dossier.h"
#include "counterweight/venue.h"
#include "counterweight/world.h"

#include "clock.h"

#define WORLDS 256
#define ROUNDS 1000
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

/* Rounds over all worlds, shared out among threads. */
typedef struct work {
    const engine *at;
    double gains[ROUNDS]; /* summed up, so that nothing is left out */
} work;

static cw_status settle_round(void *payload, size_t worker, size_t round)
{
    work *shared = payload;
    const engine *at = shared->at;
    double sum = 0.0;
    (void)worker;
    for (size_t w = 0; w < WORLDS; w++) {
        cw_settlement settlement;
        cw_venue_settle(&settlement, at->venue, at->worlds + w * at->dossier->quantity_count,
                        cw_venue_default_model());
        sum += settlement.gain;
    }
    shared->gains[round] = sum;
    return CW_OK;
}

/* Seconds that one pass of ROUNDS takes, the best of several. */
typedef struct taken {
    double processor;
    double clock;
} taken;

static bool settle_passes(taken *best, const engine *at, cw_context *context, size_t threads,
                          double *sink)
{
    static work shared;
    *best = (taken){1e9, 1e9};
    shared.at = at;
    for (int pass = 0; pass < PASSES; pass++) {
        double processor = seconds(CLOCK_PROCESS_CPUTIME_ID);
        double clock = seconds(CLOCK_MONOTONIC);
        if (cw_pool_run(context, threads, ROUNDS, settle_round, &shared) != CW_OK)
            return false;
        best->processor = fmin(best->processor, seconds(CLOCK_PROCESS_CPUTIME_ID) - processor);
        best->clock = fmin(best->clock, seconds(CLOCK_MONOTONIC) - clock);
        *sink += shared.gains[0];
    }
    return true;
}

static bool bench_rule(const char *rule, double *sink)
{
    cw_context context;
    engine at;
    taken one, two;
    cw_context_init(&context);
    bool fine = open_engine(&at, &context, rule) == CW_OK &&
                settle_passes(&one, &at, &context, 1, sink) &&
                settle_passes(&two, &at, &context, 2, sink);
    if (fine)
        printf("  %-12s %9.0f      %4.2f\n", rule, ROUNDS * (double)WORLDS / one.processor,
               one.clock / two.clock);
    else
        fprintf(stderr, "bench_venue: the dossier of the bench cannot be read or settled\n");
    close_engine(&at);
    return fine;
}

int main(void)
{
    static const char *const rules[] = {"consensus", "majority"};
    double sink = 0.0;
    puts("Venue outcomes a second of processor time, default model, 6 members, one core;\n"
         "and how many times as fast two are, by the clock");
    for (size_t r = 0; r < sizeof rules / sizeof *rules; r++)
        if (!bench_rule(rules[r], &sink))
            return EXIT_FAILURE;
    return sink == 0.125 ? EXIT_FAILURE : EXIT_SUCCESS;
}
