/* All issues of one forum together. Columns: by joint model, then issue. */
#include "study/forum_issues.h"
#include "study/predicting.h"

typedef struct forum_drawing {
    cw_predicting *p;
    cw_forum_issues issues;
} forum_drawing;

static cw_status settle_together(void *payload, const double *values, size_t draw)
{
    const forum_drawing *of = payload;
    const cw_predicting *p = of->p;
    size_t issues = of->issues.issue_count;
    double outcome[CW_EXCHANGE_ISSUES_MAX];
    cw_exchange_problem problem;
    double *numbers =
        cw_allocate(p->context, cw_forum_issues_numbers(&of->issues), sizeof *numbers);
    if (numbers == NULL) {
        return CW_ERROR_MEMORY;
    }
    cw_forum_issues_lay(&problem, numbers, &of->issues, values);
    cw_status status = CW_OK;
    for (size_t k = 0; k < p->query->joint_count && status == CW_OK; k++) {
        status = cw_joint_solve(outcome, p->query->joint[k], p->context, &problem);
        for (size_t i = 0; i < issues && status == CW_OK; i++) {
            p->columns[(k * issues + i) * p->draws + draw] = outcome[i];
        }
    }
    cw_release(p->context, numbers);
    return status;
}

static void hand_over(cw_joint_prediction *out, const cw_predicting *p, size_t model, size_t column)
{
    out->outcome = cw_predicting_summary(p, column);
    out->has_distribution =
        cw_predicting_spread(&out->distribution, p, column, p->query->joint[model]->id);
}

/* Hands the summaries to the venues of the forum that are asked for. */
static void hand_out(cw_predicting *p, const forum_drawing *of, size_t forum)
{
    size_t issues = of->issues.issue_count;
    for (size_t v = 0; v < p->made->venue_count; v++) {
        cw_predicted_venue *venue = &p->made->venues[v];
        for (size_t i = 0; i < issues && venue->forum == forum; i++) {
            for (size_t k = 0; k < p->query->joint_count && of->issues.issues[i] == venue->issue;
                 k++) {
                hand_over(&venue->joint[k], p, k, k * issues + i);
            }
        }
    }
}

static size_t issues_of(size_t *issues, cw_venue **venues, const cw_predicting *p, size_t forum)
{
    size_t count = 0;
    for (size_t k = 0; k < p->pair_count; k++) {
        if (p->pairs[k].forum != forum || p->pairs[k].venue == NULL) {
            continue;
        }
        if (count < CW_EXCHANGE_ISSUES_MAX) {
            issues[count] = p->pairs[k].issue;
            venues[count] = p->pairs[k].venue;
        }
        count++;
    }
    return count;
}

bool cw_predicts_together(const cw_predicting *p, size_t forum)
{
    size_t issues[CW_EXCHANGE_ISSUES_MAX];
    cw_venue *venues[CW_EXCHANGE_ISSUES_MAX];
    size_t count = issues_of(issues, venues, p, forum);
    return p->query->joint_count > 0 && count > 1 && count <= CW_EXCHANGE_ISSUES_MAX;
}

cw_status cw_predict_together(cw_predicting *p, size_t forum)
{
    forum_drawing of = {.p = p};
    size_t issues[CW_EXCHANGE_ISSUES_MAX];
    cw_venue *venues[CW_EXCHANGE_ISSUES_MAX];
    size_t count = issues_of(issues, venues, p, forum);
    cw_status status =
        cw_forum_issues_gather(&of.issues, &p->arena, p->built, venues, issues, count);
    if (status == CW_OK && of.issues.actor_count > CW_EXCHANGE_ACTORS_MAX) {
        return CW_OK;
    }
    if (status == CW_OK) {
        status = cw_predicting_columns(p, p->query->joint_count * count);
    }
    if (status == CW_OK) {
        status = cw_predicting_pass(p, settle_together, &of);
    }
    if (status == CW_OK) {
        hand_out(p, &of, forum);
    }
    return status;
}
