/* The edits of a what-if: each is a small change to a copy of the dossier. */
#include "world/case_edit.h"

#include <math.h>
#include <string.h>

static cw_seat *find_seat(cw_case_forum *forum, size_t state)
{
    for (size_t s = 0; s < forum->seat_count; s++)
        if (forum->seats[s].state == state)
            return &forum->seats[s];
    return NULL;
}

/* Of the quantities that an edit brings, that of its state number `s`. */
static size_t own_quantity(size_t first, size_t s)
{
    return first == CW_NONE ? CW_NONE : first + s;
}

static void join(cw_case_forum *forum, const cw_edit *edit)
{
    for (size_t s = 0; s < edit->state_count; s++) {
        cw_seat *seat = find_seat(forum, edit->states[s]);
        if (seat == NULL)
            seat = &forum->seats[forum->seat_count++];
        *seat = (cw_seat){.state = edit->states[s],
                          .standing = edit->standing,
                          .voice = own_quantity(edit->voice, s),
                          .weights = edit->weights};
    }
}

static void leave(cw_case_forum *forum, const cw_edit *edit)
{
    for (size_t s = 0; s < edit->state_count; s++) {
        cw_seat *seat = find_seat(forum, edit->states[s]);
        if (seat == NULL)
            continue;
        size_t after = (size_t)(forum->seats + forum->seat_count - (seat + 1));
        memmove(seat, seat + 1, after * sizeof *seat);
        forum->seat_count--;
        if (forum->chair == edit->states[s])
            forum->chair = CW_NONE;
    }
}

static void change_status(cw_case_forum *forum, const cw_edit *edit)
{
    for (size_t s = 0; s < edit->state_count; s++) {
        cw_seat *seat = find_seat(forum, edit->states[s]);
        if (seat == NULL)
            continue;
        seat->standing = edit->standing;
        seat->voice = own_quantity(edit->voice, s);
        if (edit->weights != NULL)
            seat->weights = edit->weights;
        if (edit->standing != CW_STANDING_MEMBER && forum->chair == edit->states[s])
            forum->chair = CW_NONE;
    }
}

/* A quantity is replaced by another (`is`) or scaled (`by`), for the edit's state number `s`; 0
 * where it is of no state. */
static void change_quantity(cw_case *built, size_t *quantity, const cw_edit *edit, size_t s)
{
    if (edit->is != CW_NONE)
        *quantity = own_quantity(edit->is, s);
    else if (*quantity != CW_NONE && !isnan(edit->by))
        built->scale[*quantity] *= edit->by;
}

static void change_stands(cw_case *built, const cw_edit *edit)
{
    cw_case_issue *issue = &built->issues[edit->issue];
    for (size_t s = 0; s < edit->state_count; s++)
        for (size_t t = 0; t < issue->stand_count; t++)
            if (issue->stands[t].state == edit->states[s])
                change_quantity(built,
                                edit->form == CW_EDIT_POSITION ? &issue->stands[t].position
                                                               : &issue->stands[t].salience,
                                edit, s);
}

static cw_tie *find_tie(cw_case *built, size_t of, size_t on)
{
    for (size_t t = 0; t < built->tie_count; t++)
        if (built->ties[t].of == of && built->ties[t].on == on)
            return &built->ties[t];
    return NULL;
}

static void change_ties(cw_case *built, const cw_edit *edit)
{
    for (size_t s = 0; s < edit->state_count; s++) {
        cw_tie *tie = find_tie(built, edit->states[s], edit->other);
        if (tie == NULL && edit->is == CW_NONE)
            continue;
        if (tie == NULL) {
            tie = &built->ties[built->tie_count++];
            *tie = (cw_tie){.of = edit->states[s], .on = edit->other, .dependence = CW_NONE};
        }
        change_quantity(built, &tie->dependence, edit, s);
    }
}

static void edit_forum(cw_case *built, const cw_edit *edit)
{
    cw_case_forum *forum = &built->forums[edit->forum];
    switch (edit->form) {
    case CW_EDIT_JOIN:
        join(forum, edit);
        break;
    case CW_EDIT_LEAVE:
        leave(forum, edit);
        break;
    case CW_EDIT_STATUS:
        change_status(forum, edit);
        break;
    case CW_EDIT_CHAIR:
        forum->chair = edit->states[0];
        break;
    case CW_EDIT_RULE:
        forum->rule = &edit->rule;
        forum->rule_text = edit->rule_text;
        break;
    case CW_EDIT_BYPASS_COST:
        change_quantity(built, &forum->bypass_cost, edit, 0);
        break;
    case CW_EDIT_FORMALITY:
        change_quantity(built, &forum->formality, edit, 0);
        break;
    default:
        change_quantity(built, &forum->agenda_power, edit, 0);
        break;
    }
}

static void edit_other(cw_case *built, const cw_edit *edit)
{
    switch (edit->form) {
    case CW_EDIT_CAPABILITY:
        for (size_t s = 0; s < edit->state_count; s++)
            change_quantity(built, &built->capability[edit->states[s]], edit, s);
        break;
    case CW_EDIT_POSITION:
    case CW_EDIT_SALIENCE:
        change_stands(built, edit);
        break;
    case CW_EDIT_STATUS_QUO:
        change_quantity(built, &built->issues[edit->issue].status_quo, edit, 0);
        break;
    case CW_EDIT_TIE:
        change_ties(built, edit);
        break;
    case CW_EDIT_FACT:
        built->facts[edit->fact] = edit->truth;
        break;
    default: /* the date was set before the seats were copied */
        break;
    }
}

void cw_case_edit(cw_case *built, const cw_what_if *what_if)
{
    for (size_t e = 0; e < what_if->edit_count; e++) {
        const cw_edit *edit = &what_if->edits[e];
        if (edit->form <= CW_EDIT_AGENDA_POWER)
            edit_forum(built, edit);
        else
            edit_other(built, edit);
    }
}
