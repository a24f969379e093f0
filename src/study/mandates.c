/* Mandates: who may take part in each operation, who may lead it. Draws differ only in what forums
 * decide, so each pattern of decisions is judged once and counted as often as it came. */
#include "study/experiment.h"
#include "study/summary.h"

#include <stdlib.h>

/* Questions, or patterns, between two looks at whether to stop. */
#define POLL_EVERY 4096

/* A pattern of decisions and how many draws had it. */
typedef struct cw_pattern {
    uint64_t yes;
    uint64_t draws;
} cw_pattern;

/* The decisions of the forums in one case. */
typedef struct cw_decided {
    cw_experiment *experiment;
    size_t case_index;
    cw_venue **venues;  /* [decision]; NULL where no member has a position, or out of reach */
    unsigned char *yes; /* [decision][draw] */
    size_t of_operation[CW_DECISIONS_MAX]; /* those that the operation at hand hangs on */
    size_t of_operation_count;
    uint64_t pattern;     /* bit k: its decision k is a yes */
    uint64_t *drawn;      /* [draw]: patterns, to be sorted */
    cw_pattern *patterns; /* room for as many as there are draws */
} cw_decided;

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

static void gather_operation(cw_decided *decided, size_t operation)
{
    const cw_operation *at = &decided->experiment->dossier->operations[operation];
    decided->of_operation_count = 0;
    gather_decisions(decided, &at->deploy);
    gather_decisions(decided, &at->lead);
}

/* The patterns of the decisions that one operation hangs on. */
static size_t patterns_of(cw_pattern *patterns, cw_decided *decided, size_t operation)
{
    const cw_experiment *experiment = decided->experiment;
    gather_operation(decided, operation);
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

static cw_mandate_question question_of(const cw_mandate_result *result, cw_decided *decided)
{
    return (cw_mandate_question){
        .built = decided->experiment->study->cases[decided->case_index].built,
        .operation = result->operation,
        .candidate = result->candidate,
        .role = result->role,
        .decision = look_up,
        .decision_payload = decided,
    };
}

/* In how many draws the answer is yes, and in how many unknown. */
static cw_status count_answers(uint64_t *allowed, uint64_t *unknown,
                               const cw_mandate_question *question, cw_decided *decided,
                               size_t pattern_count)
{
    *allowed = 0;
    *unknown = 0;
    for (size_t p = 0; p < pattern_count; p++) {
        if (p % POLL_EVERY == 0 && cw_context_is_cancelled(decided->experiment->context))
            return CW_ERROR_INTERRUPTED;
        decided->pattern = decided->patterns[p].yes;
        cw_truth truth = cw_mandate_allows(question);
        *allowed += truth == CW_TRUE ? decided->patterns[p].draws : 0;
        *unknown += truth == CW_UNKNOWN ? decided->patterns[p].draws : 0;
    }
    return CW_OK;
}

/* Questions come operation by operation. */
static cw_status count_all(uint64_t *allowed, uint64_t *unknown, const cw_case_result *result,
                           cw_decided *decided)
{
    cw_status status = CW_OK;
    size_t operation = CW_NONE;
    size_t pattern_count = 0;
    for (size_t m = 0; m < result->mandate_count && status == CW_OK; m++) {
        cw_mandate_question question = question_of(&result->mandates[m], decided);
        if (question.operation != operation)
            pattern_count = patterns_of(decided->patterns, decided, question.operation);
        operation = question.operation;
        status = count_answers(&allowed[m], &unknown[m], &question, decided, pattern_count);
    }
    return status;
}

static void answer_at_modes(cw_mandate_result *result, cw_decided *decided)
{
    cw_mandate_question question = question_of(result, decided);
    gather_operation(decided, result->operation);
    decided->pattern = pattern_at_modes(decided);
    result->at_modes = cw_mandate_allows(&question);
    cw_mandate_obstacles(&result->obstacles, &question);
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

/* Makes room, and lets the forums decide in every world. free_decided() frees it, failed or not. */
static cw_status decide_case(cw_decided *decided, cw_experiment *experiment, size_t case_index)
{
    cw_context *context = experiment->context;
    size_t count = experiment->decision_count;
    size_t draws = experiment->draws;
    *decided = (cw_decided){.experiment = experiment, .case_index = case_index};
    decided->patterns = cw_allocate(context, draws, sizeof *decided->patterns);
    decided->venues = cw_allocate(context, count, sizeof *decided->venues);
    decided->yes = cw_allocate(context, count, draws);
    decided->drawn = cw_allocate(context, draws, sizeof *decided->drawn);
    bool complete = decided->patterns != NULL && decided->venues != NULL && decided->yes != NULL &&
                    decided->drawn != NULL;
    return complete ? decide(decided) : CW_ERROR_MEMORY;
}

static void free_decided(cw_decided *decided)
{
    cw_context *context = decided->experiment->context;
    for (size_t d = 0; decided->venues != NULL && d < decided->experiment->decision_count; d++)
        cw_venue_free(decided->venues[d]);
    cw_release(context, decided->drawn);
    cw_release(context, decided->yes);
    cw_release(context, decided->venues);
    cw_release(context, decided->patterns);
}

cw_status cw_study_count_mandates(uint64_t *allowed, uint64_t *unknown, cw_experiment *experiment,
                                  size_t case_index)
{
    cw_decided decided;
    cw_status status = decide_case(&decided, experiment, case_index);
    if (status == CW_OK)
        status = count_all(allowed, unknown, &experiment->study->cases[case_index], &decided);
    free_decided(&decided);
    return status;
}

/* Fills in the answers: `counts` has room for two numbers a question. */
static cw_status answer_all(cw_case_result *result, cw_decided *decided, uint64_t *counts)
{
    size_t count = result->mandate_count;
    size_t draws = decided->experiment->draws;
    cw_status status = count_all(counts, counts + count, result, decided);
    for (size_t m = 0; m < count && status == CW_OK; m++) {
        result->mandates[m].allowed = cw_probability_of(counts[m], draws);
        result->mandates[m].unknown = cw_probability_of(counts[count + m], draws);
        answer_at_modes(&result->mandates[m], decided);
    }
    return status;
}

cw_status cw_study_mandates(cw_experiment *experiment, size_t case_index)
{
    cw_case_result *result = &experiment->study->cases[case_index];
    cw_decided decided;
    uint64_t *counts = NULL;
    cw_status status = decide_case(&decided, experiment, case_index);
    if (status == CW_OK)
        status = list_mandates(result, experiment);
    if (status == CW_OK) {
        counts = cw_allocate(experiment->context, 2 * result->mandate_count, sizeof *counts);
        status = counts != NULL ? answer_all(result, &decided, counts) : CW_ERROR_MEMORY;
    }
    cw_release(experiment->context, counts);
    free_decided(&decided);
    return status;
}
