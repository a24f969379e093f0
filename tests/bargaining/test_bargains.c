/* The other bargaining solutions: no deal far off, and Kalai-Smorodinsky. */
#include "bargaining/support.h"

/* x 0, 50, 100, weights 1, 1, 2, sum of w ln(K - (z - x)^2): 62.46 for K = 10^6 squared points, on
 * a grid of 0.01 by an independent program, tending to the weighted mean 62.5. */
static void test_far_tends_to_the_weighted_mean(void **state)
{
    (void)state;
    fixture table;
    fixture_set(&table, 3, (double[]){0.0, 50.0, 100.0}, NAN);
    table.capability[2] = 2.0;
    table.problem.loss = CW_LOSS_QUADRATIC;
    assert_near(cw_nash_far_solution(&table.problem, 1e4), 62.46, 0.005);
    assert_near(cw_nash_far_solution(&table.problem, 1e9), 62.5, 1e-5);
}

static void test_far_tends_to_the_weighted_median_under_linear_loss(void **state)
{
    (void)state;
    uint64_t stream = 81;
    for (int k = 0; k < 500; k++) {
        fixture table;
        fixture_random(&table, &stream, 1 + random_below(&stream, 12));
        table.problem.loss = CW_LOSS_LINEAR;
        for (size_t m = 0; m < table.problem.actors; m++) {
            table.capability[m] += 0.1;
            table.salience[m] = 0.5;
        }
        assert_near(cw_nash_far_solution(&table.problem, 1e9),
                    outcome_of("weighted-median", &table.problem).point, 1e-6);
    }
}

static double far_product(const fixture *table, double z)
{
    double sum = 0.0;
    for (size_t m = 0; m < table->problem.actors; m++) {
        double weight = table->capability[m] * table->salience[m];
        double left = 100.0 + cw_utility(table->problem.loss, table->position[m], z);
        sum += weight > 0.0 ? weight * log(left) : 0.0;
    }
    return sum;
}

static void test_far_against_a_grid(void **state)
{
    (void)state;
    uint64_t stream = 82;
    for (int k = 0; k < 500; k++) {
        fixture table;
        fixture_random(&table, &stream, 1 + random_below(&stream, 12));
        double best = far_product(&table, outcome_of("nash-far", &table.problem).point);
        for (int step = 0; step <= 100; step++) {
            assert_true(far_product(&table, step) <= best + 1e-9);
        }
    }
}

/* x 40, 60, 100, status quo 0, linear: 53.33, where the worst served gets two thirds of its hope;
 * checked on a grid of 0.01 by an independent program. */
static void test_smorodinsky_of_three(void **state)
{
    (void)state;
    fixture table;
    fixture_set(&table, 3, (double[]){40.0, 60.0, 100.0}, 0.0);
    double point = outcome_of("kalai-smorodinsky", &table.problem).point;
    assert_near(point, 160.0 / 3.0, 1e-9);
    /* t = 2/3, the least of what each gets of its hopes: all accept [0, 80], where 100 hopes for 80. */
    const double best[3] = {40.0, 60.0, 80.0};
    double least = 1.0;
    for (size_t m = 0; m < 3; m++) {
        double none = cw_utility(CW_LOSS_LINEAR, table.position[m], 0.0);
        double gain = cw_utility(CW_LOSS_LINEAR, table.position[m], point) - none;
        double hope = cw_utility(CW_LOSS_LINEAR, table.position[m], best[m]) - none;
        least = fmin(least, gain / hope);
    }
    assert_near(least, 2.0 / 3.0, 1e-9);
}

/* Two on either side of the status quo share alike: with linear loss the shares are
 * (D_j + z - sq) / (D_j + reach of j) and (D_i - z + sq) / (D_i + reach of i). */
static void test_smorodinsky_of_two(void **state)
{
    (void)state;
    fixture table;
    fixture_set(&table, 2, (double[]){20.0, 90.0}, 50.0);
    table.cost[0] = 10.0;
    table.cost[1] = 30.0;
    /* Interval [20, 60]: hopes 40 and 40; 40 - (z - 20) = z - 20 at 40. */
    assert_near(outcome_of("kalai-smorodinsky", &table.problem).point, 40.0, 1e-9);
}

static double least_share(const fixture *table, const cw_agreement *agreement, double z)
{
    const cw_bargaining_problem *problem = &table->problem;
    double least = INFINITY;
    for (size_t m = 0; m < problem->actors; m++) {
        double x = table->position[m];
        double floor = cw_utility(problem->loss, x, problem->status_quo) - table->cost[m];
        double wish = fmin(fmax(x, agreement->low), agreement->high);
        double hope = cw_utility(problem->loss, x, wish) - floor;
        if (hope > 0.0) {
            least = fmin(least, (cw_utility(problem->loss, x, z) - floor) / hope);
        }
    }
    return least;
}

/* A line of the linear program below: share = at + slope z. */
typedef struct line {
    double at;
    double slope;
} line;

/* Every actor's share is the lesser of two lines, one rising and one falling; count of them. */
static size_t lines_of(line *lines, const fixture *table, const cw_agreement *agreement)
{
    size_t count = 0;
    for (size_t m = 0; m < table->problem.actors; m++) {
        double x = table->position[m];
        double floor = -fabs(x - table->problem.status_quo) - table->cost[m];
        double hope = -fabs(x - fmin(fmax(x, agreement->low), agreement->high)) - floor;
        if (hope > 0.0) {
            lines[count++] = (line){(-x - floor) / hope, 1.0 / hope};
            lines[count++] = (line){(x - floor) / hope, -1.0 / hope};
        }
    }
    return count;
}

static double least_of(const line *lines, size_t count, double z)
{
    double least = INFINITY;
    for (size_t k = 0; k < count; k++) {
        least = fmin(least, lines[k].at + lines[k].slope * z);
    }
    return least;
}

/* The most that the least share can be: a linear program in two unknowns, solved at its corners, which are the
 * ends of the interval and where two lines meet. */
static double best_corner(const line *lines, size_t count, const cw_agreement *agreement)
{
    double best =
        fmax(least_of(lines, count, agreement->low), least_of(lines, count, agreement->high));
    for (size_t a = 0; a < count; a++) {
        for (size_t b = 0; b < a; b++) {
            double z = (lines[b].at - lines[a].at) / (lines[a].slope - lines[b].slope);
            if (z >= agreement->low && z <= agreement->high) {
                best = fmax(best, least_of(lines, count, z));
            }
        }
    }
    return best;
}

static void test_smorodinsky_by_a_linear_program(void **state)
{
    (void)state;
    uint64_t stream = 84;
    int told = 0;
    for (int k = 0; k < 1000; k++) {
        fixture table;
        line lines[18];
        cw_agreement agreement;
        fixture_random(&table, &stream, 1 + random_below(&stream, 9));
        table.problem.loss = CW_LOSS_LINEAR;
        cw_agreement_find(&agreement, &table.problem);
        size_t count = lines_of(lines, &table, &agreement);
        if (count > 0 && agreement.high - agreement.low > 1e-6) {
            double point = outcome_of("kalai-smorodinsky", &table.problem).point;
            assert_near(least_of(lines, count, point), best_corner(lines, count, &agreement), 1e-9);
            told++;
        }
    }
    assert_true(told > 300);
}

static void test_smorodinsky_against_a_grid(void **state)
{
    (void)state;
    uint64_t stream = 83;
    for (int k = 0; k < 1000; k++) {
        fixture table;
        fixture_random(&table, &stream, 1 + random_below(&stream, 9));
        cw_agreement agreement;
        cw_agreement_find(&agreement, &table.problem);
        double point = outcome_of("kalai-smorodinsky", &table.problem).point;
        double best = least_share(&table, &agreement, point);
        for (int step = 0; step <= 100; step++) {
            double z = agreement.low + (agreement.high - agreement.low) * step / 100.0;
            assert_true(agreement.high - agreement.low < 1e-9 ||
                        least_share(&table, &agreement, z) <= best + 1e-9);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_far_tends_to_the_weighted_mean),
        cmocka_unit_test(test_far_tends_to_the_weighted_median_under_linear_loss),
        cmocka_unit_test(test_far_against_a_grid),
        cmocka_unit_test(test_smorodinsky_of_three),
        cmocka_unit_test(test_smorodinsky_of_two),
        cmocka_unit_test(test_smorodinsky_by_a_linear_program),
        cmocka_unit_test(test_smorodinsky_against_a_grid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
