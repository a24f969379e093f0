/* What-ifs and claims. */
#include "capsule/layout.h"

#include <math.h>

/* The quantities that an edit brings, one for each state that it is about. */
static void handle_own_quantities(cw_pen *pen, size_t *first, const cw_edit *edit,
                                  const cw_dossier *dossier, cw_measure measure)
{
    cw_pen_quantity_or_none(pen, first, dossier, measure);
    for (size_t s = 1; s < edit->state_count && *first != CW_NONE && pen->status == CW_OK; s++)
        cw_pen_require(pen, *first + s < dossier->quantity_count &&
                                dossier->quantities[*first + s].measure == measure);
}

/* The quantity that an edit puts in the place of another measures the same. */
static void handle_quantity(cw_pen *pen, cw_edit *edit, const cw_dossier *dossier)
{
    handle_own_quantities(pen, &edit->is, edit, dossier, cw_edit_measure(edit->form));
    cw_pen_number_or_nan(pen, &edit->by, 0.0, CW_CAPSULE_MOST);
}

static void handle_seats(cw_pen *pen, cw_edit *edit, const cw_dossier *dossier)
{
    CW_PEN_CHOICE(pen, edit->standing, CW_STANDING_PARTNER);
    handle_own_quantities(pen, &edit->voice, edit, dossier, CW_MEASURE_VOICE);
    cw_layout_weights(pen, &edit->weights, dossier->forums[edit->forum].column_count);
}

static void handle_forum_edit(cw_pen *pen, cw_edit *edit, const cw_dossier *dossier)
{
    cw_pen_place(pen, &edit->forum, dossier->forum_count);
    if (pen->status != CW_OK)
        return;
    if (edit->form <= CW_EDIT_STATUS) {
        handle_seats(pen, edit, dossier);
    } else if (edit->form == CW_EDIT_CHAIR) {
        cw_pen_require(pen, edit->state_count == 1);
    } else if (edit->form == CW_EDIT_RULE) {
        cw_layout_rule(pen, &edit->rule, dossier->forums[edit->forum].column_count, dossier);
        cw_pen_words(pen, &edit->rule_text);
    } else {
        handle_quantity(pen, edit, dossier);
    }
}

static void handle_edit(cw_pen *pen, cw_edit *edit, const cw_dossier *dossier)
{
    if (cw_pen_reads(pen))
        *edit = (cw_edit){.voice = CW_NONE, .is = CW_NONE, .by = NAN};
    CW_PEN_CHOICE(pen, edit->form, CW_EDIT_DATE);
    cw_pen_places(pen, &edit->states, &edit->state_count, dossier->state_count);
    switch (edit->form) {
    case CW_EDIT_CAPABILITY:
        handle_quantity(pen, edit, dossier);
        break;
    case CW_EDIT_POSITION:
    case CW_EDIT_SALIENCE:
    case CW_EDIT_STATUS_QUO:
        cw_pen_place(pen, &edit->issue, dossier->issue_count);
        handle_quantity(pen, edit, dossier);
        break;
    case CW_EDIT_TIE:
        cw_pen_place(pen, &edit->other, dossier->state_count);
        handle_quantity(pen, edit, dossier);
        break;
    case CW_EDIT_FACT:
        cw_pen_place(pen, &edit->fact, dossier->fact_count);
        CW_PEN_CHOICE(pen, edit->truth, CW_UNKNOWN);
        break;
    case CW_EDIT_DATE:
        cw_pen_signed(pen, &edit->date);
        break;
    default:
        handle_forum_edit(pen, edit, dossier);
        break;
    }
}

void cw_layout_what_if(cw_pen *pen, cw_what_if *what_if, const cw_dossier *dossier)
{
    cw_pen_words(pen, &what_if->id);
    cw_pen_words(pen, &what_if->title);
    CW_PEN_LIST(pen, what_if->edits, what_if->edit_count);
    for (size_t e = 0; e < what_if->edit_count; e++)
        handle_edit(pen, &what_if->edits[e], dossier);
    cw_layout_provenance(pen, &what_if->provenance, dossier);
}

static void handle_figure(cw_pen *pen, cw_figure *figure, const cw_dossier *dossier)
{
    CW_PEN_CHOICE(pen, figure->measure, CW_FINDING_MAY_LEAD);
    cw_pen_place_or_none(pen, &figure->state, dossier->state_count);
    cw_pen_place_or_none(pen, &figure->other, dossier->state_count);
    cw_pen_place_or_none(pen, &figure->forum, dossier->forum_count);
    cw_pen_place_or_none(pen, &figure->issue, dossier->issue_count);
    cw_pen_place_or_none(pen, &figure->operation, dossier->operation_count);
    cw_pen_place_or_none(pen, &figure->what_if, dossier->what_if_count);
    cw_pen_number_or_nan(pen, &figure->outcome, 0.0, 100.0);
}

void cw_layout_claim(cw_pen *pen, cw_claim *claim, const cw_dossier *dossier)
{
    cw_pen_words(pen, &claim->id);
    cw_pen_words(pen, &claim->text);
    CW_PEN_CHOICE(pen, claim->kind, CW_CLAIM_JUDGEMENT);
    if (claim->kind == CW_CLAIM_TESTED) {
        handle_figure(pen, &claim->left, dossier);
        CW_PEN_CHOICE(pen, claim->comparison, CW_EQUAL);
        cw_pen_flag(pen, &claim->against_figure);
        if (claim->against_figure)
            handle_figure(pen, &claim->right, dossier);
        else
            cw_pen_number(pen, &claim->number, -CW_CAPSULE_MOST, CW_CAPSULE_MOST);
    }
    cw_layout_provenance(pen, &claim->provenance, dossier);
}
