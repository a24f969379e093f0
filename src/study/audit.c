/* Mistakes that only the models can see. */
#include "counterweight/study.h"
#include "counterweight/voting.h"

#include <string.h>

/* Bodies up to this size are judged by all their coalitions: 2^20 take some milliseconds. */
#define ENUMERATED_MAX 20

/* What can be said of a rule; for large bodies from the two extreme coalitions alone. Of a rule
 * without `not` they say whether anybody can satisfy it; of others nothing is held against them. */
typedef struct cw_rule_facts {
    bool satisfiable;
    bool empty_wins;
    bool proper;
} cw_rule_facts;

static bool has_not(const cw_game *game)
{
    const cw_game_description *rule = cw_game_describe(game);
    for (size_t node = 0; node < rule->node_count; node++)
        if (rule->nodes[node].form == CW_GAME_NOT)
            return true;
    return false;
}

static cw_status judge(cw_rule_facts *facts, cw_context *context, const cw_game *game)
{
    size_t members = cw_game_members(game);
    uint8_t *ballots = cw_allocate(context, members, sizeof *ballots);
    cw_enumeration *counted = cw_allocate(context, 1, sizeof *counted);
    cw_status status = CW_ERROR_MEMORY;
    if (ballots == NULL || counted == NULL)
        goto out;
    memset(ballots, CW_BALLOT_NO, members);
    facts->empty_wins = cw_game_wins(game, ballots);
    memset(ballots, CW_BALLOT_YES, members);
    facts->satisfiable = facts->empty_wins || cw_game_wins(game, ballots) || has_not(game);
    facts->proper = true;
    status = members <= ENUMERATED_MAX ? cw_enumerate(counted, context, game) : CW_OK;
    if (status == CW_OK && members <= ENUMERATED_MAX) {
        facts->satisfiable = counted->winning > 0;
        facts->proper = counted->proper;
    }
out:
    cw_release(context, counted);
    cw_release(context, ballots);
    return status;
}

static void report_rule(cw_diagnostics *diagnostics, const cw_rule_facts *facts,
                        const cw_case_forum *forum, const char *id)
{
    if (!facts->satisfiable)
        cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR, forum->rule->place,
                           "lower the quota, or check the members and their weights",
                           "no coalition of the %zu members of '%s' can satisfy this rule",
                           forum->member_count, id);
    else if (facts->empty_wins)
        cw_diagnostics_add(diagnostics, CW_SEVERITY_WARNING, forum->rule->place, NULL,
                           "this rule of '%s' passes even if nobody agrees", id);
    else if (!facts->proper)
        cw_diagnostics_add(diagnostics, CW_SEVERITY_WARNING, forum->rule->place,
                           "raise the quota above one half, unless this is meant",
                           "this rule of '%s' lets two opposed coalitions both win", id);
}

/* The rule of a forum on the date of a case, judged over its members. */
static cw_status audit_rule(cw_diagnostics *diagnostics, cw_context *context, const cw_case *built,
                            size_t forum)
{
    const cw_case_forum *at = &built->forums[forum];
    cw_rule_facts facts;
    cw_game *game;
    if (at->member_count == 0)
        return CW_OK;
    cw_status status = cw_game_of_forum(&game, context, built, forum, NULL, at->member_count);
    if (status == CW_ERROR_LIMIT) {
        cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR, at->rule->place,
                           "write quota and weights with at most 15 digits",
                           "quota and weights of '%s' are too large or too fine to be counted "
                           "exactly",
                           built->dossier->forums[forum].id);
        return CW_OK;
    }
    if (status != CW_OK)
        return status;
    status = judge(&facts, context, game);
    if (status == CW_OK)
        report_rule(diagnostics, &facts, at, built->dossier->forums[forum].id);
    cw_game_free(game);
    return status;
}

static bool can_be_taken(const cw_case *built, size_t issue)
{
    const cw_issue *written = &built->dossier->issues[issue];
    for (size_t f = 0; f < written->forum_count; f++) {
        const cw_case_forum *forum = &built->forums[written->forums[f]];
        for (size_t m = 0; m < forum->member_count; m++)
            if (cw_case_stand(built, issue, forum->seats[m].state) != NULL)
                return true;
    }
    return false;
}

/* Audits the rules of a case; of what-ifs only those they changed. */
static cw_status audit_case(cw_diagnostics *diagnostics, cw_context *context,
                            const cw_dossier *dossier, size_t what_if)
{
    cw_case *built;
    cw_status status = cw_case_build(&built, context, dossier, what_if);
    if (status != CW_OK)
        return status;
    for (size_t f = 0; f < dossier->forum_count && status == CW_OK; f++)
        if (what_if == CW_NONE || built->forums[f].rule != &dossier->forums[f].rule)
            status = audit_rule(diagnostics, context, built, f);
    for (size_t i = 0; i < dossier->issue_count && what_if == CW_NONE; i++)
        if (!can_be_taken(built, i))
            cw_diagnostics_add(diagnostics, CW_SEVERITY_WARNING,
                               dossier->issues[i].provenance.place, NULL,
                               "no forum can take up '%s': none of their members on the date of "
                               "the case has a position on it",
                               dossier->issues[i].id);
    cw_case_free(built);
    return status;
}

cw_status cw_study_audit(cw_context *context, cw_diagnostics *diagnostics,
                         const cw_dossier *dossier)
{
    size_t errors = diagnostics->errors;
    cw_status status = audit_case(diagnostics, context, dossier, CW_NONE);
    for (size_t w = 0; w < dossier->what_if_count && status == CW_OK; w++)
        status = audit_case(diagnostics, context, dossier, w);
    if (status == CW_OK && diagnostics->errors > errors)
        status = CW_ERROR_INPUT;
    return status;
}
