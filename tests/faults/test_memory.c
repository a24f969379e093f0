/* Every request for memory of every command refused in turn, those of the libraries included, once and
 * for ever: the command does without and gives the same, or ends with the status that says so and
 * leaves its files as they were; nothing leaks; given again, it works. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "faults/heap.h"
#include "faults/sweep.h"

/* One run; returns how many requests there were. */
static size_t run_once(cw_seen *seen, cw_stage *stage, size_t refused, bool for_ever)
{
    cw_stage_set(stage, stage->line);
    size_t live = cw_heap_live();
    cw_heap_refuse(refused, for_ever);
    cw_status status = cw_stage_perform(stage);
    size_t requests = cw_heap_stop();
    size_t left = cw_heap_live() - live;
    cw_stage_look(seen, stage, status);
    if (left != 0)
        fail_msg("%s: %zu blocks leak when request %zu is refused: %s", stage->line->title, left,
                 refused, seen->said);
    return requests;
}

static void refuse(const cw_reference *reference, size_t request, bool for_ever)
{
    char fault[80];
    cw_seen seen;
    snprintf(fault, sizeof fault, "request %zu refused %s", request,
             for_ever ? "for ever" : "once");
    run_once(&seen, reference->stage, request, for_ever);
    cw_reference_hold(reference, &seen, CW_ERROR_MEMORY, fault);
}

static size_t sweep(const cw_reference *reference, size_t most)
{
    cw_seen seen;
    size_t faults = 0;
    size_t requests = run_once(&seen, reference->stage, CW_NONE, false);
    size_t stride = requests / most + 1;
    assert_true(requests > 0);
    for (size_t request = 0; request < requests; request += stride, faults += 2) {
        refuse(reference, request, false);
        refuse(reference, request, true);
    }
    return faults;
}

int main(int argc, char **argv)
{
    return cw_sweep_commands(argc, argv, sweep, "failing-memory-commands", "faults injected");
}
