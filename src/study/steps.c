/* Progress over all steps of a study, from that of the step under way. */
#include "study/experiment.h"

#define MANDATE_STEPS 1
/* Drivers: the ends of the ranges, and the shares of variance. */
#define DRIVER_STEPS 2

static void report(void *payload, size_t done, size_t total)
{
    const cw_steps *steps = payload;
    steps->outer(steps->outer_payload, steps->step * total + done, steps->count * total);
}

void cw_steps_begin(cw_experiment *experiment)
{
    cw_context *context = experiment->context;
    size_t room = experiment->block_room;
    size_t blocks = room == 0 ? 0 : (experiment->pair_count + room - 1) / room;
    size_t drivers = experiment->study->headline == CW_NONE ? 0 : DRIVER_STEPS;
    experiment->steps =
        (cw_steps){.outer = context->progress,
                   .outer_payload = context->progress_payload,
                   .count = blocks * experiment->study->case_count + MANDATE_STEPS + drivers};
    if (context->progress == NULL)
        return;
    context->progress = report;
    context->progress_payload = &experiment->steps;
}

void cw_steps_next(cw_experiment *experiment)
{
    experiment->steps.step++;
}

void cw_steps_end(cw_experiment *experiment)
{
    experiment->context->progress = experiment->steps.outer;
    experiment->context->progress_payload = experiment->steps.outer_payload;
}
