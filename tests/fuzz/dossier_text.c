/* Reads bytes as a dossier. Whatever they are, there is a dossier and no error, or an error and no
 * dossier; and in a dossier every index points to something and every number is in its range. */
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "counterweight/base.h"
#include "counterweight/dossier.h"

#include "require.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require_index(size_t index, size_t count)
{
    require(index < count || index == CW_NONE);
}

static void check_quantities(const cw_dossier *dossier)
{
    for (size_t i = 0; i < dossier->quantity_count; i++) {
        const cw_quantity *quantity = &dossier->quantities[i];
        require(isfinite(quantity->low) && isfinite(quantity->high));
        require(quantity->low <= quantity->mode && quantity->mode <= quantity->high);
        require(quantity->low >= 0);
        require((quantity->shape == CW_SHAPE_FIXED) == (quantity->low == quantity->high));
        require(quantity->path != NULL);
        require_index(quantity->state, dossier->state_count);
        require_index(quantity->other, dossier->state_count);
        require_index(quantity->forum, dossier->forum_count);
        require_index(quantity->issue, dossier->issue_count);
        require_index(quantity->what_if, dossier->what_if_count);
        require_index(quantity->provenance.source, dossier->source_count);
    }
}

static void check_rule(const cw_dossier *dossier, const cw_forum *forum, const cw_rule *rule)
{
    require(rule->form != CW_RULE_WEIGHT || rule->column < forum->column_count);
    require(rule->form != CW_RULE_NOT || rule->child_count == 1);
    require(isfinite(rule->amount) && rule->amount >= 0);
    for (size_t i = 0; i < rule->state_count; i++)
        require(rule->states[i] < dossier->state_count);
    for (size_t i = 0; i < rule->child_count; i++)
        check_rule(dossier, forum, &rule->children[i]);
}

static void check_forums(const cw_dossier *dossier)
{
    for (size_t i = 0; i < dossier->forum_count; i++) {
        const cw_forum *forum = &dossier->forums[i];
        require(forum->name != NULL && forum->rule_text != NULL);
        check_rule(dossier, forum, &forum->rule);
        require_index(forum->bypass_cost, dossier->quantity_count);
        for (size_t m = 0; m < forum->membership_count; m++) {
            const cw_membership *seat = &forum->memberships[m];
            require(seat->state < dossier->state_count && seat->since < seat->until);
            require_index(seat->voice, dossier->quantity_count);
            for (size_t c = 0; c < forum->column_count; c++)
                require(isnan(seat->weights[c]) || seat->weights[c] >= 0);
        }
        for (size_t c = 0; c < forum->chair_count; c++)
            require(forum->chairs[c].state < dossier->state_count);
    }
}

static void check_issues(const cw_dossier *dossier)
{
    for (size_t i = 0; i < dossier->issue_count; i++) {
        const cw_issue *issue = &dossier->issues[i];
        require(issue->question != NULL && issue->anchor_count >= 2);
        require(issue->status_quo < dossier->quantity_count);
        for (size_t s = 0; s < issue->stand_count; s++) {
            require(issue->stands[s].state < dossier->state_count);
            require(s == 0 || issue->stands[s - 1].state < issue->stands[s].state);
            require(issue->stands[s].position < dossier->quantity_count);
            require(issue->stands[s].salience < dossier->quantity_count);
        }
        for (size_t f = 0; f < issue->forum_count; f++)
            require(issue->forums[f] < dossier->forum_count);
        require_index(issue->state, dossier->state_count);
        require_index(issue->against, dossier->state_count);
    }
}

static void check_condition(const cw_dossier *dossier, const cw_condition *condition)
{
    require(condition->label != NULL);
    require(condition->form != CW_CONDITION_FACT || condition->fact < dossier->fact_count);
    require(condition->form != CW_CONDITION_PARTY || condition->conflict < dossier->conflict_count);
    require_index(condition->forum, dossier->forum_count);
    require_index(condition->issue, dossier->issue_count);
    for (size_t i = 0; i < condition->child_count; i++)
        check_condition(dossier, &condition->children[i]);
}

static void check_edit(const cw_dossier *dossier, const cw_edit *edit)
{
    bool of_forum = edit->form <= CW_EDIT_AGENDA_POWER;
    require(!of_forum || edit->forum < dossier->forum_count);
    require(edit->form != CW_EDIT_STATUS_QUO || edit->issue < dossier->issue_count);
    require(edit->form != CW_EDIT_FACT || edit->fact < dossier->fact_count);
    require(edit->form != CW_EDIT_CHAIR || edit->state_count == 1);
    require_index(edit->is, dossier->quantity_count);
    require_index(edit->voice, dossier->quantity_count);
    require(isnan(edit->by) || (isfinite(edit->by) && edit->by >= 0));
    for (size_t i = 0; i < edit->state_count; i++)
        require(edit->states[i] < dossier->state_count);
    if (edit->form == CW_EDIT_RULE)
        check_rule(dossier, &dossier->forums[edit->forum], &edit->rule);
}

static void check_rest(const cw_dossier *dossier)
{
    for (size_t i = 0; i < dossier->tie_count; i++)
        require(dossier->ties[i].dependence < dossier->quantity_count);
    for (size_t i = 0; i < dossier->operation_count; i++) {
        require(dossier->operations[i].forum < dossier->forum_count);
        check_condition(dossier, &dossier->operations[i].deploy);
        check_condition(dossier, &dossier->operations[i].lead);
    }
    for (size_t i = 0; i < dossier->what_if_count; i++)
        for (size_t e = 0; e < dossier->what_ifs[i].edit_count; e++)
            check_edit(dossier, &dossier->what_ifs[i].edits[e]);
    for (size_t i = 0; i < dossier->claim_count; i++)
        require_index(dossier->claims[i].left.what_if, dossier->what_if_count);
}

static void describe_all(cw_context *context, const cw_dossier *dossier)
{
    cw_text words;
    cw_text_init(&words, context);
    for (size_t i = 0; i < dossier->quantity_count; i++)
        cw_dossier_describe_quantity(dossier, i, &words);
    cw_text_free(&words);
}

/* Tables are looked for in a folder that does not exist. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cw_context context;
    cw_context_init(&context);
    context.limits.diagnostics = 50;
    context.limits.items = 20000;
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, &context);
    cw_dossier *dossier = NULL;
    cw_status status = cw_dossier_parse(&dossier, &context, &diagnostics, "no folder/fuzz.yaml",
                                        (const char *)data, size);
    require((status == CW_OK) == (dossier != NULL));
    require((status == CW_OK) == (diagnostics.errors == 0));
    if (dossier != NULL) {
        check_quantities(dossier);
        check_forums(dossier);
        check_issues(dossier);
        check_rest(dossier);
        describe_all(&context, dossier);
    }
    cw_text shown;
    cw_text_init(&shown, &context);
    cw_diagnostics_write_text(&diagnostics, &shown, true);
    cw_diagnostics_write_json(&diagnostics, &shown);
    require(shown.status == CW_OK);
    cw_text_free(&shown);
    cw_dossier_free(dossier);
    cw_diagnostics_free(&diagnostics);
    return 0;
}
