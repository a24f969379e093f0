/* Planning a run over draws: what is found at each venue, for each mandate, and where it is kept. */
#include "study/plan.h"

/* In doubles. */
#define CACHE_LINE 8
/* Most memory for a chunk, its worlds and columns; it has from 64 to 8,192 draws, a power of two. */
#define COLUMN_BYTES_MAX ((size_t)64 << 20)
#define CHUNK_DRAWS_MIN 64
#define CHUNK_DRAWS_MAX 8192

/* Quantiles are told to half a hundredth of a point. */
static const cw_grid outcome_grid = {0, 100, 100};
static const cw_grid gain_grid = {-100, 100, 100};
static const cw_grid change_grid = {-200, 200, 100};

cw_planned_venue *cw_plan_venue(const cw_plan *plan, size_t case_index, size_t pair)
{
    return &plan->venues[case_index * plan->experiment->pair_count + pair];
}

static const char *id_of_case(const cw_experiment *experiment, size_t case_index)
{
    return case_index == 0 ? NULL : experiment->dossier->what_ifs[case_index - 1].id;
}

static cw_subject subject_of(const cw_experiment *experiment, size_t case_index, size_t pair)
{
    const cw_dossier *dossier = experiment->dossier;
    return (cw_subject){.what_if = id_of_case(experiment, case_index),
                        .issue = dossier->issues[experiment->pairs[pair].issue].id,
                        .forum = dossier->forums[experiment->pairs[pair].forum].id};
}

/* Where the same entry of the base case is; `base` is NULL for a venue of its own. */
static size_t same_as(const cw_planned_venue *base, size_t place)
{
    return base != NULL ? place : CW_NONE;
}

static cw_status plan_models(cw_plan *plan, cw_planned_venue *at, const cw_planned_venue *base,
                             cw_subject subject)
{
    static const char *const quantities[CW_OF_MODEL] = {"forecast", "settled", "gain"};
    size_t count;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    cw_status status = CW_OK;
    at->of_models = plan->ledger->series_count;
    for (size_t k = 0; k < plan->model_count * CW_OF_MODEL && status == CW_OK; k++) {
        subject.quantity = quantities[k % CW_OF_MODEL];
        subject.model = models[plan->models[k / CW_OF_MODEL]]->id;
        status = cw_ledger_series(NULL, plan->ledger, &subject, "points",
                                  k % CW_OF_MODEL == CW_OF_MODEL_GAIN ? gain_grid : outcome_grid,
                                  same_as(base, base != NULL ? base->of_models + k : 0));
    }
    return status;
}

static cw_status plan_states(cw_plan *plan, cw_planned_venue *at, const cw_planned_venue *base,
                             cw_subject subject)
{
    const cw_venue *venue = at->venue;
    const cw_dossier *dossier = plan->experiment->dossier;
    size_t voters;
    size_t voices;
    const size_t *voting = cw_venue_voters(venue, &voters);
    const size_t *speaking = cw_venue_voices(venue, &voices);
    cw_status status = CW_OK;
    at->participants = voters + voices;
    at->of_states = plan->ledger->series_count;
    for (size_t p = 0; p < at->participants && status == CW_OK; p++) {
        size_t state = p < voters ? voting[p] : speaking[p - voters];
        subject.quantity = "state-gain";
        subject.state = dossier->states[state].id;
        status = cw_ledger_series(NULL, plan->ledger, &subject, "points", gain_grid,
                                  same_as(base, base != NULL ? base->of_states + p : 0));
    }
    return status;
}

static cw_status plan_counters(cw_plan *plan, cw_planned_venue *at, const cw_planned_venue *base,
                               cw_subject subject)
{
    static const char *const quantities[CW_OF_VENUE] = {"threat-binds", "bypassed", "decides"};
    cw_status status = CW_OK;
    at->counters = plan->ledger->counter_count;
    for (size_t k = 0; k < CW_OF_VENUE && status == CW_OK; k++) {
        subject.quantity = quantities[k];
        status = cw_ledger_counter(NULL, plan->ledger, &subject,
                                   same_as(base, base != NULL ? base->counters + k : 0));
    }
    return status;
}

/* What is found at an open venue. */
static cw_status plan_open(cw_plan *plan, cw_planned_venue *at, size_t case_index, size_t pair)
{
    const cw_planned_venue *base = at->as_in_base ? cw_plan_venue(plan, 0, pair) : NULL;
    cw_subject subject = subject_of(plan->experiment, case_index, pair);
    subject.quantity = "bilateral";
    cw_status status =
        cw_ledger_series(&at->bilateral, plan->ledger, &subject, "points", outcome_grid,
                         same_as(base, base != NULL ? base->bilateral : 0));
    if (status == CW_OK)
        status = plan_models(plan, at, base, subject);
    at->change = CW_NONE;
    if (status == CW_OK && case_index > 0) {
        subject.quantity = "gain-change";
        subject.model = cw_venue_default_model()->id;
        status =
            cw_ledger_series(&at->change, plan->ledger, &subject, "points", change_grid, CW_NONE);
        subject.model = NULL;
    }
    if (status == CW_OK)
        status = plan_states(plan, at, base, subject);
    if (status == CW_OK)
        status = plan_counters(plan, at, base, subject);
    return status;
}

static cw_status list_positions(cw_plan *plan, cw_planned_venue *at, size_t case_index, size_t pair)
{
    const cw_case *built = plan->experiment->study->cases[case_index].built;
    size_t voters;
    size_t voices;
    const size_t *voting = cw_venue_voters(at->venue, &voters);
    const size_t *speaking = cw_venue_voices(at->venue, &voices);
    at->positions = cw_arena_allocate(&plan->arena, at->participants, sizeof *at->positions);
    if (at->positions == NULL)
        return CW_ERROR_MEMORY;
    for (size_t p = 0; p < at->participants; p++)
        at->positions[p] = cw_case_stand(built, plan->experiment->pairs[pair].issue,
                                         p < voters ? voting[p] : speaking[p - voters])
                               ->position;
    return CW_OK;
}

static cw_status plan_venue(cw_plan *plan, size_t case_index, size_t pair)
{
    cw_experiment *experiment = plan->experiment;
    const cw_pair *what = &experiment->pairs[pair];
    cw_planned_venue *at = cw_plan_venue(plan, case_index, pair);
    cw_status status = cw_experiment_venue(&at->venue, &at->beyond_reach, experiment, case_index,
                                           what->issue, what->forum, true);
    if (status != CW_OK)
        return status;
    if (at->beyond_reach && case_index == 0 && pair == experiment->study->headline)
        return CW_ERROR_LIMIT;
    if (at->beyond_reach) {
        cw_subject subject = subject_of(experiment, case_index, pair);
        subject.quantity = "beyond-reach";
        return cw_ledger_counter(&at->out_of_reach, plan->ledger, &subject, CW_NONE);
    }
    if (at->venue == NULL)
        return CW_OK;
    const cw_planned_venue *base = cw_plan_venue(plan, 0, pair);
    at->as_in_base = case_index > 0 && !base->beyond_reach && base->venue != NULL &&
                     cw_venue_is_same(at->venue, base->venue);
    status = plan_open(plan, at, case_index, pair);
    return status == CW_OK ? list_positions(plan, at, case_index, pair) : status;
}

static cw_status plan_venues(cw_plan *plan)
{
    cw_experiment *experiment = plan->experiment;
    size_t cases = experiment->study->case_count;
    cw_status status = CW_OK;
    plan->venues =
        cw_arena_allocate(&plan->arena, cases * experiment->pair_count, sizeof *plan->venues);
    if (plan->venues == NULL)
        return CW_ERROR_MEMORY;
    for (size_t c = 0; c < cases && status == CW_OK; c++) {
        for (size_t p = 0; p < experiment->pair_count && status == CW_OK; p++)
            status = plan_venue(plan, c, p);
        if (status == CW_OK && cw_context_is_cancelled(experiment->context))
            status = CW_ERROR_INTERRUPTED;
    }
    return status;
}

static cw_status plan_mandate(cw_plan *plan, size_t case_index, const cw_mandate_result *question)
{
    static const char *const quantities[2][CW_OF_MANDATE] = {{"may-deploy", "may-deploy-unknown"},
                                                             {"may-lead", "may-lead-unknown"}};
    const cw_dossier *dossier = plan->experiment->dossier;
    cw_subject subject = {.what_if = id_of_case(plan->experiment, case_index),
                          .state = dossier->states[question->candidate].id,
                          .operation = dossier->operations[question->operation].id};
    cw_status status = CW_OK;
    for (size_t k = 0; k < CW_OF_MANDATE && status == CW_OK; k++) {
        subject.quantity = quantities[question->role == CW_ROLE_LEAD][k];
        status = cw_ledger_counter(NULL, plan->ledger, &subject, CW_NONE);
    }
    return status;
}

static cw_status plan_mandates(cw_plan *plan)
{
    cw_study *study = plan->experiment->study;
    cw_status status = CW_OK;
    plan->mandates = cw_arena_allocate(&plan->arena, study->case_count, sizeof *plan->mandates);
    if (plan->mandates == NULL)
        return CW_ERROR_MEMORY;
    for (size_t c = 0; c < study->case_count && status == CW_OK; c++) {
        plan->mandates[c] = plan->ledger->counter_count;
        for (size_t m = 0; m < study->cases[c].mandate_count && status == CW_OK; m++)
            status = plan_mandate(plan, c, &study->cases[c].mandates[m]);
    }
    plan->mandate_found = cw_arena_allocate(&plan->arena, cw_study_mandate_counts(study),
                                            sizeof *plan->mandate_found);
    return plan->mandate_found == NULL ? CW_ERROR_MEMORY : status;
}

/* A function of what is planned alone, so that every part of a run has the same chunks; `numbers` is how
 * many are kept of each draw. */
static size_t choose_chunk(size_t numbers)
{
    size_t draws = CHUNK_DRAWS_MAX;
    while (draws > CHUNK_DRAWS_MIN && draws * numbers * sizeof(double) > COLUMN_BYTES_MAX)
        draws /= 2;
    return draws;
}

static cw_status allocate_flags(cw_plan *plan)
{
    size_t count = plan->experiment->study->case_count * plan->experiment->pair_count;
    for (size_t v = 0; v < count; v++) {
        cw_planned_venue *at = &plan->venues[v];
        if (at->venue == NULL || at->as_in_base)
            continue;
        at->flags = cw_arena_allocate(&plan->arena, plan->chunk_draws, 1);
        if (at->flags == NULL)
            return CW_ERROR_MEMORY;
    }
    return CW_OK;
}

/* A column for each series that is drawn, and one to work in. */
static cw_status allocate_columns(cw_plan *plan)
{
    const cw_ledger *ledger = plan->ledger;
    size_t count = 1;
    for (size_t s = 0; s < ledger->series_count; s++)
        count += ledger->series[s].tallied_as == s;
    plan->chunk_draws = choose_chunk(count + plan->experiment->dossier->quantity_count);
    /* Columns whose distance is a power of 2 would all fall on the same few lines of the cache. */
    size_t stride = plan->chunk_draws + CACHE_LINE;
    plan->numbers = cw_allocate(ledger->context, count * stride, sizeof *plan->numbers);
    plan->columns = cw_arena_allocate(&plan->arena, ledger->series_count, sizeof *plan->columns);
    if (plan->numbers == NULL || plan->columns == NULL)
        return CW_ERROR_MEMORY;
    double *next = plan->numbers;
    for (size_t s = 0; s < ledger->series_count; s++)
        if (ledger->series[s].tallied_as == s) {
            plan->columns[s] = next;
            next += stride;
        }
    plan->agreed = next;
    return allocate_flags(plan);
}

static cw_status list_models(cw_plan *plan)
{
    size_t count;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    plan->solved = cw_arena_allocate(&plan->arena, plan->model_count, sizeof *plan->solved);
    if (plan->solved == NULL)
        return CW_ERROR_MEMORY;
    for (size_t k = 0; k < plan->model_count; k++)
        plan->solved[k] = models[plan->models[k]];
    return CW_OK;
}

cw_status cw_plan_build(cw_plan *plan, cw_experiment *experiment, cw_ledger *ledger,
                        const size_t *models, size_t model_count)
{
    *plan = (cw_plan){
        .experiment = experiment, .ledger = ledger, .models = models, .model_count = model_count};
    cw_arena_init(&plan->arena, experiment->context);
    plan->loss =
        experiment->dossier->loss == CW_LOSS_FORM_QUADRATIC ? CW_LOSS_QUADRATIC : CW_LOSS_LINEAR;
    cw_status status = list_models(plan);
    if (status == CW_OK)
        status = plan_venues(plan);
    if (status == CW_OK)
        status = plan_mandates(plan);
    if (status == CW_OK)
        status = cw_plan_claims(plan);
    return status == CW_OK ? allocate_columns(plan) : status;
}

void cw_plan_free(cw_plan *plan)
{
    if (plan->venues != NULL)
        for (size_t v = 0; v < plan->experiment->study->case_count * plan->experiment->pair_count;
             v++)
            cw_venue_free(plan->venues[v].venue);
    if (plan->experiment == NULL)
        return;
    cw_release(plan->arena.context, plan->numbers);
    cw_arena_free(&plan->arena);
    *plan = (cw_plan){0};
}
