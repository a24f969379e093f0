/* Claims: each is a comparison of figures, judged draw by draw. */
#include "study/experiment.h"
#include "study/figure.h"
#include "study/summary.h"

#include <math.h>
#include <string.h>

/* Shares of draws from which, or up to which, a claim counts as settled. */
#define BORNE_OUT_FROM 0.9
#define NOT_BORNE_OUT_TO 0.1
/* Figures closer than this are equal. */
#define EQUAL_WITHIN 1e-9

static bool compare(cw_comparison comparison, double left, double right)
{
    switch (comparison) {
    case CW_ABOVE:
        return left > right + EQUAL_WITHIN;
    case CW_BELOW:
        return left < right - EQUAL_WITHIN;
    default:
        return fabs(left - right) <= EQUAL_WITHIN;
    }
}

/* The gains of the base case are at hand; they hold too where a what-if changes nothing. NULL for any
 * other figure. */
static const double *kept_gains(const cw_experiment *experiment, const cw_figure *figure)
{
    size_t pair = cw_experiment_pair(experiment, figure->issue, figure->forum);
    size_t case_index = cw_figure_case(figure);
    if (figure->measure != CW_FINDING_GAIN || pair == CW_NONE ||
        (case_index > 0 && !experiment->venues[case_index].as_in_base[pair]))
        return NULL;
    return experiment->base_gain + pair * experiment->draws;
}

/* One side of a comparison, over all draws. */
static void fill_side(double *column, const cw_experiment *experiment, const cw_figure *figure)
{
    const double *kept = kept_gains(experiment, figure);
    bool varies = cw_figure_varies(figure);
    double fixed = varies ? NAN : cw_figure_of_case(experiment, figure);
    if (kept != NULL) {
        memcpy(column, kept, experiment->draws * sizeof *column);
        return;
    }
    cw_world_at_modes(experiment->scratch, experiment->sampler,
                      experiment->study->cases[cw_figure_case(figure)].built);
    for (size_t d = 0; d < experiment->draws; d++) {
        if (varies)
            cw_experiment_world(experiment->scratch, experiment, cw_figure_case(figure), d);
        column[d] = varies ? cw_figure_in_world(experiment, figure, experiment->scratch) : fixed;
    }
}

/* The uncertain quantity whose draws go most closely with the difference of the two sides. */
static size_t most_correlated(const cw_experiment *experiment, const double *difference,
                              double *column)
{
    size_t count;
    const size_t *uncertain = cw_sampler_uncertain(experiment->sampler, &count);
    size_t best = CW_NONE;
    double closest = 0.0;
    for (size_t k = 0; k < count; k++) {
        cw_experiment_column(column, experiment, k);
        double correlation = fabs(cw_correlation(column, difference, experiment->draws));
        if (correlation > closest) {
            closest = correlation;
            best = uncertain[k];
        }
    }
    return best;
}

static double median_of(double *work, const double *column, size_t draws)
{
    memcpy(work, column, draws * sizeof *column);
    return cw_summarise(work, draws).median;
}

static cw_verdict verdict_of(const cw_probability *holds)
{
    if (isnan(holds->value))
        return CW_VERDICT_UNTESTABLE;
    if (holds->value >= BORNE_OUT_FROM)
        return CW_VERDICT_BORNE_OUT;
    return holds->value <= NOT_BORNE_OUT_TO ? CW_VERDICT_NOT_BORNE_OUT : CW_VERDICT_DEPENDS;
}

/* `sides` is scratch: two columns. */
static void test(cw_claim_result *result, cw_experiment *experiment, const cw_claim *claim,
                 double *sides)
{
    size_t draws = experiment->draws;
    double *left = sides;
    double *right = sides + draws;
    cw_figure figure = cw_figure_complete(experiment->dossier, &claim->left);
    fill_side(left, experiment, &figure);
    if (claim->against_figure) {
        figure = cw_figure_complete(experiment->dossier, &claim->right);
        fill_side(right, experiment, &figure);
    }
    uint64_t hits = 0;
    uint64_t count = 0;
    for (size_t d = 0; d < draws; d++) {
        if (!claim->against_figure)
            right[d] = claim->number;
        bool defined = !isnan(left[d]) && !isnan(right[d]);
        count += defined;
        hits += defined && compare(claim->comparison, left[d], right[d]);
    }
    result->holds = cw_probability_of(hits, count);
    result->verdict = verdict_of(&result->holds);
    result->left = median_of(experiment->work, left, draws);
    result->right = median_of(experiment->work, right, draws);
    if (result->verdict == CW_VERDICT_DEPENDS) {
        for (size_t d = 0; d < draws; d++)
            left[d] -= right[d];
        result->hangs_on = most_correlated(experiment, left, experiment->work);
    }
}

static cw_verdict settled_verdict(cw_claim_kind kind)
{
    return kind == CW_CLAIM_FACT_RIGHT   ? CW_VERDICT_RIGHT
           : kind == CW_CLAIM_FACT_WRONG ? CW_VERDICT_WRONG
                                         : CW_VERDICT_JUDGEMENT;
}

cw_status cw_study_claims(cw_experiment *experiment)
{
    const cw_dossier *dossier = experiment->dossier;
    cw_study *study = experiment->study;
    study->claims = cw_arena_allocate(&study->arena, dossier->claim_count, sizeof *study->claims);
    double *sides = cw_allocate(experiment->context, 2 * experiment->draws, sizeof *sides);
    cw_status status = study->claims == NULL || sides == NULL ? CW_ERROR_MEMORY : CW_OK;
    for (size_t c = 0; c < dossier->claim_count && status == CW_OK; c++) {
        cw_claim_result *result = &study->claims[c];
        *result = (cw_claim_result){
            .left = NAN, .right = NAN, .holds = {NAN, NAN, NAN}, .hangs_on = CW_NONE};
        if (dossier->claims[c].kind == CW_CLAIM_TESTED)
            test(result, experiment, &dossier->claims[c], sides);
        else
            result->verdict = settled_verdict(dossier->claims[c].kind);
        if (cw_context_is_cancelled(experiment->context))
            status = CW_ERROR_INTERRUPTED;
    }
    cw_release(experiment->context, sides);
    return status;
}
