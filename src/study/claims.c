/* Claims: each is a comparison of figures, judged draw by draw. */
#include "study/claims.h"
#include "study/figure.h"
#include "study/summary.h"

#include <math.h>
#include <string.h>

/* Shares of draws from which, or up to which, a claim counts as settled. */
#define BORNE_OUT_FROM 0.9
#define NOT_BORNE_OUT_TO 0.1
/* Figures closer than this are equal. */
#define EQUAL_WITHIN 1e-9

bool cw_claim_compare(cw_comparison comparison, double left, double right)
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

/* The uncertain quantity whose draws go most closely with the difference of the two sides. */
static cw_status most_correlated(size_t *out, const cw_experiment *experiment,
                                 const double *difference, double *column)
{
    size_t count;
    const size_t *uncertain = cw_sampler_uncertain(experiment->sampler, &count);
    double closest = 0.0;
    for (size_t k = 0; k < count; k++) {
        if (cw_context_is_cancelled(experiment->context))
            return CW_ERROR_INTERRUPTED;
        cw_experiment_column(column, experiment, k);
        double correlation = fabs(cw_correlation(column, difference, experiment->draws));
        if (correlation > closest) {
            closest = correlation;
            *out = uncertain[k];
        }
    }
    return CW_OK;
}

static double median_of(double *work, const double *column, size_t draws)
{
    memcpy(work, column, draws * sizeof *column);
    return cw_summarise(work, draws).median;
}

cw_verdict cw_claim_verdict(const cw_probability *holds)
{
    if (isnan(holds->value))
        return CW_VERDICT_UNTESTABLE;
    if (holds->value >= BORNE_OUT_FROM)
        return CW_VERDICT_BORNE_OUT;
    return holds->value <= NOT_BORNE_OUT_TO ? CW_VERDICT_NOT_BORNE_OUT : CW_VERDICT_DEPENDS;
}

static cw_status fill_sides(double *left, double *right, cw_experiment *experiment,
                            const cw_claim *claim)
{
    cw_figure figure = cw_figure_complete(experiment->dossier, &claim->left);
    cw_status status = cw_figure_fill(left, experiment, &figure);
    if (status != CW_OK || !claim->against_figure) {
        for (size_t d = 0; d < experiment->draws; d++)
            right[d] = claim->number;
        return status;
    }
    figure = cw_figure_complete(experiment->dossier, &claim->right);
    return cw_figure_fill(right, experiment, &figure);
}

/* `sides` is scratch: two columns. */
static cw_status test(cw_claim_result *result, cw_experiment *experiment, const cw_claim *claim,
                      double *sides)
{
    size_t draws = experiment->draws;
    double *left = sides;
    double *right = sides + draws;
    cw_status status = fill_sides(left, right, experiment, claim);
    if (status != CW_OK)
        return status;
    uint64_t hits = 0;
    uint64_t count = 0;
    for (size_t d = 0; d < draws; d++) {
        bool defined = !isnan(left[d]) && !isnan(right[d]);
        count += defined;
        hits += defined && cw_claim_compare(claim->comparison, left[d], right[d]);
    }
    result->holds = cw_probability_of(hits, count);
    result->verdict = cw_claim_verdict(&result->holds);
    result->left = median_of(experiment->work, left, draws);
    result->right = median_of(experiment->work, right, draws);
    if (result->verdict != CW_VERDICT_DEPENDS)
        return CW_OK;
    for (size_t d = 0; d < draws; d++)
        left[d] -= right[d];
    return most_correlated(&result->hangs_on, experiment, left, experiment->work);
}

cw_verdict cw_claim_settled(cw_claim_kind kind)
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
        if (dossier->claims[c].kind != CW_CLAIM_TESTED) {
            result->verdict = cw_claim_settled(dossier->claims[c].kind);
            continue;
        }
        status = test(result, experiment, &dossier->claims[c], sides);
        if (status == CW_OK)
            status = cw_claim_flips(result, experiment, &dossier->claims[c]);
    }
    cw_release(experiment->context, sides);
    return status;
}
