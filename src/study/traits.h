/* What tells one run from another. */
#ifndef COUNTERWEIGHT_STUDY_TRAITS_H
#define COUNTERWEIGHT_STUDY_TRAITS_H

#include "counterweight/study/results.h"

#include "study/ledger.h"
#include "study/store.h"

/* Enters the traits of a run. CW_ERROR_MEMORY. */
cw_status cw_traits_enter(cw_ledger *ledger, const cw_dossier *dossier,
                          const cw_results_options *options, const size_t *models,
                          size_t model_count);

/* Puts ledger->end_draw in the place of the number of draws. CW_ERROR_MEMORY. */
cw_status cw_traits_set_draws(cw_ledger *ledger);

/* Whether `held` is of a run that, like `wanted`, goes on until it is precise, and has doubled its draws
 * on the way; wanted->end_draw is what it begins with. Pure. */
bool cw_traits_go_on(const cw_ledger *held, const cw_ledger *wanted);

typedef enum cw_traits_compared {
    CW_TRAITS_ALL,
    CW_TRAITS_BUT_SHARD /* parts of one run differ in that alone */
} cw_traits_compared;

/* Refuses the file that `held` was read from where it is of another run than `wanted`, and says in
 * what it differs. CW_ERROR_INPUT. */
cw_status cw_traits_compare(cw_store *store, const cw_ledger *held, const cw_ledger *wanted,
                            cw_traits_compared which);

#endif
