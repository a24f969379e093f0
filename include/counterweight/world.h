/* world: a dossier becomes numbers.
 *
 * A case is the dossier as of one date under one what-if: who sits where, who chairs, which rule
 * holds, which quantity stands for what. A world is one draw of all quantities: an array of
 * numbers, without words, that the models see. */
#ifndef COUNTERWEIGHT_WORLD_H
#define COUNTERWEIGHT_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "counterweight/base/context.h"
#include "counterweight/dossier.h"

/* ---- Cases ---- */

/* One state with a status at a forum on the date of the case. */
typedef struct cw_seat {
    size_t state;
    cw_standing standing;
    size_t voice;          /* quantity, or CW_NONE: no voice */
    const double *weights; /* one for each weight column of the forum; NaN where not given */
} cw_seat;

typedef struct cw_case_forum {
    cw_seat *seats;      /* members first, in order of the dossier; then the others */
    size_t member_count; /* of which members */
    size_t seat_count;
    size_t chair; /* state, or CW_NONE */
    const cw_rule *rule;
    const char *rule_text;
    size_t bypass_cost; /* quantities, or CW_NONE: 0 */
    size_t formality;
    size_t agenda_power;
} cw_case_forum;

typedef struct cw_case_issue {
    cw_stand *stands; /* ascending by state */
    size_t stand_count;
    size_t status_quo; /* quantity */
} cw_case_issue;

typedef struct cw_case {
    const cw_dossier *dossier; /* borrowed */
    size_t what_if;            /* CW_NONE: the base case */
    cw_date date;
    cw_case_forum *forums; /* as many as the dossier's, in its order; so too below */
    cw_case_issue *issues;
    size_t *capability; /* quantity by state, or CW_NONE */
    cw_tie *ties;
    size_t tie_count;
    cw_truth *facts;
    double *scale; /* by quantity: the factor by which the what-if multiplies it; 1: none */
    size_t
        *scaled; /* the quantities that differ from what is drawn, ascending: those with a factor,
                       and those whose range goes beyond cw_measure_most() */
    size_t scaled_count;
    cw_arena arena;
} cw_case;

/* Builds the case of a what-if (CW_NONE: the base case) by applying its edits to a copy, in the
 * order written. CW_ERROR_MEMORY; *out is then untouched. The caller frees it with cw_case_free(),
 * before the dossier. Cost O(memberships + stands + quantities). Thread-safe. */
cw_status cw_case_build(cw_case **out, cw_context *context, const cw_dossier *dossier,
                        size_t what_if);

/* The dossier as of another date, without a what-if; otherwise as cw_case_build(). Capabilities
 * follow each state's yearly series where it has one. */
cw_status cw_case_build_as_of(cw_case **out, cw_context *context, const cw_dossier *dossier,
                              cw_date date);

void cw_case_free(cw_case *built);

/* What `state` wants of `issue`, or NULL where it has no position. Cost O(log stands). */
const cw_stand *cw_case_stand(const cw_case *built, size_t issue, size_t state);

/* The quantity by which `of` depends on `on`, or CW_NONE. Cost O(ties). */
size_t cw_case_dependence(const cw_case *built, size_t of, size_t on);

/* The seat of `state` at `forum`, or NULL. Cost O(seats). */
const cw_seat *cw_case_seat(const cw_case *built, size_t forum, size_t state);

/* ---- Draws ---- */

/* What turns uniform numbers into quantities: tables of the PERT quantities' inverse distribution
 * functions and the list of what is uncertain at all. Immutable once built; shared by threads. */
typedef struct cw_sampler cw_sampler;

/* Builds the sampler of a dossier; borrowed: the dossier. CW_ERROR_MEMORY. */
cw_status cw_sampler_build(cw_sampler **out, cw_context *context, const cw_dossier *dossier);
void cw_sampler_free(cw_sampler *sampler);

/* The quantities that are ranges, ascending: what the answer can hang on. Borrowed. */
const size_t *cw_sampler_uncertain(const cw_sampler *sampler, size_t *count);

/* One world: values[q] for every quantity q of the dossier (dossier->quantity_count numbers), as
 * drawn for (seed, draw) and scaled by the case, kept within what the quantity may be. The number
 * for q depends on seed, draw and q alone, so two cases differ only by their edits. Thread-safe,
 * allocates nothing; cost O(quantities). */
void cw_world_draw(double *values, const cw_sampler *sampler, const cw_case *built, uint64_t seed,
                   uint64_t draw);

/* The same where only `count` of the quantities matter, listed ascending: the others stay as they are.
 * `values` must hold some world of the same case. Cost O(count). */
void cw_world_draw_only(double *values, const cw_sampler *sampler, const cw_case *built,
                        const size_t *quantities, size_t count, uint64_t seed, uint64_t draw);

/* The same in two steps, for many cases on the same draws: every quantity as drawn for (seed, draw),
 * before any case scales it; and that made into the world of a case, as it is already where nothing is
 * scaled there. Thread-safe, allocate nothing; cost O(quantities) and O(scaled quantities). */
void cw_sampler_draw(double *values, const cw_sampler *sampler, uint64_t seed, uint64_t draw);
void cw_world_scale(double *values, const cw_case *built);

/* The world in which every quantity is at its mode (uniform ranges: the middle). */
void cw_world_at_modes(double *values, const cw_sampler *sampler, const cw_case *built);

/* The value of `quantity` at probability `u` (0 to 1) of its distribution, unscaled, within its range;
 * exact for uniform and triangular, for PERT linear between 1,025 tabulated values (error below 1e-5
 * of the range). */
double cw_sampler_quantile(const cw_sampler *sampler, size_t quantity, double u);

/* `value` scaled by the case and kept within what `quantity` may be. */
double cw_world_value(const cw_case *built, size_t quantity, double value);

/* values[quantity], or `absent` for CW_NONE. */
static inline double cw_world_get(const double *values, size_t quantity, double absent)
{
    return quantity == CW_NONE ? absent : values[quantity];
}

/* ---- Concentration ---- */

/* How a total is spread over its holders. */
typedef struct cw_concentration {
    double total;
    size_t leader;       /* index of the largest (the first of equals), or CW_NONE */
    double leader_share; /* 0 to 1 */
    double hhi;          /* Herfindahl-Hirschman index: sum of squared shares, 1/n to 1 */
    double con; /* Ray & Singer 1973: sqrt((hhi - 1/n) / (1 - 1/n)), 0 (equal) to 1; 1 for n = 1 */
    double effective_number; /* Laakso & Taagepera 1979: 1 / hhi */
} cw_concentration;

/* Concentration of `count` amounts, each >= 0. With no holder or a total of 0: all NaN, leader
 * CW_NONE. Pure. */
cw_concentration cw_concentration_of(const double *amounts, size_t count);

/* Concentration of capability among the members of `forum` in one world; `leader` is a state. Members
 * without a coded capability count as 0. Pure; cost O(members). */
cw_concentration cw_case_concentration(const cw_case *built, size_t forum, const double *values);

#endif
