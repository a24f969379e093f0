/* The inverse problem: which way to take, and the design that comes out. */
#include "voting/inverse.h"

#include <math.h>
#include <string.h>

/* Differences of distance below this are rounding. */
#define ALIKE 1e-12
/* Games between two looks at whether to stop. */
#define PATIENCE 65536
#define TRIALS_DEFAULT 20000
/* Obstacles remembered, those that barred a game last in front. */
#define OBSTACLES_MAX 512

/* ---- Power and distance ---- */

cw_status cw_design_power(double *power, double *cost, cw_context *context, const int64_t *weights,
                          int64_t quota, size_t members, cw_design_index index, cw_power_mode mode)
{
    cw_game *game = NULL;
    cw_power *solved = NULL;
    cw_diagnostics diagnostics;
    size_t which = cw_power_index_find(index == CW_DESIGN_BANZHAF ? "banzhaf" : "shapley-shubik");
    cw_game_node node = {.form = CW_GAME_WEIGHT, .quota = quota};
    cw_game_description description = {
        .members = members, .columns = 1, .weights = weights, .nodes = &node, .node_count = 1};
    cw_power_options options = {.mode = mode, .wanted = UINT64_C(1) << which, .threads = 1};
    cw_diagnostics_init(&diagnostics, context);
    cw_status status = cw_game_build(&game, context, &description);
    if (status == CW_OK)
        status = cw_power_compute(&solved, context, &diagnostics, (cw_place){0}, game, &options);
    if (status == CW_OK) {
        memcpy(power, solved->values + which * members, members * sizeof *power);
        *cost = solved->cost;
    }
    cw_power_free(solved);
    cw_game_free(game);
    cw_diagnostics_free(&diagnostics);
    return status;
}

double cw_design_distance(const double *power, const double *wanted, size_t members)
{
    double distance = 0.0;
    for (size_t m = 0; m < members; m++)
        distance += fabs(power[m] - wanted[m]);
    return distance;
}

/* ---- All games of a few members ---- */

typedef struct cw_nearest_game {
    cw_context *context;
    const cw_coalition_order *order;
    const cw_quota_share *share;
    const double *wanted; /* falls */
    uint64_t games;
    double distance; /* of the best so far */
    size_t unevenness;
    cw_design_weights best;
    size_t obstacles_known;
    cw_obstacle obstacles[OBSTACLES_MAX];
} cw_nearest_game;

/* How far the winning coalitions are from half of all, doubled. */
static size_t unevenness_of(size_t wins, size_t coalitions)
{
    return 2 * wins > coalitions ? 2 * wins - coalitions : coalitions - 2 * wins;
}

static bool is_barred(cw_nearest_game *nearest, const cw_coalition_set *winning)
{
    for (size_t k = 0; k < nearest->obstacles_known; k++)
        if (cw_obstacle_bars(&nearest->obstacles[k], winning)) {
            /* Half way: those that bar often gather in front, and nothing moves far. */
            cw_obstacle found = nearest->obstacles[k];
            nearest->obstacles[k] = nearest->obstacles[k / 2];
            nearest->obstacles[k / 2] = found;
            return true;
        }
    return false;
}

static void remember(cw_nearest_game *nearest, const cw_obstacle *obstacle)
{
    size_t known = nearest->obstacles_known;
    size_t last = known < OBSTACLES_MAX ? known : OBSTACLES_MAX - 1;
    memmove(nearest->obstacles + 1, nearest->obstacles, last * sizeof *obstacle);
    nearest->obstacles[0] = *obstacle;
    nearest->obstacles_known = last + 1;
}

static cw_status consider(void *payload, const cw_coalition_set *winning, size_t wins,
                          const int64_t *power)
{
    cw_nearest_game *nearest = payload;
    size_t members = nearest->order->members;
    double shares[CW_DESIGN_EXACT_MAX];
    int64_t sum = 0;
    if (++nearest->games % PATIENCE == 0 && cw_context_is_cancelled(nearest->context))
        return CW_ERROR_INTERRUPTED;
    for (size_t m = 0; m < members; m++)
        sum += power[m];
    for (size_t m = 0; m < members; m++)
        shares[m] = (double)power[m] / (double)sum;
    double distance = cw_design_distance(shares, nearest->wanted, members);
    size_t unevenness = unevenness_of(wins, nearest->order->count);
    if (distance > nearest->distance + ALIKE ||
        (distance >= nearest->distance - ALIKE && unevenness >= nearest->unevenness))
        return CW_OK;
    if (is_barred(nearest, winning))
        return CW_OK;
    cw_design_weights weights;
    cw_obstacle obstacle;
    cw_status status =
        cw_design_weigh(&weights, &obstacle, nearest->order, winning, nearest->share);
    if (status == CW_OK) {
        nearest->distance = distance;
        nearest->unevenness = unevenness;
        nearest->best = weights;
    } else if (status == CW_NO) {
        remember(nearest, &obstacle);
        status = CW_OK;
    }
    return status;
}

static double factorial(size_t n)
{
    return n == 0 ? 1.0 : (double)n * factorial(n - 1);
}

/* What a winning coalition adds to the power of each member: to the swings 1 for those in it, -1
 * for the others; to the Shapley-Shubik index, times n!, (s-1)! (n-s)! and -s! (n-s-1)!. */
static void fill_gain(int64_t *gain, const cw_coalition_order *order, cw_design_index index)
{
    size_t members = order->members;
    for (size_t c = 0; c < order->count; c++) {
        size_t size = (size_t)__builtin_popcountll(order->mask[c]);
        for (size_t m = 0; m < members; m++) {
            bool belongs = (order->mask[c] >> m & 1) != 0;
            double change = 1.0;
            if (index == CW_DESIGN_SHAPLEY_SHUBIK)
                change = belongs ? factorial(size - 1) * factorial(members - size)
                                 : factorial(size) * factorial(members - size - 1);
            gain[c * members + m] = (int64_t)(belongs ? change : -change);
        }
    }
}

/* Fills the weights of `design`, whose members are in falling order of what is wanted. */
static cw_status find_nearest(cw_design *design, cw_design_index index, const cw_quota_share *share)
{
    cw_context *context = design->context;
    cw_coalition_order *order = cw_allocate(context, 1, sizeof *order);
    int64_t *gain = cw_allocate(context, CW_COALITIONS_MAX * CW_DESIGN_EXACT_MAX, sizeof *gain);
    cw_nearest_game *nearest = cw_allocate(context, 1, sizeof *nearest);
    cw_status status = order == NULL || gain == NULL || nearest == NULL ? CW_ERROR_MEMORY : CW_OK;
    if (status == CW_OK) {
        nearest->context = context;
        nearest->order = order;
        nearest->share = share;
        nearest->wanted = design->wanted;
        nearest->distance = HUGE_VAL;
        cw_coalition_order_fill(order, design->members);
        fill_gain(gain, order, index);
        status = cw_complete_games_visit(order, gain, consider, nearest);
    }
    if (status == CW_OK) {
        memcpy(design->weights, nearest->best.weights, design->members * sizeof *design->weights);
        design->quota = nearest->best.quota;
        design->is_nearest = true;
        design->is_least = nearest->best.is_least;
        design->games = nearest->games;
    }
    cw_release(context, nearest);
    cw_release(context, gain);
    cw_release(context, order);
    return status;
}

/* ---- The design ---- */

static bool is_sound(const cw_design_request *request)
{
    double sum = 0.0;
    if (request->members == 0 || request->members > CW_DESIGN_MEMBERS_MAX)
        return false;
    for (size_t m = 0; m < request->members; m++) {
        if (!(request->wanted[m] >= 0.0))
            return false;
        sum += request->wanted[m];
    }
    return sum > 0.0 && isfinite(sum);
}

/* Members in falling order of what is wanted, equals as they come. By insertion: a thousand. */
static void sort_members(size_t *order, const cw_design_request *request)
{
    for (size_t m = 0; m < request->members; m++) {
        size_t at = m;
        while (at > 0 && request->wanted[order[at - 1]] < request->wanted[m]) {
            order[at] = order[at - 1];
            at--;
        }
        order[at] = m;
    }
}

static cw_status make_room(cw_design *design, size_t **order)
{
    cw_context *context = design->context;
    design->weights = cw_allocate(context, design->members, sizeof *design->weights);
    design->wanted = cw_allocate(context, design->members, sizeof *design->wanted);
    design->power = cw_allocate(context, design->members, sizeof *design->power);
    *order = cw_allocate(context, design->members, sizeof **order);
    return design->weights == NULL || design->wanted == NULL || design->power == NULL ||
                   *order == NULL
               ? CW_ERROR_MEMORY
               : CW_OK;
}

/* Back to the order of the request; `power` and `wanted` are filled in it. */
static cw_status restore_order(cw_design *design, const cw_design_request *request,
                               const size_t *order)
{
    double cost;
    double sum = 0.0;
    int64_t *weights = cw_allocate(design->context, design->members, sizeof *weights);
    if (weights == NULL)
        return CW_ERROR_MEMORY;
    design->total = 0;
    for (size_t k = 0; k < design->members; k++) {
        weights[order[k]] = design->weights[k];
        design->total += design->weights[k];
        sum += request->wanted[k];
    }
    cw_release(design->context, design->weights);
    design->weights = weights;
    for (size_t m = 0; m < design->members; m++)
        design->wanted[m] = request->wanted[m] / sum;
    return cw_design_power(design->power, &cost, design->context, weights, design->quota,
                           design->members, request->index, CW_POWER_AUTO);
}

static void measure(cw_design *design)
{
    design->distance = cw_design_distance(design->power, design->wanted, design->members);
    for (size_t m = 0; m < design->members; m++)
        design->largest = fmax(design->largest, fabs(design->power[m] - design->wanted[m]));
}

cw_status cw_design_find(cw_design *out, cw_context *context, const cw_design_request *request)
{
    cw_design_request asked = *request;
    cw_design design = {.members = asked.members, .context = context};
    cw_quota_share share;
    size_t *order = NULL;
    asked.trials = asked.trials == 0 ? TRIALS_DEFAULT : asked.trials;
    cw_status status = is_sound(&asked) ? cw_quota_share_read(&share, &asked) : CW_ERROR_USAGE;
    if (status == CW_OK)
        status = make_room(&design, &order);
    if (status == CW_OK) {
        double sum = 0.0;
        sort_members(order, &asked);
        for (size_t m = 0; m < asked.members; m++)
            sum += asked.wanted[m];
        for (size_t k = 0; k < asked.members; k++)
            design.wanted[k] = asked.wanted[order[k]] / sum;
        status = asked.members <= CW_DESIGN_EXACT_MAX && !asked.search
                     ? find_nearest(&design, asked.index, &share)
                     : cw_design_search(&design, &asked, &share);
    }
    if (status == CW_OK)
        status = restore_order(&design, &asked, order);
    cw_release(context, order);
    if (status == CW_OK) {
        measure(&design);
        *out = design;
    } else {
        cw_design_free(&design);
    }
    return status;
}

void cw_design_free(cw_design *design)
{
    cw_release(design->context, design->weights);
    cw_release(design->context, design->wanted);
    cw_release(design->context, design->power);
    *design = (cw_design){.context = design->context};
}
