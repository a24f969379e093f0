/* Claims judged by the ledger alone. */
#include "study/claims.h"
#include "study/results_tables.h"
#include "study/summary.h"

#include <math.h>

static const cw_tally *tally_of(const cw_ledger *ledger, const cw_side *side)
{
    return &ledger->series[ledger->series[side->index].tallied_as].tally;
}

static double share(uint64_t hits, uint64_t draws)
{
    return draws > 0 ? (double)hits / (double)draws : NAN;
}

/* One number for a side: its median where it differs from draw to draw. */
static double number_of(const cw_ledger *ledger, const cw_side *side)
{
    static const double half = 0.5;
    double median;
    const cw_counter *counter;
    switch (side->form) {
    case CW_SIDE_SERIES:
        cw_tally_quantiles(&median, tally_of(ledger, side), &half, 1);
        return median;
    case CW_SIDE_COUNTER:
        counter = &ledger->counters[ledger->counters[side->index].counted_as];
        return share(counter->hits, counter->draws);
    case CW_SIDE_POSITIVE:
        return share(tally_of(ledger, side)->positive, tally_of(ledger, side)->draws);
    default:
        return side->number;
    }
}

/* A series against one number that was not known while drawing: counted on the grid, to half a step. */
static void count_on_grid(cw_judged_claim *judged, const cw_tally *tally, cw_comparison comparison,
                          double number, bool series_is_left)
{
    if (isnan(number))
        return;
    judged->draws = tally->draws;
    for (size_t step = 0; step < cw_grid_steps(&tally->grid); step++) {
        double value = cw_grid_value(&tally->grid, step);
        if (series_is_left ? cw_claim_compare(comparison, value, number)
                           : cw_claim_compare(comparison, number, value))
            judged->hits += cw_tally_count(tally, step);
    }
}

static void count_holds(cw_judged_claim *judged, const cw_ledger *ledger,
                        const cw_tested_claim *claim)
{
    if (claim->holds != CW_NONE) {
        judged->hits = ledger->counters[claim->holds].hits;
        judged->draws = ledger->counters[claim->holds].draws;
    } else if (claim->left.form == CW_SIDE_SERIES) {
        count_on_grid(judged, tally_of(ledger, &claim->left), claim->comparison, judged->right,
                      true);
    } else if (claim->right.form == CW_SIDE_SERIES) {
        count_on_grid(judged, tally_of(ledger, &claim->right), claim->comparison, judged->left,
                      false);
    } else if (!isnan(judged->left) && !isnan(judged->right)) {
        judged->draws = ledger->done;
        judged->hits =
            cw_claim_compare(claim->comparison, judged->left, judged->right) ? ledger->done : 0;
    }
}

cw_judged_claim cw_ledger_judge(const cw_ledger *ledger, const cw_tested_claim *claim)
{
    cw_judged_claim judged = {.left = NAN, .right = NAN};
    if (claim->kind != CW_CLAIM_TESTED) {
        judged.verdict = cw_claim_settled(claim->kind);
        return judged;
    }
    judged.left = number_of(ledger, &claim->left);
    judged.right = number_of(ledger, &claim->right);
    count_holds(&judged, ledger, claim);
    cw_probability holds = cw_probability_of(judged.hits, judged.draws);
    judged.verdict = cw_claim_verdict(&holds);
    return judged;
}
