/* What must not change, for every model of the registry: mirror the scale, relabel the actors,
 * scale all capabilities; and what must hold: on the scale, silent only where it says so. */
#include <string.h>

#include "bargaining/support.h"

/* Ties are broken towards lower positions and earlier input, so mirroring and relabelling are
 * tried on tables without ties. */
static void without_ties(fixture *table, uint64_t *stream)
{
    table->problem.status_quo = 100.0 * random_next(stream);
    for (size_t m = 0; m < table->problem.actors; m++) {
        table->position[m] = 100.0 * random_next(stream);
        table->capability[m] = 0.01 + random_next(stream);
    }
}

static void assert_same(cw_bargaining_outcome a, cw_bargaining_outcome b)
{
    if (isnan(a.point) || isnan(b.point)) {
        assert_true(isnan(a.point) && isnan(b.point));
        return;
    }
    assert_near(a.point, b.point, 1e-8);
    assert_near(a.low, b.low, 1e-8);
    assert_near(a.high, b.high, 1e-8);
}

typedef void change_function(fixture *table, uint64_t *stream);
typedef cw_bargaining_outcome back_function(cw_bargaining_outcome outcome);

static void mirror(fixture *table, uint64_t *stream)
{
    (void)stream;
    table->problem.status_quo = 100.0 - table->problem.status_quo;
    for (size_t m = 0; m < table->problem.actors; m++) {
        table->position[m] = 100.0 - table->position[m];
    }
}

static cw_bargaining_outcome mirror_back(cw_bargaining_outcome outcome)
{
    return (cw_bargaining_outcome){100.0 - outcome.point, 100.0 - outcome.high,
                                   100.0 - outcome.low};
}

static void swap(double *values, size_t a, size_t b)
{
    double kept = values[a];
    values[a] = values[b];
    values[b] = kept;
}

static void relabel(fixture *table, uint64_t *stream)
{
    for (size_t m = table->problem.actors; m-- > 1;) {
        size_t other = random_below(stream, m + 1);
        swap(table->position, m, other);
        swap(table->capability, m, other);
        swap(table->salience, m, other);
        swap(table->cost, m, other);
        if (table->problem.proposer == m || table->problem.proposer == other) {
            table->problem.proposer = m + other - table->problem.proposer;
        }
    }
}

static void scale(fixture *table, uint64_t *stream)
{
    double factor = 1e-3 + 1000.0 * random_next(stream);
    for (size_t m = 0; m < table->problem.actors; m++) {
        table->capability[m] *= factor;
    }
}

static cw_bargaining_outcome as_it_is(cw_bargaining_outcome outcome)
{
    return outcome;
}

/* Reading S of the challenge takes the compromise nearest to the lower end, so it need not mirror. The spatial
 * model rounds places to hundredths of a point: actors come to stand at one place, and then ties are many. */
static bool must_keep(const cw_outcome_model *model, change_function *change)
{
    bool is_lopsided = strcmp(model->id, "challenge-s") == 0 && change == mirror;
    bool meets_ties = strcmp(model->id, "spatial") == 0 && change != scale;
    return !is_lopsided && !meets_ties;
}

static void check_change(change_function *change, back_function *back)
{
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models_all(&count);
    uint64_t stream = 21;
    for (int k = 0; k < 300; k++) {
        fixture table;
        fixture changed;
        fixture_random(&table, &stream, 1 + random_below(&stream, 11));
        without_ties(&table, &stream);
        fixture_set(&changed, table.problem.actors, table.position, table.problem.status_quo);
        for (size_t m = 0; m < table.problem.actors; m++) {
            changed.capability[m] = table.capability[m];
            changed.salience[m] = table.salience[m];
            changed.cost[m] = table.cost[m];
        }
        changed.problem.loss = table.problem.loss;
        changed.problem.proposer = table.problem.proposer;
        change(&changed, &stream);
        for (size_t which = 0; which < count; which++) {
            const char *id = models[which]->id;
            if (must_keep(models[which], change)) {
                assert_same(outcome_of(id, &table.problem), back(outcome_of(id, &changed.problem)));
            }
        }
    }
}

static void test_mirrored_scale(void **state)
{
    (void)state;
    check_change(mirror, mirror_back);
}

static void test_relabelled_actors(void **state)
{
    (void)state;
    check_change(relabel, as_it_is);
}

static void test_scaled_capabilities(void **state)
{
    (void)state;
    check_change(scale, as_it_is);
}

/* ---- An actor split in two: the same wish, care and cost, half the capability each ---- */

/* Models that count heads, settle between two, or let each of the two act for itself; the last setting
 * says where a challenge does not. */
static bool heads_count(const char *id)
{
    static const char *const such[] = {"mean",        "median",      "rubinstein",
                                       "challenge-s", "challenge-a", "spatial"};
    for (size_t k = 0; k < sizeof such / sizeof *such; k++) {
        if (strcmp(such[k], id) == 0) {
            return true;
        }
    }
    return false;
}

static void split_one(fixture *split, const fixture *table, size_t which)
{
    size_t actors = table->problem.actors;
    fixture_set(split, actors + 1, NULL, table->problem.status_quo);
    for (size_t k = 0; k <= actors; k++) {
        size_t m = k < actors ? k : which;
        double share = m == which ? 0.5 : 1.0;
        split->position[k] = table->position[m];
        split->capability[k] = share * table->capability[m];
        split->salience[k] = table->salience[m];
        split->cost[k] = table->cost[m];
    }
    split->problem.loss = table->problem.loss;
    split->problem.proposer = table->problem.proposer;
}

static bool is_moved(const cw_outcome_model *model, const fixture *table, const fixture *split)
{
    cw_bargaining_outcome one, two;
    assert_int_equal(cw_outcome_model_solve(model, &one, &table->problem), CW_OK);
    assert_int_equal(cw_outcome_model_solve(model, &two, &split->problem), CW_OK);
    return !(fabs(one.point - two.point) <= 1e-7);
}

static void test_a_split_actor(void **state)
{
    (void)state;
    size_t count = 0;
    size_t moved[CW_OUTCOME_MODELS_MAX] = {0};
    const cw_outcome_model *const *models = cw_outcome_models_all(&count);
    cw_outcome_model without_risk;
    uint64_t stream = 23;
    assert_int_equal(cw_outcome_model_parse(&without_risk, NULL, "challenge-a:risk=off"), CW_OK);
    for (int k = 0; k < 300; k++) {
        fixture table;
        fixture split;
        fixture_random(&table, &stream, 2 + random_below(&stream, 7));
        without_ties(&table, &stream);
        split_one(&split, &table, random_below(&stream, table.problem.actors));
        for (size_t which = 0; which < count; which++) {
            bool is_silent = models[which]->actors_most == 2; /* of more than two */
            moved[which] += is_silent || is_moved(models[which], &table, &split) ? 1 : 0;
        }
        assert_false(is_moved(&without_risk, &table, &split));
    }
    for (size_t which = 0; which < count; which++) {
        assert_int_equal(moved[which] > 0, heads_count(models[which]->id));
    }
}

static void test_all_agree(void **state)
{
    (void)state;
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    const double wishes[] = {0.0, 35.0, 100.0};
    for (size_t k = 0; k < 3; k++) {
        for (size_t actors = 1; actors <= 20; actors += 19) {
            fixture table;
            fixture_set(&table, actors, NULL, 35.0);
            for (size_t m = 0; m < actors; m++) {
                table.position[m] = wishes[k];
            }
            table.problem.proposer = 0;
            for (size_t which = 0; which < count; which++) {
                if (models[which]->actors_most != 0 && actors > models[which]->actors_most) {
                    continue;
                }
                assert_near(outcome_of(models[which]->id, &table.problem).point, wishes[k], 1e-9);
            }
        }
    }
}

/* Every model answers, on the scale, but those that need weight where nobody has any, and those for two
 * where there are more. */
static void check_answers(const fixture *table, bool somebody_weighs)
{
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models_all(&count);
    for (size_t k = 0; k < count; k++) {
        cw_bargaining_outcome outcome = outcome_of(models[k]->id, &table->problem);
        size_t most = models[k]->actors_most;
        bool is_silent = (most != 0 && table->problem.actors > most) ||
                         (!somebody_weighs && (models[k]->needs & CW_NEEDS_WEIGHTS) != 0);
        assert_int_equal(isnan(outcome.point) != 0, is_silent);
        assert_true(is_silent || (outcome.point >= 0.0 && outcome.point <= 100.0));
    }
}

static void set_all(double *values, size_t count, double value)
{
    for (size_t m = 0; m < count; m++) {
        values[m] = value;
    }
}

/* Nobody cares, nobody is able, two equal camps, all at the ends: with two actors and with four, and no deal
 * costing nothing or everything. */
static void test_degenerate_tables(void **state)
{
    (void)state;
    const double camps[2][4] = {{20.0, 80.0, 20.0, 80.0}, {0.0, 100.0, 100.0, 0.0}};
    for (int k = 0; k < 16; k++) {
        fixture table;
        size_t actors = k % 2 == 0 ? 2 : 4;
        fixture_set(&table, actors, camps[k / 2 % 2], k / 4 % 2 == 0 ? 50.0 : 0.0);
        set_all(table.cost, actors, k / 8 == 0 ? 0.0 : 100.0);
        table.problem.proposer = 1;
        check_answers(&table, true);
        set_all(table.salience, actors, 0.0);
        check_answers(&table, false);
        set_all(table.salience, actors, 1.0);
        set_all(table.capability, actors, 0.0);
        check_answers(&table, false);
    }
}

/* Under rules that no two coalitions without a common member can both meet every model answers, be there
 * a coalition that all its members want to join or not. */
static void test_random_rules(void **state)
{
    (void)state;
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    uint64_t stream = 24;
    for (int k = 0; k < 10000; k++) {
        fixture table;
        double votes[9];
        size_t total = 0;
        fixture_random(&table, &stream, 3 + random_below(&stream, 7));
        for (size_t m = 0; m < table.problem.actors; m++) {
            votes[m] = (double)random_below(&stream, 10);
            total += (size_t)votes[m];
        }
        size_t quota = total / 2 + 1 + random_below(&stream, total / 2 + 2);
        cw_game *rule = rule_weights(votes, table.problem.actors, (double)quota);
        table.problem.rule = rule;
        for (size_t which = 0; which < count; which++) {
            double point = outcome_of(models[which]->id, &table.problem).point;
            assert_true(models[which]->actors_most == 2 || (point >= 0.0 && point <= 100.0));
        }
        rule_free(rule);
    }
}

static void test_random_tables_stay_on_the_scale(void **state)
{
    (void)state;
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models_all(&count);
    uint64_t stream = 22;
    for (int k = 0; k < 10000; k++) {
        fixture table;
        fixture_random(&table, &stream, 1 + random_below(&stream, 9));
        for (size_t which = 0; which < count; which++) {
            cw_bargaining_outcome outcome = outcome_of(models[which]->id, &table.problem);
            size_t most = models[which]->actors_most;
            assert_int_equal(isnan(outcome.point) != 0, most != 0 && table.problem.actors > most);
            if (isnan(outcome.point)) {
                continue;
            }
            assert_true(outcome.point >= CW_SCALE_LOW && outcome.point <= CW_SCALE_HIGH);
            assert_true(outcome.low >= CW_SCALE_LOW && outcome.low <= outcome.point);
            assert_true(outcome.high <= CW_SCALE_HIGH && outcome.high >= outcome.point);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mirrored_scale),
        cmocka_unit_test(test_relabelled_actors),
        cmocka_unit_test(test_scaled_capabilities),
        cmocka_unit_test(test_a_split_actor),
        cmocka_unit_test(test_all_agree),
        cmocka_unit_test(test_degenerate_tables),
        cmocka_unit_test(test_random_rules),
        cmocka_unit_test(test_random_tables_stay_on_the_scale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
