/* The Council of the European Union, as in the dossier that ships, against all of its 2^27
 * coalitions: swings by member and by size of the coalition that is swung. The rules of Nice and
 * Lisbon are written out here anew; the room's methods lend nothing but the weights. */
#include "voting/support.h"

#include <stdlib.h>
#include <string.h>

#include "voting/engine.h"

enum { STATES = 27, LOW = 6, WORDS = 1 << (STATES - LOW) };

/* A proposal passes with `states` states that have `people` people and `votes` votes, or with
 * `suffice` states. */
typedef struct council {
    int64_t people_of[STATES];
    int64_t votes_of[STATES];
    int64_t states;
    int64_t people;
    int64_t votes;
    int64_t suffice;
} council;

/* Bit s % 64 of word s / 64: whether coalition s wins. Bits of s are members. */
static uint64_t wins[WORDS];

/* Swings of every member, by the number of the others who say yes. */
typedef struct swing_counts {
    uint64_t by_size[STATES][STATES];
    uint64_t winning;
} swing_counts;

static swing_counts counted;

/* What a coalition has. */
typedef struct holding {
    int64_t states;
    int64_t people;
    int64_t votes;
} holding;

static holding holding_of(const council *body, uint32_t members, size_t first)
{
    holding sum = {0, 0, 0};
    for (size_t m = first; members != 0; m++, members >>= 1) {
        if ((members & 1) == 0)
            continue;
        sum.states++;
        sum.people += body->people_of[m];
        sum.votes += body->votes_of[m];
    }
    return sum;
}

static void look_at_all_coalitions(const council *body)
{
    holding low[1 << LOW];
    for (uint32_t s = 0; s < 1 << LOW; s++)
        low[s] = holding_of(body, s, 0);
    for (uint32_t w = 0; w < WORDS; w++) {
        holding high = holding_of(body, w, LOW);
        uint64_t word = 0;
        for (size_t s = 0; s < 1 << LOW; s++) {
            bool has_all = (high.states + low[s].states >= body->states) &
                           (high.people + low[s].people >= body->people) &
                           (high.votes + low[s].votes >= body->votes);
            bool suffices = high.states + low[s].states >= body->suffice;
            word |= (uint64_t)(has_all | suffices) << s;
        }
        wins[w] = word;
    }
}

/* The coalitions of a word in which one of the first six says no. */
static uint64_t without(size_t member)
{
    uint64_t bits = 0;
    for (unsigned s = 0; s < 64; s++)
        bits |= (uint64_t)((s >> member & 1) == 0) << s;
    return bits;
}

/* Those coalitions of word w that lose and that `member`, who is in none of them, makes win. */
static uint64_t swung(uint32_t w, size_t member)
{
    if (member < LOW)
        return (wins[w] >> (1u << member)) & ~wins[w] & without(member);
    uint32_t bit = UINT32_C(1) << (member - LOW);
    return (w & bit) != 0 ? 0 : wins[w | bit] & ~wins[w];
}

static void count_swings(void)
{
    uint64_t of_size[LOW + 1] = {0};
    for (unsigned s = 0; s < 64; s++)
        of_size[__builtin_popcount(s)] |= UINT64_C(1) << s;
    memset(&counted, 0, sizeof counted);
    for (uint32_t w = 0; w < WORDS; w++) {
        size_t others = (size_t)__builtin_popcount(w);
        counted.winning += (uint64_t)__builtin_popcountll(wins[w]);
        for (size_t m = 0; m < STATES; m++) {
            uint64_t swings = swung(w, m);
            for (size_t k = 0; swings != 0 && k <= LOW; k++)
                if ((swings & of_size[k]) != 0)
                    counted.by_size[m][others + k] +=
                        (uint64_t)__builtin_popcountll(swings & of_size[k]);
        }
    }
}

static void assert_counts(const cw_power *power)
{
    assert_true(strtoull(power->winning, NULL, 10) == counted.winning);
    for (size_t m = 0; m < STATES; m++) {
        uint64_t swings = 0;
        for (size_t s = 0; s < STATES; s++)
            swings += counted.by_size[m][s];
        assert_true(strtoull(power->swings[m], NULL, 10) == swings);
    }
}

/* The engine counts a coalition of s as r^s, modulo a prime beyond all counts. A polynomial of
 * degree 26 is known from its values at 27 points: that they agree there means that all swings by
 * size do. */
static void assert_counts_by_size(const cw_game *game)
{
    const uint64_t prime = (UINT64_C(1) << 56) - 5;
    cw_engine engine;
    double needed;
    assert_int_equal(cw_engine_build(&engine, test_context(), cw_game_describe(game), NULL,
                                     (cw_engine_limits){10000000, 1e9}, &needed),
                     CW_OK);
    const cw_counter *counter = &engine.counter;
    uint64_t values[STATES];
    void *scratch = malloc(counter->scratch_bytes);
    assert_non_null(scratch);
    for (uint64_t r = 1; r <= STATES; r++) {
        counter->count(counter->game, values, NULL, NULL, scratch,
                       (cw_counting){.modulus = prime, .bits = 56, .factor = r});
        for (size_t m = 0; m < STATES; m++) {
            unsigned __int128 value = 0;
            for (size_t s = STATES; s-- > 0;)
                value = (value * r + counted.by_size[m][s]) % prime;
            assert_int_not_equal(engine.class_of[m], CW_NONE);
            assert_true(values[engine.class_of[m]] == (uint64_t)value);
        }
    }
    free(scratch);
    cw_engine_free(&engine);
}

/* ---- The dossier ---- */

static size_t find_forum(const cw_dossier *dossier, const char *id)
{
    for (size_t f = 0; f < dossier->forum_count; f++)
        if (strcmp(dossier->forums[f].id, id) == 0)
            return f;
    fail_msg("no forum %s", id);
    return CW_NONE;
}

/* A column of weights in tenths: populations under Nice are in tenths of a million. Zeros where the
 * forum has no such column. */
static void read_column(int64_t *out, const cw_forum *forum, const cw_case_forum *seated,
                        const char *name)
{
    memset(out, 0, STATES * sizeof *out);
    for (size_t c = 0; c < forum->column_count; c++)
        for (size_t m = 0; m < STATES && strcmp(forum->columns[c], name) == 0; m++)
            out[m] = (int64_t)(seated->seats[m].weights[c] * 10.0 + 0.5);
}

static cw_game *read_council(council *body, const char *id)
{
    cw_diagnostics diagnostics;
    cw_dossier *dossier;
    cw_case *built;
    cw_game *game;
    cw_diagnostics_init(&diagnostics, test_context());
    assert_int_equal(
        cw_dossier_read(&dossier, test_context(), &diagnostics, "../dossiers/eu-council.yaml"),
        CW_OK);
    assert_int_equal(cw_case_build(&built, test_context(), dossier, CW_NONE), CW_OK);
    size_t at = find_forum(dossier, id);
    assert_int_equal(built->forums[at].member_count, STATES);
    read_column(body->people_of, &dossier->forums[at], &built->forums[at], "population");
    read_column(body->votes_of, &dossier->forums[at], &built->forums[at], "votes");
    assert_int_equal(cw_game_of_forum(&game, test_context(), built, at, NULL, STATES), CW_OK);
    cw_case_free(built);
    cw_dossier_free(dossier);
    cw_diagnostics_free(&diagnostics);
    return game;
}

/* `percent` of all people, rounded up. */
static int64_t share_of_people(const council *body, int64_t percent)
{
    int64_t total = 0;
    for (size_t m = 0; m < STATES; m++)
        total += body->people_of[m];
    return (total * percent + 99) / 100;
}

static void assert_council(const cw_game *game, const council *body)
{
    cw_power *power = power_of(game, CW_POWER_EXACT, NULL);
    look_at_all_coalitions(body);
    count_swings();
    assert_counts(power);
    assert_counts_by_size(game);
    cw_power_free(power);
}

/* 15 of 27 states (55 %) with 65 % of the people; or all but three. */
static void lisbon(void **unused)
{
    (void)unused;
    council body;
    cw_game *game = read_council(&body, "lisbon");
    body.states = 15;
    body.people = share_of_people(&body, 65);
    body.votes = 0;
    body.suffice = 24;
    assert_council(game, &body);
    cw_game_free(game);
}

/* 255 of 345 votes, of 14 of 27 states, with 62 % of the people. */
static void nice(void **unused)
{
    (void)unused;
    council body;
    cw_game *game = read_council(&body, "nice");
    body.states = 14;
    body.people = share_of_people(&body, 62);
    body.votes = 2550;
    body.suffice = STATES + 1;
    assert_council(game, &body);
    cw_game_free(game);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lisbon),
        cmocka_unit_test(nice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
