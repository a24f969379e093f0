/* What each end of a range does to the headline gain while all else is drawn. */
#include "counterweight/base/pool.h"
#include "counterweight/base/random.h"
#include "study/precision.h"
#include "study/probe.h"

#include <string.h>

typedef struct cw_tornado {
    cw_driver *drivers;
    const cw_probe *probe;
    size_t draws;
    double *drawn; /* [draw][input] */
    double *gains; /* [thread][draw] */
    double *x;     /* [thread][input] */
} cw_tornado;

static void draw_inputs(const cw_tornado *tornado)
{
    const cw_probe *probe = tornado->probe;
    const cw_experiment *experiment = probe->experiment;
    double *next = tornado->drawn;
    for (size_t d = 0; d < tornado->draws; d++)
        for (size_t i = 0; i < probe->input_count; i++)
            *next++ = cw_sampler_quantile(
                experiment->sampler, probe->inputs[i],
                cw_random_uniform(experiment->seed, d, (uint32_t)probe->inputs[i]));
}

static cw_end_gain at_end(const cw_tornado *tornado, size_t worker, size_t input, double end)
{
    const cw_probe *probe = tornado->probe;
    double *gains = tornado->gains + worker * tornado->draws;
    double *x = tornado->x + worker * probe->input_count;
    for (size_t d = 0; d < tornado->draws; d++) {
        memcpy(x, tornado->drawn + d * probe->input_count, probe->input_count * sizeof *x);
        x[input] = end;
        gains[d] = cw_probe_settle(probe, worker, x).gain;
    }
    cw_precision found = cw_precision_of(gains, tornado->draws);
    return (cw_end_gain){.mean = found.mean, .median = found.median};
}

static cw_status examine(void *payload, size_t worker, size_t input)
{
    const cw_tornado *tornado = payload;
    cw_driver *driver = &tornado->drivers[input];
    driver->at_low = at_end(tornado, worker, input, driver->low);
    driver->at_high = at_end(tornado, worker, input, driver->high);
    return CW_OK;
}

cw_status cw_probe_ends(cw_driver *drivers, const cw_probe *probe, size_t draws)
{
    const cw_experiment *experiment = probe->experiment;
    cw_context *context = experiment->context;
    size_t threads = experiment->threads;
    cw_tornado tornado = {.drivers = drivers, .probe = probe, .draws = draws};
    tornado.drawn = cw_allocate(context, draws, probe->input_count * sizeof *tornado.drawn);
    tornado.gains = cw_allocate(context, threads, draws * sizeof *tornado.gains);
    tornado.x = cw_allocate(context, threads, probe->input_count * sizeof *tornado.x);
    cw_status status = tornado.drawn == NULL || tornado.gains == NULL || tornado.x == NULL
                           ? CW_ERROR_MEMORY
                           : CW_OK;
    if (status == CW_OK) {
        draw_inputs(&tornado);
        status = cw_pool_run(context, threads, probe->input_count, examine, &tornado);
    }
    for (size_t t = 0; t < threads; t++)
        cw_probe_rest(probe, t);
    cw_release(context, tornado.drawn);
    cw_release(context, tornado.gains);
    cw_release(context, tornado.x);
    return status;
}
