/* What stands in the way: a smallest set of leaves that, each turned, would let the candidate
 * through. A condition's parts are taken as independent of each other, as an analyst reads them. */
#include "counterweight/mandate.h"

#include "mandate/leaf.h"

static void impossible(cw_obstacles *out)
{
    *out = (cw_obstacles){.impossible = true};
}

/* Adds the obstacles of `more` to `out`. */
static void join(cw_obstacles *out, const cw_obstacles *more)
{
    if (out->impossible || more->impossible || out->count + more->count > CW_OBSTACLES_MAX) {
        impossible(out);
        return;
    }
    for (size_t k = 0; k < more->count; k++) {
        out->items[out->count] = more->items[k];
        out->within[out->count] = more->within[k];
        out->must_fail[out->count++] = more->must_fail[k];
    }
}

static bool is_smaller(const cw_obstacles *one, const cw_obstacles *other)
{
    return !one->impossible && (other->impossible || one->count < other->count);
}

/* The leaves to turn so that `condition` holds, or, if `negated`, so that it fails: under a `not`
 * "all" and "any" change places (De Morgan). `within`: see cw_obstacles. */
static void find(cw_obstacles *out, const cw_mandate_question *question,
                 const cw_condition *condition, const cw_condition *within, bool negated)
{
    *out = (cw_obstacles){0};
    bool is_compound = condition->form == CW_CONDITION_ALL || condition->form == CW_CONDITION_ANY;
    if (is_compound && condition->is_labelled)
        within = condition;
    if (condition->form == CW_CONDITION_NOT) {
        find(out, question, &condition->children[0], within, !negated);
    } else if (is_compound) {
        bool every = (condition->form == CW_CONDITION_ALL) != negated;
        if (!every)
            impossible(out);
        for (size_t c = 0; c < condition->child_count; c++) {
            cw_obstacles part;
            find(&part, question, &condition->children[c], within, negated);
            if (every)
                join(out, &part);
            else if (is_smaller(&part, out))
                *out = part;
        }
    } else if (cw_mandate_leaf(question, condition) != (negated ? CW_FALSE : CW_TRUE)) {
        out->items[0] = condition;
        out->within[0] = within;
        out->must_fail[0] = negated;
        out->count = 1;
    }
}

void cw_obstacle_describe(cw_text *out, const cw_obstacles *obstacles, size_t index)
{
    const cw_condition *within = obstacles->within[index];
    if (within != NULL)
        cw_text_append_format(out, "%s: ", within->label);
    cw_text_append(out, obstacles->items[index]->label);
}

void cw_mandate_obstacles(cw_obstacles *out, const cw_mandate_question *question)
{
    const cw_operation *operation = &question->built->dossier->operations[question->operation];
    find(out, question, &operation->deploy, NULL, false);
    if (question->role == CW_ROLE_LEAD) {
        cw_obstacles lead;
        find(&lead, question, &operation->lead, NULL, false);
        join(out, &lead);
    }
}
