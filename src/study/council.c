#include "study/council.h"

#include <math.h>
#include <string.h>

/* States of the Union before 2004. */
#define STATES_OF_FIFTEEN 15

/* Votes in the Council: under the accession treaties of 1994 (0: no member), and under the Treaty
 * of Nice with the accessions of 2004, 2007 and 2013. */
typedef struct votes {
    const char *actor;
    int fifteen;
    int enlarged;
} votes;

static const votes council_votes[] = {
    {"de", 10, 29}, {"fr", 10, 29}, {"it", 10, 29}, {"uk", 10, 29}, {"es", 8, 27}, {"pl", 0, 27},
    {"ro", 0, 14},  {"nl", 5, 13},  {"be", 5, 12},  {"cz", 0, 12},  {"el", 5, 12}, {"hu", 0, 12},
    {"pt", 5, 12},  {"at", 4, 10},  {"bu", 0, 10},  {"se", 4, 10},  {"dk", 3, 7},  {"ie", 3, 7},
    {"lt", 0, 7},   {"sk", 0, 7},   {"fi", 3, 7},   {"cr", 0, 7},   {"cy", 0, 4},  {"ee", 0, 4},
    {"lv", 0, 4},   {"lu", 2, 4},   {"si", 0, 4},   {"mt", 0, 3},
};

/* All votes, those that make a qualified majority, and those of a state in neither list. */
#define VOTES_FIFTEEN 87
#define QUOTA_FIFTEEN 62
#define VOTES_ENLARGED 352
#define QUOTA_ENLARGED 260
#define VOTES_OTHER 2

/* Share of all votes that Commission and Parliament are each given. */
#define SHARE_OF_INSTITUTION 0.2

bool cw_council_is_institution(const char *actor)
{
    return strcmp(actor, "com") == 0 || strcmp(actor, "ep") == 0;
}

bool cw_council_is_enlarged(const char *const *actors, size_t count)
{
    static const char *const newcomers[] = {"pl", "hu", "cz", "ee"};
    size_t states = 0;
    bool newcomer = false;
    for (size_t m = 0; m < count; m++) {
        states += !cw_council_is_institution(actors[m]);
        for (size_t k = 0; k < sizeof newcomers / sizeof *newcomers; k++) {
            newcomer = newcomer || strcmp(actors[m], newcomers[k]) == 0;
        }
    }
    return newcomer || states > STATES_OF_FIFTEEN;
}

static int votes_of_state(const char *actor, bool enlarged)
{
    for (size_t k = 0; k < sizeof council_votes / sizeof *council_votes; k++) {
        int cast = enlarged ? council_votes[k].enlarged : council_votes[k].fifteen;
        if (strcmp(actor, council_votes[k].actor) == 0 && cast > 0) {
            return cast;
        }
    }
    return VOTES_OTHER;
}

double cw_council_votes(const char *actor, bool enlarged)
{
    if (cw_council_is_institution(actor)) {
        return SHARE_OF_INSTITUTION * (enlarged ? VOTES_ENLARGED : VOTES_FIFTEEN);
    }
    return votes_of_state(actor, enlarged);
}

/* Fills a column of votes and one of vetoes, [column][actor]. The number of states. */
static size_t fill_columns(int64_t *votes_column, int64_t *veto_column, int64_t *total,
                           const cw_council *council)
{
    size_t states = 0;
    *total = 0;
    for (size_t m = 0; m < council->count; m++) {
        const char *actor = council->actors[m];
        bool state = !cw_council_is_institution(actor);
        votes_column[m] = state ? votes_of_state(actor, council->enlarged) : 0;
        veto_column[m] =
            (state && !council->majority) || (council->codecision && strcmp(actor, "ep") == 0);
        *total += votes_column[m];
        states += state;
    }
    return states;
}

static int64_t quota_of(int64_t total, bool enlarged)
{
    int64_t all = enlarged ? VOTES_ENLARGED : VOTES_FIFTEEN;
    int64_t quota = enlarged ? QUOTA_ENLARGED : QUOTA_FIFTEEN;
    return (total * quota + all - 1) / all;
}

cw_status cw_council_rule(cw_game **out, cw_context *context, const cw_council *council)
{
    int64_t total = 0;
    int64_t *weights = cw_allocate(context, 2 * council->count, sizeof *weights);
    if (weights == NULL) {
        return CW_ERROR_MEMORY;
    }
    size_t states = fill_columns(weights, weights + council->count, &total, council);
    const cw_game_node nodes[] = {
        {.form = CW_GAME_ALL, .first_child = 1, .child_count = council->majority ? 2 : 1},
        {.form = CW_GAME_VETO, .column = 1},
        {.form = CW_GAME_WEIGHT, .column = 0, .quota = quota_of(total, council->enlarged)},
    };
    cw_game_description description = {
        .members = council->count,
        .columns = 2,
        .weights = weights,
        .nodes = nodes,
        .node_count = council->majority ? 3 : 2,
    };
    cw_status status = CW_OK;
    if (states == 0) {
        *out = NULL;
    } else {
        status = cw_game_build(out, context, &description);
    }
    cw_release(context, weights);
    return status;
}
