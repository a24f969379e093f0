/* Any text as the rule of a forum of six members: where it is a rule, the game it makes is what
 * enumeration of all coalitions says, and where it is none, it is refused with a place and a reason. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "counterweight/voting.h"

#include "as_enumerated.h"
#include "require.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define RULE_BYTES_MAX 4000
#define MEMBERS 6

static const char before[] =
    "counterweight: 1\n"
    "title: Who decides?\n"
    "as_of: 2020-06-01\n"
    "states:\n"
    "  {A: {name: A}, B: {name: B}, C: {name: C}, D: {name: D}, E: {name: E}, F: {name: F}}\n"
    "forums:\n"
    "  f:\n"
    "    name: Forum\n"
    "    members:\n"
    "      - {state: A, weights: {votes: 4, people: 82.7}}\n"
    "      - {state: B, weights: {votes: 3, people: 60}}\n"
    "      - {state: C, weights: {votes: 3, people: 44.25}}\n"
    "      - {state: D, weights: {votes: 2, people: 11}}\n"
    "      - {state: E, weights: {votes: 1, people: 0}}\n"
    "      - {state: F, weights: {votes: 1, people: 0.5}}\n"
    "    rule: ";

static bool has_not(const cw_rule *rule)
{
    bool found = rule->form == CW_RULE_NOT;
    for (size_t c = 0; c < rule->child_count && !found; c++)
        found = has_not(&rule->children[c]);
    return found;
}

/* A rule may be written so finely that its weights are no whole numbers of 64 bits: a stated limit. */
static void play(cw_context *context, const cw_case *built)
{
    cw_game *game = NULL;
    cw_status status = cw_game_of_forum(&game, context, built, 0, NULL, MEMBERS);
    require(status == CW_OK || status == CW_ERROR_LIMIT);
    if (status == CW_OK)
        require_as_enumerated(context, game, NULL, has_not(built->forums[0].rule));
    cw_game_free(game);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[sizeof before + RULE_BYTES_MAX];
    cw_context context;
    cw_diagnostics diagnostics;
    cw_dossier *dossier = NULL;
    cw_case *built = NULL;
    if (size > RULE_BYTES_MAX)
        return 0;
    memcpy(text, before, sizeof before - 1);
    memcpy(text + sizeof before - 1, data, size);
    cw_context_init(&context);
    context.limits.diagnostics = 50;
    cw_diagnostics_init(&diagnostics, &context);
    cw_status status = cw_dossier_parse(&dossier, &context, &diagnostics, "no folder/fuzz.yaml",
                                        text, sizeof before - 1 + size);
    require((status == CW_OK) == (diagnostics.errors == 0));
    /* The text may close the mapping it stands in and add forums and members of its own. */
    if (status == CW_OK && dossier->forum_count > 0) {
        require(cw_case_build(&built, &context, dossier, CW_NONE) == CW_OK);
        if (built->forums[0].member_count == MEMBERS)
            play(&context, built);
    }
    cw_case_free(built);
    cw_dossier_free(dossier);
    cw_diagnostics_free(&diagnostics);
    return 0;
}
