/* counterweight power: the voting power of every member of every forum. */
#include "cli/commands.h"

#include "counterweight/world.h"

#include "cli/input.h"
#include "cli/power_game.h"
#include "cli/power_result.h"

typedef struct power_settings {
    cw_shared_settings shared;
    const char *forum;
    const char *what_if;
} power_settings;

static const cw_option options[] = {
    {.name = "forum",
     .argument = "ID",
     .kind = CW_OPTION_WORD,
     .help = "only this forum",
     .target = offsetof(power_settings, forum)},
    {.name = "what-if",
     .argument = "ID",
     .kind = CW_OPTION_WORD,
     .help = "under this what-if in place of the base case",
     .target = offsetof(power_settings, what_if)},
    CW_SHARED_JSON,
    CW_SHARED_CSV,
    CW_SHARED_OUTPUT,
    CW_SHARED_COLOUR,
    CW_SHARED_QUIET,
    CW_SHARED_HELP,
};

static const cw_example examples[] = {
    {"power dossiers/csto-2022.yaml --forum unsc", "five vetoes and ten votes"},
    {"power dossiers/csto-2022.yaml --forum csto --json", "exact fractions, as data"},
};

static const power_settings defaults = {.shared = CW_SHARED_DEFAULTS};

/* Solves the forums `first` to `end` - 1 of a case into `games`; *solved of them are then owned by
 * the caller, also on failure. */
static cw_status solve_forums(cw_power_game *games, size_t *solved, cw_session *session,
                              const cw_case *built, size_t first, size_t end)
{
    for (size_t forum = first; forum < end; forum++) {
        cw_status status = cw_power_game_of_forum(&games[*solved], session, built, forum);
        if (status != CW_OK)
            return status;
        ++*solved;
    }
    return CW_OK;
}

static cw_status write_games(cw_session *session, const power_settings *settings,
                             const cw_power_game *games, size_t count)
{
    cw_text text;
    cw_text_init(&text, session->context);
    cw_status status = cw_power_write(&text, session, &settings->shared, games, count);
    if (status == CW_OK)
        status = cw_session_deliver(session, &text, settings->shared.output);
    cw_text_free(&text);
    for (size_t i = 0; status == CW_OK && i < count; i++)
        if (games[i].count > 0 && !games[i].known)
            status = cw_session_fail(session, CW_ERROR_LIMIT,
                                     "the coalitions of the %zu members of '%s' cannot be counted: "
                                     "more than %d members, or weights too fine",
                                     games[i].count, games[i].id, CW_ENUMERATION_MAX);
    return status;
}

/* `forum` is CW_NONE for all. */
static cw_status answer(cw_session *session, const power_settings *settings, const cw_case *built,
                        size_t forum)
{
    size_t first = forum == CW_NONE ? 0 : forum;
    size_t end = forum == CW_NONE ? built->dossier->forum_count : forum + 1;
    size_t solved = 0;
    cw_power_game *games = cw_allocate(session->context, end - first, sizeof *games);
    if (games == NULL)
        return CW_ERROR_MEMORY;
    cw_status status = solve_forums(games, &solved, session, built, first, end);
    if (status == CW_OK)
        status = write_games(session, settings, games, solved);
    for (size_t i = 0; i < solved; i++)
        cw_power_game_free(&games[i], session);
    cw_release(session->context, games);
    return status;
}

static cw_status run(cw_session *session, const void *payload, const char *operand)
{
    const power_settings *settings = payload;
    cw_dossier *dossier = NULL;
    cw_case *built = NULL;
    size_t forum = CW_NONE;
    size_t what_if = CW_NONE;
    cw_status status = cw_input_dossier(&dossier, session, operand);
    if (status == CW_OK)
        status = cw_input_forum(&forum, session, dossier, settings->forum);
    if (status == CW_OK)
        status = cw_input_what_if(&what_if, session, dossier, settings->what_if);
    if (status == CW_OK)
        status = cw_case_build(&built, session->context, dossier, what_if);
    if (status == CW_OK)
        status = answer(session, settings, built, forum);
    cw_case_free(built);
    cw_dossier_free(dossier);
    return status;
}

const cw_command cw_command_power = {
    .name = "power",
    .summary = "the voting power of every member of every forum",
    .operand = "DOSSIER",
    .about = "Counts all coalitions of the members of each forum under its rule, exactly, and "
             "gives the share of each in the Shapley-Shubik index (Shapley & Shubik 1954) and the "
             "Banzhaf index (Penrose 1946, Banzhaf 1965), its absolute Banzhaf index (the share "
             "of the others' coalitions that it swings), and its swings. Voting power is what the "
             "rule gives; what a member can do with it is for 'brief' to say.",
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .defaults = &defaults,
    .settings_bytes = sizeof defaults,
    .run = run,
};
