/* The headline in the base case, as a function of its inputs. */
#include "study/probe.h"

static void list_inputs(cw_probe *probe, const size_t *uncertain, size_t count)
{
    for (size_t k = 0; k < count && probe->venue != NULL; k++) {
        if (!cw_venue_uses(probe->venue, uncertain[k]))
            continue;
        probe->inputs[probe->input_count] = uncertain[k];
        probe->places[probe->input_count++] = k;
    }
}

cw_status cw_probe_open(cw_probe *out, cw_experiment *experiment)
{
    size_t count;
    bool beyond_reach;
    const size_t *uncertain = cw_sampler_uncertain(experiment->sampler, &count);
    const cw_pair *pair = &experiment->pairs[experiment->study->headline];
    *out = (cw_probe){.experiment = experiment, .built = experiment->study->cases[0].built};
    cw_status status = cw_experiment_venue(&out->venue, &beyond_reach, experiment, 0, pair->issue,
                                           pair->forum, true);
    if (status != CW_OK)
        return status;
    out->inputs = cw_allocate(experiment->context, count, sizeof *out->inputs);
    out->places = cw_allocate(experiment->context, count, sizeof *out->places);
    if (out->inputs == NULL || out->places == NULL) {
        cw_probe_close(out);
        return CW_ERROR_MEMORY;
    }
    list_inputs(out, uncertain, count);
    for (size_t t = 0; t < experiment->threads; t++)
        cw_world_at_modes(cw_probe_world(out, t), experiment->sampler, out->built);
    return CW_OK;
}

void cw_probe_close(cw_probe *probe)
{
    cw_context *context = probe->experiment->context;
    cw_venue_free(probe->venue);
    cw_release(context, probe->inputs);
    cw_release(context, probe->places);
    probe->venue = NULL;
    probe->inputs = probe->places = NULL;
}

double *cw_probe_world(const cw_probe *probe, size_t worker)
{
    return cw_experiment_scratch(probe->experiment, worker);
}

cw_settlement cw_probe_settle(const cw_probe *probe, size_t worker, const double *x)
{
    double *world = cw_probe_world(probe, worker);
    cw_settlement settlement;
    for (size_t i = 0; i < probe->input_count; i++)
        world[probe->inputs[i]] = cw_world_value(probe->built, probe->inputs[i], x[i]);
    cw_venue_settle(&settlement, probe->venue, world, cw_venue_default_model());
    return settlement;
}

void cw_probe_rest(const cw_probe *probe, size_t worker)
{
    double *world = cw_probe_world(probe, worker);
    const cw_quantity *quantities = probe->experiment->dossier->quantities;
    for (size_t i = 0; i < probe->input_count; i++) {
        size_t q = probe->inputs[i];
        world[q] = cw_world_value(probe->built, q, quantities[q].mode);
    }
}
