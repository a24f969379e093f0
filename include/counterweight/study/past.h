/* Past decisions, read from a table or a dossier, for backtests. */
#ifndef COUNTERWEIGHT_STUDY_PAST_H
#define COUNTERWEIGHT_STUDY_PAST_H

#include "counterweight/bargaining.h"
#include "counterweight/study/capabilities.h"
#include "counterweight/table.h"
#include "counterweight/venue.h"

/* Decisions with all their numbers; owns what it points to. */
typedef struct cw_past {
    cw_past_decision *decisions;
    const char **ids; /* [decision]: "7", the row's number below the heading; or "issue in forum" */
    size_t count;
    size_t left_out; /* rows without a usable outcome or with fewer than three usable actors; issues
                         without an outcome, or that nobody can decide where they were taken */
    cw_game **rules; /* [decision]: owned; NULL: all must agree, or the venue's */
    cw_venue **venues; /* [decision], of a dossier: owned; NULL of a table */
    cw_case *built;    /* of a dossier: owned */
    cw_arena arena;
} cw_past;

/* Reads the layout of the DEU data sets (DEU III: Arregui & Perarnaud 2021, doi:10.34810/data53):
 * one row for each issue; a column p<actor> and a column s<actor> for the position and the salience
 * of each actor, 0 to 100, empty or 999 where missing; `out` the outcome; `rp` the
 * reference point, which becomes the status quo; `prnrnmc` the proposal, which is the cluster.
 * An actor counts where both its numbers are there; a salience of 0 is taken as 10^-6. Used are rows
 * with an outcome from 0 to 100 and at least three actors. The proposer is the Commission ("com")
 * where it counts, loss linear.
 *
 * The rule: where `counvte` says QMV, states with 62 of 87 votes (Union of fifteen) or 260 of 352
 * (Nice, 2013) must agree, in proportion where some states do not count; where it says Unan, all
 * states; and where `proc` says COD, Parliament ("ep") too. Without `counvte`, all actors. The
 * conditions of Nice on the number and population of the states are left out, so are the rules of
 * Lisbon: dates in these tables cannot be relied on.
 *
 * Capabilities: those given; where `given` is NULL, the votes in the Council: the weights of the accession treaties of 1994
 * where all states of the row belonged to the Union of fifteen and none of pl, hu, cz, ee counts,
 * else those of the Treaty of Nice as extended in 2005, 2007 and 2013 (bu Bulgaria, cr Croatia, el
 * Greece, uk United Kingdom), 2 for any other state; Commission ("com") and Parliament ("ep") each a
 * fifth of all votes, 87 or 352 (the setting of Thomson et al. 2006 in forecasting studies).
 *
 * CW_ERROR_INPUT, with diagnostics, for a missing column, a cell that is no number or off its range, another
 * `counvte`, a negative capability or an actor without one; CW_ERROR_MEMORY; *out is then untouched. The caller frees it
 * with cw_past_free(). Tables are only read. */
cw_status cw_past_read_deu(cw_past **out, cw_context *context, cw_diagnostics *diagnostics,
                           const cw_table *table, const cw_capabilities *given);

/* The issues of a dossier on which an `outcome` is on record, as of its date, without what-ifs, with
 * every quantity at its mode. Each is one decision and one cluster, taken in the question's forum
 * where it can be, else in the first of its forums where it can be; a `forum` other than CW_NONE
 * replaces both. The table is that of the venue (counterweight/venue.h). CW_ERROR_LIMIT where a
 * venue cannot be computed; CW_ERROR_MEMORY; *out is then untouched. `dossier` is borrowed until
 * cw_past_free(). */
cw_status cw_past_read_dossier(cw_past **out, cw_context *context, const cw_dossier *dossier,
                               size_t forum);

void cw_past_free(cw_past *past);

#endif
