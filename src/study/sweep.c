/* An outcome and its gain over a grid. */
#include "counterweight/study/sweep.h"
#include "counterweight/base/pool.h"
#include "counterweight/base/random.h"
#include "study/settlements.h"

double cw_sweep_value(const cw_sweep_axis *axis, size_t k)
{
    if (k == axis->steps)
        return k == 0 ? axis->from : axis->to;
    return axis->from + (axis->to - axis->from) * (double)k / (double)axis->steps;
}

/* ---- What is swept ---- */

/* The venue, and what of its world is drawn. */
typedef struct cw_stage {
    cw_context *context;
    const cw_dossier *dossier;
    cw_case *built;
    cw_sampler *sampler;
    cw_venue *venue;
    size_t *inputs; /* uncertain quantities with a part in the settlement */
    size_t input_count;
} cw_stage;

static void clear_stage(cw_stage *stage)
{
    cw_release(stage->context, stage->inputs);
    cw_venue_free(stage->venue);
    cw_sampler_free(stage->sampler);
    cw_case_free(stage->built);
}

static cw_status list_inputs(cw_stage *stage)
{
    size_t count;
    const size_t *uncertain = cw_sampler_uncertain(stage->sampler, &count);
    stage->inputs = cw_allocate(stage->context, count, sizeof *stage->inputs);
    if (stage->inputs == NULL)
        return CW_ERROR_MEMORY;
    for (size_t k = 0; k < count; k++)
        if (cw_venue_uses(stage->venue, uncertain[k]))
            stage->inputs[stage->input_count++] = uncertain[k];
    return CW_OK;
}

/* Where it fails, there is nothing to clear. */
static cw_status set_stage(cw_stage *out, cw_context *context, const cw_dossier *dossier,
                           const cw_sweep_options *options)
{
    *out = (cw_stage){.context = context, .dossier = dossier};
    cw_status status = cw_case_build(&out->built, context, dossier, options->what_if);
    if (status == CW_OK)
        status = cw_sampler_build(&out->sampler, context, dossier);
    if (status == CW_OK)
        status = cw_venue_build(&out->venue, context, out->built, options->issue, options->forum);
    if (status == CW_OK && out->venue == NULL)
        status = CW_ERROR_USAGE;
    if (status == CW_OK)
        status = list_inputs(out);
    if (status != CW_OK)
        clear_stage(out);
    return status;
}

cw_status cw_sweep_inputs(bool *has_part, cw_context *context, const cw_dossier *dossier,
                          const cw_sweep_options *options)
{
    cw_stage stage;
    cw_status status = set_stage(&stage, context, dossier, options);
    if (status != CW_OK)
        return status;
    for (size_t q = 0; q < dossier->quantity_count; q++)
        has_part[q] = cw_venue_uses(stage.venue, q);
    clear_stage(&stage);
    return CW_OK;
}

/* ---- Cells ---- */

typedef struct cw_sweeping {
    const cw_stage *stage;
    cw_sweep *sweep;
    double *worlds;              /* [thread][quantity] */
    cw_settled_columns *columns; /* [thread] */
} cw_sweeping;

static void draw_world(double *world, const cw_sweeping *sweeping, const cw_sweep_cell *cell,
                       size_t draw)
{
    const cw_stage *stage = sweeping->stage;
    const cw_sweep *sweep = sweeping->sweep;
    for (size_t i = 0; i < stage->input_count; i++) {
        size_t q = stage->inputs[i];
        double u = cw_random_uniform(sweep->options.seed, draw, (uint32_t)q);
        world[q] = cw_world_value(stage->built, q, cw_sampler_quantile(stage->sampler, q, u));
    }
    for (size_t a = 0; a < sweep->axis_count; a++) {
        size_t q = sweep->axes[a].quantity;
        world[q] = cw_world_value(stage->built, q, cell->at[a]);
    }
}

static void sum_up(cw_sweep_cell *cell, const cw_settled_columns *columns)
{
    cw_venue_result result;
    cw_settled_sum_up(&result, columns);
    cell->bilateral = result.bilateral;
    cell->settled = result.settled;
    cell->gain = result.gain;
    cell->gain_positive = result.gain_positive;
    cell->threat_binds = result.threat_binds;
    cell->bypassed = result.bypassed;
    cell->decides = result.decides;
}

static cw_status fill_cell(void *payload, size_t worker, size_t index)
{
    const cw_sweeping *sweeping = payload;
    const cw_stage *stage = sweeping->stage;
    cw_sweep *sweep = sweeping->sweep;
    cw_settled_columns *columns = &sweeping->columns[worker];
    double *world = sweeping->worlds + worker * (stage->dossier->quantity_count + 1);
    cw_world_at_modes(world, stage->sampler, stage->built);
    for (size_t d = 0; d < columns->draws; d++) {
        cw_settlement settlement;
        if (cw_context_is_cancelled(stage->context))
            return CW_ERROR_INTERRUPTED;
        draw_world(world, sweeping, &sweep->cells[index], d);
        cw_venue_settle(&settlement, stage->venue, world, sweep->options.model);
        cw_settled_record(columns, d, &settlement);
    }
    sum_up(&sweep->cells[index], columns);
    return CW_OK;
}

static void lay_grid(cw_sweep *sweep)
{
    size_t repeat = 1; /* cells between two values of the axis */
    for (size_t a = sweep->axis_count; a-- > 0;) {
        const cw_sweep_axis *axis = &sweep->axes[a];
        for (size_t c = 0; c < sweep->cell_count; c++)
            sweep->cells[c].at[a] = cw_sweep_value(axis, c / repeat % (axis->steps + 1));
        repeat *= axis->steps + 1;
    }
}

static cw_status fill_cells(cw_sweep *sweep, const cw_stage *stage)
{
    cw_context *context = stage->context;
    size_t threads = sweep->options.threads != 0 ? sweep->options.threads : cw_pool_processors();
    threads = threads < sweep->cell_count ? threads : sweep->cell_count;
    cw_sweeping sweeping = {.stage = stage, .sweep = sweep};
    sweeping.worlds = cw_allocate(context, threads,
                                  (stage->dossier->quantity_count + 1) * sizeof *sweeping.worlds);
    sweeping.columns = cw_allocate(context, threads, sizeof *sweeping.columns);
    cw_status status =
        sweeping.worlds == NULL || sweeping.columns == NULL ? CW_ERROR_MEMORY : CW_OK;
    for (size_t t = 0; t < threads && status == CW_OK; t++)
        status = cw_settled_allocate(&sweeping.columns[t], context, (size_t)sweep->options.draws);
    if (status == CW_OK)
        status = cw_pool_run(context, threads, sweep->cell_count, fill_cell, &sweeping);
    for (size_t t = 0; sweeping.columns != NULL && t < threads; t++)
        cw_settled_free(&sweeping.columns[t], context);
    cw_release(context, sweeping.columns);
    cw_release(context, sweeping.worlds);
    return status;
}

/* ---- The whole ---- */

static bool is_sound_axis(const cw_dossier *dossier, const cw_sweep_axis *axis)
{
    if (axis->quantity >= dossier->quantity_count || axis->steps > CW_SWEEP_STEPS_MAX)
        return false;
    double most = cw_measure_most(dossier->quantities[axis->quantity].measure);
    return axis->from >= 0.0 && axis->from <= most && axis->to >= 0.0 && axis->to <= most;
}

/* The number of cells, or 0 where the axes are unsound. */
static size_t count_cells(const cw_dossier *dossier, const cw_sweep_axis *axes, size_t axis_count)
{
    size_t cells = axis_count > 0 && axis_count <= CW_SWEEP_AXES_MAX ? 1 : 0;
    for (size_t a = 0; a < axis_count && cells > 0; a++) {
        bool twice = a > 0 && axes[a].quantity == axes[0].quantity;
        bool sound = is_sound_axis(dossier, &axes[a]) && !twice;
        cells = sound ? cells * (axes[a].steps + 1) : 0;
    }
    return cells <= CW_SWEEP_CELLS_MAX ? cells : 0;
}

static cw_status allocate(cw_sweep **out, cw_context *context, const cw_stage *stage,
                          const cw_sweep_axis *axes, size_t axis_count, size_t cells)
{
    cw_sweep *sweep = cw_allocate(context, 1, sizeof *sweep);
    if (sweep == NULL)
        return CW_ERROR_MEMORY;
    sweep->dossier = stage->dossier;
    sweep->axis_count = axis_count;
    sweep->cell_count = cells;
    for (size_t a = 0; a < axis_count; a++) {
        sweep->axes[a] = axes[a];
        sweep->has_part[a] = cw_venue_uses(stage->venue, axes[a].quantity);
    }
    cw_arena_init(&sweep->arena, context);
    sweep->cells = cw_arena_allocate(&sweep->arena, cells, sizeof *sweep->cells);
    if (sweep->cells == NULL) {
        cw_sweep_free(sweep);
        return CW_ERROR_MEMORY;
    }
    lay_grid(sweep);
    *out = sweep;
    return CW_OK;
}

cw_status cw_sweep_run(cw_sweep **out, cw_context *context, const cw_dossier *dossier,
                       const cw_sweep_axis *axes, size_t axis_count,
                       const cw_sweep_options *options)
{
    cw_stage stage;
    cw_sweep *sweep = NULL;
    size_t cells = count_cells(dossier, axes, axis_count);
    if (cells == 0 || options->draws < CW_STUDY_DRAWS_MIN || options->draws > CW_STUDY_DRAWS_MAX)
        return CW_ERROR_USAGE;
    cw_status status = set_stage(&stage, context, dossier, options);
    if (status != CW_OK)
        return status;
    status = allocate(&sweep, context, &stage, axes, axis_count, cells);
    if (status == CW_OK) {
        sweep->options = *options;
        if (options->model == NULL)
            sweep->options.model = cw_venue_default_model();
        status = fill_cells(sweep, &stage);
    }
    clear_stage(&stage);
    if (status == CW_OK)
        *out = sweep;
    else
        cw_sweep_free(sweep);
    return status;
}

void cw_sweep_free(cw_sweep *sweep)
{
    if (sweep == NULL)
        return;
    cw_context *context = sweep->arena.context;
    cw_arena_free(&sweep->arena);
    cw_release(context, sweep);
}
