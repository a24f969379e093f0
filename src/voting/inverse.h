/* Parts of the inverse problem: all complete games, weights of one of them, the search. */
#ifndef CW_VOTING_INVERSE_H
#define CW_VOTING_INVERSE_H

#include "counterweight/voting/design.h"
#include "counterweight/voting/power.h"

/* ---- Complete simple games (inverse_games.c) ----
 *
 * Members are in order of desirability, 0 first. A coalition is at least as good as another if it
 * has, for every k, at least as many of the first k members; a complete game is a set of winning
 * coalitions that holds with each one all that are as good (Carreras & Freixas 1996). Coalitions
 * are numbered in an order in which better ones come first. */

#define CW_COALITIONS_MAX ((size_t)1 << CW_DESIGN_EXACT_MAX)
#define CW_COALITION_WORDS (CW_COALITIONS_MAX / 64)

/* A set of coalitions: bit c for the one numbered c. */
typedef struct cw_coalition_set {
    uint64_t words[CW_COALITION_WORDS];
} cw_coalition_set;

static inline bool cw_set_has(const cw_coalition_set *set, size_t coalition)
{
    return (set->words[coalition / 64] >> (coalition % 64) & 1) != 0;
}

/* The order of desirability on the coalitions of `members` members. */
typedef struct cw_coalition_order {
    size_t members;                             /* 1 to CW_DESIGN_EXACT_MAX */
    size_t count;                               /* of coalitions */
    uint16_t mask[CW_COALITIONS_MAX];           /* members of a coalition: bit m for member m */
    cw_coalition_set better[CW_COALITIONS_MAX]; /* others at least as good */
    cw_coalition_set worse[CW_COALITIONS_MAX];
} cw_coalition_order;

/* Fills `order`. Cost O(4^members * members). */
void cw_coalition_order_fill(cw_coalition_order *order, size_t members);

/* What every complete game is told to. `power` has for each member the sum of `gain` over the
 * winning coalitions; `wins` is their number. Not CW_OK: stop, and return this. */
typedef cw_status cw_complete_game_visitor(void *payload, const cw_coalition_set *winning,
                                           size_t wins, const int64_t *power);

/* Visits every complete simple game of the members in `order` in which everybody together wins and
 * nobody alone, once up to renaming of members. `gain[c * members + m]` is what the winning
 * coalition c adds to the power of m. Allocates nothing. */
cw_status cw_complete_games_visit(const cw_coalition_order *order, const int64_t *gain,
                                  cw_complete_game_visitor *visit, void *payload);

/* ---- Weights (inverse_weights.c) ---- */

/* The quota as a share numerator / denominator of all weights. */
typedef struct cw_quota_share {
    bool is_set; /* false: free */
    bool more_than;
    int64_t numerator;
    int64_t denominator;
} cw_quota_share;

/* Reads the share that a request asks for. CW_ERROR_USAGE where it is out of range. */
cw_status cw_quota_share_read(cw_quota_share *out, const cw_design_request *request);

/* Least quota of a body with this total: exact. */
int64_t cw_quota_share_of(const cw_quota_share *share, int64_t total);

typedef struct cw_design_weights {
    int64_t weights[CW_DESIGN_EXACT_MAX]; /* falling */
    int64_t quota;
    int64_t total;
    bool is_least;
} cw_design_weights;

/* Why a game has no weights: no weights (with the share asked for) have all of `winning` win and all
 * of `losing` lose. Holds of every other game of as many members that contains it. For a free quota
 * these are the coalitions of a trade (Taylor & Zwicker 1999, "Simple games", ch. 2). */
typedef struct cw_obstacle {
    cw_coalition_set winning;
    cw_coalition_set losing;
} cw_obstacle;

/* Whether the obstacle stands in the way of this game. */
bool cw_obstacle_bars(const cw_obstacle *obstacle, const cw_coalition_set *winning);

/* Whole weights with the least sum, and a quota, for the complete game whose winning coalitions are
 * `winning`. CW_NO where there are none: the game is not weighted, or not with this share; why is
 * then in *obstacle. CW_ERROR_LIMIT where a number exceeds 62 bits. Allocates nothing. */
cw_status cw_design_weigh(cw_design_weights *out, cw_obstacle *obstacle,
                          const cw_coalition_order *order, const cw_coalition_set *winning,
                          const cw_quota_share *share);

/* ---- Whole-number linear programming (inverse_simplex.c) ---- */

#define CW_SIMPLEX_COLUMNS (CW_DESIGN_EXACT_MAX + 1)
/* At most 14 coalitions of 8 members are pairwise incomparable (Stanley 1980: as many as the widest
 * level of the order has), so there are at most 14 least winning and 14 best losing ones; two rows
 * for a share, two bounds for each column. */
#define CW_SIMPLEX_ROWS 64

/* Minimise cost x over x >= 0 with row x >= bound for each row; cost >= 0; whole numbers. */
typedef struct cw_simplex_problem {
    size_t columns;
    size_t rows;
    int64_t cost[CW_SIMPLEX_COLUMNS];
    int64_t row[CW_SIMPLEX_ROWS][CW_SIMPLEX_COLUMNS];
    int64_t bound[CW_SIMPLEX_ROWS];
} cw_simplex_problem;

/* x = numerators / denominator, cost = cost / denominator; exact. */
typedef struct cw_simplex_solution {
    int64_t numerator[CW_SIMPLEX_COLUMNS];
    int64_t cost;
    int64_t denominator; /* above 0 */
    uint64_t conflict;   /* where there is none: bit r for row r of those that exclude each other */
} cw_simplex_solution;

/* Solves by the dual simplex method with Bland's rule (so it ends) and integer pivoting (Edmonds
 * 1967: all entries are subdeterminants, divisions leave no rest). CW_NO where nothing satisfies
 * all rows, and out->conflict tells some that nothing satisfies (Farkas 1902); CW_ERROR_LIMIT where an entry exceeds 62 bits. Allocates nothing. */
cw_status cw_simplex_solve(cw_simplex_solution *out, const cw_simplex_problem *problem);

/* ---- The search (inverse_search.c) ---- */

/* Searches weights for `design->wanted`, which falls; fills weights, quota, total, power and games.
 * Errors as cw_design_find(). */
cw_status cw_design_search(cw_design *design, const cw_design_request *request,
                           const cw_quota_share *share);

/* Power of a weighted game by the index of a request, and what it cost (cells or edges, about). */
cw_status cw_design_power(double *power, double *cost, cw_context *context, const int64_t *weights,
                          int64_t quota, size_t members, cw_design_index index, cw_power_mode mode);

/* Sum of |power - wanted|. */
double cw_design_distance(const double *power, const double *wanted, size_t members);

#endif
