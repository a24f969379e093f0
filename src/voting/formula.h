/* A rule as a formula over thresholds: what the decision diagram is compiled from. */
#ifndef CW_VOTING_FORMULA_H
#define CW_VOTING_FORMULA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "counterweight/base/context.h"
#include "counterweight/voting/game.h"

/* What is known of a part of the rule when some members have voted. */
typedef enum cw_verdict {
    CW_VERDICT_FAILS,
    CW_VERDICT_PASSES,
    CW_VERDICT_OPEN,
    CW_VERDICT_DROPPED /* settled before and taken into account: of no consequence any more */
} cw_verdict;

/* Every leaf of the rule is a threshold: consensus asks for all members, a veto for all who have
 * one. */
typedef struct cw_formula {
    const cw_game_description *rule; /* borrowed */
    size_t leaves;
    size_t *leaf_of;   /* by node; CW_NONE for inner nodes */
    int64_t *weight;   /* [leaf][member] */
    int64_t *quota;    /* by leaf */
    bool *is_constant; /* by node: no leaf below, so that it never depends on a vote */
    bool has_not;
    cw_arena arena;
} cw_formula;

/* Errors: CW_ERROR_MEMORY. `rule` is borrowed until cw_formula_free(). */
cw_status cw_formula_build(cw_formula *out, cw_context *context, const cw_game_description *rule);
void cw_formula_free(cw_formula *formula);

/* The verdict on the rule from verdicts on its leaves. Where it is open, leaves that no longer
 * matter become DROPPED. Cost O(nodes). */
cw_verdict cw_formula_judge(const cw_formula *formula, cw_verdict *leaves);

#endif
