/* Every request for memory of every command refused in turn: it ends with the status that says so,
 * or does without, and nothing leaks. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/run.h"
#include "support/failing_allocator.h"

#define TOLL "cli/inputs/toll.yaml"
#define LAKE "cli/inputs/lake.yaml" /* it has operations */
#define ARGUMENTS_MAX 8

typedef struct command_line {
    const char *arguments[ARGUMENTS_MAX]; /* ended by NULL */
} command_line;

/* Runs a command line with both output streams turned away, so that only the tests are heard. */
static cw_status run(cw_context *context, void *payload)
{
    const command_line *line = payload;
    size_t count = 0;
    while (line->arguments[count] != NULL)
        count++;
    int nowhere = open("/dev/null", O_WRONLY);
    int out = dup(STDOUT_FILENO);
    int errors = dup(STDERR_FILENO);
    assert_true(nowhere >= 0 && out >= 0 && errors >= 0);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    cw_status status = cw_run(context, line->arguments, count);
    dup2(out, STDOUT_FILENO);
    dup2(errors, STDERR_FILENO);
    close(nowhere);
    close(out);
    close(errors);
    return status;
}

static void sweep(command_line line)
{
    assert_true(cw_sweep_allocations(run, &line, CW_SWEEP_MAY_COPE) > 0);
}

static void check_copes(void **state)
{
    (void)state;
    sweep((command_line){{"check", TOLL}});
    sweep((command_line){{"check", "--json", TOLL}});
}

static void power_copes(void **state)
{
    (void)state;
    sweep((command_line){{"power", TOLL}});
    sweep((command_line){{"power", "--csv", "--forum", "club", TOLL}});
    sweep((command_line){{"power", "--json", TOLL}});
}

static void timeline_copes(void **state)
{
    (void)state;
    sweep((command_line){{"timeline", "--from", "2000", "--to", "2001", TOLL}});
    sweep((command_line){{"timeline", "--json", "--from", "2000", "--to", "2001", TOLL}});
}

static void forecast_copes(void **state)
{
    (void)state;
    sweep((command_line){{"forecast", "--threads=1", "--draws=100", "--model=nash,mean", TOLL}});
    sweep((command_line){{"forecast", "--model=challenge-a,spatial", "--explain", "--issue=issue",
                          "cli/inputs/emission.csv"}});
}

static void mandate_copes(void **state)
{
    (void)state;
    sweep((command_line){{"mandate", "--threads=1", "--draws=100", LAKE}});
}

static void brief_copes(void **state)
{
    (void)state;
    sweep((command_line){{"brief", "--threads=1", "--draws=100", TOLL}});
}

static void backtest_copes(void **state)
{
    (void)state;
    sweep((command_line){{"backtest", "--folds=2", "--resamples=10", "cli/inputs/past.csv"}});
    sweep((command_line){{"backtest", "--folds=2", "--json", "--model=mean",
                          "--capability=cli/inputs/strength.csv", "cli/inputs/past.csv"}});
}

static void help_copes(void **state)
{
    (void)state;
    sweep((command_line){{"help"}});
    sweep((command_line){{"help", "brief"}});
    sweep((command_line){{"version"}});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(check_copes),    cmocka_unit_test(power_copes),
        cmocka_unit_test(timeline_copes), cmocka_unit_test(forecast_copes),
        cmocka_unit_test(mandate_copes),  cmocka_unit_test(brief_copes),
        cmocka_unit_test(help_copes),     cmocka_unit_test(backtest_copes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
