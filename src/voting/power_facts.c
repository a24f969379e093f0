/* What is true of a game, and what its author should be told. */
#include "voting/power_work.h"

#include <string.h>

/* Profiles up to which proper and strong are decided by looking at all. */
#define PROFILES ((size_t)1 << 20)
/* Profiles between two looks at whether to stop. */
#define UNWATCHED ((size_t)4096)

static bool wins_with(cw_power_work *work, uint8_t *ballots, size_t member, uint8_t others,
                      uint8_t own)
{
    memset(ballots, others, work->counts.members);
    if (member != CW_NONE)
        ballots[member] = own;
    return cw_game_wins(work->game, ballots);
}

/* Dictator, vetoes, dummies: from what a member does alone, and all without it. */
static cw_status look_at_members(cw_power_work *work, uint8_t *ballots)
{
    cw_power *power = work->power;
    cw_game_facts *facts = &power->facts;
    facts->dictator = CW_NONE;
    for (size_t m = 0; m < power->members; m++) {
        if (cw_context_is_cancelled(work->context))
            return CW_ERROR_INTERRUPTED;
        bool alone = wins_with(work, ballots, m, CW_BALLOT_NO, CW_BALLOT_YES);
        bool without = wins_with(work, ballots, m, CW_BALLOT_YES, CW_BALLOT_NO);
        power->is_vetoer[m] = facts->all_win && !without && facts->monotone == CW_FACT_YES;
        facts->vetoers += power->is_vetoer[m] ? 1 : 0;
        if (power->is_vetoer[m] && alone && !facts->empty_wins)
            facts->dictator = m;
        bool swings = work->counts.swings[m].limbs != NULL
                          ? power->swings[m] != NULL && strcmp(power->swings[m], "0") != 0
                          : work->counts.swings[m].share != 0.0;
        power->is_dummy[m] = !swings;
        facts->dummies += swings ? 0 : 1;
    }
    work->counts.is_vetoer = power->is_vetoer;
    work->counts.vetoers = facts->vetoers;
    return CW_OK;
}

/* For weighted games: proper if the quota exceeds half the total; strong if the dual's does not
 * exceed the quota. Otherwise it depends on whether some coalition falls between. */
static void look_at_quota(cw_power_work *work)
{
    const cw_weighted *game = &work->engine.weighted;
    cw_game_facts *facts = &work->power->facts;
    if (game->quota >= game->dual)
        facts->proper = CW_FACT_YES;
    if (game->quota <= game->dual)
        facts->strong = CW_FACT_YES;
}

/* From the numbers alone: if more or fewer than half of all coalitions win, there is a winning pair
 * or a losing pair. */
static void look_at_counts(cw_power_work *work)
{
    cw_game_facts *facts = &work->power->facts;
    double winning = cw_tally_ratio(&work->counts, work->counts.winning, work->counts.all);
    if (winning > 0.5)
        facts->proper = CW_FACT_NO;
    if (winning < 0.5)
        facts->strong = CW_FACT_NO;
    if (winning == 0.5 && work->counts.limbs > 0 && facts->proper != CW_FACT_UNKNOWN)
        facts->strong = facts->proper;
    else if (winning == 0.5 && work->counts.limbs > 0 && facts->strong != CW_FACT_UNKNOWN)
        facts->proper = facts->strong;
}

static bool passes(const cw_diagram *diagram, const size_t *votes, bool complement)
{
    uint32_t state = diagram->root;
    for (size_t k = 0; k < diagram->layers && state < CW_STATE_PASSES; k++) {
        size_t size = diagram->layer[k].size;
        state =
            diagram->layer[k].next[state * (size + 1) + (complement ? size - votes[k] : votes[k])];
    }
    return state == CW_STATE_PASSES;
}

/* Every profile against its complement. */
static cw_status look_at_profiles(cw_power_work *work)
{
    const cw_diagram *diagram = &work->engine.diagram;
    cw_game_facts *facts = &work->power->facts;
    size_t profiles = cw_census_size(diagram);
    size_t *votes = cw_allocate(work->context, diagram->layers, sizeof *votes);
    if (votes == NULL)
        return CW_ERROR_MEMORY;
    cw_status status = CW_OK;
    facts->proper = facts->strong = CW_FACT_YES;
    for (size_t profile = 0; profile < profiles && status == CW_OK; profile++) {
        if (profile % UNWATCHED == 0 && cw_context_is_cancelled(work->context))
            status = CW_ERROR_INTERRUPTED;
        bool wins = passes(diagram, votes, false);
        bool opposed_wins = passes(diagram, votes, true);
        if (wins && opposed_wins)
            facts->proper = CW_FACT_NO;
        if (!wins && !opposed_wins)
            facts->strong = CW_FACT_NO;
        size_t k = 0;
        while (k < diagram->layers && votes[k] == diagram->layer[k].size)
            votes[k++] = 0;
        if (k < diagram->layers)
            votes[k]++;
    }
    cw_release(work->context, votes);
    return status;
}

/* Everything passes, or nothing: then no yes ever changes anything. */
static void look_at_settled(cw_power_work *work)
{
    cw_game_facts *facts = &work->power->facts;
    facts->monotone = CW_FACT_YES;
    facts->proper = work->engine.passes ? CW_FACT_NO : CW_FACT_YES;
    facts->strong = work->engine.passes ? CW_FACT_YES : CW_FACT_NO;
}

static void warn(cw_power_work *work)
{
    const cw_game_facts *facts = &work->power->facts;
    bool can_pass = !work->engine.is_settled || work->engine.passes;
    if (!can_pass)
        CW_POWER_SAY(work, CW_SEVERITY_WARNING,
                     "no coalition can satisfy this rule: nobody has power");
    else if (work->engine.is_settled)
        CW_POWER_SAY(work, CW_SEVERITY_WARNING,
                     "every coalition satisfies this rule, even that of nobody: nobody has power");
    else if (facts->monotone == CW_FACT_NO)
        CW_POWER_SAY(work, CW_SEVERITY_WARNING,
                     "under this rule a yes can make a proposal fail; power is net of that");
    else if (facts->proper == CW_FACT_NO)
        CW_POWER_SAY(work, CW_SEVERITY_WARNING,
                     "two opposed coalitions can both win under this rule");
}

cw_status cw_power_facts(cw_power_work *work)
{
    cw_game_facts *facts = &work->power->facts;
    cw_status status = CW_OK;
    uint8_t *ballots = cw_allocate(work->context, work->counts.members, sizeof *ballots);
    if (ballots == NULL)
        return CW_ERROR_MEMORY;
    facts->all_win = wins_with(work, ballots, CW_NONE, CW_BALLOT_YES, 0);
    facts->empty_wins = wins_with(work, ballots, CW_NONE, CW_BALLOT_NO, 0);
    if (work->engine.is_settled) {
        look_at_settled(work);
    } else if (!work->engine.formula.has_not) {
        facts->monotone = CW_FACT_YES;
        facts->proper = facts->strong = CW_FACT_UNKNOWN;
        if (work->engine.has_diagram && cw_census_size(&work->engine.diagram) <= PROFILES)
            status = look_at_profiles(work);
        else if (work->engine.is_weighted)
            look_at_quota(work);
        look_at_counts(work);
    }
    if (status == CW_OK)
        status = look_at_members(work, ballots);
    if (status == CW_OK)
        warn(work);
    cw_release(work->context, ballots);
    return status;
}
