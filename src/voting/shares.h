/* Indices that share out coalitions among those who matter in them: Johnston's, Deegan and
 * Packel's, the public good index and their shift variants. */
#ifndef CW_VOTING_SHARES_H
#define CW_VOTING_SHARES_H

#include <stdbool.h>
#include <stddef.h>

#include "counterweight/base/context.h"

#include "voting/diagram.h"
#include "voting/formula.h"
#include "voting/weighted.h"

/* Sums for one member of each class, before they are scaled to add up to 1; coalitions count
 * 2^-members each, so that nothing overflows. A pointer that is NULL is not wanted, or cannot be
 * had by the method. */
typedef struct cw_shares {
    double *johnston;      /* sum over coalitions with the member critical of 1 / number critical */
    double *public_good;   /* number of minimal winning coalitions with the member */
    double *deegan_packel; /* sum over them of 1 / size */
    double *shift;         /* number of shift-minimal winning coalitions with the member */
    double *shift_deegan_packel;
    double minimal; /* number of minimal winning coalitions, times 2^-members */
} cw_shares;

/* Profiles of a diagram's layers: how many of each layer say yes. SIZE_MAX where they are more. */
size_t cw_census_size(const cw_diagram *diagram);

/* All of them, by going through all profiles. Errors:
 * CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. Cost O(profiles * layers^2). */
cw_status cw_census(cw_shares *out, cw_context *context, const cw_diagram *diagram);

/* Johnston, public good and Deegan-Packel off a diagram that is complete and not settled. Errors:
 * CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. Cost O(edges * layers + members * edges). */
cw_status cw_diagram_shares(cw_shares *out, cw_context *context, const cw_diagram *diagram,
                            size_t threads);
double cw_diagram_shares_cost(const cw_diagram *diagram); /* edges, about */

/* The same for weighted games of many members and large weights; each thread takes
 * cw_weighted_shares_bytes(). Cost in cells: cw_weighted_shares_cost(). */
size_t cw_weighted_shares_bytes(const cw_weighted *game);
double cw_weighted_shares_cost(const cw_weighted *game);
cw_status cw_weighted_shares(cw_shares *out, cw_context *context, const cw_weighted *game,
                             size_t threads);

#endif
