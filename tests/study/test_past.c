/* Past decisions from tables, and the backtest on the development half of DEU III. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/study/past.h"

/* Arregui & Perarnaud 2021, doi:10.34810/data53 (CC BY 4.0), half of its proposals. It is not part
 * of this repository. */
#define DATA "../../shared/data/bargain/deu3_development.tsv"

static cw_context context;

static void assert_near(double a, double b, double tolerance)
{
    if (!(fabs(a - b) <= tolerance)) {
        fail_msg("%.17g is not %.17g to within %g", a, b, tolerance);
    }
}

/* The status of reading `text` as a table with an optional table of capabilities. */
static cw_status read_text(cw_past **past, const char *text, const char *capability)
{
    cw_diagnostics diagnostics;
    cw_table *table = NULL;
    cw_table *second = NULL;
    cw_context_init(&context);
    cw_diagnostics_init(&diagnostics, &context);
    assert_int_equal(
        cw_table_parse(&table, &context, &diagnostics, "past", text, strlen(text), ','), CW_OK);
    if (capability != NULL) {
        assert_int_equal(cw_table_parse(&second, &context, &diagnostics, "capability", capability,
                                        strlen(capability), ','),
                         CW_OK);
    }
    cw_status status = cw_past_read_deu(past, &context, &diagnostics, table, second);
    assert_int_equal(status == CW_OK, diagnostics.errors == 0);
    cw_table_free(table);
    cw_table_free(second);
    cw_diagnostics_free(&diagnostics);
    return status;
}

static const char four_rows[] = "prnrnmc,pcom,pde,plu,scom,sde,slu,rp,out\n"
                                "7,100,40,0,50,100,0,10,30\n"
                                "7,100,40,,50,100,20,10,30\n"
                                "8,100,40,0,50,100,20,,55.5\n"
                                "9,100,40,0,50,100,20,10,999\n";

static void test_what_counts(void **state)
{
    (void)state;
    cw_past *past = NULL;
    assert_int_equal(read_text(&past, four_rows, NULL), CW_OK);
    assert_int_equal(past->count, 2);
    assert_int_equal(past->left_out, 2);
    const cw_bargaining_problem *first = &past->decisions[0].problem;
    assert_int_equal(first->actors, 3);
    assert_int_equal(first->proposer, 0);
    assert_near(first->capability[0], 17.4, 1e-12);
    assert_near(first->capability[1], 10.0, 0.0);
    assert_near(first->capability[2], 2.0, 0.0);
    assert_near(first->salience[1], 1.0, 0.0);
    assert_near(first->salience[2], 1e-6, 0.0);
    assert_near(first->status_quo, 10.0, 0.0);
    assert_true(isnan(past->decisions[1].problem.status_quo));
    assert_near(past->decisions[1].outcome, 55.5, 0.0);
    assert_int_not_equal(past->decisions[0].cluster, past->decisions[1].cluster);
    cw_past_free(past);
}

static void test_capabilities_from_a_table(void **state)
{
    (void)state;
    cw_past *past = NULL;
    assert_int_equal(read_text(&past, four_rows, "actor,capability\ncom,1\nlu,2.5\nde,3\n"), CW_OK);
    assert_near(past->decisions[0].problem.capability[0], 1.0, 0.0);
    assert_near(past->decisions[0].problem.capability[1], 3.0, 0.0);
    assert_near(past->decisions[0].problem.capability[2], 2.5, 0.0);
    cw_past_free(past);
}

static void test_enlarged_union(void **state)
{
    (void)state;
    cw_past *past = NULL;
    assert_int_equal(read_text(&past,
                               "prnrnmc,pep,pde,ppl,sep,sde,spl,out\n"
                               "1,100,40,0,50,100,10,30\n",
                               NULL),
                     CW_OK);
    assert_near(past->decisions[0].problem.capability[0], 70.4, 1e-12);
    assert_near(past->decisions[0].problem.capability[1], 29.0, 0.0);
    assert_near(past->decisions[0].problem.capability[2], 27.0, 0.0);
    assert_int_equal(past->decisions[0].problem.proposer, CW_NONE);
    cw_past_free(past);
}

static void test_mistakes_are_reported(void **state)
{
    (void)state;
    cw_past *past = NULL;
    assert_int_equal(read_text(&past, "prnrnmc,pde,sde\n1,2,3\n", NULL), CW_ERROR_INPUT);
    assert_int_equal(read_text(&past, "prnrnmc,x,out\n1,2,3\n", NULL), CW_ERROR_INPUT);
    assert_int_equal(read_text(&past, "prnrnmc,pde,sde,out\n1,two,3,4\n", NULL), CW_ERROR_INPUT);
    assert_int_equal(read_text(&past, four_rows, "actor,capability\ncom,1\nlu,2\n"),
                     CW_ERROR_INPUT);
    assert_int_equal(read_text(&past, four_rows, "actor,capability\ncom,1\nlu,-2\nde,1\n"),
                     CW_ERROR_INPUT);
    assert_int_equal(read_text(&past, four_rows, "actor,power\ncom,1\n"), CW_ERROR_INPUT);
    assert_null(past);
}

static const cw_backtest_row *row_of(const cw_backtest *backtest, const char *id)
{
    for (size_t k = 0; k < backtest->row_count; k++) {
        if (strcmp(backtest->rows[k].id, id) == 0) {
            return &backtest->rows[k];
        }
    }
    fail_msg("no row '%s'", id);
    return NULL;
}

static void check_static_rows(const cw_backtest *backtest)
{
    const struct {
        const char *id;
        double mean;
        double median;
        double within;
    } expected[] = {
        {"weighted-mean", 23.67, 19.7, .267},
        {"mean", 24.73, 19.9, .280},
        {"weighted-median", 28.53, 20.0, .413},
        {"median", 30.51, 20.0, .367},
    };
    for (size_t k = 0; k < sizeof expected / sizeof *expected; k++) {
        const cw_backtest_row *row = row_of(backtest, expected[k].id);
        assert_int_equal(row->scored, 150);
        assert_near(row->mean_error.value, expected[k].mean, 0.01);
        assert_near(row->median_error.value, expected[k].median, 0.05);
        assert_near(row->within_ten.value, expected[k].within, 0.001);
        assert_true(row->mean_error.low95 < row->mean_error.value);
        assert_true(row->mean_error.high95 > row->mean_error.value);
    }
    assert_near(row_of(backtest, "weighted-mean")->difference.value, 0.0, 0.0);
    assert_int_equal(row_of(backtest, "core")->scored, 108);
}

static void check_ensemble(const cw_backtest *backtest)
{
    const cw_backtest_row *row = row_of(backtest, "ensemble");
    assert_true(row->crps.value < 16.0);
    assert_true(row->coverage80.value >= .77 && row->coverage80.value <= .83);
    double sum = 0.0;
    for (size_t k = 0; k < CW_ENSEMBLE_PARTS; k++) {
        sum += backtest->weights[k];
    }
    assert_near(sum, 1.0, 1e-12);
}

static void test_development_half(void **state)
{
    (void)state;
    cw_diagnostics diagnostics;
    cw_table *table = NULL;
    cw_past *past = NULL;
    cw_backtest *backtest = NULL;
    size_t count = 0;
    cw_context_init(&context);
    cw_diagnostics_init(&diagnostics, &context);
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    cw_backtest_options options = CW_BACKTEST_OPTIONS_INIT;
    if (cw_table_read(&table, &context, &diagnostics, DATA, '\t') == CW_ERROR_IO) {
        print_message("skipped: %s is not there\n", DATA);
        cw_diagnostics_free(&diagnostics);
        skip();
    }
    assert_int_equal(cw_past_read_deu(&past, &context, &diagnostics, table, NULL), CW_OK);
    assert_int_equal(past->count, 150);
    assert_int_equal(past->left_out, 9);
    assert_int_equal(
        cw_backtest_run(&backtest, &context, past->decisions, past->count, models, count, &options),
        CW_OK);
    check_static_rows(backtest);
    check_ensemble(backtest);
    for (size_t k = 0; k < backtest->row_count; k++) {
        const cw_backtest_row *row = &backtest->rows[k];
        print_message("%-24s %4zu  MAE %5.2f  median %5.2f  within 10 %.3f  CRPS %6.3f  "
                      "50%% %.3f  80%% %.3f  95%% %.3f  difference %+.2f [%+.2f, %+.2f]\n",
                      row->id, row->scored, row->mean_error.value, row->median_error.value,
                      row->within_ten.value, row->crps.value, row->coverage50.value,
                      row->coverage80.value, row->coverage95.value, row->difference.value,
                      row->difference.low95, row->difference.high95);
    }
    cw_backtest_free(backtest);
    cw_past_free(past);
    cw_table_free(table);
    cw_diagnostics_free(&diagnostics);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_counts),      cmocka_unit_test(test_capabilities_from_a_table),
        cmocka_unit_test(test_enlarged_union),   cmocka_unit_test(test_mistakes_are_reported),
        cmocka_unit_test(test_development_half),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
