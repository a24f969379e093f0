/* Forums of a dossier as bodies whose voting power is asked for. */
#include "cli/power_body.h"

#include <math.h>

#include "cli/input.h"

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

static cw_status take_forums(cw_session *session, const cw_case *built, size_t forum,
                             cw_power_body_function *take, void *payload)
{
    size_t first = forum == CW_NONE ? 0 : forum;
    size_t end = forum == CW_NONE ? built->dossier->forum_count : forum + 1;
    cw_status status = CW_OK;
    for (size_t f = first; f < end && status == CW_OK; f++) {
        cw_power_body body;
        status = cw_power_body_of_forum(&body, session, built, f);
        if (status != CW_OK)
            break;
        status = take(payload, &body);
        cw_power_body_free(&body);
    }
    return status;
}

cw_status cw_power_bodies_of_dossier(cw_session *session, const char *path, const char *forum,
                                     const char *what_if, cw_power_body_function *take,
                                     void *payload)
{
    cw_dossier *dossier = NULL;
    cw_case *built = NULL;
    size_t which_forum = CW_NONE;
    size_t which_what_if = CW_NONE;
    cw_status status = cw_input_dossier(&dossier, session, path);
    if (status == CW_OK && dossier->forum_count == 0)
        status = cw_session_nothing(session, "the dossier has no forums");
    if (status == CW_OK)
        status = cw_input_forum(&which_forum, session, dossier, forum);
    if (status == CW_OK)
        status = cw_input_what_if(&which_what_if, session, dossier, what_if);
    if (status == CW_OK)
        status = cw_case_build(&built, session->context, dossier, which_what_if);
    if (status == CW_OK)
        status = take_forums(session, built, which_forum, take, payload);
    cw_case_free(built);
    cw_dossier_free(dossier);
    return status;
}
