/* Every command asked to stop, as by Ctrl-C, at each of its looks at whether to: it stops there, or has
 * only to hand over what is finished; says so with the status for it; and leaves its files as they
 * were. Given again, it gives what it would have given. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "faults/sweep.h"

/* Looks that may follow the one that says stop, on the way out. */
enum { LOOKS_AFTER = 40 };

/* The linker puts the first in place of cw_context_is_cancelled(). One thread at a time. */
bool __wrap_cw_context_is_cancelled(const cw_context *context);
bool __real_cw_context_is_cancelled(const cw_context *context);

static struct {
    cw_context
        *context; /* of the run; work that must not be cut has another, which is left alone */
    size_t looks;
    size_t stops_at; /* CW_NONE: never */
} patience;

bool __wrap_cw_context_is_cancelled(const cw_context *context)
{
    if (context == patience.context && patience.looks++ == patience.stops_at)
        cw_context_cancel(patience.context);
    return __real_cw_context_is_cancelled(context);
}

/* One run; returns how many looks there were. */
static size_t run_once(cw_seen *seen, cw_stage *stage, size_t stops_at)
{
    cw_stage_set(stage, stage->line);
    patience.context = &stage->context;
    patience.looks = 0;
    patience.stops_at = stops_at;
    cw_status status = cw_stage_perform(stage);
    size_t looks = patience.looks;
    patience.context = NULL;
    cw_stage_look(seen, stage, status);
    return looks;
}

static size_t sweep(const cw_reference *reference, size_t most)
{
    cw_seen seen;
    size_t stops = 0;
    size_t looks = run_once(&seen, reference->stage, CW_NONE);
    size_t stride = looks / most + 1;
    for (size_t at = 0; at < looks; at += stride, stops++) {
        char done[80];
        snprintf(done, sizeof done, "stopped at look %zu", at);
        size_t made = run_once(&seen, reference->stage, at);
        cw_reference_hold(reference, &seen, CW_ERROR_INTERRUPTED, done);
        if (made > at + LOOKS_AFTER)
            fail_msg("%s, %s: %zu looks more", reference->stage->line->title, done, made - at);
    }
    return stops;
}

int main(int argc, char **argv)
{
    return cw_sweep_commands(argc, argv, sweep, "interruption", "places stopped at");
}
