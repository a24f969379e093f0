#include "faults/sweep.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/promise.h"

void cw_reference_take(cw_reference *reference, cw_stage *stage, const cw_command_line *line)
{
    cw_seen again;
    reference->stage = stage;
    cw_stage_set(stage, line);
    cw_stage_look(&reference->before, stage, CW_OK);
    cw_stage_run(&reference->after, stage, line);
    if (reference->after.status != line->status)
        fail_msg("%s: status '%s': %s", line->title, cw_status_name(reference->after.status),
                 reference->after.said);
    if (line->results != NULL)
        reference->results = cw_stage_results(stage);
    cw_stage_run(&again, stage, line);
    assert_true(cw_seen_same(&again, &reference->after));
}

/* A command that was disturbed is given again, without a fault. `merge` refuses what is there: then
 * that has to be whole. */
static void give_again(const cw_reference *reference, const char *fault)
{
    cw_stage *stage = reference->stage;
    const cw_command_line *line = stage->line;
    cw_seen seen;
    if (line->new_results && cw_stage_has_results(stage))
        seen = reference->after;
    else
        cw_stage_run_again(&seen, stage);
    if (seen.status != line->status)
        fail_msg("%s, %s, and again: status '%s': %s", line->title, fault,
                 cw_status_name(seen.status), seen.said);
    const char *stranger = cw_seen_stranger(&seen, &reference->after, &reference->after);
    if (stranger != NULL)
        fail_msg("%s, %s, and again: %s is another file", line->title, fault, stranger);
    if (line->results != NULL) {
        cw_digest results = cw_stage_results(stage);
        if (!cw_same_digest(&results, &reference->results))
            fail_msg("%s, %s, and again: other results", line->title, fault);
    }
}

bool cw_reference_hold(const cw_reference *reference, const cw_seen *seen, cw_status expected,
                       const char *fault)
{
    const cw_command_line *line = reference->stage->line;
    bool went_well = seen->status == line->status;
    const char *stranger = cw_seen_stranger(seen, &reference->before, &reference->after);
    bool as_expected =
        seen->status == expected || (line->tables_are_input && seen->status == CW_ERROR_INPUT);
    if (!went_well && !as_expected)
        fail_msg("%s, %s: status '%s': %s", line->title, fault, cw_status_name(seen->status),
                 seen->said);
    if (went_well && !line->may_say_less && !cw_seen_same(seen, &reference->after))
        fail_msg("%s, %s: other output, and nothing said: %s", line->title, fault, seen->said);
    if (!went_well && seen->said[0] == '\0' && seen->printed == 0)
        fail_msg("%s, %s: failed in silence", line->title, fault);
    if (stranger != NULL)
        fail_msg("%s, %s: %s is neither the old file nor the new", line->title, fault, stranger);
    if (line->output != NULL || line->results != NULL)
        give_again(reference, fault);
    return !went_well;
}

/* What the tests of one program share. */
static struct {
    cw_stage stage;
    cw_line_sweep *sweep;
    size_t most;
    size_t faults;
} program;

static int build(void **state)
{
    (void)state;
    cw_stage_build(&program.stage);
    return 0;
}

static int clear(void **state)
{
    (void)state;
    cw_stage_clear(&program.stage);
    return 0;
}

static void sweep_line(void **state)
{
    cw_reference reference;
    cw_reference_take(&reference, &program.stage, *state);
    program.faults += program.sweep(&reference, program.most);
}

int cw_sweep_commands(int argc, char **argv, cw_line_sweep *sweep, const char *promise,
                      const char *what)
{
    uint64_t most;
    struct CMUnitTest *tests = calloc(cw_command_line_count, sizeof *tests);
    if (tests == NULL)
        return EXIT_FAILURE;
    program.sweep = sweep;
    program.most = CW_NONE;
    if (argc > 1 && cw_integer_parse(&most, argv[1], strlen(argv[1])) == CW_OK && most > 0)
        program.most = (size_t)most;
    if (argc > 2)
        cmocka_set_test_filter(argv[2]);
    for (size_t i = 0; i < cw_command_line_count; i++)
        tests[i] = (struct CMUnitTest){cw_command_lines[i].title, sweep_line, NULL, NULL,
                                       (void *)&cw_command_lines[i]};
    int failed = _cmocka_run_group_tests("commands", tests, cw_command_line_count, build, clear);
    free(tests);
    cw_promise_record(promise, what, program.faults);
    return failed;
}
