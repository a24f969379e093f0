/* Claims: comparisons of figures. */
#ifndef COUNTERWEIGHT_STUDY_CLAIMS_H
#define COUNTERWEIGHT_STUDY_CLAIMS_H

#include "study/experiment.h"

/* Whether `left` compares with `right` as claimed; figures within 1e-9 are equal. Neither NaN. */
bool cw_claim_compare(cw_comparison comparison, double left, double right);

/* The verdict on a claim that was tested, from the share of draws in which it holds. */
cw_verdict cw_claim_verdict(const cw_probability *holds);

/* The verdict on a claim that is not tested. */
cw_verdict cw_claim_settled(cw_claim_kind kind);

/* Finds what turns the comparison of a tested claim, each uncertain quantity moved alone with all
 * others at their modes, into `result`. Nothing is known where a side does not exist there, or where
 * neither differs from world to world. Errors: CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. */
cw_status cw_claim_flips(cw_claim_result *result, cw_experiment *experiment, const cw_claim *claim);

#endif
