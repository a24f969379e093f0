/* The voting power of the members of one body. */
#include "cli/power_game.h"

#include <math.h>
#include <string.h>

/* Names the members; their weight is told where the forum has one column of weights. */
static void name_members(cw_power_game *game, const cw_case *built, size_t forum)
{
    const cw_dossier *dossier = built->dossier;
    for (size_t i = 0; i < game->count; i++) {
        const cw_seat *seat = &built->forums[forum].seats[i];
        bool weighted = dossier->forums[forum].column_count == 1 && seat->weights != NULL;
        game->members[i] = (cw_power_member){
            .id = dossier->states[seat->state].id,
            .name = dossier->states[seat->state].name,
            .weight = weighted ? seat->weights[0] : (double)NAN,
            .shapley_shubik = (double)NAN,
            .banzhaf = (double)NAN,
            .banzhaf_absolute = (double)NAN,
        };
    }
}

/* Under consensus only the coalition of all wins, and everybody swings it: no counting. */
static void solve_consensus(cw_power_game *game)
{
    double count = (double)game->count;
    game->known = true;
    game->winning = 1;
    for (size_t i = 0; i < game->count; i++) {
        cw_power_member *member = &game->members[i];
        member->shapley_shubik = 1 / count;
        member->banzhaf = 1 / count;
        member->banzhaf_absolute = ldexp(1, 1 - (int)game->count);
        member->swings = 1;
        member->shapley_shubik_exact = (cw_fraction){.numerator = 1, .denominator = game->count};
    }
}

static void take_counts(cw_power_game *game, const cw_enumeration *counted)
{
    double shapley_shubik[CW_ENUMERATION_MAX];
    double banzhaf[CW_ENUMERATION_MAX];
    cw_enumeration_shapley_shubik(shapley_shubik, counted);
    cw_enumeration_banzhaf(banzhaf, counted);
    game->known = true;
    game->winning = counted->winning;
    for (size_t i = 0; i < game->count; i++) {
        cw_power_member *member = &game->members[i];
        member->shapley_shubik = shapley_shubik[i];
        member->banzhaf = banzhaf[i];
        member->banzhaf_absolute = ldexp((double)counted->swings[i], 1 - (int)game->count);
        member->swings = counted->swings[i];
        member->shapley_shubik_exact = cw_enumeration_shapley_shubik_exact(counted, i);
    }
}

static cw_status count_coalitions(cw_power_game *game, cw_context *context, const cw_case *built,
                                  size_t forum)
{
    cw_game *compiled = NULL;
    cw_enumeration *counted = cw_allocate(context, 1, sizeof *counted);
    if (counted == NULL)
        return CW_ERROR_MEMORY;
    cw_status status = cw_game_of_forum(&compiled, context, built, forum, NULL, game->count);
    if (status == CW_OK)
        status = cw_enumerate(counted, context, compiled);
    if (status == CW_OK)
        take_counts(game, counted);
    cw_game_free(compiled);
    cw_release(context, counted);
    return status == CW_ERROR_LIMIT ? CW_OK : status;
}

cw_status cw_power_game_of_forum(cw_power_game *out, cw_session *session, const cw_case *built,
                                 size_t forum)
{
    const cw_case_forum *at = &built->forums[forum];
    cw_power_game game = {.id = built->dossier->forums[forum].id,
                          .name = built->dossier->forums[forum].name,
                          .rule = at->rule_text,
                          .count = at->member_count};
    cw_status status = CW_OK;
    game.members = cw_allocate(session->context, game.count, sizeof *game.members);
    if (game.members == NULL)
        return CW_ERROR_MEMORY;
    name_members(&game, built, forum);
    if (game.count > 0 && at->rule->form == CW_RULE_CONSENSUS)
        solve_consensus(&game);
    else if (game.count > 0)
        status = count_coalitions(&game, session->context, built, forum);
    if (status != CW_OK) {
        cw_power_game_free(&game, session);
        return status;
    }
    *out = game;
    return CW_OK;
}

void cw_power_game_free(cw_power_game *game, cw_session *session)
{
    cw_release(session->context, game->members);
    game->members = NULL;
}
