/* Unions: partitions of the members, and the games that they make of a rule. */
#ifndef CW_VOTING_UNIONS_H
#define CW_VOTING_UNIONS_H

#include <stddef.h>

#include "voting/power_work.h"

/* Unions numbered 0 to count - 1 in the order of their first members. */
typedef struct cw_partition {
    size_t members;
    size_t count;
    size_t *union_of; /* by member */
    size_t *size;     /* by union */
} cw_partition;

/* `unions` may use any numbers; equal ones are one union. CW_ERROR_MEMORY. */
cw_status cw_partition_build(cw_partition *out, cw_arena *arena, const size_t *unions,
                             size_t members);

/* A game of pieces: the members of one union, each for itself, then the other unions, each of one
 * piece. */
typedef struct cw_pieces {
    size_t own; /* pieces that are members of the union */
    size_t count;
    size_t *member; /* by piece: the member, or the number of the union */
    double *mark;   /* by piece: tells own pieces and unions apart */
    cw_game_description rule;
} cw_pieces;

/* Pieces with union `at` fallen apart; CW_NONE: all unions whole. All in `arena`. CW_ERROR_MEMORY. */
cw_status cw_pieces_build(cw_pieces *out, cw_arena *arena, const cw_formula *formula,
                          const cw_partition *partition, size_t at);

/* The public good indices with unions, into work->counts.unions; NULL where they cannot be had.
 * Coalitions of unions are listed up to `listed`. Errors: CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. */
cw_status cw_union_public_goods(cw_power_work *work, const cw_partition *partition, cw_arena *arena,
                                size_t listed);

#endif
