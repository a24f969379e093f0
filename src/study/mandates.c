/* Mandates: who may take part in each operation, who may lead it. Draws differ only in what forums
 * decide, so each pattern of decisions is judged once and counted as often as it came. */
#include "study/experiment.h"
#include "study/summary.h"

#include <stdlib.h>

/* Questions, or patterns, between two looks at whether to stop. */
#define POLL_EVERY 4096

/* The decisions of the forums in one case. */
typedef struct cw_decided {
    cw_experiment *experiment;
    size_t case_index;
    cw_venue **venues;  /* [decision]; NULL where no member has a position, or out of reach */
    unsigned char *yes; /* [decision][draw] */
    size_t of_operation[CW_DECISIONS_MAX]; /* those that the operation at hand hangs on */
    size_t of_operation_count;
    uint64_t pattern; /* bit k: its decision k is a yes */
    uint64_t *drawn;  /* [draw]: patterns, to be sorted */
} cw_decided;

/* A pattern of decisions and how many draws had it. */
typedef struct cw_pattern {
    uint64_t yes;
    uint64_t draws;
} cw_pattern;

static size_t place_in_operation(const cw_decided *decided, size_t decision)
{
    for (size_t k = 0; k < decided->of_operation_count; k++)
        if (decided->of_operation[k] == decision)
            return k;
    return CW_NONE;
}

/* What a forum decides whose members have no position is unknown; so is what there is no room for. */
static cw_truth look_up(void *payload, const cw_condition *condition)
{
    const cw_decided *decided = payload;
    size_t decision = cw_experiment_decision(decided->experiment, condition);
    size_t place = place_in_operation(decided, decision);
    if (place == CW_NONE || decided->venues[decision] == NULL)
        return CW_UNKNOWN;
    return (decided->pattern >> place & 1) != 0 ? CW_TRUE : CW_FALSE;
}

static void gather_decisions(cw_decided *decided, const cw_condition *condition)
{
    if (condition->form == CW_CONDITION_DECIDED) {
        size_t decision = cw_experiment_decision(decided->experiment, condition);
        if (place_in_operation(decided, decision) == CW_NONE &&
            decided->of_operation_count < CW_DECISIONS_MAX)
            decided->of_operation[decided->of_operation_count++] = decision;
    }
    for (size_t c = 0; c < condition->child_count; c++)
        gather_decisions(decided, &condition->children[c]);
}

static int ascending(const void *left, const void *right)
{
    const uint64_t *a = left;
    const uint64_t *b = right;
    return *a < *b ? -1 : *a > *b;
}

/* The distinct patterns of a case's draws; `patterns` has room for as many as there are draws. The
 * column is sorted in place. */
static size_t count_patterns(cw_pattern *patterns, uint64_t *decided, size_t draws)
{
    size_t count = 0;
    qsort(decided, draws, sizeof *decided, ascending);
    for (size_t d = 0; d < draws; d++) {
        if (count == 0 || patterns[count - 1].yes != decided[d])
            patterns[count++] = (cw_pattern){.yes = decided[d]};
        patterns[count - 1].draws++;
    }
    return count;
}

/* The patterns of the decisions that one operation hangs on. */
static size_t patterns_of(cw_pattern *patterns, cw_decided *decided, size_t operation)
{
    const cw_experiment *experiment = decided->experiment;
    const cw_operation *at = &experiment->dossier->operations[operation];
    decided->of_operation_count = 0;
    gather_decisions(decided, &at->deploy);
    gather_decisions(decided, &at->lead);
    for (size_t d = 0; d < experiment->draws; d++) {
        decided->drawn[d] = 0;
        for (size_t k = 0; k < decided->of_operation_count; k++)
            decided->drawn[d] |=
                (uint64_t)decided->yes[decided->of_operation[k] * experiment->draws + d] << k;
    }
    return count_patterns(patterns, decided->drawn, experiment->draws);
}

static uint64_t pattern_at_modes(const cw_decided *decided)
{
    const cw_experiment *experiment = decided->experiment;
    double *modes = experiment->scratch;
    uint64_t yes = 0;
    cw_world_at_modes(modes, experiment->sampler,
                      experiment->study->cases[decided->case_index].built);
    for (size_t k = 0; k < decided->of_operation_count; k++) {
        size_t d = decided->of_operation[k];
        if (decided->venues[d] != NULL &&
            cw_venue_agrees(decided->venues[d], modes, experiment->decisions[d].outcome))
            yes |= UINT64_C(1) << k;
    }
    return yes;
}

static void decide_in_world(void *payload, const double *values, size_t draw)
{
    const cw_decided *decided = payload;
    const cw_experiment *experiment = decided->experiment;
    for (size_t d = 0; d < experiment->decision_count; d++)
        decided->yes[d * experiment->draws + draw] =
            decided->venues[d] != NULL &&
            cw_venue_agrees(decided->venues[d], values, experiment->decisions[d].outcome);
}

static cw_status decide(cw_decided *decided)
{
    cw_experiment *experiment = decided->experiment;
    cw_status status = CW_OK;
    for (size_t d = 0; d < experiment->decision_count && status == CW_OK; d++) {
        const cw_decision *decision = &experiment->decisions[d];
        bool beyond_reach;
        status = cw_experiment_venue(&decided->venues[d], &beyond_reach, experiment,
                                     decided->case_index, decision->issue, decision->forum, false);
    }
    if (status == CW_OK && experiment->decision_count > 0)
        status = cw_experiment_each_world(experiment, decided->case_index, true, decide_in_world,
                                          decided);
    return status;
}

/* Whether a state has a seat at the forum in any case: those are asked about in every case. */
static void mark_seated(bool *seated, const cw_study *study, size_t forum)
{
    for (size_t s = 0; s < study->dossier->state_count; s++)
        seated[s] = false;
    for (size_t c = 0; c < study->case_count; c++) {
        const cw_case_forum *at = &study->cases[c].built->forums[forum];
        for (size_t s = 0; s < at->seat_count; s++)
            seated[at->seats[s].state] = true;
    }
}

static size_t list_questions(cw_mandate_result *out, bool *seated, const cw_study *study)
{
    const cw_dossier *dossier = study->dossier;
    size_t count = 0;
    for (size_t o = 0; o < dossier->operation_count; o++) {
        mark_seated(seated, study, dossier->operations[o].forum);
        for (size_t s = 0; s < dossier->state_count; s++)
            for (int role = CW_ROLE_DEPLOY; role <= CW_ROLE_LEAD && seated[s]; role++, count++)
                if (out != NULL)
                    out[count] =
                        (cw_mandate_result){.operation = o, .candidate = s, .role = (cw_role)role};
    }
    return count;
}

static cw_status answer(cw_mandate_result *result, cw_decided *decided, const cw_pattern *patterns,
                        size_t pattern_count, uint64_t at_modes)
{
    cw_experiment *experiment = decided->experiment;
    cw_mandate_question question = {
        .built = experiment->study->cases[decided->case_index].built,
        .operation = result->operation,
        .candidate = result->candidate,
        .role = result->role,
        .decision = look_up,
        .decision_payload = decided,
    };
    uint64_t allowed = 0;
    uint64_t unknown = 0;
    for (size_t p = 0; p < pattern_count; p++) {
        if (p % POLL_EVERY == 0 && cw_context_is_cancelled(experiment->context))
            return CW_ERROR_INTERRUPTED;
        decided->pattern = patterns[p].yes;
        cw_truth truth = cw_mandate_allows(&question);
        allowed += truth == CW_TRUE ? patterns[p].draws : 0;
        unknown += truth == CW_UNKNOWN ? patterns[p].draws : 0;
    }
    result->allowed = cw_probability_of(allowed, experiment->draws);
    result->unknown = cw_probability_of(unknown, experiment->draws);
    decided->pattern = at_modes;
    result->at_modes = cw_mandate_allows(&question);
    cw_mandate_obstacles(&result->obstacles, &question);
    return CW_OK;
}

/* Questions come operation by operation. */
static cw_status answer_all(cw_case_result *result, cw_decided *decided, cw_pattern *patterns)
{
    cw_status status = CW_OK;
    size_t operation = CW_NONE;
    size_t pattern_count = 0;
    uint64_t at_modes = 0;
    for (size_t m = 0; m < result->mandate_count && status == CW_OK; m++) {
        if (result->mandates[m].operation != operation) {
            operation = result->mandates[m].operation;
            pattern_count = patterns_of(patterns, decided, operation);
            at_modes = pattern_at_modes(decided);
        }
        status = answer(&result->mandates[m], decided, patterns, pattern_count, at_modes);
    }
    return status;
}

static cw_status list_mandates(cw_case_result *result, cw_experiment *experiment)
{
    cw_study *study = experiment->study;
    bool *seated = cw_allocate(experiment->context, study->dossier->state_count, sizeof *seated);
    if (seated == NULL)
        return CW_ERROR_MEMORY;
    size_t count = list_questions(NULL, seated, study);
    result->mandates = cw_arena_allocate(&study->arena, count, sizeof *result->mandates);
    if (result->mandates != NULL)
        result->mandate_count = list_questions(result->mandates, seated, study);
    cw_release(experiment->context, seated);
    return result->mandates != NULL ? CW_OK : CW_ERROR_MEMORY;
}

cw_status cw_study_mandates(cw_experiment *experiment, size_t case_index)
{
    cw_context *context = experiment->context;
    cw_case_result *result = &experiment->study->cases[case_index];
    size_t count = experiment->decision_count;
    size_t draws = experiment->draws;
    cw_decided decided = {.experiment = experiment, .case_index = case_index};
    cw_pattern *patterns = cw_allocate(context, draws, sizeof *patterns);
    decided.venues = cw_allocate(context, count, sizeof *decided.venues);
    decided.yes = cw_allocate(context, count, draws);
    decided.drawn = cw_allocate(context, draws, sizeof *decided.drawn);
    bool complete =
        patterns != NULL && decided.venues != NULL && decided.yes != NULL && decided.drawn != NULL;
    cw_status status = complete ? list_mandates(result, experiment) : CW_ERROR_MEMORY;
    if (status == CW_OK)
        status = decide(&decided);
    if (status == CW_OK)
        status = answer_all(result, &decided, patterns);
    for (size_t d = 0; decided.venues != NULL && d < count; d++)
        cw_venue_free(decided.venues[d]);
    cw_release(context, decided.drawn);
    cw_release(context, decided.yes);
    cw_release(context, decided.venues);
    cw_release(context, patterns);
    return status;
}
