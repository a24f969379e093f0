/* What the indices are computed from. */
#ifndef CW_VOTING_INDEX_COUNTS_H
#define CW_VOTING_INDEX_COUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "counterweight/voting/power.h"

/* A count of coalitions: exact, or as a share of all. */
typedef struct cw_tally {
    const uint64_t *limbs; /* NULL: not exact */
    double share;          /* by 2^members, where it is not exact */
} cw_tally;

/* What unions give; by member, NULL where they are not wanted. */
typedef struct cw_union_values {
    double *owen;
    double *banzhaf_owen;
    double *symmetric_banzhaf;
    double *union_public_good;
    double *solidarity_public_good;
    double *owen_public_good;
    double *threat_public_good[3];
} cw_union_values;

typedef struct cw_index_counts {
    size_t members;
    size_t limbs; /* of each exact tally */
    cw_tally winning;
    cw_tally losing;
    cw_tally all;       /* 2^members */
    cw_tally swing_sum; /* of all members */
    cw_tally *swings;   /* by member */
    const double *shapley;
    const double *johnston; /* by member, unscaled; NULL: not to be had; so too below */
    const double *public_good;
    const double *deegan_packel;
    const double *shift;
    const double *shift_deegan_packel;
    const bool *is_vetoer;
    size_t vetoers;
    const double *decisiveness; /* by member, with the given probabilities of a yes */
    double passage;
    const double *yes_probability;
    cw_union_values unions;
} cw_index_counts;

/* numerator / denominator; 0 / 0 is 0. */
double cw_tally_ratio(const cw_index_counts *counts, cw_tally numerator, cw_tally denominator);

/* Scales to add up to 1; all 0 stay 0. NULL becomes NaN. */
void cw_normalise(double *out, const double *sums, size_t members);

#define CW_DECLARE_INDEX(name) extern const cw_power_index cw_index_##name;
/* The descriptors, in the order in which they are shown. */
#define CW_INDEX_LIST(X)                                                                           \
    X(banzhaf)                                                                                     \
    X(banzhaf_absolute)                                                                            \
    X(shapley_shubik)                                                                              \
    X(coleman_prevent)                                                                             \
    X(coleman_initiate)                                                                            \
    X(coleman_act)                                                                                 \
    X(rae)                                                                                         \
    X(nevison)                                                                                     \
    X(koenig_braeuninger)                                                                          \
    X(johnston)                                                                                    \
    X(deegan_packel)                                                                               \
    X(public_good)                                                                                 \
    X(shift)                                                                                       \
    X(shift_deegan_packel)                                                                         \
    X(tijs)                                                                                        \
    X(decisiveness)                                                                                \
    X(success)                                                                                     \
    X(passage)                                                                                     \
    X(owen)                                                                                        \
    X(banzhaf_owen)                                                                                \
    X(symmetric_coalitional_banzhaf)                                                               \
    X(union_public_good)                                                                           \
    X(solidarity_public_good)                                                                      \
    X(owen_extended_public_good)                                                                   \
    X(threat_public_good_1)                                                                        \
    X(threat_public_good_2)                                                                        \
    X(threat_public_good_3)
CW_INDEX_LIST(CW_DECLARE_INDEX)

#endif
