/* One issue at one forum. Columns: the bilateral settlement, then forecast and settlement by model. */
#include "study/predicting.h"

#include <string.h>

#include "study/summary.h"

typedef struct venue_drawing {
    cw_predicting *p;
    const cw_venue *venue;
    size_t issue;
} venue_drawing;

static void add_ensemble(const cw_predicting *p, const cw_venue *venue, const double *values,
                         size_t draw)
{
    cw_venue_table table;
    cw_density density;
    cw_density *sum = &p->chunk_ensembles[draw / CW_PREDICT_CHUNK];
    cw_venue_lay(&table, venue, values);
    cw_ensemble_predict(&density, &table.problem, &p->climatology,
                        &cw_calibration_published()->mix);
    for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
        sum->mass[g] += density.mass[g];
    }
}

static cw_status settle_world(void *payload, const double *values, size_t draw)
{
    const venue_drawing *of = payload;
    const cw_predicting *p = of->p;
    size_t models = p->query->model_count;
    cw_settlement settlements[CW_OUTCOME_MODELS_MAX];
    double forecasts[CW_OUTCOME_MODELS_MAX];
    cw_venue_settle_each(settlements, forecasts, of->venue, values, p->query->models, models);
    p->columns[draw] = cw_venue_bilateral(p->built, of->issue, values);
    for (size_t m = 0; m < models; m++) {
        p->columns[(1 + 2 * m) * p->draws + draw] = forecasts[m];
        p->columns[(2 + 2 * m) * p->draws + draw] = settlements[m].settled;
    }
    if (p->chunk_ensembles != NULL) {
        add_ensemble(p, of->venue, values, draw);
    }
    return CW_OK;
}

/* The mean over the draws, summed in the order of chunks. */
static void mean_ensemble(cw_density *out, const cw_predicting *p)
{
    *out = (cw_density){{0.0}};
    for (size_t c = 0; c < p->chunks; c++) {
        for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
            out->mass[g] += p->chunk_ensembles[c].mass[g] / (double)p->draws;
        }
    }
}

static void sum_up(cw_predicted_venue *out, const cw_predicting *p)
{
    out->bilateral = cw_predicting_summary(p, 0);
    for (size_t m = 0; m < p->query->model_count; m++) {
        cw_prediction *prediction = &out->models[m];
        prediction->forecast = cw_predicting_summary(p, 1 + 2 * m);
        prediction->settled = cw_predicting_summary(p, 2 + 2 * m);
        prediction->has_distribution =
            cw_predicting_spread(&prediction->distribution, p, 1 + 2 * m, p->query->models[m]->id);
    }
    if (p->chunk_ensembles != NULL) {
        mean_ensemble(&out->ensemble, p);
    }
}

cw_status cw_predict_venue(cw_predicting *p, cw_predicted_venue *out, const cw_venue *venue)
{
    venue_drawing of = {p, venue, out->issue};
    cw_arena *arena = &p->made->arena;
    cw_venue_voters(venue, &out->voters);
    out->models = cw_arena_allocate(arena, p->query->model_count, sizeof *out->models);
    out->joint = cw_arena_allocate(arena, p->query->joint_count, sizeof *out->joint);
    if (out->models == NULL || out->joint == NULL) {
        return CW_ERROR_MEMORY;
    }
    for (size_t k = 0; k < p->query->joint_count; k++) {
        out->joint[k].outcome = cw_summarise(NULL, 0);
    }
    if (p->chunk_ensembles != NULL) {
        memset(p->chunk_ensembles, 0, p->chunks * sizeof *p->chunk_ensembles);
    }
    cw_status status = cw_predicting_columns(p, 1 + 2 * p->query->model_count);
    if (status == CW_OK) {
        status = cw_predicting_pass(p, settle_world, &of);
    }
    if (status == CW_OK) {
        sum_up(out, p);
    }
    return status;
}
