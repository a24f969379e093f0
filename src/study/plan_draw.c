/* A chunk of draws: every world settled at every venue, then all of it added to the ledger, so that a
 * run that is stopped in between has lost the chunk and nothing else. */
#include "counterweight/base/pool.h"

#include "study/claims.h"
#include "study/figure.h"
#include "study/plan.h"

#include <math.h>

/* Gains closer than this, in points, are the same. */
#define SAME_GAIN 1e-9

static unsigned char flags_of(const cw_settlement *settled)
{
    return (unsigned char)((settled->threat_binds ? CW_FLAG_BINDS : 0) |
                           (settled->bypassed ? CW_FLAG_BYPASSED : 0) |
                           (settled->decides ? CW_FLAG_DECIDES : 0));
}

static void record(const cw_plan *plan, const cw_planned_venue *at, const double *values,
                   size_t draw)
{
    cw_settlement settlements[CW_OUTCOME_MODELS_MAX];
    double forecasts[CW_OUTCOME_MODELS_MAX];
    cw_venue_settle_each(settlements, forecasts, at->venue, values, plan->solved,
                         plan->model_count);
    const cw_settlement *main = &settlements[0];
    plan->columns[at->bilateral][draw] = main->bilateral;
    at->flags[draw] = flags_of(main);
    for (size_t k = 0; k < plan->model_count; k++) {
        double *const *columns = plan->columns + at->of_models + k * CW_OF_MODEL;
        columns[CW_OF_MODEL_FORECAST][draw] = forecasts[k];
        columns[CW_OF_MODEL_SETTLED][draw] = settlements[k].settled;
        columns[CW_OF_MODEL_GAIN][draw] = settlements[k].gain;
    }
    for (size_t p = 0; p < at->participants; p++) {
        double wish = values[at->positions[p]];
        double gain = cw_utility(plan->loss, wish, main->settled) -
                      cw_utility(plan->loss, wish, main->bilateral);
        plan->columns[at->of_states + p][draw] = fabs(gain) < SAME_GAIN ? 0.0 : gain;
    }
}

static bool is_drawn(const cw_planned_venue *at)
{
    return at->venue != NULL && !at->as_in_base;
}

static void settle_world(void *payload, size_t case_index, const double *values, size_t draw)
{
    const cw_plan *plan = payload;
    for (size_t p = 0; p < plan->experiment->pair_count; p++) {
        const cw_planned_venue *at = cw_plan_venue(plan, case_index, p);
        if (is_drawn(at))
            record(plan, at, values, draw);
    }
}

static const double *gains_at(const cw_plan *plan, size_t case_index, size_t pair)
{
    const cw_planned_venue *at = cw_plan_venue(plan, case_index, pair);
    if (at->venue == NULL)
        return NULL;
    return plan->columns[plan->ledger->series[at->of_models + CW_OF_MODEL_GAIN].tallied_as];
}

/* The difference to the base case on the same draws; none where the base case has no such venue. */
static void compare_with_base(cw_plan *plan, size_t case_index, size_t pair)
{
    const cw_planned_venue *at = cw_plan_venue(plan, case_index, pair);
    if (at->venue == NULL || at->change == CW_NONE)
        return;
    const double *gain = gains_at(plan, case_index, pair);
    const double *base = gains_at(plan, 0, pair);
    double *change = plan->columns[at->change];
    for (size_t d = 0; d < plan->experiment->draws; d++) {
        change[d] = base != NULL ? gain[d] - base[d] : NAN;
        if (fabs(change[d]) < SAME_GAIN)
            change[d] = 0.0;
    }
}

/* What claims alone ask for. */
static cw_status draw_figure(cw_plan *plan, cw_planned_figure *drawn)
{
    size_t draws = plan->experiment->draws;
    double *column = drawn->series != CW_NONE ? plan->columns[drawn->series] : plan->agreed;
    cw_status status = cw_figure_draw(column, plan->experiment, &drawn->figure);
    drawn->agreed = 0;
    drawn->defined = 0;
    for (size_t d = 0; status == CW_OK && d < draws && drawn->counter != CW_NONE; d++) {
        drawn->agreed += column[d] > 0.0;
        drawn->defined += isnan(column[d]) ? 0 : 1;
    }
    return status;
}

static cw_status draw_figures(cw_plan *plan)
{
    cw_status status = CW_OK;
    for (size_t f = 0; f < plan->figure_count && status == CW_OK; f++)
        status = draw_figure(plan, &plan->figures[f]);
    return status;
}

static cw_status tally_series(void *payload, size_t worker, size_t series)
{
    const cw_plan *plan = payload;
    (void)worker;
    return plan->columns[series] == NULL
               ? CW_OK
               : cw_tally_add(&plan->ledger->series[series].tally, plan->columns[series],
                              plan->experiment->draws);
}

/* On all threads, a series each; not to be stopped half-way. */
static cw_status tally_all(cw_plan *plan)
{
    cw_context undisturbed;
    cw_context_init(&undisturbed);
    undisturbed.allocator = plan->experiment->context->allocator;
    return cw_pool_run(&undisturbed, plan->experiment->threads, plan->ledger->series_count,
                       tally_series, plan);
}

static void count_venue(cw_plan *plan, size_t case_index, size_t pair)
{
    static const unsigned bits[CW_OF_VENUE] = {CW_FLAG_BINDS, CW_FLAG_BYPASSED, CW_FLAG_DECIDES};
    const cw_planned_venue *at = cw_plan_venue(plan, case_index, pair);
    size_t draws = plan->experiment->draws;
    if (at->beyond_reach) {
        plan->ledger->counters[at->out_of_reach].hits += draws;
        plan->ledger->counters[at->out_of_reach].draws += draws;
    }
    if (!is_drawn(at))
        return;
    const double *gain = gains_at(plan, case_index, pair);
    cw_counter *counters = &plan->ledger->counters[at->counters];
    /* Where there is nothing to compare with, there is no threat to go around the forum either. */
    for (size_t d = 0; d < draws; d++)
        for (size_t k = 0; k < CW_OF_VENUE; k++) {
            bool defined = k == CW_OF_VENUE_DECIDES || !isnan(gain[d]);
            counters[k].draws += defined;
            counters[k].hits += defined && (at->flags[d] & bits[k]) != 0;
        }
}

static double side_in_draw(const cw_plan *plan, const cw_side *side, size_t draw)
{
    return side->form == CW_SIDE_NUMBER
               ? side->number
               : plan->columns[plan->ledger->series[side->index].tallied_as][draw];
}

static void count_claim(cw_plan *plan, const cw_tested_claim *claim)
{
    if (claim->holds == CW_NONE)
        return;
    cw_counter *counter = &plan->ledger->counters[claim->holds];
    for (size_t d = 0; d < plan->experiment->draws; d++) {
        double left = side_in_draw(plan, &claim->left, d);
        double right = side_in_draw(plan, &claim->right, d);
        bool defined = !isnan(left) && !isnan(right);
        counter->draws += defined;
        counter->hits += defined && cw_claim_compare(claim->comparison, left, right);
    }
}

static void count_found_mandates(cw_plan *plan)
{
    const cw_study *study = plan->experiment->study;
    const uint64_t *found = plan->mandate_found;
    for (size_t c = 0; c < study->case_count; c++) {
        size_t count = study->cases[c].mandate_count;
        cw_counter *counters = &plan->ledger->counters[plan->mandates[c]];
        for (size_t m = 0; m < count; m++)
            for (size_t k = 0; k < CW_OF_MANDATE; k++) {
                counters[m * CW_OF_MANDATE + k].hits += found[k * count + m];
                counters[m * CW_OF_MANDATE + k].draws += plan->experiment->draws;
            }
        found += count * CW_OF_MANDATE;
    }
}

static void count_all(cw_plan *plan)
{
    const cw_experiment *experiment = plan->experiment;
    cw_ledger *ledger = plan->ledger;
    for (size_t c = 0; c < experiment->study->case_count; c++)
        for (size_t p = 0; p < experiment->pair_count; p++)
            count_venue(plan, c, p);
    for (size_t k = 0; k < ledger->claim_count; k++)
        count_claim(plan, &ledger->claims[k]);
    for (size_t f = 0; f < plan->figure_count; f++)
        if (plan->figures[f].counter != CW_NONE) {
            ledger->counters[plan->figures[f].counter].hits += plan->figures[f].agreed;
            ledger->counters[plan->figures[f].counter].draws += plan->figures[f].defined;
        }
    count_found_mandates(plan);
    ledger->done += experiment->draws;
}

static cw_status settle_all(cw_plan *plan)
{
    cw_experiment *experiment = plan->experiment;
    size_t cases = experiment->study->case_count;
    cw_status status = cw_experiment_draw_worlds(experiment);
    if (status == CW_OK)
        status = cw_experiment_each_world(experiment, &(cw_pass){.case_count = cases,
                                                                 .draws = experiment->draws,
                                                                 .quiet = true,
                                                                 .function = settle_world,
                                                                 .payload = plan});
    for (size_t c = 0; c < cases && status == CW_OK; c++)
        for (size_t p = 0; p < experiment->pair_count; p++)
            compare_with_base(plan, c, p);
    return status;
}

cw_status cw_plan_draw(cw_plan *plan, uint64_t first, size_t count)
{
    plan->experiment->first_draw = first;
    plan->experiment->draws = count;
    cw_status status = settle_all(plan);
    if (status == CW_OK)
        status = draw_figures(plan);
    if (status == CW_OK)
        status = cw_study_count_mandates(plan->mandate_found, plan->experiment);
    if (status == CW_OK)
        status = tally_all(plan);
    if (status == CW_OK)
        count_all(plan);
    return status;
}
