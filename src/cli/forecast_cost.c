#include "cli/forecast_cost.h"

#include <math.h>
#include <time.h>

/* Sizes from which one run takes more than moments. */
#define MANY_ACTORS 150
#define MANY_PLACES 1000

/* Of so many actors, spread over the table, a run is tried. */
#define TRIED_ACTORS 100

#define MINUTE 60.0

double cw_processor_seconds(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) != 0)
        return 0.0;
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

typedef struct few_actors {
    double position[TRIED_ACTORS];
    double capability[TRIED_ACTORS];
    double salience[TRIED_ACTORS];
    cw_bargaining_problem problem;
} few_actors;

static void take_few(few_actors *few, const cw_bargaining_problem *problem)
{
    few->problem = *problem;
    few->problem.actors = TRIED_ACTORS;
    few->problem.position = few->position;
    few->problem.capability = few->capability;
    few->problem.salience = few->salience;
    for (size_t k = 0; k < TRIED_ACTORS; k++) {
        size_t m = k * problem->actors / TRIED_ACTORS;
        few->position[k] = problem->position[m];
        few->capability[k] = problem->capability[m];
        few->salience[k] = problem->salience[m];
    }
}

static void tell(cw_session *session, const cw_outcome_model *model, size_t actors, double seconds)
{
    bool is_short = seconds < 2.0 * MINUTE;
    double count = fmax(1.0, ceil(is_short ? seconds : seconds / MINUTE));
    cw_session_remark(session, "%s: %zu actors, %s; this may take %.0f %s%s, and Ctrl-C stops it",
                      model->id, actors, model->cost, count, is_short ? "second" : "minute",
                      count == 1.0 ? "" : "s");
}

cw_status cw_forecast_cost_of_run(cw_session *session, const cw_outcome_model *model,
                                  const cw_bargaining_problem *problem, size_t times)
{
    few_actors few;
    cw_run *run = NULL;
    if (problem->actors <= MANY_ACTORS)
        return CW_OK;
    if (problem->actors > model->run_most) {
        cw_session_remark(session, "%s says nothing: it takes at most %zu actors, not %zu",
                          model->id, model->run_most, problem->actors);
        return CW_OK;
    }
    take_few(&few, problem);
    double begun = cw_processor_seconds();
    cw_status status = cw_outcome_model_run(model, &run, session->context, &few.problem);
    double taken = cw_processor_seconds() - begun;
    cw_run_free(run);
    if (status == CW_OK)
        tell(session, model, problem->actors,
             taken * (double)times * pow((double)problem->actors / TRIED_ACTORS, model->growth));
    return status;
}

void cw_forecast_cost_of_joint(cw_session *session, const cw_joint_model *model,
                               const cw_exchange_problem *problem)
{
    size_t actors = problem->actors;
    if (actors > MANY_ACTORS || actors * problem->issues > MANY_PLACES)
        cw_session_remark(session,
                          "%s: %zu actors, %zu issues, %s; this may take a while, and Ctrl-C stops "
                          "it",
                          model->id, actors, problem->issues, model->cost);
}
