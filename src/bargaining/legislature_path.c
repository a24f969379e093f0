/* Equilibrium among listed coalitions, by a path of nearly complementary solutions. With N, p, v and y
 * as in the header, d the discount, c_k the counts of column k and s(k) its proposer, it solves
 *   (1)  N_t v_t = N_t p_t (1 - d y_t) + d v_t sum_k x_k c_kt         for each type
 *   (2)  sum over the columns of t of x_k = N_t p_t                   for each type
 *   (3)  x_k (c_k v - y_s(k)) = mu                                    for each column
 * by Newton's method while mu goes to 0, both factors of (3) kept positive (an interior-point path:
 * Kojima, Megiddo, Noma & Yoshise 1991, A Unified Approach to Interior Point Algorithms for Linear
 * Complementarity Problems). At mu = 0 only the cheapest coalitions form. */
#include <math.h>

#include "bargaining/extent.h"
#include "bargaining/legislature.h"

#define STEPS_MOST 300

/* mu at the end: chances and overcharges that are both 0 there are then about its root, 3e-9. */
#define MU_LAST 1e-17

/* How mu shrinks after a step that was taken nearly whole, and after one that a bound cut short. */
#define SHRINK 0.15
#define SHRINK_CUT 0.7
#define WHOLE 0.9

/* How near to a bound a step may go. */
#define NEARLY 0.95

/* How nearly (1) and (2) hold at the end. Where chances are not unique the steps are ill-conditioned
 * and come no nearer. */
#define RESIDUAL 1e-9

/* One Newton step: the system in dv and dy, after dx is eliminated by (3). */
typedef struct path {
    cw_chamber *chamber;
    size_t size;    /* 2 * types */
    double *matrix; /* [size][size + 1]: the last column is the right side, then the solution */
    double *demand; /* [type]: sum of x_k c_kt */
    double *filled; /* [type]: sum of x_k over the columns of the type */
    double *change; /* [size]: dv, then dy */
    double mu;
    double residual; /* greatest of (1) and (2) */
} path;

static double *at(const path *p, size_t row, size_t column)
{
    return &p->matrix[row * (p->size + 1) + column];
}

static void begin(path *p)
{
    cw_chamber *chamber = p->chamber;
    size_t own[CW_LEGISLATURE_MEMBERS_MAX] = {0};
    double gap = 0.0;
    for (size_t t = 0; t < chamber->types; t++) {
        chamber->value[t] = chamber->type[t].chance;
        gap += chamber->value[t] / (double)chamber->types;
    }
    for (size_t k = 0; k < chamber->column_count; k++) {
        const cw_column *column = &chamber->columns[k];
        size_t t = column->proposer;
        double cost = cw_chamber_cost(chamber, column) - gap;
        chamber->price[t] = own[t]++ == 0 ? cost : cw_smaller(chamber->price[t], cost);
    }
    p->mu = 0.0;
    for (size_t k = 0; k < chamber->column_count; k++) {
        cw_column *column = &chamber->columns[k];
        const cw_member_type *type = &chamber->type[column->proposer];
        column->chance = (double)type->count * type->chance / (double)own[column->proposer];
        column->overcharge = cw_chamber_cost(chamber, column) - chamber->price[column->proposer];
        p->mu += column->chance * column->overcharge / (double)chamber->column_count;
    }
}

/* Sums over the columns, and the residuals of (1) and (2), negated, as right sides. */
static void measure(path *p)
{
    const cw_chamber *chamber = p->chamber;
    size_t types = chamber->types;
    for (size_t t = 0; t < types; t++) {
        p->demand[t] = p->filled[t] = 0.0;
    }
    for (size_t k = 0; k < chamber->column_count; k++) {
        const cw_column *column = &chamber->columns[k];
        p->filled[column->proposer] += column->chance;
        for (size_t t = 0; t < types; t++) {
            p->demand[t] += column->chance * (double)column->bought[t];
        }
    }
    p->residual = 0.0;
    for (size_t t = 0; t < types; t++) {
        double count = (double)chamber->type[t].count;
        double drawn = count * chamber->type[t].chance;
        double earned = drawn * (1.0 - chamber->discount * chamber->price[t]) +
                        chamber->discount * chamber->value[t] * p->demand[t];
        *at(p, t, p->size) = earned - count * chamber->value[t];
        *at(p, types + t, p->size) = drawn - p->filled[t];
        p->residual = cw_larger(p->residual, fabs(*at(p, t, p->size)));
        p->residual = cw_larger(p->residual, fabs(*at(p, types + t, p->size)));
    }
}

static void add_column(path *p, const cw_column *column)
{
    const cw_chamber *chamber = p->chamber;
    size_t types = chamber->types;
    size_t seller = types + column->proposer;
    double steep = column->chance / column->overcharge;
    double pull = p->mu / column->overcharge - column->chance;
    for (size_t t = 0; t < types; t++) {
        double weight = (double)column->bought[t];
        if (weight == 0.0) {
            continue;
        }
        double paid = chamber->discount * chamber->value[t] * weight;
        for (size_t u = 0; u < types; u++) {
            *at(p, t, u) += paid * steep * (double)column->bought[u];
        }
        *at(p, t, seller) -= paid * steep;
        *at(p, t, p->size) += paid * pull;
        *at(p, seller, t) -= steep * weight;
    }
    *at(p, seller, seller) += steep;
    *at(p, seller, p->size) -= pull;
}

static void build(path *p)
{
    const cw_chamber *chamber = p->chamber;
    for (size_t row = 0; row < p->size; row++) {
        for (size_t column = 0; column < p->size; column++) {
            *at(p, row, column) = 0.0;
        }
    }
    measure(p);
    for (size_t t = 0; t < chamber->types; t++) {
        double count = (double)chamber->type[t].count;
        *at(p, t, t) = count - chamber->discount * p->demand[t];
        *at(p, t, chamber->types + t) = count * chamber->type[t].chance * chamber->discount;
    }
    for (size_t k = 0; k < chamber->column_count; k++) {
        add_column(p, &chamber->columns[k]);
    }
}

static size_t pivot_row(const path *p, size_t column)
{
    size_t best = column;
    for (size_t row = column + 1; row < p->size; row++) {
        if (fabs(*at(p, row, column)) > fabs(*at(p, best, column))) {
            best = row;
        }
    }
    return best;
}

static void swap_rows(path *p, size_t one, size_t other)
{
    for (size_t column = 0; one != other && column <= p->size; column++) {
        double kept = *at(p, one, column);
        *at(p, one, column) = *at(p, other, column);
        *at(p, other, column) = kept;
    }
}

/* Gaussian elimination with row pivots; false where the system is singular. */
static bool solve(path *p)
{
    for (size_t column = 0; column < p->size; column++) {
        swap_rows(p, column, pivot_row(p, column));
        double pivot = *at(p, column, column);
        if (!(fabs(pivot) > 0.0) || isinf(pivot)) {
            return false;
        }
        for (size_t row = column + 1; row < p->size; row++) {
            double factor = *at(p, row, column) / pivot;
            for (size_t k = column; factor != 0.0 && k <= p->size; k++) {
                *at(p, row, k) -= factor * *at(p, column, k);
            }
        }
    }
    for (size_t row = p->size; row-- > 0;) {
        double sum = *at(p, row, p->size);
        for (size_t k = row + 1; k < p->size; k++) {
            sum -= *at(p, row, k) * p->change[k];
        }
        p->change[row] = sum / *at(p, row, row);
    }
    return true;
}

/* How the overcharge of a column changes with a full step, and its chance. */
static double overcharge_change(const path *p, const cw_column *column)
{
    double change = -p->change[p->chamber->types + column->proposer];
    for (size_t t = 0; t < p->chamber->types; t++) {
        change += (double)column->bought[t] * p->change[t];
    }
    return change;
}

static double chance_change(const path *p, const cw_column *column, double overcharge)
{
    return (p->mu - column->chance * (column->overcharge + overcharge)) / column->overcharge;
}

/* The share of a step that keeps `quantity` positive. */
static double share_within(double share, double quantity, double change)
{
    return change < 0.0 ? cw_smaller(share, -NEARLY * quantity / change) : share;
}

/* Values have no bound on the way: they are positive at every solution, and held positive before they
 * stall the path. */
static void take_step(path *p)
{
    cw_chamber *chamber = p->chamber;
    double share = 1.0;
    for (size_t k = 0; k < chamber->column_count; k++) {
        const cw_column *column = &chamber->columns[k];
        double overcharge = overcharge_change(p, column);
        share = share_within(share, column->overcharge, overcharge);
        share = share_within(share, column->chance, chance_change(p, column, overcharge));
    }
    double product = 0.0;
    for (size_t k = 0; k < chamber->column_count; k++) {
        cw_column *column = &chamber->columns[k];
        double overcharge = overcharge_change(p, column);
        column->chance += share * chance_change(p, column, overcharge);
        column->overcharge += share * overcharge;
        product += column->chance * column->overcharge;
    }
    for (size_t t = 0; t < chamber->types; t++) {
        chamber->value[t] += share * p->change[t];
        chamber->price[t] += share * p->change[chamber->types + t];
    }
    double shrink = share > WHOLE ? SHRINK : SHRINK_CUT;
    p->mu = cw_larger(shrink * product / (double)chamber->column_count, MU_LAST / 2.0);
}

/* Whether in each column one factor of (3) is as good as 0. Steps lose their footing, as x / (c v - y) grows
 * beyond what a double tells from its neighbours, where that has long been so. */
static bool is_settled(const path *p)
{
    double worst = p->residual;
    for (size_t k = 0; k < p->chamber->column_count; k++) {
        const cw_column *column = &p->chamber->columns[k];
        worst = cw_larger(worst, cw_smaller(column->chance, column->overcharge));
    }
    return worst <= RESIDUAL;
}

cw_status cw_chamber_follow_path(cw_chamber *chamber, cw_context *context)
{
    size_t types = chamber->types;
    cw_status status = CW_ERROR_MEMORY;
    cw_arena arena;
    cw_arena_init(&arena, context);
    path p = {.chamber = chamber, .size = 2 * types};
    p.matrix = cw_arena_allocate(&arena, p.size * (p.size + 1), sizeof *p.matrix);
    p.demand = cw_arena_allocate(&arena, types, sizeof *p.demand);
    p.filled = cw_arena_allocate(&arena, types, sizeof *p.filled);
    p.change = cw_arena_allocate(&arena, p.size, sizeof *p.change);
    if (p.matrix == NULL || p.demand == NULL || p.filled == NULL || p.change == NULL) {
        goto out;
    }
    status = CW_ERROR_LIMIT;
    begin(&p);
    for (int step = 0; step < STEPS_MOST; step++) {
        build(&p);
        if (p.mu <= MU_LAST && p.residual <= RESIDUAL) {
            status = CW_OK;
            break;
        }
        if (cw_context_is_cancelled(context)) {
            status = CW_ERROR_INTERRUPTED;
            break;
        }
        if (!solve(&p)) {
            status = is_settled(&p) ? CW_OK : CW_ERROR_LIMIT;
            break;
        }
        take_step(&p);
    }
out:
    cw_arena_free(&arena);
    return status;
}
