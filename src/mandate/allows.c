/* Whether a state may take part in an operation, or lead it. */
#include "counterweight/mandate.h"

#include "mandate/leaf.h"

/* Kleene 1952: "all" is the least of its parts and "any" the greatest, with unknown between false
 * and true. */
static int rank(cw_truth truth)
{
    return truth == CW_FALSE ? 0 : truth == CW_UNKNOWN ? 1 : 2;
}

static cw_truth opposite(cw_truth truth)
{
    return truth == CW_UNKNOWN ? CW_UNKNOWN : truth == CW_TRUE ? CW_FALSE : CW_TRUE;
}

static cw_truth evaluate(const cw_mandate_question *question, const cw_condition *condition)
{
    bool any = condition->form == CW_CONDITION_ANY;
    cw_truth result = any ? CW_FALSE : CW_TRUE;
    switch (condition->form) {
    case CW_CONDITION_ALL:
    case CW_CONDITION_ANY:
        for (size_t c = 0; c < condition->child_count; c++) {
            cw_truth child = evaluate(question, &condition->children[c]);
            if (any ? rank(child) > rank(result) : rank(child) < rank(result))
                result = child;
        }
        return result;
    case CW_CONDITION_NOT:
        return opposite(evaluate(question, &condition->children[0]));
    default:
        return cw_mandate_leaf(question, condition);
    }
}

cw_truth cw_mandate_allows(const cw_mandate_question *question)
{
    const cw_operation *operation = &question->built->dossier->operations[question->operation];
    cw_truth deploy = evaluate(question, &operation->deploy);
    if (question->role == CW_ROLE_DEPLOY || deploy == CW_FALSE)
        return deploy;
    cw_truth lead = evaluate(question, &operation->lead);
    return rank(lead) < rank(deploy) ? lead : deploy;
}
