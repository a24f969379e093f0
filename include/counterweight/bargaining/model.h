/* A problem, an outcome, a model, and the registry of models.
 *
 * A problem is numbers only: who sits at the table, what each wants, how much each weighs and
 * cares, what holds if nothing is agreed. Each model is one file with a descriptor; the registry
 * lists them in the order in which they are shown. */
#ifndef COUNTERWEIGHT_BARGAINING_MODEL_H
#define COUNTERWEIGHT_BARGAINING_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "counterweight/base/context.h"
#include "counterweight/voting.h"

/* The scale of every issue, in points. */
#define CW_SCALE_LOW 0.0
#define CW_SCALE_HIGH 100.0

/* How satisfaction falls with distance from the position, both in points of the scale at their
 * ends: linear loss |z - x|, quadratic loss (z - x)^2 / 100. */
typedef enum cw_loss { CW_LOSS_LINEAR, CW_LOSS_QUADRATIC } cw_loss;

/* One issue before the actors at one table. All arrays have `actors` elements and are borrowed. */
typedef struct cw_bargaining_problem {
    size_t actors;              /* at least 1 */
    const double *position;     /* what each wants, points, 0 to 100 */
    const double *capability;   /* say of each, any common scale, >= 0, finite */
    const double *salience;     /* how much each cares, 0 to 1 */
    const double *no_deal_cost; /* D: what no agreement costs each beyond the status quo, points,
                                   >= 0; NULL: nothing */
    double status_quo;          /* what holds if nothing is agreed, points; NaN: not known */
    cw_loss loss;
    const cw_game *rule; /* who must agree; its members are the actors in this order; NULL:
                                   all of them */
    size_t proposer;     /* the actor who makes the proposal (the chair), or CW_NONE */
    const struct cw_agreement *agreement; /* what cw_agreement_find() finds for all of this, for
                                             whoever solves it more than once; NULL: not known */
} cw_bargaining_problem;

/* Where it ends. */
typedef struct cw_bargaining_outcome {
    double point; /* points; NaN where the model says nothing (see its limits) */
    double low;   /* the set of outcomes the model allows, where it gives one; else both = point */
    double high;
} cw_bargaining_outcome;

/* What a model needs beyond positions; a problem that lacks it gets the outcome NaN. */
typedef enum cw_model_need {
    CW_NEEDS_NOTHING = 0,
    CW_NEEDS_WEIGHTS = 1, /* some actor with capability * salience above 0 */
    CW_NEEDS_STATUS_QUO = 2,
    CW_NEEDS_RULE = 4, /* uses the decision rule */
    CW_NEEDS_PROPOSER = 8
} cw_model_need;

/* The rounds of a dynamic model: counterweight/bargaining/run.h. */
struct cw_run;

/* A choice that a model leaves open and a user can make: one of some words, or a number. */
typedef struct cw_model_setting {
    const char *name;         /* "range": lower case, hyphens */
    const char *idea;         /* what it decides, a few words */
    const char *const *words; /* ends in NULL; its value is the index of one. NULL: a number */
    double least;             /* of a number */
    double most;
    bool is_whole; /* whole numbers only */
} cw_model_setting;

/* Most settings of one model. */
#define CW_MODEL_SETTINGS_MAX 12

/* One outcome model. Those of the registry are static data, never freed; a copy with other values
 * in `setting` is a model of its own (cw_outcome_model_parse()). */
typedef struct cw_outcome_model {
    const char *id;     /* "weighted-mean": lower case, hyphens */
    const char *title;  /* "Compromise (weighted mean)" */
    const char *idea;   /* one sentence a newcomer understands */
    const char *paper;  /* author, year, title, equation */
    const char *limits; /* one sentence: when not to believe it */
    const char *cost;   /* "O(n log n)" */
    unsigned needs;     /* cw_model_need, or-ed */
    /* Solves one problem. Pure, allocates nothing, thread-safe; actors up to CW_ACTORS_MAX. A model
     * with settings has `solve_as`, which is told their values, in place of `solve`. Called through
     * cw_outcome_model_solve(). */
    void (*solve)(cw_bargaining_outcome *out, const cw_bargaining_problem *problem);
    void (*solve_as)(cw_bargaining_outcome *out, const cw_bargaining_problem *problem,
                     const double *setting);
    /* Where the model goes round by round: the same run with its log. NULL where it does not.
     * Called through cw_outcome_model_run(). */
    cw_status (*run)(struct cw_run **out, cw_context *context, const cw_bargaining_problem *problem,
                     const double *setting);
    const cw_model_setting *settings;
    size_t setting_count;
    double setting[CW_MODEL_SETTINGS_MAX]; /* their values; in the registry the standard ones */
    bool ends_at_mean;  /* a run's outcome is its weighted mean, not its median */
    bool is_slow;       /* too slow to be solved at every draw of a study */
    size_t actors_most; /* `solve` is silent on a table of more; 0: CW_ACTORS_MAX */
    size_t run_most;    /* the same of `run`; 0 where there is none */
    double growth;      /* the time of a run grows with this power of the number of actors */
} cw_outcome_model;

/* Most actors at one table. */
#define CW_ACTORS_MAX 4096

/* Most models the registry may hold, so that callers can keep one result of each on the stack. */
#define CW_OUTCOME_MODELS_MAX 64

/* The models that are solved at every draw, in the order in which they are shown; *count of them.
 * Static. */
const cw_outcome_model *const *cw_outcome_models(size_t *count);

/* The whole registry: the same, then the slow ones. Static. */
const cw_outcome_model *const *cw_outcome_models_all(size_t *count);

/* The model with this id, slow or not, or NULL. */
const cw_outcome_model *cw_outcome_model_find(const char *id);

/* Solves `problem` with `model`, after checking it. CW_ERROR_USAGE if it has no actor, more than
 * CW_ACTORS_MAX, a position off the scale, a negative or infinite weight, a salience outside 0..1
 * or a proposer who is not at the table; *out is then untouched. Where the problem lacks what the
 * model needs, or has more actors than it can do, CW_OK and a NaN point. Pure, thread-safe. */
cw_status cw_outcome_model_solve(const cw_outcome_model *model, cw_bargaining_outcome *out,
                                 const cw_bargaining_problem *problem);

/* The same as a run with its log, by a model that has `run`: *out ends where `solve` does, to within
 * the tolerance at which a state comes back. The caller frees it with cw_run_free(). CW_ERROR_USAGE:
 * no `run`, more actors than it can do, or an unsound problem; CW_ERROR_MEMORY; CW_ERROR_INTERRUPTED. *out is then untouched.
 * Thread-safe. */
cw_status cw_outcome_model_run(const cw_outcome_model *model, struct cw_run **out,
                               cw_context *context, const cw_bargaining_problem *problem);

/* As cw_outcome_model_solve(), but a model that goes round by round also answers for more actors than
 * its actors_most, up to its run_most, by a run: slower, stopped by a cancelled context
 * (CW_ERROR_INTERRUPTED), and with memory that grows with the square of the actors (CW_ERROR_MEMORY). *out is then untouched. Thread-safe. */
cw_status cw_outcome_model_solve_large(const cw_outcome_model *model, cw_bargaining_outcome *out,
                                       cw_context *context, const cw_bargaining_problem *problem);

/* What is wrong with the name of a model, and where in it. */
typedef enum cw_model_fault_kind {
    CW_MODEL_FAULT_NONE,
    CW_MODEL_FAULT_ID,      /* no such model */
    CW_MODEL_FAULT_FORM,    /* not of the form name=value */
    CW_MODEL_FAULT_SETTING, /* the model has no such setting */
    CW_MODEL_FAULT_VALUE    /* not one of the words, or not a number in the range */
} cw_model_fault_kind;

typedef struct cw_model_fault {
    cw_model_fault_kind kind;
    size_t first; /* the bytes of the text at fault, from first on; */
    size_t length;
    const cw_outcome_model *model;   /* of the registry; NULL: not found */
    const cw_model_setting *setting; /* whose value is wrong; else NULL */
} cw_model_fault;

/* The model that `text` names: an id, "challenge-a", or an id and values of some of its settings,
 * "challenge-a:range=dynamic,q=0.5". Of a setting named twice the last counts. *out is a copy of the
 * registry's model; where the text sets something, its id and title are `text`, borrowed.
 * CW_ERROR_INPUT: no such model, setting or value; *fault says which, *out is untouched. `fault` may be
 * NULL. Pure, thread-safe. */
cw_status cw_outcome_model_parse(cw_outcome_model *out, cw_model_fault *fault, const char *text);

/* Solves `problem` with every model of cw_outcome_models() at once, out[k] by model k, after checking
 * it once: the same outcomes as one call for each. Errors as cw_outcome_model_solve(); `out` is then
 * untouched. Pure, thread-safe. */
cw_status cw_outcome_models_solve(cw_bargaining_outcome *out, const cw_bargaining_problem *problem);

/* Satisfaction of an actor at `position` with outcome `z`: minus the loss, in points; 0 at best,
 * -100 at worst under either loss. */
double cw_utility(cw_loss loss, double position, double z);

/* The outcomes that `position` likes at least as well as the status quo with `no_deal_cost` D
 * taken off: u(z) >= u(status quo) - D, cut to the scale. Never empty: it holds the status quo. */
void cw_acceptance_interval(double *low, double *high, cw_loss loss, double position,
                            double status_quo, double no_deal_cost);

/* A coalition that can decide, and what it agrees on. */
typedef struct cw_agreement {
    bool exists;            /* false: no coalition wins; the rest is then unset */
    bool in[CW_ACTORS_MAX]; /* which actors belong to it */
    double low;             /* the outcomes that all its members accept, points; */
    double high;            /* never empty, it holds the status quo */
} cw_agreement;

/* The coalition that forms. Under unanimity (rule NULL or consensus) all actors. Otherwise, of the
 * winning coalitions connected on the scale (no actor between two members left out; Axelrod 1970,
 * Conflict of Interest), the one of least range from first to last position (Leiserson 1966; de
 * Swaan 1973); ties: the greater sum of capability * salience, then the lower positions. Those
 * outside vote no. Ties in position keep the order of input. Found anew whatever problem->agreement
 * says. Pure; cost O(n^2) rule evaluations at worst, none under unanimity. */
void cw_agreement_find(cw_agreement *out, const cw_bargaining_problem *problem);

/* The weighted Nash bargaining solution on [low, high] (Nash 1950; weights: Kalai 1977):
 * maximises sum of a_m ln(u_m(z) - u_m(status quo) + D_m) over z and over the actors m with in[m]
 * (NULL: all), a_m = capability_m * salience_m scaled to sum to 1, D_m the no-deal cost. Under
 * linear loss with two actors i below and j above the outcome it is
 * z = status quo + a_j D_i - a_i D_j. Actors with a_m = 0 only bound the interval. `low` and
 * `high` must lie within the acceptance interval of every actor counted; if no actor has weight,
 * the point of [low, high] nearest to the status quo. To within 1e-9 points. Pure, allocates
 * nothing, thread-safe; O(n log n) for linear loss. */
double cw_nash_solution(const cw_bargaining_problem *problem, const bool *in, double low,
                        double high);

/* The weighted Nash solution on the whole scale where no deal leaves everybody `depth` points below
 * its best: max over z of sum of a_m ln(depth + u_m(z)). `depth` >= 100. As it grows the solution
 * tends to the weighted mean under quadratic loss (Achen 2006 in The European Union Decides, ch. 4)
 * and to the weighted median under linear loss. The status quo if nobody has weight. To within
 * 1e-9 points. Pure, allocates nothing, thread-safe; O(n log n). */
double cw_nash_far_solution(const cw_bargaining_problem *problem, double depth);

#endif
