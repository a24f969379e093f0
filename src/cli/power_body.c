/* Forums of a dossier as bodies whose voting power is asked for. */
#include "cli/power_body.h"

#include <math.h>

static cw_status name_members(cw_power_body *body, const cw_case *built, size_t forum)
{
    const cw_dossier *dossier = built->dossier;
    body->ids = cw_arena_allocate(&body->arena, body->count, sizeof *body->ids);
    body->names = cw_arena_allocate(&body->arena, body->count, sizeof *body->names);
    body->weights = cw_arena_allocate(&body->arena, body->count, sizeof *body->weights);
    if (body->ids == NULL || body->names == NULL || body->weights == NULL)
        return CW_ERROR_MEMORY;
    for (size_t i = 0; i < body->count; i++) {
        const cw_seat *seat = &built->forums[forum].seats[i];
        bool weighted = dossier->forums[forum].column_count == 1 && seat->weights != NULL;
        body->ids[i] = dossier->states[seat->state].id;
        body->names[i] = dossier->states[seat->state].name;
        body->weights[i] = weighted ? seat->weights[0] : (double)NAN;
    }
    return CW_OK;
}

cw_status cw_power_body_of_forum(cw_power_body *out, cw_session *session, const cw_case *built,
                                 size_t forum)
{
    const cw_case_forum *at = &built->forums[forum];
    cw_power_body body = {.id = built->dossier->forums[forum].id,
                          .name = built->dossier->forums[forum].name,
                          .rule = at->rule_text,
                          .place = at->rule->place,
                          .count = at->member_count};
    cw_arena_init(&body.arena, session->context);
    cw_status status = name_members(&body, built, forum);
    if (status == CW_OK && body.count > 0)
        status = cw_game_of_forum(&body.game, session->context, built, forum, NULL, body.count);
    if (body.count > CW_GAME_MEMBERS_MAX)
        (void)cw_session_fail(session, status, "'%s' has %zu members; a body has at most %d",
                              body.id, body.count, CW_GAME_MEMBERS_MAX);
    else if (status == CW_ERROR_LIMIT)
        (void)cw_session_fail(session, status,
                              "the weights of '%s' are too large, or have too many decimals, to be "
                              "made whole numbers",
                              body.id);
    if (status == CW_OK)
        *out = body;
    else
        cw_power_body_free(&body);
    return status;
}

void cw_power_body_free(cw_power_body *body)
{
    cw_power_free(body->power);
    cw_game_free(body->game);
    cw_arena_free(&body->arena);
}
