/* Forecasts of a dossier: each issue at each forum drawn, solved and summed up by itself, so that memory
 * does not grow with their number. */
#include <math.h>
#include <string.h>

#include "counterweight/base/pool.h"
#include "study/predicting.h"
#include "study/summary.h"

#define DRAWS_MAX 10000000

/* Most memory for draws that are kept. */
#define DRAWN_BYTES_MAX ((size_t)64 << 20)

/* ---- Progress: one bar for all venues ---- */

static void pass_on(void *payload, size_t done, size_t total)
{
    const cw_predicting *p = payload;
    p->watcher(p->watcher_payload, p->pass * total + done, p->passes * total);
}

static void begin_progress(cw_predicting *p)
{
    p->watcher = p->context->progress;
    p->watcher_payload = p->context->progress_payload;
    if (p->watcher != NULL) {
        p->context->progress = pass_on;
        p->context->progress_payload = p;
    }
}

static void end_progress(cw_predicting *p)
{
    p->context->progress = p->watcher;
    p->context->progress_payload = p->watcher_payload;
}

/* ---- Draws ---- */

typedef struct drawing {
    const cw_predicting *p;
    cw_predicted_world *function;
    void *payload;
} drawing;

/* Where it is not kept, the world is drawn in the worker's own room. */
static const double *world_of(const cw_predicting *p, size_t worker, size_t draw)
{
    size_t width = p->dossier->quantity_count;
    if (p->drawn != NULL) {
        return p->drawn + draw * width;
    }
    double *values = p->worlds + worker * (width + 1);
    cw_world_draw(values, p->sampler, p->built, p->query->seed, draw);
    return values;
}

/* Draws every world once for all passes, where they fit into DRAWN_BYTES_MAX. */
static cw_status draw_worlds(cw_predicting *p)
{
    size_t width = p->dossier->quantity_count;
    if (width == 0 || p->draws > DRAWN_BYTES_MAX / sizeof *p->drawn / width) {
        return CW_OK;
    }
    p->drawn = cw_allocate(p->context, p->draws * width, sizeof *p->drawn);
    if (p->drawn == NULL) {
        return CW_ERROR_MEMORY;
    }
    for (size_t k = 0; k < p->draws; k++) {
        if (cw_context_is_cancelled(p->context)) {
            return CW_ERROR_INTERRUPTED;
        }
        cw_world_draw(p->drawn + k * width, p->sampler, p->built, p->query->seed, k);
    }
    return CW_OK;
}

static cw_status draw_chunk(void *payload, size_t worker, size_t chunk)
{
    const drawing *d = payload;
    const cw_predicting *p = d->p;
    for (size_t k = chunk * CW_PREDICT_CHUNK; k < (chunk + 1) * CW_PREDICT_CHUNK && k < p->draws;
         k++) {
        if (cw_context_is_cancelled(p->context)) {
            return CW_ERROR_INTERRUPTED;
        }
        cw_status status = d->function(d->payload, world_of(p, worker, k), k);
        if (status != CW_OK) {
            return status;
        }
    }
    return CW_OK;
}

cw_status cw_predicting_pass(cw_predicting *p, cw_predicted_world *function, void *payload)
{
    drawing d = {p, function, payload};
    cw_status status = cw_pool_run(p->context, p->threads, p->chunks, draw_chunk, &d);
    p->pass++;
    return status;
}

cw_summary cw_predicting_summary(const cw_predicting *p, size_t column)
{
    memcpy(p->work, p->columns + column * p->draws, p->draws * sizeof *p->work);
    return cw_summarise(p->work, p->draws);
}

bool cw_predicting_spread(cw_density *out, const cw_predicting *p, size_t column, const char *model)
{
    double points[CW_DENSITY_POINTS];
    double weight[CW_DENSITY_POINTS] = {0.0};
    double spread = cw_calibration_spread(cw_calibration_published(), model);
    const double *drawn = p->columns + column * p->draws;
    bool any = false;
    for (size_t k = 0; k < p->draws; k++) {
        if (!isnan(drawn[k])) {
            weight[(size_t)lround(drawn[k])] += 1.0;
            any = true;
        }
    }
    if (!p->query->distributions || !any || isnan(spread)) {
        return false;
    }
    for (size_t g = 0; g < CW_DENSITY_POINTS; g++) {
        points[g] = (double)g;
    }
    cw_density_of_errors(out, points, weight, CW_DENSITY_POINTS, spread);
    return true;
}

cw_status cw_predicting_columns(cw_predicting *p, size_t count)
{
    cw_release(p->context, p->columns);
    p->columns = count > SIZE_MAX / p->draws
                     ? NULL
                     : cw_allocate(p->context, count * p->draws, sizeof *p->columns);
    return p->columns == NULL ? CW_ERROR_MEMORY : CW_OK;
}

/* ---- What is to be done ---- */

static bool is_asked(const cw_predict_query *query, size_t issue, size_t forum)
{
    return (query->issue == CW_NONE || query->issue == issue) &&
           (query->forum == CW_NONE || query->forum == forum);
}

/* Venues that are asked for, and where joint models are, the other issues of their forums. */
static cw_status build_venue(cw_predicting *p, size_t issue, size_t forum)
{
    cw_predicted_pair *pair = &p->pairs[p->pair_count];
    bool asked = is_asked(p->query, issue, forum);
    if (!asked && (p->query->joint_count == 0 || !is_asked(p->query, p->query->issue, forum))) {
        return CW_OK;
    }
    *pair = (cw_predicted_pair){issue, forum, NULL};
    cw_status status = cw_context_is_cancelled(p->context)
                           ? CW_ERROR_INTERRUPTED
                           : cw_venue_build(&pair->venue, p->context, p->built, issue, forum);
    if (status == CW_ERROR_LIMIT) {
        p->made->beyond_reach += asked ? 1 : 0;
        status = CW_OK;
    }
    p->pair_count++;
    p->made->venue_count += asked && pair->venue != NULL ? 1 : 0;
    return status;
}

static cw_status build_venues(cw_predicting *p)
{
    const cw_dossier *dossier = p->dossier;
    size_t room = 0;
    for (size_t i = 0; i < dossier->issue_count; i++) {
        room += dossier->issues[i].forum_count;
    }
    p->pairs = cw_arena_allocate(&p->arena, room, sizeof *p->pairs);
    cw_status status = p->pairs == NULL ? CW_ERROR_MEMORY : CW_OK;
    for (size_t i = 0; i < dossier->issue_count; i++) {
        for (size_t f = 0; f < dossier->issues[i].forum_count && status == CW_OK; f++) {
            status = build_venue(p, i, dossier->issues[i].forums[f]);
        }
    }
    return status;
}

static cw_status prepare(cw_predicting *p)
{
    cw_status status = cw_case_build(&p->built, p->context, p->dossier, p->query->what_if);
    if (status == CW_OK) {
        status = cw_sampler_build(&p->sampler, p->context, p->dossier);
    }
    if (status == CW_OK) {
        status = build_venues(p);
    }
    if (status != CW_OK) {
        return status;
    }
    p->worlds =
        cw_allocate(p->context, p->threads, (p->dossier->quantity_count + 1) * sizeof *p->worlds);
    p->work = cw_allocate(p->context, p->draws, sizeof *p->work);
    if (p->query->distributions) {
        cw_calibration_climatology(&p->climatology, cw_calibration_published());
        p->chunk_ensembles = cw_allocate(p->context, p->chunks, sizeof *p->chunk_ensembles);
    }
    p->made->venues =
        cw_arena_allocate(&p->made->arena, p->made->venue_count, sizeof *p->made->venues);
    bool complete = p->worlds != NULL && p->work != NULL && p->made->venues != NULL &&
                    (p->chunk_ensembles != NULL) == p->query->distributions;
    return complete ? draw_worlds(p) : CW_ERROR_MEMORY;
}

static cw_status run(cw_predicting *p)
{
    size_t place = 0;
    cw_status status = CW_OK;
    p->passes = p->made->venue_count;
    for (size_t f = 0; f < p->dossier->forum_count; f++) {
        p->passes += cw_predicts_together(p, f) ? 1 : 0;
    }
    for (size_t k = 0; k < p->pair_count && status == CW_OK; k++) {
        const cw_predicted_pair *pair = &p->pairs[k];
        if (pair->venue != NULL && is_asked(p->query, pair->issue, pair->forum)) {
            cw_predicted_venue *venue = &p->made->venues[place++];
            venue->issue = pair->issue;
            venue->forum = pair->forum;
            status = cw_predict_venue(p, venue, pair->venue);
        }
    }
    for (size_t f = 0; f < p->dossier->forum_count && status == CW_OK; f++) {
        status = cw_predicts_together(p, f) ? cw_predict_together(p, f) : CW_OK;
    }
    return status;
}

/* ---- The whole ---- */

static bool is_sound(const cw_predict_query *query)
{
    return query->model_count <= CW_OUTCOME_MODELS_MAX &&
           query->joint_count <= CW_OUTCOME_MODELS_MAX && query->draws > 0 &&
           query->draws <= DRAWS_MAX;
}

static void begin(cw_predicting *p)
{
    size_t threads = p->query->threads != 0 ? p->query->threads : cw_pool_processors();
    p->draws = (size_t)p->query->draws;
    p->chunks = (p->draws + CW_PREDICT_CHUNK - 1) / CW_PREDICT_CHUNK;
    p->threads = threads < p->chunks ? threads : p->chunks;
    cw_arena_init(&p->arena, p->context);
}

static void end(cw_predicting *p)
{
    for (size_t k = 0; k < p->pair_count; k++) {
        cw_venue_free(p->pairs[k].venue);
    }
    cw_release(p->context, p->chunk_ensembles);
    cw_release(p->context, p->work);
    cw_release(p->context, p->columns);
    cw_release(p->context, p->worlds);
    cw_release(p->context, p->drawn);
    cw_sampler_free(p->sampler);
    cw_case_free(p->built);
    cw_arena_free(&p->arena);
}

cw_status cw_predict(cw_predictions **out, cw_context *context, const cw_dossier *dossier,
                     const cw_predict_query *query)
{
    if (!is_sound(query)) {
        return CW_ERROR_USAGE;
    }
    cw_predictions *made = cw_allocate(context, 1, sizeof *made);
    if (made == NULL) {
        return CW_ERROR_MEMORY;
    }
    cw_arena_init(&made->arena, context);
    cw_predicting p = {.context = context, .dossier = dossier, .query = query, .made = made};
    begin(&p);
    cw_status status = prepare(&p);
    if (status == CW_OK) {
        begin_progress(&p);
        status = run(&p);
        end_progress(&p);
    }
    end(&p);
    if (status == CW_OK) {
        *out = made;
    } else {
        cw_predictions_free(made);
    }
    return status;
}

void cw_predictions_free(cw_predictions *predictions)
{
    if (predictions != NULL) {
        cw_context *context = predictions->arena.context;
        cw_arena_free(&predictions->arena);
        cw_release(context, predictions);
    }
}
