/* Reads bytes as a table of issues, ours or KTAB's; the first byte chooses the delimiter. What is read is
 * sound, and every model that does not go round by round says something on the scale or nothing; a few
 * issues are also settled together. */
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "counterweight/base.h"
#include "counterweight/study/joint_table.h"

#include "require.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Larger problems say nothing new to a fuzzer, and keep it waiting. */
#define SLOW_ACTORS_MAX 6
#define JOINT_ISSUES_MAX 3

static void require_on_scale(double point)
{
    require(isnan(point) || (point >= -1e-9 && point <= 100.0 + 1e-9));
}

static void check_issue(const cw_table_issue *issue)
{
    size_t count;
    const cw_outcome_model *const *models = cw_outcome_models_all(&count);
    const cw_bargaining_problem *problem = &issue->problem;
    require(strlen(issue->id) > 0 || problem->actors > 0);
    for (size_t m = 0; m < problem->actors; m++) {
        require(strlen(issue->actors[m]) > 0);
        require(problem->position[m] >= 0.0 && problem->position[m] <= 100.0);
        require(problem->salience[m] >= 0.0 && problem->salience[m] <= 1.0);
        require(problem->capability[m] >= 0.0 && problem->capability[m] < INFINITY);
    }
    for (size_t k = 0; k < count; k++) {
        cw_bargaining_outcome outcome;
        if (models[k]->is_slow && problem->actors > SLOW_ACTORS_MAX)
            continue;
        require(cw_outcome_model_solve(models[k], &outcome, problem) == CW_OK);
        require_on_scale(outcome.point);
        require(isnan(outcome.point) || outcome.low <= outcome.high);
    }
}

static void check_together(cw_context *context, const cw_issue_table *table)
{
    cw_joint_table *joint = NULL;
    const char *why = NULL;
    size_t count;
    const cw_joint_model *const *models = cw_joint_models(&count);
    if (table->issue_count > JOINT_ISSUES_MAX)
        return;
    require(cw_joint_table_build(&joint, &why, context, table) == CW_OK);
    require((joint == NULL) == (why != NULL));
    for (size_t k = 0; joint != NULL && k < count; k++) {
        double outcome[JOINT_ISSUES_MAX];
        if (joint->problem.actors > SLOW_ACTORS_MAX)
            break;
        require(cw_joint_solve(outcome, models[k], context, &joint->problem) == CW_OK);
        for (size_t i = 0; i < table->issue_count; i++)
            require_on_scale(outcome[i]);
    }
    cw_joint_table_free(joint);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char delimiters[] = {',', '\t'};
    if (size == 0)
        return 0;
    cw_context context;
    cw_context_init(&context);
    context.limits.diagnostics = 50;
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, &context);
    cw_issue_table *table = NULL;
    cw_status status = cw_issue_table_parse(&table, &context, &diagnostics, NULL, "fuzz.csv",
                                            (const char *)data + 1, size - 1,
                                            delimiters[data[0] % sizeof delimiters]);
    require((status == CW_OK) == (table != NULL));
    require((status == CW_OK) == (diagnostics.errors == 0));
    for (size_t k = 0; table != NULL && k < table->issue_count; k++)
        check_issue(&table->issues[k]);
    if (table != NULL)
        check_together(&context, table);
    cw_issue_table_free(table);
    cw_diagnostics_free(&diagnostics);
    return 0;
}
