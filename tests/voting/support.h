/* Games and power for the tests of this room. */
#ifndef TESTS_VOTING_SUPPORT_H
#define TESTS_VOTING_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "counterweight/voting.h"
#include "support/assert_close.h"

/* [quota; weights]. */
cw_game *weighted_game(size_t members, int64_t quota, const int64_t *weights);

/* The rule of `count` nodes over weights [column][member]. */
cw_game *described_game(size_t members, size_t columns, const int64_t *weights,
                        const cw_game_node *nodes, size_t count);

/* All indices there are (with `unions`, or NULL), in the mode given. The context is shared. */
cw_power *power_of(const cw_game *game, cw_power_mode mode, const size_t *unions);

/* What the options ask for; NULL where it was refused for its size, with an error that says so. */
cw_power *power_with(const cw_game *game, const cw_power_options *options);

/* One value. */
double value_of(const cw_power *power, const char *index, size_t member);

/* A plan that keeps the bytes it is told in the double at `payload`. */
void keep_bytes(void *payload, const cw_power_plan *plan);

cw_context *test_context(void);

#endif
