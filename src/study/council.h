/* The Council of the European Union and who decides with it, for rows of the DEU tables. */
#ifndef COUNTERWEIGHT_STUDY_COUNCIL_H
#define COUNTERWEIGHT_STUDY_COUNCIL_H

#include "counterweight/voting.h"

/* Who decides on a row. */
typedef struct cw_council {
    const char *const
        *actors; /* DEU's abbreviations: "de", "com" (Commission), "ep" (Parliament) */
    size_t count;
    bool enlarged;   /* cw_council_is_enlarged() */
    bool majority;   /* qualified majority; else unanimity of the states */
    bool codecision; /* Parliament must agree too */
} cw_council;

/* Whether the actors are of the Union of more than fifteen: pl, hu, cz or ee is among them, or more
 * than fifteen states are. Pure. */
bool cw_council_is_enlarged(const char *const *actors, size_t count);

bool cw_council_is_institution(const char *actor);

/* The say of an actor: a state's votes in the Council by the accession treaty of 1994 (87 in all), or,
 * `enlarged`, by the Treaty of Nice as extended in 2005, 2007 and 2013 (352), 2 for a state that is in
 * neither; a fifth of all votes for Commission and Parliament. Pure. */
double cw_council_votes(const char *actor, bool enlarged);

/* The rule over the actors, in their order. Qualified majority: the states that agree have at least
 * 62/87 of the votes of those that stand in the row (enlarged: 260/352), rounded up; the Nice treaty's
 * two other conditions, a majority of states and 62% of the population, are left out, and so are the
 * rules since November 2014. Unanimity: no state objects. The Commission proposes and has no vote.
 * *out is NULL, which models read as "all must agree", where no state stands in the row.
 * CW_ERROR_MEMORY. The caller frees it with cw_game_free(). */
cw_status cw_council_rule(cw_game **out, cw_context *context, const cw_council *council);

#endif
