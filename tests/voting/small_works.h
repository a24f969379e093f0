/* Every way of counting, on games small enough to disturb it at each of its steps. */
#ifndef TESTS_VOTING_SMALL_WORKS_H
#define TESTS_VOTING_SMALL_WORKS_H

#include "support/failing_allocator.h"
#include "voting/support.h"

/* ---- Work that is done, freed again and told the status of ---- */

typedef struct power_work {
    const cw_game *game;
    cw_power_options options;
    double cost; /* what it came to; unset where there was no result */
} power_work;

/* The power that a power_work asks for. A remark that could not be kept counts as CW_ERROR_MEMORY. */
cw_status compute_power(cw_context *context, void *work);

/* The minimal winning coalitions of a cw_game. */
cw_status list_minimal_coalitions(cw_context *context, void *game);

/* The design that a cw_design_request asks for. */
cw_status find_design(cw_context *context, void *request);

/* ---- Every way of counting in turn ---- */

typedef void small_work_visit(cw_swept_function *work, void *payload);

/* Indices of small weights by a diagram and profile by profile, with unions and chances of a yes. */
void visit_small_weights(small_work_visit *visit);

/* Without room for a diagram: by sums of weights. */
void visit_sums_of_weights(small_work_visit *visit);

/* With hardly the memory to count at all: in doubles. */
void visit_least_memory(small_work_visit *visit);

/* Two hundred votes of one weight: in doubles, by fewer nodes than there are members. */
void visit_members_alike(small_work_visit *visit);

/* Members of different weight, gone through profile by profile. */
void visit_profiles(small_work_visit *visit);

/* A rule whose two thresholds order the members differently. */
void visit_two_thresholds(small_work_visit *visit);

/* Members in one order, too many to go through: shares are read off the diagram. */
void visit_one_order(small_work_visit *visit);

/* Power net of what members spoil: of few by all coalitions, of many by a diagram. */
void visit_rules_with_not(small_work_visit *visit);

/* Rules that everybody meets, or nobody. */
void visit_settled_rules(small_work_visit *visit);

/* Several quotas in one pass. */
void visit_ranges(small_work_visit *visit);

/* Lists of minimal winning coalitions. */
void visit_minimal_coalitions(small_work_visit *visit);

/* Designs: the nearest of all games, and by search. */
void visit_designs(small_work_visit *visit);

#endif
