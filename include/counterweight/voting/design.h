/* The inverse problem: weights and a quota that give a wanted distribution of power. */
#ifndef COUNTERWEIGHT_VOTING_DESIGN_H
#define COUNTERWEIGHT_VOTING_DESIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "counterweight/base/context.h"

/* Most members for whom every weighted game is considered; beyond, a search. */
#define CW_DESIGN_EXACT_MAX 8

/* Most members of a design at all. */
#define CW_DESIGN_MEMBERS_MAX 1000

/* By which index power is measured. */
typedef enum cw_design_index { CW_DESIGN_BANZHAF, CW_DESIGN_SHAPLEY_SHUBIK } cw_design_index;

typedef struct cw_design_request {
    size_t members;        /* 1 to CW_DESIGN_MEMBERS_MAX */
    const double *wanted;  /* power of each, >= 0 and finite, not all 0; scaled to add up to 1 */
    cw_design_index index; /* Banzhaf is the normalised one */
    bool has_quota;        /* false: the quota is free, and lies above half of the weights */
    double quota;          /* percent of all weights: above 0, at most 100, up to 4 decimals */
    bool more_than;        /* more than that is needed, rather than at least that */
    bool search;           /* search even where all games could be considered */
    uint64_t seed;         /* of the search */
    size_t trials;         /* most games that the search solves; 0: 20,000 */
} cw_design_request;

/* A weighted game [quota; weights]. Freed with cw_design_free(). */
typedef struct cw_design {
    size_t members;
    int64_t *weights; /* whole numbers without common divisor; 0: has no say */
    int64_t quota;    /* weight that those who agree need */
    int64_t total;
    double *wanted;  /* scaled to add up to 1 */
    double *power;   /* of each member in this game */
    double distance; /* sum over members of |power - wanted|: 0 to 2 */
    double largest;  /* greatest |power - wanted| */
    bool is_nearest; /* no weighted game of these members (with this quota) is nearer */
    bool is_least;   /* no whole weights with a smaller sum give this game (at this quota) */
    uint64_t games;  /* games compared: complete simple games, or trials of the search */
    cw_context *context;
} cw_design;

/* Finds the weighted game whose power is nearest to the wanted one, by the sum of the absolute
 * differences (the norm of Alon & Edelman 2010, "The inverse Banzhaf problem", Social Choice and
 * Welfare 34:371-377).
 *
 * Up to CW_DESIGN_EXACT_MAX members: all complete simple games (Carreras & Freixas 1996), among
 * them all weighted ones, are gone through; those that come nearer than the best so far are tested
 * for weights by linear programming in whole numbers (after de Keijzer, Klos & Zhang 2014, "Finding
 * optimal solutions for voting game design problems", JAIR 50:105-140); the weights are those with
 * the least sum (Kurz 2012, "On minimum sum representations for weighted voting games"). Of games
 * alike near (to 1e-12) the one with as near as possible to half of all coalitions winning is
 * taken, then the first. Some 2 s for 8 members, milliseconds for fewer.
 *
 * Beyond: a search that adjusts weights by what is lacking (Leech 2003, "Power indices as an aid to
 * institutional design"), then climbs by steps of whole weights, again from disturbed starting
 * points, within `trials`; then shrinks the weights where power stays the same. No claim that the
 * result is nearest.
 *
 * The same request gives the same design. Errors: CW_ERROR_USAGE (a request outside the ranges
 * above), CW_ERROR_LIMIT (no weights can be had within 62 bits), CW_ERROR_MEMORY,
 * CW_ERROR_INTERRUPTED; *out is then untouched. Thread-safe. */
cw_status cw_design_find(cw_design *out, cw_context *context, const cw_design_request *request);
void cw_design_free(cw_design *design);

#endif
