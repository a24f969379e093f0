/* Legislative bargaining under a closed rule: stationary equilibrium by cases.
 *
 * Every proposer buys the quota - 1 cheapest others. By value the members fall into three classes:
 * those cheaper than the margin w, always bought; those at it, bought sometimes; those dearer,
 * never. Let y be what a dear proposer pays, undiscounted, d the discount, p the chances. Then
 *   cheap: v = p A with (1 - d) A = 1 - d y - d w      (bought by every other proposer)
 *   at it: v = w
 *   dear:  v = p (1 - d y)                             (bought by none)
 *   y = sum of cheap v + (quota - 1 - cheap) w,  all v together 1.
 * Values rise with the chances, so the classes are runs of the members ordered by chance: all pairs
 * of borders are tried, each a linear system, until one is consistent. */
#include <math.h>

#include "bargaining/order.h"
#include "counterweight/bargaining.h"
#include "counterweight/bargaining/procedure.h"

/* How nearly a case must meet what it assumes, in shares. */
#define SLACK 1e-9

typedef struct assembly {
    size_t members;
    size_t quota;
    double discount;
    double chance[CW_LEGISLATURE_MEMBERS_MAX];     /* rising */
    double before[CW_LEGISLATURE_MEMBERS_MAX + 1]; /* sum of the chances before */
} assembly;

/* The unknowns of one case. */
typedef struct equilibrium {
    size_t cheap;       /* members of the class, the first by chance */
    size_t dear;        /* the last */
    double cheap_value; /* A */
    double price;       /* y */
    double margin;      /* w */
} equilibrium;

static double determinant(double m[3][3])
{
    return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) -
           m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
           m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
}

/* Cramer's rule; false where the system has no single solution. */
static bool solve_three(double x[3], double m[3][3], const double right[3])
{
    double whole = determinant(m);
    for (size_t column = 0; column < 3; column++) {
        double with[3][3];
        for (size_t i = 0; i < 3; i++) {
            for (size_t j = 0; j < 3; j++) {
                with[i][j] = j == column ? right[i] : m[i][j];
            }
        }
        x[column] = determinant(with) / whole;
    }
    return fabs(whole) >= 1e-300;
}

static bool solve_case(equilibrium *e, const assembly *a)
{
    double d = a->discount;
    double of_cheap = a->before[e->cheap];
    double of_dear = 1.0 - a->before[a->members - e->dear];
    double at_margin = (double)(a->members - e->cheap - e->dear);
    double bought = (double)a->quota - 1.0 - (double)e->cheap;
    double m[3][3] = {
        {1.0 - d, d, d},
        {-of_cheap, 1.0, -bought},
        {of_cheap, -d * of_dear, at_margin},
    };
    const double right[3] = {1.0, 0.0, 1.0 - of_dear};
    double x[3];
    if (e->cheap == 0) {
        /* Nobody is cheap: A does not occur, and its equation does not hold. */
        m[0][0] = 1.0;
        m[0][1] = m[0][2] = 0.0;
    }
    bool is_single = solve_three(x, m, right);
    e->cheap_value = x[0];
    e->price = x[1];
    e->margin = x[2];
    return is_single;
}

static double value_of(const equilibrium *e, const assembly *a, size_t m)
{
    if (m < e->cheap) {
        return a->chance[m] * e->cheap_value;
    }
    return m < a->members - e->dear ? e->margin : a->chance[m] * (1.0 - a->discount * e->price);
}

/* Cheap ones below the margin, dear ones above, and those at it bought with a frequency that can
 * be: between never and whenever another proposes. */
static bool is_consistent(const equilibrium *e, const assembly *a)
{
    double d = a->discount;
    for (size_t m = 0; m < a->members; m++) {
        double value = value_of(e, a, m);
        bool not_cheap = m < e->cheap && value > e->margin + SLACK;
        bool not_dear = m >= a->members - e->dear && value < e->margin - SLACK;
        bool at_margin = m >= e->cheap && m < a->members - e->dear;
        double earned = e->margin - a->chance[m] * (1.0 - d * e->price);
        double most = d * e->margin * (1.0 - a->chance[m]);
        if (not_cheap || not_dear || (at_margin && (earned < -SLACK || earned > most + SLACK))) {
            return false;
        }
    }
    return true;
}

/* A proposer at or below the margin needs someone at it to fill its coalition, so the class is
 * never empty and reaches the quota. */
static bool find_equilibrium(equilibrium *e, const assembly *a)
{
    bool found = false;
    for (size_t cheap = 0; cheap < a->quota && !found; cheap++) {
        for (size_t dear = 0; !found && cheap + dear < a->members && a->members - dear >= a->quota;
             dear++) {
            e->cheap = cheap;
            e->dear = dear;
            found = solve_case(e, a) && is_consistent(e, a);
        }
    }
    return found;
}

static bool fill(assembly *a, size_t *order, const double *recognition)
{
    double chance[CW_LEGISLATURE_MEMBERS_MAX];
    double sum = 0.0;
    for (size_t m = 0; m < a->members; m++) {
        chance[m] = recognition == NULL ? 1.0 / (double)a->members : recognition[m];
        if (!(chance[m] >= 0.0)) {
            return false;
        }
        sum += chance[m];
    }
    cw_order_rising(order, chance, a->members);
    a->before[0] = 0.0;
    for (size_t m = 0; m < a->members; m++) {
        a->chance[m] = chance[order[m]] / sum;
        a->before[m + 1] = a->before[m] + a->chance[m];
    }
    return fabs(sum - 1.0) <= SLACK;
}

/* What proposers keep, weighted by their chances: one coalition is paid for in every round. */
static double kept_on_average(const equilibrium *e, const assembly *a)
{
    double kept = 0.0;
    for (size_t m = 0; m < a->members; m++) {
        double price = e->price + (m < e->cheap ? e->margin - value_of(e, a, m) : 0.0);
        kept += a->chance[m] * (1.0 - a->discount * price);
    }
    return kept;
}

cw_status cw_baron_ferejohn(double *value, double *proposer, const double *recognition,
                            size_t members, size_t quota, double discount)
{
    assembly a = {.members = members, .quota = quota, .discount = discount};
    size_t order[CW_LEGISLATURE_MEMBERS_MAX];
    equilibrium e;
    if (members < 1 || members > CW_LEGISLATURE_MEMBERS_MAX || quota < 1 || quota > members ||
        !(discount >= 0.0 && discount <= 1.0) || !fill(&a, order, recognition)) {
        return CW_ERROR_USAGE;
    }
    bool found = find_equilibrium(&e, &a);
    if (found) {
        for (size_t m = 0; m < members; m++) {
            value[order[m]] = value_of(&e, &a, m);
        }
        *proposer = kept_on_average(&e, &a);
    }
    return found ? CW_OK : CW_ERROR_LIMIT;
}
