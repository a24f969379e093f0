#include <math.h>
#include <string.h>

#include "bargaining/extent.h"
#include "bargaining/models.h"
#include "bargaining/sound.h"
#include "counterweight/bargaining/run.h"

/* In the order in which they are shown; those solved at every draw first. */
static const cw_outcome_model *const models[] = {
    &cw_model_weighted_mean,
    &cw_model_mean,
    &cw_model_weighted_median,
    &cw_model_median,
    &cw_model_condorcet,
    &cw_model_probabilistic_condorcet,
    &cw_model_nash,
    &cw_model_nash_far,
    &cw_model_kalai_smorodinsky,
    &cw_model_core,
    &cw_model_agenda_setter,
    &cw_model_rubinstein,
    /* slow from here on */
    &cw_model_challenge_s,
    &cw_model_challenge_a,
    &cw_model_spatial,
};

#define MODEL_COUNT (sizeof models / sizeof *models)

const cw_outcome_model *const *cw_outcome_models_all(size_t *count)
{
    *count = MODEL_COUNT;
    return models;
}

const cw_outcome_model *const *cw_outcome_models(size_t *count)
{
    *count = 0;
    while (*count < MODEL_COUNT && !models[*count]->is_slow) {
        ++*count;
    }
    return models;
}

const cw_outcome_model *cw_outcome_model_find(const char *id)
{
    for (size_t k = 0; k < MODEL_COUNT; k++) {
        if (strcmp(models[k]->id, id) == 0) {
            return models[k];
        }
    }
    return NULL;
}

static bool somebody_weighs(const cw_bargaining_problem *problem)
{
    for (size_t m = 0; m < problem->actors; m++) {
        if (problem->capability[m] > 0.0 && problem->salience[m] > 0.0) {
            return true;
        }
    }
    return false;
}

static bool needs_are_met(unsigned needs, const cw_bargaining_problem *problem)
{
    return !((needs & CW_NEEDS_STATUS_QUO) != 0 && isnan(problem->status_quo)) &&
           !((needs & CW_NEEDS_PROPOSER) != 0 && problem->proposer == CW_NONE) &&
           !((needs & CW_NEEDS_WEIGHTS) != 0 && !somebody_weighs(problem));
}

/* Solves a sound problem. */
static void solve_one(const cw_outcome_model *model, cw_bargaining_outcome *out,
                      const cw_bargaining_problem *problem)
{
    bool fits = model->actors_most == 0 || problem->actors <= model->actors_most;
    if (fits && needs_are_met(model->needs, problem)) {
        if (model->solve_as != NULL) {
            model->solve_as(out, problem, model->setting);
        } else {
            model->solve(out, problem);
        }
    } else {
        *out = (cw_bargaining_outcome){NAN, NAN, NAN};
    }
}

cw_status cw_outcome_model_solve(const cw_outcome_model *model, cw_bargaining_outcome *out,
                                 const cw_bargaining_problem *problem)
{
    if (!cw_problem_is_sound(problem)) {
        return CW_ERROR_USAGE;
    }
    solve_one(model, out, problem);
    return CW_OK;
}

cw_status cw_outcome_model_run(const cw_outcome_model *model, cw_run **out, cw_context *context,
                               const cw_bargaining_problem *problem)
{
    bool can = model->run != NULL && problem->actors <= model->run_most;
    return can ? model->run(out, context, problem, model->setting) : CW_ERROR_USAGE;
}

/* Where a run ends, and between what bounds it goes round where it cycles: one issue. */
static void outcome_of(cw_bargaining_outcome *out, const cw_run *run, bool is_mean)
{
    const double *ends = is_mean ? run->means : run->medians;
    double point = ends[run->rounds];
    *out = (cw_bargaining_outcome){point, point, point};
    for (size_t ago = 1; ago < run->cycle_length; ago++) {
        out->low = cw_smaller(out->low, ends[run->rounds - ago]);
        out->high = cw_larger(out->high, ends[run->rounds - ago]);
    }
}

cw_status cw_outcome_model_solve_large(const cw_outcome_model *model, cw_bargaining_outcome *out,
                                       cw_context *context, const cw_bargaining_problem *problem)
{
    bool is_large = model->actors_most > 0 && problem->actors > model->actors_most;
    if (!is_large || problem->actors > model->run_most || !needs_are_met(model->needs, problem)) {
        return cw_outcome_model_solve(model, out, problem);
    }
    cw_run *run = NULL;
    cw_status status = cw_outcome_model_run(model, &run, context, problem);
    if (status == CW_OK) {
        outcome_of(out, run, model->ends_at_mean);
    }
    cw_run_free(run);
    return status;
}

cw_status cw_outcome_models_solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem)
{
    if (!cw_problem_is_sound(problem)) {
        return CW_ERROR_USAGE;
    }
    for (size_t k = 0; k < MODEL_COUNT && !models[k]->is_slow; k++) {
        solve_one(models[k], &out[k], problem);
    }
    return CW_OK;
}
