/* venue: the heart of the house. Where an issue ends if it is settled between two states alone,
 * where if it is taken to a forum, and what the weaker gains by that.
 *
 * The model. State i is pressed by state j over one issue with status quo sq; u is satisfaction,
 * D_m what having no deal costs m (docs/methods/venue.md has the derivations).
 *
 * Bilaterally the two settle at the weighted Nash solution with D_i, the dependence of i on j, and
 * D_j, that of j on i: each is pressed by its dependence on the other (Emerson 1962; Keohane & Nye
 * 1977).
 *
 * In a forum the members with a position vote. For each of them but j, no deal costs its
 * dependence on j; for j, the sum of its dependences on them: the forum pools what the hegemon
 * stands to lose. Weights are capability times salience, moved by the forum's formality towards
 * Shapley-Shubik share times salience; observers and partners lend weight to members near to them.
 * The rule decides who must agree. The chair steers, by the forum's agenda power, towards its own
 * wish within what the others accept. j can always go around the forum at cost b, so it must be
 * left at least u_j(bilateral) - b (the outside-option principle: Binmore, Rubinstein & Wolinsky
 * 1986); where that cannot be, the issue leaves the forum and is settled bilaterally. The gain of
 * i is u_i(settled there) - u_i(bilateral). Since |x_i - z| moves one for one with z, the gain is
 * at most b wherever i and j lie on opposite sides of the outcomes. */
#ifndef COUNTERWEIGHT_VENUE_H
#define COUNTERWEIGHT_VENUE_H

#include <stdbool.h>
#include <stddef.h>

#include "counterweight/bargaining.h"
#include "counterweight/world.h"

/* Most members of a forum with a position on one issue. */
#define CW_VOTERS_MAX 256

/* Where one issue ends in one forum, in one world. Positions and gains in points. */
typedef struct cw_settlement {
    double bilateral;    /* between the two states alone; NaN where either has no position */
    double unthreatened; /* in the forum, if it could not be gone around */
    double settled;      /* as it ends: in the forum, or bilaterally if it is gone around */
    double gain;         /* of the pressed state; NaN where bilateral is */
    bool threat_binds;   /* the threat to go around the forum changed the result */
    bool bypassed;       /* the issue left the forum */
    bool decides;        /* some coalition of the members with a position can decide */
} cw_settlement;

/* One issue at one forum in one case, prepared once for many worlds: who sits there, by what
 * quantities, under which compiled rule. Immutable once built, shared by threads. */
typedef struct cw_venue cw_venue;

/* Prepares (case, issue, forum). *out is NULL, with CW_OK, where the issue cannot be taken there:
 * no member has a position on it. CW_ERROR_MEMORY, CW_ERROR_LIMIT (more than CW_VOTERS_MAX members
 * with a position, or a rule too large to compile or to measure). `built` is borrowed until
 * cw_venue_free(). */
cw_status cw_venue_build(cw_venue **out, cw_context *context, const cw_case *built, size_t issue,
                         size_t forum);
void cw_venue_free(cw_venue *venue);

/* The same with the members' voting power at hand, for many issues at one forum: the Shapley-Shubik
 * index of each member in order of the seats; borrowed during the call. NULL: formality counts as
 * nothing, which is right where cw_venue_needs_power() is false or only votes are asked for. */
cw_status cw_venue_build_with(cw_venue **out, cw_context *context, const cw_case *built,
                              size_t issue, size_t forum, const double *power);

/* Whether settlements at `forum` hang on its members' voting power: it has a formality. */
bool cw_venue_needs_power(const cw_case *built, size_t forum);

/* Whether `quantity` has a part in the settlements of the venue. Cost O(participants). */
bool cw_venue_uses(const cw_venue *venue, size_t quantity);

/* Whether two prepared venues of different cases give the same settlements in every draw, because
 * no edit between the cases touches them: the same states with the same quantities under the same
 * rule. Never true by chance; may be false where the results happen to be equal. NULL is the same
 * as NULL. */
bool cw_venue_is_same(const cw_venue *one, const cw_venue *other);

/* The same for its votes alone, cw_venue_agrees(): whether `quantity` has a part in them, and whether two
 * prepared venues of different cases vote alike in every draw. */
bool cw_venue_votes_by(const cw_venue *venue, size_t quantity);
bool cw_venue_votes_the_same(const cw_venue *one, const cw_venue *other);

/* The states that vote on the issue there, in the order of the dossier; borrowed. */
const size_t *cw_venue_voters(const cw_venue *venue, size_t *count);

/* The states that have a voice but no vote there; borrowed. */
const size_t *cw_venue_voices(const cw_venue *venue, size_t *count);

/* Settles the issue in one world by one outcome model; any model's result is kept within what the
 * deciding coalition accepts and what keeps j at the table. A model that says nothing (NaN) gives
 * NaN. Thread-safe, allocates nothing. */
void cw_venue_settle(cw_settlement *out, const cw_venue *venue, const double *values,
                     const cw_outcome_model *model);

/* Settles it by every model of the registry at once: both arrays have a place for each, in registry
 * order; forecasts[k] is the bare forecast of model k. The same numbers as one call for each, at
 * the cost of laying the table once. */
void cw_venue_settle_all(cw_settlement *settlements, double *forecasts, const cw_venue *venue,
                         const double *values);

/* The same by models of one's own choice, also slow ones: both arrays by place in `models`. */
void cw_venue_settle_each(cw_settlement *settlements, double *forecasts, const cw_venue *venue,
                          const double *values, const cw_outcome_model *const *models,
                          size_t count);

/* The bare forecast of a model at this table, without threat, acceptance or chair. */
double cw_venue_forecast(const cw_venue *venue, const double *values,
                         const cw_outcome_model *model);

/* The table laid in one world, as outcome models see it: voters in the order of cw_venue_voters(),
 * weights with formality and voices, costs of no deal, rule and chair. */
typedef struct cw_venue_table {
    cw_bargaining_problem problem; /* points into the arrays below and into the venue */
    double position[CW_VOTERS_MAX];
    double capability[CW_VOTERS_MAX];
    double salience[CW_VOTERS_MAX];
    double no_deal_cost[CW_VOTERS_MAX];
} cw_venue_table;

/* Lays it. `out` must not be moved afterwards, and not outlive the venue. Thread-safe, allocates
 * nothing; O(voters * voices). */
void cw_venue_lay(cw_venue_table *out, const cw_venue *venue, const double *values);

/* The settlement between the two states alone; NaN where either has no position. */
double cw_venue_bilateral(const cw_case *built, size_t issue, const double *values);

/* Whether the forum, by its rule, agrees to move the issue from the status quo to `outcome`:
 * members who prefer it vote yes, who prefer the status quo no, the indifferent and those without
 * a position abstain (sincere spatial voting; Enelow & Hinich 1984). */
bool cw_venue_agrees(const cw_venue *venue, const double *values, double outcome);

/* What one participant brings to the table and takes from it, in one world. */
typedef struct cw_participant {
    size_t state;
    bool votes;
    double position;     /* points */
    double weight;       /* a_m, of all who vote sum 1, voices lent included; 0 for voices */
    double no_deal_cost; /* D_m, points */
    double change;       /* u(settled) - u(status quo), points */
    double gain;         /* u(settled) - u(bilateral), points */
    bool in_coalition;   /* belongs to the coalition that decides; nobody does where the forum is
                            gone around */
} cw_participant;

/* Fills out[0..] for voters, then voices (as many as cw_venue_voters and cw_venue_voices count
 * together) for the settlement by `model`. */
void cw_venue_participants(cw_participant *out, const cw_venue *venue, const double *values,
                           const cw_outcome_model *model);

/* The default model of venues: the weighted Nash solution. */
const cw_outcome_model *cw_venue_default_model(void);

#endif
