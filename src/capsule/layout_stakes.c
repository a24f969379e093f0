/* What is at stake: issues, facts, conflicts, operations with their conditions. */
#include "capsule/layout.h"

#define SCALE_HIGH 100.0

static void handle_stands(cw_pen *pen, cw_issue *issue, const cw_dossier *dossier)
{
    CW_PEN_LIST(pen, issue->stands, issue->stand_count);
    for (size_t s = 0; s < issue->stand_count; s++) {
        cw_stand *stand = &issue->stands[s];
        cw_pen_place(pen, &stand->state, dossier->state_count);
        cw_pen_quantity(pen, &stand->position, dossier, CW_MEASURE_POSITION);
        cw_pen_quantity(pen, &stand->salience, dossier, CW_MEASURE_SALIENCE);
        cw_pen_flag(pen, &stand->from_others);
        /* Stands are looked up by halving. */
        cw_pen_require(pen, s == 0 || issue->stands[s - 1].state < stand->state);
    }
}

static void handle_scale(cw_pen *pen, cw_issue *issue)
{
    CW_PEN_LIST(pen, issue->anchors, issue->anchor_count);
    for (size_t a = 0; a < issue->anchor_count; a++) {
        cw_pen_number(pen, &issue->anchors[a].point, 0.0, SCALE_HIGH);
        cw_pen_words(pen, &issue->anchors[a].words);
    }
}

void cw_layout_issue(cw_pen *pen, cw_issue *issue, const cw_dossier *dossier)
{
    cw_pen_words(pen, &issue->id);
    cw_pen_words(pen, &issue->question);
    handle_scale(pen, issue);
    cw_pen_quantity(pen, &issue->status_quo, dossier, CW_MEASURE_STATUS_QUO);
    handle_stands(pen, issue, dossier);
    cw_pen_places(pen, &issue->forums, &issue->forum_count, dossier->forum_count);
    cw_pen_place_or_none(pen, &issue->state, dossier->state_count);
    cw_pen_place_or_none(pen, &issue->against, dossier->state_count);
    cw_pen_flag(pen, &issue->happened);
    if (issue->happened) {
        cw_pen_number(pen, &issue->outcome, 0.0, SCALE_HIGH);
        cw_layout_provenance(pen, &issue->outcome_provenance, dossier);
    }
    cw_layout_provenance(pen, &issue->provenance, dossier);
}

void cw_layout_fact(cw_pen *pen, cw_fact *fact, const cw_dossier *dossier)
{
    cw_pen_words(pen, &fact->id);
    cw_pen_words(pen, &fact->text);
    CW_PEN_CHOICE(pen, fact->holds, CW_UNKNOWN);
    cw_layout_provenance(pen, &fact->provenance, dossier);
}

void cw_layout_conflict(cw_pen *pen, cw_conflict *conflict, const cw_dossier *dossier)
{
    cw_pen_words(pen, &conflict->id);
    cw_pen_words(pen, &conflict->name);
    cw_pen_places(pen, &conflict->parties, &conflict->party_count, dossier->state_count);
    cw_layout_provenance(pen, &conflict->provenance, dossier);
}

/* What a condition refers to hangs on its form; the rest stays 0, as in a dossier just read. */
static void handle_reference(cw_pen *pen, cw_condition *condition, const cw_dossier *dossier)
{
    uint32_t standings = condition->standings;
    switch (condition->form) {
    case CW_CONDITION_FACT:
        cw_pen_place(pen, &condition->fact, dossier->fact_count);
        break;
    case CW_CONDITION_MEMBER:
    case CW_CONDITION_HOST:
        cw_pen_place(pen, &condition->forum, dossier->forum_count);
        cw_pen_whole(pen, &standings);
        if (cw_pen_reads(pen))
            condition->standings = standings;
        break;
    case CW_CONDITION_PARTY:
        cw_pen_place(pen, &condition->conflict, dossier->conflict_count);
        break;
    case CW_CONDITION_DECIDED:
        cw_pen_place(pen, &condition->forum, dossier->forum_count);
        cw_pen_place(pen, &condition->issue, dossier->issue_count);
        cw_pen_number(pen, &condition->outcome, 0.0, SCALE_HIGH);
        break;
    default:
        cw_pen_places(pen, &condition->states, &condition->state_count, dossier->state_count);
        break;
    }
}

static bool is_sound(const cw_condition *condition)
{
    if (condition->form == CW_CONDITION_NOT)
        return condition->child_count == 1;
    if (condition->form == CW_CONDITION_ALL || condition->form == CW_CONDITION_ANY)
        return true;
    return condition->child_count == 0;
}

static void handle_condition(cw_pen *pen, cw_condition *condition, const cw_dossier *dossier)
{
    CW_PEN_CHOICE(pen, condition->form, CW_CONDITION_NOT);
    cw_pen_words_or_null(pen, &condition->label);
    handle_reference(pen, condition, dossier);
    cw_layout_provenance(pen, &condition->provenance, dossier);
    cw_pen_require(pen, pen->nesting > 0);
    if (pen->nesting == 0)
        return;
    CW_PEN_LIST(pen, condition->children, condition->child_count);
    cw_pen_require(pen, is_sound(condition));
    pen->nesting--;
    for (size_t c = 0; c < condition->child_count; c++)
        handle_condition(pen, &condition->children[c], dossier);
    pen->nesting++;
}

void cw_layout_operation(cw_pen *pen, cw_operation *operation, const cw_dossier *dossier)
{
    cw_pen_words(pen, &operation->id);
    cw_pen_words(pen, &operation->title);
    cw_pen_place(pen, &operation->forum, dossier->forum_count);
    cw_pen_place_or_none(pen, &operation->host, dossier->state_count);
    handle_condition(pen, &operation->deploy, dossier);
    handle_condition(pen, &operation->lead, dossier);
    cw_layout_provenance(pen, &operation->provenance, dossier);
}
