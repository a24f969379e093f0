/* Mandates: who may take part in each operation, who may lead it. Draws differ only in what forums
 * decide, so each pattern of decisions is judged once and counted as often as it came. */
#include "study/experiment.h"
#include "study/summary.h"

#include <stdlib.h>

/* What the forums decided in one world. */
typedef struct cw_decided {
    cw_experiment *experiment;
    size_t case_index;
    uint64_t yes; /* bit d: decision d */
} cw_decided;

/* A pattern of decisions and how many draws had it. */
typedef struct cw_pattern {
    uint64_t yes;
    uint64_t draws;
} cw_pattern;

/* What a forum decides whose members have no position is unknown. */
static cw_truth look_up(void *payload, const cw_condition *condition)
{
    const cw_decided *decided = payload;
    size_t d = cw_experiment_decision(decided->experiment, condition->issue, condition->forum,
                                      condition->outcome);
    if (decided->experiment->venues[decided->case_index].decisions[d] == NULL)
        return CW_UNKNOWN;
    return (decided->yes >> d & 1) != 0 ? CW_TRUE : CW_FALSE;
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

static uint64_t decided_at_modes(cw_experiment *experiment, size_t case_index)
{
    double *modes = experiment->scratch;
    uint64_t yes = 0;
    cw_world_at_modes(modes, experiment->sampler, experiment->study->cases[case_index].built);
    for (size_t d = 0; d < experiment->decision_count; d++) {
        const cw_venue *venue = experiment->venues[case_index].decisions[d];
        if (venue != NULL && cw_venue_agrees(venue, modes, experiment->decisions[d].outcome))
            yes |= UINT64_C(1) << d;
    }
    return yes;
}

/* Whether a state has a seat at the forum in any case: those are asked about in every case. */
static bool ever_seated(const cw_study *study, size_t forum, size_t state)
{
    for (size_t c = 0; c < study->case_count; c++)
        if (cw_case_seat(study->cases[c].built, forum, state) != NULL)
            return true;
    return false;
}

static size_t list_questions(cw_mandate_result *out, const cw_study *study)
{
    const cw_dossier *dossier = study->dossier;
    size_t count = 0;
    for (size_t o = 0; o < dossier->operation_count; o++)
        for (size_t s = 0; s < dossier->state_count; s++) {
            if (!ever_seated(study, dossier->operations[o].forum, s))
                continue;
            for (int role = CW_ROLE_DEPLOY; role <= CW_ROLE_LEAD; role++, count++)
                if (out != NULL)
                    out[count] =
                        (cw_mandate_result){.operation = o, .candidate = s, .role = (cw_role)role};
        }
    return count;
}

static void answer(cw_mandate_result *result, cw_decided *decided, const cw_pattern *patterns,
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
        decided->yes = patterns[p].yes;
        cw_truth truth = cw_mandate_allows(&question);
        allowed += truth == CW_TRUE ? patterns[p].draws : 0;
        unknown += truth == CW_UNKNOWN ? patterns[p].draws : 0;
    }
    result->allowed = cw_probability_of(allowed, experiment->draws);
    result->unknown = cw_probability_of(unknown, experiment->draws);
    decided->yes = at_modes;
    result->at_modes = cw_mandate_allows(&question);
    cw_mandate_obstacles(&result->obstacles, &question);
}

cw_status cw_study_mandates(cw_experiment *experiment, size_t case_index)
{
    cw_study *study = experiment->study;
    cw_case_result *result = &study->cases[case_index];
    size_t count = list_questions(NULL, study);
    result->mandates = cw_arena_allocate(&study->arena, count, sizeof *result->mandates);
    cw_pattern *patterns = cw_allocate(experiment->context, experiment->draws, sizeof *patterns);
    cw_status status = CW_ERROR_MEMORY;
    if (result->mandates == NULL || patterns == NULL)
        goto out;
    result->mandate_count = list_questions(result->mandates, study);
    cw_decided decided = {.experiment = experiment, .case_index = case_index};
    size_t pattern_count = count_patterns(patterns, experiment->columns.decided, experiment->draws);
    uint64_t at_modes = decided_at_modes(experiment, case_index);
    for (size_t m = 0; m < count; m++)
        answer(&result->mandates[m], &decided, patterns, pattern_count, at_modes);
    status = CW_OK;
out:
    cw_release(experiment->context, patterns);
    return status;
}
