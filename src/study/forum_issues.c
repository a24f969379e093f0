#include "study/forum_issues.h"

#include <math.h>

#include "counterweight/base/text.h"

/* Arrays to be written to while they are gathered. */
typedef struct gathering {
    size_t *states;
    size_t *position;
    size_t *salience;
    size_t *capability;
} gathering;

const char *cw_forum_issue_name(cw_arena *arena, const cw_dossier *dossier, size_t issue,
                                size_t forum)
{
    cw_text name;
    cw_text_init(&name, arena->context);
    cw_text_append_format(&name, "%s in %s", dossier->issues[issue].id, dossier->forums[forum].id);
    const char *kept =
        name.status == CW_OK ? cw_arena_copy(arena, cw_text_string(&name), name.length) : NULL;
    cw_text_free(&name);
    return kept;
}

static bool votes(const cw_venue *venue, size_t state)
{
    size_t voters;
    const size_t *states = cw_venue_voters(venue, &voters);
    for (size_t m = 0; m < voters; m++) {
        if (states[m] == state) {
            return true;
        }
    }
    return false;
}

static bool votes_anywhere(cw_venue *const *venues, size_t count, size_t state)
{
    for (size_t v = 0; v < count; v++) {
        if (votes(venues[v], state)) {
            return true;
        }
    }
    return false;
}

static bool make_room(gathering *g, cw_arena *arena, size_t states, size_t issues)
{
    g->states = cw_arena_allocate(arena, states, sizeof *g->states);
    g->position = cw_arena_allocate(arena, states * issues, sizeof *g->position);
    g->salience = cw_arena_allocate(arena, states * issues, sizeof *g->salience);
    g->capability = cw_arena_allocate(arena, states, sizeof *g->capability);
    return g->states != NULL && g->position != NULL && g->salience != NULL && g->capability != NULL;
}

cw_status cw_forum_issues_gather(cw_forum_issues *out, cw_arena *arena, const cw_case *built,
                                 cw_venue *const *venues, const size_t *issues, size_t count)
{
    gathering g;
    size_t actors = 0;
    size_t states = built->dossier->state_count;
    if (!make_room(&g, arena, states, count)) {
        return CW_ERROR_MEMORY;
    }
    for (size_t state = 0; state < states; state++) {
        if (!votes_anywhere(venues, count, state)) {
            continue;
        }
        g.states[actors] = state;
        g.capability[actors] = built->capability[state];
        for (size_t k = 0; k < count; k++) {
            const cw_stand *stand =
                votes(venues[k], state) ? cw_case_stand(built, issues[k], state) : NULL;
            g.position[actors * count + k] = stand != NULL ? stand->position : CW_NONE;
            g.salience[actors * count + k] = stand != NULL ? stand->salience : CW_NONE;
        }
        actors++;
    }
    *out = (cw_forum_issues){g.states, issues, actors, count, g.position, g.salience, g.capability};
    return CW_OK;
}

size_t cw_forum_issues_numbers(const cw_forum_issues *of)
{
    return of->actor_count * (2 * of->issue_count + 1);
}

void cw_forum_issues_lay(cw_exchange_problem *out, double *numbers, const cw_forum_issues *of,
                         const double *values)
{
    size_t cells = of->actor_count * of->issue_count;
    double *salience = numbers + cells;
    double *capability = salience + cells;
    for (size_t k = 0; k < cells; k++) {
        numbers[k] = cw_world_get(values, of->position[k], NAN);
        salience[k] = cw_world_get(values, of->salience[k], 0.0);
    }
    for (size_t m = 0; m < of->actor_count; m++) {
        capability[m] = cw_world_get(values, of->capability[m], 0.0);
    }
    *out = (cw_exchange_problem){of->actor_count, of->issue_count, numbers, salience, capability};
}
