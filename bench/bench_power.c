/* Voting power of bodies of hundreds, beside what other programs take.
 *
 * Processor seconds and peak memory of one computation. The figures of EPIC (commit 684dbf3, built
 * by its own makefile) were measured on two cores of an AMD Zen 4 at 3.7 GHz, on games of the same
 * size and spread; see docs/methods/voting-power.md. */
#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counterweight/voting.h"

#include "clock.h"

#define MEMBERS_MAX 600
#define PREFIX 16
#define ROUNDS 3

/* ---- Memory ---- */

typedef struct meter {
    atomic_size_t now;
    atomic_size_t peak;
} meter;

static void *resize(void *payload, void *block, size_t bytes)
{
    meter *counted = payload;
    size_t before = 0;
    unsigned char *start = NULL;
    if (block != NULL) {
        start = (unsigned char *)block - PREFIX;
        memcpy(&before, start, sizeof before);
    }
    unsigned char *grown = realloc(start, bytes + PREFIX);
    if (grown == NULL)
        return NULL;
    memcpy(grown, &bytes, sizeof bytes);
    size_t now = atomic_fetch_add(&counted->now, bytes - before) + bytes - before;
    size_t peak = atomic_load(&counted->peak);
    while (now > peak && !atomic_compare_exchange_weak(&counted->peak, &peak, now))
        continue;
    return grown + PREFIX;
}

static void release(void *payload, void *block)
{
    meter *counted = payload;
    size_t bytes = 0;
    if (block == NULL)
        return;
    memcpy(&bytes, (unsigned char *)block - PREFIX, sizeof bytes);
    atomic_fetch_sub(&counted->now, bytes);
    free((unsigned char *)block - PREFIX);
}

typedef struct run {
    const char *what;
    const char *index; /* ids with commas; "all" */
    cw_power_mode mode;
    const char *target; /* what it must stay below */
    const char *other;  /* what others take */
} run;

static uint64_t indices_of(const char *list)
{
    char word[64];
    uint64_t wanted = 0;
    while (*list != '\0') {
        size_t length = strcspn(list, ",");
        memcpy(word, list, length);
        word[length] = '\0';
        size_t index = cw_power_index_find(word);
        wanted |= index == CW_NONE ? UINT64_MAX : UINT64_C(1) << index;
        list += length + (list[length] == ',' ? 1 : 0);
    }
    return wanted;
}

/* What one computation took. */
typedef struct cost {
    double processor;
    double clock;
    double megabytes;
    double error;
    cw_status status;
} cost;

static cost measure(const cw_game *game, const run *what, size_t threads)
{
    meter counted = {0};
    cw_context context;
    cw_diagnostics diagnostics;
    cw_power *power = NULL;
    cw_context_init(&context);
    context.allocator = (cw_allocator){resize, release, &counted};
    cw_diagnostics_init(&diagnostics, &context);
    cw_power_options options = {
        .mode = what->mode, .wanted = indices_of(what->index), .threads = threads};
    double processor = seconds(CLOCK_PROCESS_CPUTIME_ID);
    double clock = seconds(CLOCK_MONOTONIC);
    cw_status status =
        cw_power_compute(&power, &context, &diagnostics, (cw_place){0}, game, &options);
    cost taken = {.processor = seconds(CLOCK_PROCESS_CPUTIME_ID) - processor,
                  .clock = seconds(CLOCK_MONOTONIC) - clock,
                  .megabytes = (double)counted.peak / 1e6,
                  .error = power == NULL ? 0.0 : power->error_bound,
                  .status = status};
    cw_power_free(power);
    cw_diagnostics_free(&diagnostics);
    return taken;
}

static void print_cost(const run *what, cost taken)
{
    printf("%-44s %8.3f %8.3f %7.0f  %-10s %s\n", what->what, taken.processor, taken.clock,
           taken.megabytes, what->target, what->other);
    if (taken.status != CW_OK)
        printf("  failed: %s\n", cw_status_name(taken.status));
    else if (what->mode == CW_POWER_FAST)
        printf("  estimated error %.1e\n", taken.error);
    fflush(stdout);
}

/* ---- Games ---- */

static cw_game *weighted(const int64_t *weights, size_t members, double share)
{
    cw_context context;
    cw_context_init(&context);
    static cw_context kept;
    int64_t total = 0;
    for (size_t m = 0; m < members; m++)
        total += weights[m];
    kept = context;
    const cw_game_node root = {.form = CW_GAME_WEIGHT,
                               .quota = (int64_t)(share * (double)total) + 1};
    cw_game *game = NULL;
    (void)cw_game_build(&game, &kept, &(cw_game_description){members, 1, weights, &root, 1});
    return game;
}

/* 189 members, total 5,030,000, largest 831,407, smallest 1,538: the size and spread of the
 * International Monetary Fund. */
static size_t fund(int64_t *weights)
{
    double sum = 0.0;
    int64_t left = 5030000 - 831407;
    for (size_t k = 0; k < 188; k++)
        sum += pow((double)k / 187.0, 8.0);
    double unit = (double)(left - INT64_C(188) * 1538) / sum;
    for (size_t k = 0; k < 188; k++) {
        weights[k] = 1538 + (int64_t)(unit * pow((double)k / 187.0, 8.0));
        left -= weights[k];
    }
    weights[187] += left;
    weights[188] = 831407;
    return 189;
}

static size_t scattered(int64_t *weights, size_t members, int64_t least, int64_t most)
{
    uint64_t state = 1;
    for (size_t k = 0; k < members; k++) {
        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        weights[k] = least + (int64_t)((state >> 33) % (uint64_t)(most - least + 1));
    }
    return members;
}

/* Population in thousands (Eurostat, 1 January 2020, rounded), and votes under Nice. */
static const int64_t people[27] = {83167, 67320, 59641, 47333, 37958, 19329, 17408, 11522, 10719,
                                   10694, 10328, 10296, 9770,  8901,  6951,  5823,  5525,  5458,
                                   4964,  4058,  2794,  2096,  1908,  1329,  888,   626,   515};
static const int64_t nice[27] = {29, 29, 29, 27, 27, 14, 13, 12, 12, 12, 10, 12, 12, 10,
                                 10, 7,  7,  7,  7,  7,  7,  4,  4,  4,  4,  4,  3};

static cw_game *council(bool lisbon)
{
    static cw_context context;
    int64_t weights[3][27];
    int64_t total = 0;
    cw_context_init(&context);
    for (size_t m = 0; m < 27; m++) {
        weights[0][m] = 1;
        weights[1][m] = people[m];
        weights[2][m] = nice[m];
        total += people[m];
    }
    int64_t most = lisbon ? 65 : 62;
    const cw_game_node by_lisbon[] = {
        {.form = CW_GAME_ANY, .first_child = 1, .child_count = 2},
        {.form = CW_GAME_ALL, .first_child = 3, .child_count = 2},
        {.form = CW_GAME_WEIGHT, .column = 0, .quota = 24},
        {.form = CW_GAME_WEIGHT, .column = 0, .quota = 15},
        {.form = CW_GAME_WEIGHT, .column = 1, .quota = (most * total + 99) / 100},
    };
    const cw_game_node by_nice[] = {
        {.form = CW_GAME_ALL, .first_child = 1, .child_count = 3},
        {.form = CW_GAME_WEIGHT, .column = 0, .quota = 14},
        {.form = CW_GAME_WEIGHT, .column = 1, .quota = (most * total + 99) / 100},
        {.form = CW_GAME_WEIGHT, .column = 2, .quota = 232},
    };
    cw_game *game = NULL;
    (void)cw_game_build(&game, &context,
                        &(cw_game_description){27, 3, &weights[0][0], lisbon ? by_lisbon : by_nice,
                                               lisbon ? 5 : 4});
    return game;
}

static void solve(cw_game *game, const run *runs, size_t count)
{
    for (size_t k = 0; k < count; k++)
        print_cost(&runs[k], measure(game, &runs[k], 1));
    cw_game_free(game);
}

#define SOLVE(game, ...)                                                                           \
    do {                                                                                           \
        const run runs[] = {__VA_ARGS__};                                                          \
        solve(game, runs, sizeof runs / sizeof *runs);                                             \
    } while (0)

static void solve_fund(void)
{
    int64_t weights[MEMBERS_MAX];
    size_t members = fund(weights);
    SOLVE(weighted(weights, members, 0.50),
          {"fund 50%, Banzhaf exact", "banzhaf", CW_POWER_FAST, "< 0.25 s", "EPIC 14.9 s, 201 MB"},
          {"fund 50%, Shapley-Shubik fast", "shapley-shubik", CW_POWER_FAST, "< 1.6 s",
           "EPIC not run: 37 GB"},
          {"fund 50%, Shapley-Shubik exact", "shapley-shubik", CW_POWER_EXACT, "< 20 s", ""});
    SOLVE(weighted(weights, members, 0.70),
          {"fund 70%, Banzhaf exact", "banzhaf", CW_POWER_FAST, "< 0.2 s", "EPIC 9.0 s, 122 MB"},
          {"fund 70%, Shapley-Shubik fast", "shapley-shubik", CW_POWER_FAST, "< 1.6 s",
           "EPIC not run: 22 GB"},
          {"fund 70%, Shapley-Shubik exact", "shapley-shubik", CW_POWER_EXACT, "< 20 s", ""});
    SOLVE(weighted(weights, members, 0.85),
          {"fund 85%, Banzhaf exact", "banzhaf", CW_POWER_FAST, "< 0.15 s", "EPIC 4.4 s, 63 MB"},
          {"fund 85%, Shapley-Shubik fast", "shapley-shubik", CW_POWER_FAST, "< 1.6 s",
           "EPIC > 348 s, 11.2 GB, stopped"},
          {"fund 85%, Shapley-Shubik exact", "shapley-shubik", CW_POWER_EXACT, "< 20 s", ""});
}

/* 41 quotas of the fund, 50 to 90 %: all at once, and one after another. */
static void sweep_fund(const char *name, const char *index)
{
    int64_t weights[MEMBERS_MAX];
    int64_t quotas[41];
    size_t members = fund(weights);
    cw_context context;
    cw_power_range *range = NULL;
    cw_power_options options = {.mode = CW_POWER_AUTO, .wanted = indices_of(index), .threads = 1};
    cw_context_init(&context);
    for (size_t k = 0; k < 41; k++)
        quotas[k] = 5030000 / 100 * (int64_t)(50 + k);
    double begun = seconds(CLOCK_PROCESS_CPUTIME_ID);
    (void)cw_power_range_build(&range, &context, weights, members, quotas, 41, &options);
    double together = seconds(CLOCK_PROCESS_CPUTIME_ID) - begun;
    double apart = 0.0;
    for (size_t k = 0; k < 41; k++) {
        const run each = {.index = index, .mode = CW_POWER_AUTO};
        cw_game *game = weighted(weights, members, (double)(50 + k) / 100.0);
        apart += measure(game, &each, 1).processor;
        cw_game_free(game);
    }
    printf("%-44s %8.3f  one after another %.3f\n", name, together, apart);
    fflush(stdout);
    cw_power_range_free(range);
}

static void solve_others(void)
{
    int64_t weights[MEMBERS_MAX];
    SOLVE(weighted(weights, scattered(weights, 500, 1, 990), 0.50),
          {"500 members, Banzhaf exact", "banzhaf", CW_POWER_FAST, "", "EPIC 1.8 s, 24 MB"},
          {"500 members, Shapley-Shubik fast", "shapley-shubik", CW_POWER_FAST, "< 0.8 s",
           "EPIC > 277 s, stopped"});
    SOLVE(weighted(weights, scattered(weights, 100, 93, 9980), 0.50),
          {"100 members, Banzhaf exact", "banzhaf", CW_POWER_FAST, "", "EPIC 0.34 s, 16 MB"},
          {"100 members, Shapley-Shubik exact", "shapley-shubik", CW_POWER_EXACT, "< 0.6 s",
           "EPIC 41.7 s, 1.2 GB"},
          {"100 members, Johnston, Deegan-Packel, Holler", "johnston", CW_POWER_FAST, "", ""});
    SOLVE(council(true), {"EU Council, Lisbon, every index", "all", CW_POWER_EXACT, "< 0.2 s", ""});
    SOLVE(council(false), {"EU Council, Nice, every index", "all", CW_POWER_EXACT, "< 0.2 s", ""});
}

/* One thread and two by turns, on a machine that may have others to serve: the best of each. */
static void compare_threads(cw_game *game, const run *what)
{
    double best[2] = {INFINITY, INFINITY};
    double processor[2] = {INFINITY, INFINITY};
    for (int round = 0; round < ROUNDS; round++)
        for (size_t k = 0; k < 2; k++) {
            cost taken = measure(game, what, k + 1);
            best[k] = fmin(best[k], taken.clock);
            processor[k] = fmin(processor[k], taken.processor);
        }
    printf("%-44s %8.3f %8.3f  two threads %.2f times as fast, for %.2f times the processor time\n",
           what->what, best[0], best[1], best[0] / best[1], processor[1] / processor[0]);
    fflush(stdout);
    cw_game_free(game);
}

static void compare_all_threads(void)
{
    int64_t weights[MEMBERS_MAX];
    printf("%-44s %8s %8s\n", "threads, clock s", "one", "two");
    compare_threads(
        weighted(weights, fund(weights), 0.50),
        &(run){"fund 50%, Shapley-Shubik fast", "shapley-shubik", CW_POWER_FAST, "", ""});
    compare_threads(
        weighted(weights, fund(weights), 0.85),
        &(run){"fund 85%, Shapley-Shubik fast", "shapley-shubik", CW_POWER_FAST, "", ""});
    compare_threads(
        weighted(weights, fund(weights), 0.85),
        &(run){"fund 85%, Shapley-Shubik exact", "shapley-shubik", CW_POWER_EXACT, "", ""});
    compare_threads(weighted(weights, scattered(weights, 100, 93, 9980), 0.50),
                    &(run){"100 members, Johnston and kin", "johnston", CW_POWER_FAST, "", ""});
}

int main(void)
{
    printf("%-44s %8s %8s %7s  %-10s %s\n", "voting power", "cpu s", "clock s", "MB", "target",
           "others");
    solve_fund();
    sweep_fund("fund 50% to 90% by 1%, Banzhaf exact", "banzhaf");
    sweep_fund("the same, Shapley-Shubik fast", "shapley-shubik");
    solve_others();
    compare_all_threads();
    return 0;
}
