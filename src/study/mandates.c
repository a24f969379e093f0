/* Mandates: who may take part in each operation, who may lead it. Draws differ only in what forums
 * decide, so each pattern of decisions is judged once and counted as often as it came. */
#include "study/decisions.h"
#include "study/summary.h"

#include <stdlib.h>

/* Questions, or patterns, between two looks at whether to stop. */
#define POLL_EVERY 4096

/* A pattern of decisions and how many draws had it. */
typedef struct cw_pattern {
    uint64_t yes;
    uint64_t draws;
} cw_pattern;

/* The questions of all cases, judged a block of draws at a time, so that memory does not grow with the
 * draws. */
typedef struct cw_judging {
    cw_experiment *experiment;
    cw_decisions *decisions;               /* [case] */
    size_t of_operation[CW_DECISIONS_MAX]; /* those that the operation at hand hangs on */
    size_t of_operation_count;
    const cw_decisions *of_case; /* at hand */
    uint64_t pattern;            /* bit k: its decision k is a yes */
    uint64_t *drawn;             /* [draw of the block]: patterns, to be sorted */
    cw_pattern *patterns;        /* room for as many */
} cw_judging;

static size_t place_in_operation(const cw_judging *judging, size_t decision)
{
    for (size_t k = 0; k < judging->of_operation_count; k++)
        if (judging->of_operation[k] == decision)
            return k;
    return CW_NONE;
}

/* What a forum decides whose members have no position is unknown; so is what there is no room for. */
static cw_truth look_up(void *payload, const cw_condition *condition)
{
    const cw_judging *judging = payload;
    size_t decision = cw_experiment_decision(judging->experiment, condition);
    size_t place = place_in_operation(judging, decision);
    if (place == CW_NONE || judging->of_case->venues[decision] == NULL)
        return CW_UNKNOWN;
    return (judging->pattern >> place & 1) != 0 ? CW_TRUE : CW_FALSE;
}

static void gather_decisions(cw_judging *judging, const cw_condition *condition)
{
    if (condition->form == CW_CONDITION_DECIDED) {
        size_t decision = cw_experiment_decision(judging->experiment, condition);
        if (place_in_operation(judging, decision) == CW_NONE &&
            judging->of_operation_count < CW_DECISIONS_MAX)
            judging->of_operation[judging->of_operation_count++] = decision;
    }
    for (size_t c = 0; c < condition->child_count; c++)
        gather_decisions(judging, &condition->children[c]);
}

static void gather_operation(cw_judging *judging, size_t operation)
{
    const cw_operation *at = &judging->experiment->dossier->operations[operation];
    judging->of_operation_count = 0;
    gather_decisions(judging, &at->deploy);
    gather_decisions(judging, &at->lead);
}

static int ascending(const void *left, const void *right)
{
    const uint64_t *a = left;
    const uint64_t *b = right;
    return *a < *b ? -1 : *a > *b;
}

/* The distinct patterns of the block's draws. The column is sorted in place. */
static size_t count_patterns(cw_pattern *patterns, uint64_t *drawn, size_t draws)
{
    size_t count = 0;
    qsort(drawn, draws, sizeof *drawn, ascending);
    for (size_t d = 0; d < draws; d++) {
        if (count == 0 || patterns[count - 1].yes != drawn[d])
            patterns[count++] = (cw_pattern){.yes = drawn[d]};
        patterns[count - 1].draws++;
    }
    return count;
}

/* The patterns of the decisions that one operation hangs on. */
static size_t patterns_of(cw_judging *judging, size_t operation)
{
    const cw_decisions *decided = judging->of_case;
    gather_operation(judging, operation);
    for (size_t d = 0; d < decided->draws; d++) {
        judging->drawn[d] = 0;
        for (size_t k = 0; k < judging->of_operation_count; k++) {
            size_t decision = judging->of_operation[k];
            if (decided->venues[decision] != NULL)
                judging->drawn[d] |= (uint64_t)decided->yes[decision * decided->draws + d] << k;
        }
    }
    return count_patterns(judging->patterns, judging->drawn, decided->draws);
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

static cw_mandate_question question_of(const cw_mandate_result *result, cw_judging *judging)
{
    size_t case_index = judging->of_case->case_index;
    return (cw_mandate_question){
        .built = judging->experiment->study->cases[case_index].built,
        .operation = result->operation,
        .candidate = result->candidate,
        .role = result->role,
        .decision = look_up,
        .decision_payload = judging,
    };
}

/* Adds in how many draws of the block the answer is yes, and in how many unknown. */
static cw_status count_answers(uint64_t *allowed, uint64_t *unknown,
                               const cw_mandate_question *question, cw_judging *judging,
                               size_t pattern_count)
{
    for (size_t p = 0; p < pattern_count; p++) {
        if (p % POLL_EVERY == 0 && cw_context_is_cancelled(judging->experiment->context))
            return CW_ERROR_INTERRUPTED;
        judging->pattern = judging->patterns[p].yes;
        cw_truth truth = cw_mandate_allows(question);
        *allowed += truth == CW_TRUE ? judging->patterns[p].draws : 0;
        *unknown += truth == CW_UNKNOWN ? judging->patterns[p].draws : 0;
    }
    return CW_OK;
}

/* Questions come operation by operation. */
static cw_status count_case(uint64_t *allowed, uint64_t *unknown, cw_judging *judging)
{
    const cw_case_result *result = &judging->experiment->study->cases[judging->of_case->case_index];
    cw_status status = CW_OK;
    size_t operation = CW_NONE;
    size_t pattern_count = 0;
    for (size_t m = 0; m < result->mandate_count && status == CW_OK; m++) {
        cw_mandate_question question = question_of(&result->mandates[m], judging);
        if (question.operation != operation)
            pattern_count = patterns_of(judging, question.operation);
        operation = question.operation;
        status = count_answers(&allowed[m], &unknown[m], &question, judging, pattern_count);
    }
    return status;
}

/* One block of draws in all cases. */
static cw_status count_block(uint64_t *found, cw_judging *judging, size_t first)
{
    cw_experiment *experiment = judging->experiment;
    cw_status status = CW_OK;
    for (size_t c = 0; c < experiment->study->case_count && status == CW_OK; c++) {
        size_t count = experiment->study->cases[c].mandate_count;
        judging->of_case = &judging->decisions[c];
        status = cw_decisions_draw(&judging->decisions[c], &judging->decisions[0], first,
                                   experiment->draws);
        if (status == CW_OK)
            status = count_case(found, found + count, judging);
        found += 2 * count;
    }
    return status;
}

static cw_status count_all(uint64_t *found, cw_judging *judging)
{
    cw_experiment *experiment = judging->experiment;
    cw_status status = CW_OK;
    const cw_context *context = experiment->context;
    for (size_t first = 0; first < experiment->draws && status == CW_OK;
         first += CW_DECIDED_DRAWS) {
        /* A single block is over before anybody looks. */
        if (first > 0 && context->progress != NULL)
            context->progress(context->progress_payload, first, experiment->draws);
        status = count_block(found, judging, first);
    }
    return status;
}

static uint64_t pattern_at_modes(const cw_judging *judging)
{
    uint64_t yes = 0;
    for (size_t k = 0; k < judging->of_operation_count; k++)
        if (cw_decisions_at_modes(judging->of_case, judging->of_operation[k]))
            yes |= UINT64_C(1) << k;
    return yes;
}

static void answer_at_modes(cw_mandate_result *result, cw_judging *judging)
{
    cw_mandate_question question = question_of(result, judging);
    gather_operation(judging, result->operation);
    judging->pattern = pattern_at_modes(judging);
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

/* Prepares the decisions of all cases. close_judging() frees it, failed or not. */
static cw_status open_judging(cw_judging *judging, cw_experiment *experiment)
{
    cw_context *context = experiment->context;
    size_t cases = experiment->study->case_count;
    size_t draws = cw_decided_draws(experiment->draws);
    *judging = (cw_judging){.experiment = experiment};
    judging->drawn = cw_allocate(context, draws, sizeof *judging->drawn);
    judging->patterns = cw_allocate(context, draws, sizeof *judging->patterns);
    judging->decisions = cw_allocate(context, cases, sizeof *judging->decisions);
    if (judging->drawn == NULL || judging->patterns == NULL || judging->decisions == NULL)
        return CW_ERROR_MEMORY;
    cw_status status = CW_OK;
    for (size_t c = 0; c < cases && status == CW_OK; c++)
        status = cw_decisions_open(&judging->decisions[c], experiment, c,
                                   c == 0 ? NULL : &judging->decisions[0]);
    return status;
}

static void close_judging(cw_judging *judging)
{
    const cw_experiment *experiment = judging->experiment;
    for (size_t c = 0; judging->decisions != NULL && c < experiment->study->case_count; c++)
        cw_decisions_close(&judging->decisions[c]);
    cw_release(experiment->context, judging->decisions);
    cw_release(experiment->context, judging->patterns);
    cw_release(experiment->context, judging->drawn);
}

size_t cw_study_mandate_counts(const cw_study *study)
{
    size_t count = 0;
    for (size_t c = 0; c < study->case_count; c++)
        count += 2 * study->cases[c].mandate_count;
    return count;
}

cw_status cw_study_count_mandates(uint64_t *found, cw_experiment *experiment)
{
    cw_judging judging;
    size_t count = cw_study_mandate_counts(experiment->study);
    for (size_t k = 0; k < count; k++)
        found[k] = 0;
    if (count == 0)
        return CW_OK;
    cw_status status = open_judging(&judging, experiment);
    if (status == CW_OK)
        status = count_all(found, &judging);
    close_judging(&judging);
    return status;
}

static void answer_case(cw_judging *judging, cw_case_result *result, const uint64_t *found)
{
    size_t draws = judging->experiment->draws;
    for (size_t m = 0; m < result->mandate_count; m++) {
        result->mandates[m].allowed = cw_probability_of(found[m], draws);
        result->mandates[m].unknown = cw_probability_of(found[result->mandate_count + m], draws);
        answer_at_modes(&result->mandates[m], judging);
    }
}

static cw_status answer_all(cw_judging *judging)
{
    cw_study *study = judging->experiment->study;
    cw_context *context = judging->experiment->context;
    uint64_t *found = cw_allocate(context, cw_study_mandate_counts(study), sizeof *found);
    if (found == NULL)
        return CW_ERROR_MEMORY;
    const uint64_t *of_case = found;
    cw_status status = count_all(found, judging);
    for (size_t c = 0; c < study->case_count && status == CW_OK; c++) {
        judging->of_case = &judging->decisions[c];
        answer_case(judging, &study->cases[c], of_case);
        of_case += 2 * study->cases[c].mandate_count;
        if (cw_context_is_cancelled(context))
            status = CW_ERROR_INTERRUPTED;
    }
    cw_release(context, found);
    return status;
}

cw_status cw_study_mandates(cw_experiment *experiment)
{
    cw_judging judging;
    cw_status status = CW_OK;
    for (size_t c = 0; c < experiment->study->case_count && status == CW_OK; c++)
        status = list_mandates(&experiment->study->cases[c], experiment);
    if (status != CW_OK || cw_study_mandate_counts(experiment->study) == 0)
        return status;
    status = open_judging(&judging, experiment);
    if (status == CW_OK)
        status = answer_all(&judging);
    close_judging(&judging);
    return status;
}
