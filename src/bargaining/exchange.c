/* Trades across issues, best first. */
#include "counterweight/bargaining/exchange.h"

#include <math.h>

#include "bargaining/extent.h"
#include "bargaining/tolerance.h"

/* What an actor has done on an issue: who was given it does not yield on it. */
typedef enum part { PART_NONE, PART_GIVEN, PART_YIELDED } part;

/* The table while trading. Cells are [actor][issue]. */
typedef struct market {
    const cw_exchange_problem *problem;
    const double *position; /* voting positions */
    part *done;             /* NULL: nothing is excluded */
    double *outcome;        /* [issue] */
    double *weight;         /* [issue]: D_p */
} market;

static size_t cell(const market *m, size_t actor, size_t issue)
{
    return actor * m->problem->issues + issue;
}

static bool takes_part(const market *m, size_t actor, size_t issue)
{
    return !isnan(m->position[cell(m, actor, issue)]);
}

static double weight_of(const market *m, size_t actor, size_t issue)
{
    return takes_part(m, actor, issue)
               ? m->problem->capability[actor] * m->problem->salience[cell(m, actor, issue)]
               : 0.0;
}

static void settle_issue(market *m, size_t issue)
{
    double sum = 0.0;
    double total = 0.0;
    for (size_t actor = 0; actor < m->problem->actors; actor++) {
        double weight = weight_of(m, actor, issue);
        if (weight > 0.0) {
            sum += weight * m->position[cell(m, actor, issue)];
            total += weight;
        }
    }
    m->weight[issue] = total;
    m->outcome[issue] = total > 0.0 ? cw_nearest(sum / total, CW_SCALE_LOW, CW_SCALE_HIGH) : NAN;
}

/* 1 where the demander's first wish lies above the supplier's, else -1. */
static double direction(const market *m, size_t demander, size_t supplier, size_t issue)
{
    const double *wish = m->problem->position;
    return wish[cell(m, demander, issue)] > wish[cell(m, supplier, issue)] ? 1.0 : -1.0;
}

/* How far the outcome of `issue` can be moved for `demander` if `supplier` goes all the way to it,
 * without passing the demander's wish. Who has yielded one way does not yield the other way. >= 0,
 * points. */
static double most_shift(const market *m, size_t demander, size_t supplier, size_t issue)
{
    double wish = m->problem->position[cell(m, demander, issue)];
    double supplier_wish = m->problem->position[cell(m, supplier, issue)];
    double stands = m->position[cell(m, supplier, issue)];
    double towards = direction(m, demander, supplier, issue);
    if (towards * (stands - supplier_wish) < 0.0) {
        return 0.0;
    }
    double distance = cw_larger(towards * (wish - stands), 0.0);
    double by_move = weight_of(m, supplier, issue) * distance / m->weight[issue];
    double room = towards * (wish - m->outcome[issue]);
    return cw_smaller(by_move, cw_larger(room, 0.0));
}

/* Fills the trade at equal gains; its gain is what decides whether it is struck. */
static bool strike(cw_trade *trade, const market *m, size_t first, size_t second, size_t wins,
                   size_t yields)
{
    const double *salience = m->problem->salience;
    double first_wins = salience[cell(m, first, wins)];
    double first_yields = salience[cell(m, first, yields)];
    double second_wins = salience[cell(m, second, wins)];
    double second_yields = salience[cell(m, second, yields)];
    /* Both gain just where first cares for `wins` in greater proportion. */
    if (!(first_wins * second_yields > first_yields * second_wins)) {
        return false;
    }
    double wins_shift = most_shift(m, first, second, wins);
    double yields_shift = most_shift(m, second, first, yields);
    double rate = (first_wins + second_wins) / (first_yields + second_yields);
    if (wins_shift * rate > yields_shift) {
        wins_shift = yields_shift / rate;
    } else {
        yields_shift = wins_shift * rate;
    }
    double gain = first_wins * wins_shift - first_yields * yields_shift;
    if (!(gain > CW_GAIN_TOLERANCE)) {
        return false;
    }
    *trade = (cw_trade){.first = first, .second = second, .wins = wins, .yields = yields};
    trade->gain = gain;
    trade->wins_shift = direction(m, first, second, wins) * wins_shift;
    trade->yields_shift = direction(m, second, first, yields) * yields_shift;
    trade->second_move = trade->wins_shift * m->weight[wins] / weight_of(m, second, wins);
    trade->first_move = trade->yields_shift * m->weight[yields] / weight_of(m, first, yields);
    return true;
}

/* By their first wishes: what they gain and lose is measured by those. */
static bool opposed(const market *m, size_t one, size_t other, size_t issue)
{
    double outcome = m->outcome[issue];
    const double *wish = m->problem->position;
    return (wish[cell(m, one, issue)] - outcome) * (wish[cell(m, other, issue)] - outcome) < 0.0;
}

/* Whether neither has done the opposite on the two issues before. */
static bool is_open(const market *m, size_t first, size_t second, size_t wins, size_t yields)
{
    return m->done[cell(m, first, wins)] != PART_YIELDED &&
           m->done[cell(m, second, wins)] != PART_GIVEN &&
           m->done[cell(m, second, yields)] != PART_YIELDED &&
           m->done[cell(m, first, yields)] != PART_GIVEN;
}

/* The best trade of two actors on issues p and q, in either direction. */
static void try_pair(cw_trade *best, const market *m, size_t i, size_t j, size_t p, size_t q)
{
    if (!opposed(m, i, j, p) || !opposed(m, i, j, q)) {
        return;
    }
    for (int turned = 0; turned < 2; turned++) {
        size_t wins = turned == 0 ? p : q;
        size_t yields = turned == 0 ? q : p;
        cw_trade trade;
        if (is_open(m, i, j, wins, yields) && strike(&trade, m, i, j, wins, yields) &&
            trade.gain > best->gain + CW_GAIN_TOLERANCE) {
            *best = trade;
        }
    }
}

static void try_issues(cw_trade *best, const market *m, size_t p, size_t q)
{
    for (size_t i = 0; i < m->problem->actors; i++) {
        for (size_t j = i + 1; j < m->problem->actors; j++) {
            try_pair(best, m, i, j, p, q);
        }
    }
}

/* best->gain is 0 where no trade pays. */
static cw_status find_best(cw_trade *best, const market *m, const cw_context *context)
{
    *best = (cw_trade){.gain = 0.0};
    for (size_t p = 0; p < m->problem->issues; p++) {
        for (size_t q = p + 1; q < m->problem->issues; q++) {
            if (cw_context_is_cancelled(context)) {
                return CW_ERROR_INTERRUPTED;
            }
            try_issues(best, m, p, q);
        }
    }
    return CW_OK;
}

/* What a shift of an outcome is worth to an actor by its first wish. */
static double worth(const market *m, size_t actor, size_t issue, double shift)
{
    double wish = m->problem->position[cell(m, actor, issue)];
    if (isnan(wish)) {
        return 0.0;
    }
    double outcome = m->outcome[issue];
    return m->problem->salience[cell(m, actor, issue)] *
           (fabs(wish - outcome) - fabs(wish - outcome - shift));
}

static void add_externalities(cw_trade *trade, const market *m)
{
    for (size_t actor = 0; actor < m->problem->actors; actor++) {
        if (actor == trade->first || actor == trade->second) {
            continue;
        }
        double change = worth(m, actor, trade->wins, trade->wins_shift) +
                        worth(m, actor, trade->yields, trade->yields_shift);
        trade->others_gain += cw_larger(change, 0.0);
        trade->others_loss += cw_larger(-change, 0.0);
    }
}

/* Rounding must not carry a voting position off the scale. */
static void move(double *position, double by)
{
    *position = cw_nearest(*position + by, CW_SCALE_LOW, CW_SCALE_HIGH);
}

static void carry_out(market *m, double *position, const cw_trade *trade)
{
    move(&position[cell(m, trade->second, trade->wins)], trade->second_move);
    move(&position[cell(m, trade->first, trade->yields)], trade->first_move);
    m->done[cell(m, trade->first, trade->wins)] = PART_GIVEN;
    m->done[cell(m, trade->second, trade->wins)] = PART_YIELDED;
    m->done[cell(m, trade->second, trade->yields)] = PART_GIVEN;
    m->done[cell(m, trade->first, trade->yields)] = PART_YIELDED;
    settle_issue(m, trade->wins);
    settle_issue(m, trade->yields);
}

static bool cell_is_sound(const cw_exchange_problem *problem, size_t at)
{
    double position = problem->position[at];
    double salience = problem->salience[at];
    bool on_scale = position >= CW_SCALE_LOW && position <= CW_SCALE_HIGH;
    return (on_scale || isnan(position)) && salience >= 0.0 && salience <= 1.0;
}

static bool problem_is_sound(const cw_exchange_problem *problem)
{
    bool sound = problem->actors >= 1 && problem->actors <= CW_EXCHANGE_ACTORS_MAX &&
                 problem->issues >= 1 && problem->issues <= CW_EXCHANGE_ISSUES_MAX;
    for (size_t k = 0; sound && k < problem->actors * problem->issues; k++) {
        sound = cell_is_sound(problem, k);
    }
    for (size_t m = 0; sound && m < problem->actors; m++) {
        sound = problem->capability[m] >= 0.0 && problem->capability[m] < INFINITY;
    }
    return sound;
}

/* An exchange at its start: nobody has traded. */
static cw_status begin(cw_exchange **out, market *m, cw_context *context,
                       const cw_exchange_problem *problem)
{
    size_t cells = problem->actors * problem->issues;
    cw_exchange *made = cw_allocate(context, 1, sizeof *made);
    if (made == NULL) {
        return CW_ERROR_MEMORY;
    }
    cw_arena_init(&made->arena, context);
    made->actors = problem->actors;
    made->issues = problem->issues;
    made->before = cw_arena_allocate(&made->arena, problem->issues, sizeof *made->before);
    made->after = cw_arena_allocate(&made->arena, problem->issues, sizeof *made->after);
    made->position = cw_arena_allocate(&made->arena, cells, sizeof *made->position);
    m->problem = problem;
    m->position = made->position;
    m->outcome = made->after;
    m->done = cw_arena_allocate(&made->arena, cells, sizeof *m->done);
    m->weight = cw_arena_allocate(&made->arena, problem->issues, sizeof *m->weight);
    if (made->before == NULL || made->after == NULL || made->position == NULL || m->done == NULL ||
        m->weight == NULL) {
        cw_exchange_free(made);
        return CW_ERROR_MEMORY;
    }
    for (size_t k = 0; k < cells; k++) {
        made->position[k] = problem->position[k];
    }
    for (size_t issue = 0; issue < problem->issues; issue++) {
        settle_issue(m, issue);
        made->before[issue] = made->after[issue];
    }
    *out = made;
    return CW_OK;
}

/* Room is doubled whenever the number of trades is a power of two. */
static cw_status keep(cw_exchange *made, const cw_trade *trade)
{
    size_t count = made->trade_count;
    if ((count & (count - 1)) == 0) {
        size_t room = count == 0 ? 1 : 2 * count;
        cw_trade *grown = cw_resize(made->arena.context, made->trades, room, sizeof *grown);
        if (grown == NULL) {
            return CW_ERROR_MEMORY;
        }
        made->trades = grown;
    }
    made->trades[made->trade_count++] = *trade;
    return CW_OK;
}

static cw_status trade_on(cw_exchange *made, market *m, cw_context *context)
{
    cw_trade trade;
    cw_status status = find_best(&trade, m, context);
    while (status == CW_OK && trade.gain > 0.0 && !made->cut_off) {
        add_externalities(&trade, m);
        carry_out(m, made->position, &trade);
        status = keep(made, &trade);
        if (status == CW_OK) {
            status = find_best(&trade, m, context);
        }
        made->cut_off = made->trade_count == CW_TRADES_MAX && trade.gain > 0.0;
    }
    return status;
}

cw_status cw_exchange_run(cw_exchange **out, cw_context *context,
                          const cw_exchange_problem *problem)
{
    if (!problem_is_sound(problem)) {
        return CW_ERROR_USAGE;
    }
    cw_exchange *made = NULL;
    market m;
    cw_status status = begin(&made, &m, context, problem);
    if (status != CW_OK) {
        return status;
    }
    status = trade_on(made, &m, context);
    if (status == CW_OK) {
        *out = made;
    } else {
        cw_exchange_free(made);
    }
    return status;
}

void cw_exchange_free(cw_exchange *exchange)
{
    if (exchange != NULL) {
        cw_context *context = exchange->arena.context;
        cw_release(context, exchange->trades);
        cw_arena_free(&exchange->arena);
        cw_release(context, exchange);
    }
}

bool cw_exchange_terms(cw_trade *out, const cw_exchange_problem *problem, size_t first,
                       size_t second, size_t wins, size_t yields)
{
    double outcome[CW_EXCHANGE_ISSUES_MAX];
    double weight[CW_EXCHANGE_ISSUES_MAX];
    market m = {problem, problem->position, NULL, outcome, weight};
    settle_issue(&m, wins);
    settle_issue(&m, yields);
    return takes_part(&m, first, wins) && takes_part(&m, first, yields) &&
           takes_part(&m, second, wins) && takes_part(&m, second, yields) &&
           strike(out, &m, first, second, wins, yields);
}
