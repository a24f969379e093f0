/* Rules that are one weighted vote: a threshold, vetoes, and both together.
 *
 * Let a coalition pass with weights w that reach the quota q, and only with all k holders of a veto. With
 * T the sum of all weights and M = T - q + 1 it is the single vote with weights w + M for those holders and
 * quota q + k M: without one of them even all others reach only T + (k - 1) M, which is 1 less. */
#include <string.h>

#include "counterweight/voting/game.h"
#include "voting/divisor.h"

/* The rule so far. `votes` are those of its one threshold, 0 where it has none. */
typedef struct reading {
    const cw_game_description *rule;
    int64_t *votes;
    int64_t quota;
    size_t thresholds;
    bool *is_needed; /* holders of a veto */
} reading;

static const int64_t *weights_of(const reading *r, const cw_game_node *node)
{
    return r->rule->weights + node->column * r->rule->members;
}

static void take_vetoes(reading *r, const cw_game_node *node)
{
    for (size_t m = 0; m < r->rule->members; m++) {
        r->is_needed[m] =
            r->is_needed[m] || node->form == CW_GAME_CONSENSUS || weights_of(r, node)[m] != 0;
    }
}

/* Two thresholds of the same weights are the higher of them. */
static void take_threshold(reading *r, const cw_game_node *node)
{
    size_t bytes = r->rule->members * sizeof *r->votes;
    bool is_same = r->thresholds == 1 && memcmp(r->votes, weights_of(r, node), bytes) == 0;
    memcpy(r->votes, weights_of(r, node), bytes);
    r->quota = node->quota > r->quota ? node->quota : r->quota;
    r->thresholds += is_same ? 0 : 1;
}

/* False where the part of the rule is neither threshold nor veto, nor several of them that all must pass. */
static bool take(reading *r, const cw_game_node *node)
{
    bool is_choice = node->form == CW_GAME_ANY && node->child_count != 1;
    if (is_choice || node->form == CW_GAME_NOT) {
        return false;
    }
    if (node->form == CW_GAME_CONSENSUS || node->form == CW_GAME_VETO) {
        take_vetoes(r, node);
    } else if (node->form == CW_GAME_WEIGHT) {
        take_threshold(r, node);
    }
    bool is_inner = node->form == CW_GAME_ALL || node->form == CW_GAME_ANY;
    for (size_t c = 0; is_inner && c < node->child_count; c++) {
        if (!take(r, &r->rule->nodes[node->first_child + c])) {
            return false;
        }
    }
    return r->thresholds <= 1;
}

/* Vetoes become votes. */
static cw_status add_vetoes(reading *r)
{
    int64_t total = 0;
    int64_t needed = 0;
    for (size_t m = 0; m < r->rule->members; m++) {
        total += r->votes[m];
        needed += r->is_needed[m] ? 1 : 0;
    }
    if (needed == 0 || r->quota > total) {
        return CW_OK;
    }
    int64_t more = total - r->quota + 1;
    if (more > (INT64_MAX - total) / (needed + 1)) {
        return CW_ERROR_LIMIT;
    }
    for (size_t m = 0; m < r->rule->members; m++) {
        r->votes[m] += r->is_needed[m] ? more : 0;
    }
    r->quota += needed * more;
    return CW_OK;
}

/* What all votes have in common is taken out; what nobody need vote for is one vote that all have. */
static void simplify(reading *r)
{
    int64_t common = 0;
    for (size_t m = 0; m < r->rule->members; m++) {
        r->votes[m] = r->quota == 0 ? 1 : r->votes[m];
        common = cw_common_divisor(common, r->votes[m]);
    }
    r->quota = r->quota == 0 ? 1 : r->quota;
    for (size_t m = 0; common > 1 && m < r->rule->members; m++) {
        r->votes[m] /= common;
    }
    r->quota = common > 1 ? (r->quota - 1) / common + 1 : r->quota;
}

cw_status cw_game_single_vote(int64_t *votes, int64_t *quota, cw_context *context,
                              const cw_game *game)
{
    const cw_game_description *rule = cw_game_describe(game);
    reading r = {.rule = rule};
    r.votes = cw_allocate(context, rule->members, sizeof *r.votes);
    r.is_needed = cw_allocate(context, rule->members, sizeof *r.is_needed);
    cw_status status = r.votes == NULL || r.is_needed == NULL ? CW_ERROR_MEMORY : CW_OK;
    if (status == CW_OK) {
        status = take(&r, &rule->nodes[0]) ? add_vetoes(&r) : CW_ERROR_USAGE;
    }
    if (status == CW_OK) {
        simplify(&r);
        memcpy(votes, r.votes, rule->members * sizeof *votes);
        *quota = r.quota;
    }
    cw_release(context, r.is_needed);
    cw_release(context, r.votes);
    return status;
}
