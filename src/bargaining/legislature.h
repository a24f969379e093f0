/* Legislative bargaining with unequal votes, prepared for computing: members of equal votes and equal
 * chance are one type (their values are equal, as payoffs are unique), and a coalition is a column of
 * counts by type. Notation as in docs/methods/baron-ferejohn.md. */
#ifndef CW_BARGAINING_LEGISLATURE_H
#define CW_BARGAINING_LEGISLATURE_H

#include <stdint.h>

#include "counterweight/bargaining.h"

/* Most coalitions that are looked at. */
#define CW_COLUMNS_MAX 4096

/* Members of one type. */
typedef struct cw_member_type {
    size_t count;  /* N */
    int64_t votes; /* of each */
    double chance; /* p, of each to propose; > 0 */
} cw_member_type;

/* Whom a proposer of one type buys: how many of each type. */
typedef struct cw_column {
    size_t proposer;   /* type */
    uint16_t *bought;  /* [type]; borrowed */
    double chance;     /* x: that such a proposer is drawn and forms this coalition */
    double overcharge; /* s: what it costs beyond the cheapest, undiscounted */
} cw_column;

typedef struct cw_chamber {
    size_t types;
    int64_t quota; /* less the votes of those who are never drawn: they come for nothing */
    double discount;
    cw_member_type type[CW_LEGISLATURE_MEMBERS_MAX];
    double value[CW_LEGISLATURE_MEMBERS_MAX]; /* v, by type */
    double price
        [CW_LEGISLATURE_MEMBERS_MAX]; /* y: what a proposer pays for the others, undiscounted */
    cw_column *columns;               /* room for CW_COLUMNS_MAX */
    size_t column_count;
    cw_arena arena; /* owns the columns and what they point to */
} cw_chamber;

/* What a column costs at the present values, undiscounted. O(types). */
double cw_chamber_cost(const cw_chamber *chamber, const cw_column *column);

/* The cheapest winning coalition of a proposer of this type at the present values: fills bought[type]
 * and returns its cost. Exact (a knapsack by votes). `scratch` has types * (quota + 1) elements and
 * `least` quota + 1. O(members * quota). */
double cw_chamber_cheapest(uint16_t *bought, const cw_chamber *chamber, size_t proposer,
                           uint16_t *scratch, double *least);

/* Equilibrium where only the coalitions listed can form: sets values, prices, and the columns' chances
 * and overcharges. CW_ERROR_LIMIT where the path does not get there; CW_ERROR_MEMORY. */
cw_status cw_chamber_follow_path(cw_chamber *chamber, cw_context *context);

#endif
