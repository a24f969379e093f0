/* What the tests of bargaining share: random tables, rules, and short ways to ask. */
#ifndef TESTS_BARGAINING_SUPPORT_H
#define TESTS_BARGAINING_SUPPORT_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "counterweight/bargaining.h"

/* A table that owns its numbers; `problem` points into it. */
typedef struct fixture {
    double position[CW_ACTORS_MAX];
    double capability[CW_ACTORS_MAX];
    double salience[CW_ACTORS_MAX];
    double cost[CW_ACTORS_MAX];
    cw_bargaining_problem problem;
} fixture;

/* `actors` with these positions (NULL: all 50), capability and salience 1, no cost, no rule, no
 * proposer, linear loss. */
void fixture_set(fixture *table, size_t actors, const double *position, double status_quo);

/* A random table: positions on a coarse grid half of the time, so that ties occur; some weights 0
 * (never all), some costs 0, a random proposer and loss. */
void fixture_random(fixture *table, uint64_t *state, size_t actors);

/* The next number of a stream, 0 <= u < 1 (splitmix64). */
double random_next(uint64_t *state);

/* The next whole number below `limit`. */
size_t random_below(uint64_t *state, size_t limit);

/* Solves by model id; fails the test unless the status is CW_OK. */
cw_bargaining_outcome outcome_of(const char *model, const cw_bargaining_problem *problem);

/* |a - b| <= tolerance, with the two figures shown where not. */
void assert_near(double a, double b, double tolerance);

/* "At least `count` of `members` agree"; with weights, "at least `quota` of their sum". Freed with
 * rule_free(). */
cw_game *rule_count(size_t members, size_t count);
cw_game *rule_weights(const double *weight, size_t members, double quota);
void rule_free(cw_game *game);

#endif
