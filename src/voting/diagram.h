/* Layered decision diagrams: any rule, compiled so that every index can be read off.
 *
 * Members alike in every weight are one layer; a layer decides how many of them say yes. A state is
 * what each threshold of the rule still needs; states in which the rest of the members decide alike
 * are one, as far as each threshold can tell: a need is raised to the least sum that the members
 * left can reach (the canonical form of Bolus 2011, EJOR 210, for a single threshold), thresholds
 * that no longer matter are dropped, and a state in which the rule is settled is a leaf. */
#ifndef CW_VOTING_DIAGRAM_H
#define CW_VOTING_DIAGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "voting/counter.h"
#include "voting/formula.h"

/* States in which the rule is settled. */
#define CW_STATE_FAILS UINT32_MAX
#define CW_STATE_PASSES (UINT32_MAX - 1)

typedef struct cw_layer {
    size_t size;           /* members alike */
    size_t states;         /* in which the rule is still open when this layer decides */
    uint32_t *next;        /* [state][yes votes 0 to size]: state in the layer after */
    const int64_t *weight; /* by leaf of the formula, of one member */
    double probability;    /* of a yes */
} cw_layer;

typedef struct cw_diagram {
    size_t members;
    size_t layers;
    cw_layer *layer;
    uint32_t root;       /* 0, or a settled state */
    size_t *layer_of;    /* by member */
    size_t *first_state; /* by layer, in the numbering of all states; [layers]: their number */
    size_t *sizes;       /* by layer */
    size_t edges;
    bool is_complete; /* layers are in order of desirability: each has no threshold's weight below
                         that of a later one, and there is no NOT */
    cw_arena arena;
} cw_diagram;

/* Builds the diagram of `formula`; members whose `probability` differs are told apart (NULL: none).
 * Errors: CW_ERROR_LIMIT where it would have more than `most_edges`; CW_ERROR_MEMORY,
 * CW_ERROR_INTERRUPTED. Cost O(edges * leaves * log). */
cw_status cw_diagram_build(cw_diagram *out, cw_context *context, const cw_formula *formula,
                           const double *probability, size_t most_edges);
void cw_diagram_free(cw_diagram *diagram);

/* Puts members alike into layers, heaviest first; part of cw_diagram_build(). CW_ERROR_MEMORY. */
cw_status cw_diagram_layers(cw_diagram *diagram, cw_context *context, const cw_formula *formula,
                            const double *probability);

/* The counter of a diagram that is not settled at its root, classes being its layers; `diagram` is
 * borrowed. For rules that are not monotone c_{i,s} is net: swings less those by which joining makes a
 * coalition lose. */
cw_counter cw_counter_of_diagram(const cw_diagram *diagram);

/* Probability that one member of each layer swings, and that a proposal passes, where layer k says
 * yes with probability yes[k]; the root is not settled. `scratch` has cw_diagram_scratch() doubles.
 * CW_ERROR_INTERRUPTED leaves the outputs in any state. */
cw_status cw_diagram_chances(double *swings, double *winning, double *scratch,
                             const cw_diagram *diagram, const double *yes);
size_t cw_diagram_scratch(const cw_diagram *diagram);

/* States between two looks at whether to stop; each has an edge for every number of yes votes. */
#define CW_STATES_UNWATCHED ((size_t)1024)

/* Whether a walk over the states of a layer, at number `state`, is to end: it looks now and then. */
static inline bool cw_diagram_should_stop(const cw_diagram *diagram, size_t state)
{
    return state % CW_STATES_UNWATCHED == 0 && cw_context_is_cancelled(diagram->arena.context);
}

#endif
