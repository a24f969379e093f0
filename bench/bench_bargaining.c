/* How long the outcome models take: each on random tables, a minimum over several passes. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "counterweight/bargaining.h"
#include "counterweight/base/random.h"

#include "clock.h"

#define TABLES 64
#define PASSES 7

typedef struct table {
    double position[CW_ACTORS_MAX];
    double capability[CW_ACTORS_MAX];
    double salience[CW_ACTORS_MAX];
    double cost[CW_ACTORS_MAX];
    cw_bargaining_problem problem;
} table;

static table tables[TABLES];

static void fill(size_t actors, const cw_game *rule)
{
    for (size_t t = 0; t < TABLES; t++) {
        table *one = &tables[t];
        for (uint32_t m = 0; m < actors; m++) {
            one->position[m] = 100.0 * cw_random_uniform(1, t, 4 * m);
            one->capability[m] = cw_random_uniform(1, t, 4 * m + 1);
            one->salience[m] = cw_random_uniform(1, t, 4 * m + 2);
            one->cost[m] = 40.0 * cw_random_uniform(1, t, 4 * m + 3);
        }
        one->problem = (cw_bargaining_problem){
            .actors = actors,
            .position = one->position,
            .capability = one->capability,
            .salience = one->salience,
            .no_deal_cost = one->cost,
            .status_quo = 100.0 * cw_random_uniform(2, t, 0),
            .loss = CW_LOSS_LINEAR,
            .rule = rule,
            .proposer = 0,
        };
    }
}

/* Seconds for one problem; `sink` keeps the work from being left out. */
static double time_model(const cw_outcome_model *model, int repeats, double *sink)
{
    double least = 1e9;
    for (int pass = 0; pass < PASSES; pass++) {
        double start = seconds(CLOCK_PROCESS_CPUTIME_ID);
        for (int r = 0; r < repeats; r++) {
            for (size_t t = 0; t < TABLES; t++) {
                cw_bargaining_outcome outcome;
                (void)cw_outcome_model_solve(model, &outcome, &tables[t].problem);
                *sink += outcome.low;
            }
        }
        double taken = (seconds(CLOCK_PROCESS_CPUTIME_ID) - start) / (double)repeats / TABLES;
        least = taken < least ? taken : least;
    }
    return least;
}

static void time_static(const char *title, double *sink)
{
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    printf("%s, nanoseconds\n", title);
    for (size_t k = 0; k < count; k++) {
        printf("  %-24s %8.0f\n", models[k]->id, 1e9 * time_model(models[k], 400, sink));
    }
}

static void time_slow(size_t actors, double *sink)
{
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models_all(&count);
    fill(actors, NULL);
    for (size_t k = 0; k < count; k++) {
        if (models[k]->is_slow) {
            printf("  %-24s %3zu actors %10.1f\n", models[k]->id, actors,
                   1e6 * time_model(models[k], 1, sink));
        }
    }
}

/* Seconds a turn of the spatial model. */
static double time_spatial(cw_context *context, size_t actors, size_t issues)
{
    static double position[CW_ACTORS_MAX * 3];
    static double salience[CW_ACTORS_MAX * 3];
    static double capability[CW_ACTORS_MAX];
    for (uint32_t k = 0; k < actors * issues; k++) {
        position[k] = 100.0 * cw_random_uniform(3, 0, k);
        salience[k] = cw_random_uniform(3, 1, k) / (double)issues;
        capability[k / issues] = 10.0 + 190.0 * cw_random_uniform(3, 2, k);
    }
    cw_spatial_problem problem = {actors, issues, position, salience, capability};
    cw_spatial_options options = CW_SPATIAL_OPTIONS_INIT;
    cw_run *run = NULL;
    options.turns = actors < 40 ? 40 : 8;
    options.quiet = 0.0;
    double start = seconds(CLOCK_PROCESS_CPUTIME_ID);
    if (cw_spatial_run(&run, context, &problem, &options) != CW_OK) {
        exit(EXIT_FAILURE);
    }
    double taken = (seconds(CLOCK_PROCESS_CPUTIME_ID) - start) / (double)run->rounds;
    cw_run_free(run);
    return taken;
}

int main(void)
{
    int64_t ones[CW_ACTORS_MAX];
    double sink = 0.0;
    cw_context context;
    cw_game *majority = NULL;
    cw_context_init(&context);
    for (size_t m = 0; m < CW_ACTORS_MAX; m++) {
        ones[m] = 1;
    }
    const cw_game_node root = {.form = CW_GAME_WEIGHT, .quota = 4};
    const cw_game_description rule = {6, 1, ones, &root, 1};
    if (cw_game_build(&majority, &context, &rule) != CW_OK) {
        return EXIT_FAILURE;
    }
    fill(6, NULL);
    time_static("Outcome models, 6 actors, unanimity", &sink);
    fill(6, majority);
    time_static("Outcome models, 6 actors, majority", &sink);
    cw_game_free(majority);
    printf("Round by round, 10 rounds (spatial: to its end), microseconds a run\n");
    time_slow(6, &sink);
    time_slow(20, &sink);
    printf("Spatial model, milliseconds a turn, 1 and 3 issues\n");
    for (size_t actors = 20; actors <= 80; actors *= 2) {
        printf("  %3zu actors %8.3f %8.3f\n", actors, 1e3 * time_spatial(&context, actors, 1),
               1e3 * time_spatial(&context, actors, 3));
    }
    return sink == 0.5 ? 1 : 0;
}
