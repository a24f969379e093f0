/* Voting power in a forum: what the study and the venue model ask for. */
#include "counterweight/voting/forum_game.h"
#include "counterweight/voting/power.h"

/* Unanimity makes all alike, whatever their number. */
static void equal_power(double *shares, size_t count)
{
    for (size_t m = 0; m < count && shares != NULL; m++)
        shares[m] = 1.0 / (double)count;
}

/* One index of all members. Of the two that are asked for here, there is no rule without. */
static void copy_index(double *out, const cw_power *power, size_t index)
{
    for (size_t m = 0; m < power->members && out != NULL; m++)
        out[m] = cw_power_value(power, index, m);
}

static cw_status compute(double *shapley_shubik, double *banzhaf, cw_context *context,
                         const cw_game *game, cw_place place)
{
    size_t shapley_index = cw_power_index_find("shapley-shubik");
    size_t banzhaf_index = cw_power_index_find("banzhaf");
    cw_power_options options = {
        .wanted = UINT64_C(1) << shapley_index | UINT64_C(1) << banzhaf_index, .threads = 1};
    cw_diagnostics unread; /* the audit of the dossier has said what there is to say of the rule */
    cw_power *power;
    cw_diagnostics_init(&unread, context);
    cw_status status = cw_power_compute(&power, context, &unread, place, game, &options);
    if (status == CW_OK) {
        copy_index(shapley_shubik, power, shapley_index);
        copy_index(banzhaf, power, banzhaf_index);
        cw_power_free(power);
    }
    cw_diagnostics_free(&unread);
    return status;
}

cw_status cw_forum_power(double *shapley_shubik, double *banzhaf, cw_context *context,
                         const cw_case *built, size_t forum)
{
    const cw_case_forum *at = &built->forums[forum];
    if (at->rule->form == CW_RULE_CONSENSUS) {
        equal_power(shapley_shubik, at->member_count);
        equal_power(banzhaf, at->member_count);
        return CW_OK;
    }
    cw_game *game;
    cw_status status = cw_game_of_forum(&game, context, built, forum, NULL, at->member_count);
    if (status != CW_OK)
        return status;
    status = compute(shapley_shubik, banzhaf, context, game, at->rule->place);
    cw_game_free(game);
    return status;
}
