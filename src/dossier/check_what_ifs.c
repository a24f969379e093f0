/* What-ifs: every change must find what it changes, and change it. The seats are followed through
 * the changes in the order written. */
#include <math.h>

#include "dossier/check.h"

/* What an earlier change of the same what-if made of one state at one forum. */
typedef struct reseated {
    size_t forum;
    bool seated;
    cw_standing standing;
    size_t before; /* the one before for the same state, or CW_NONE */
} reseated;

typedef struct course {
    const cw_checker *checker;
    size_t *last;    /* for each state, its last entry of `changes`, or CW_NONE */
    cw_list changes; /* of reseated */
    cw_list touched; /* of size_t: states whose `last` must be set back */
    cw_date date;
} course;

/* Whether `state` sits in `forum` at this point, and as what. */
static bool is_seated(const course *self, size_t forum, size_t state, cw_standing *standing)
{
    const reseated *changes = self->changes.items;
    size_t first = changes != NULL ? self->last[state] : CW_NONE;
    for (size_t i = first; i != CW_NONE; i = changes[i].before) {
        if (changes[i].forum == forum) {
            *standing = changes[i].standing;
            return changes[i].seated;
        }
    }
    const cw_checker *checker = self->checker;
    size_t seat = cw_seat_on(checker->dossier, checker->seats, forum, state, self->date);
    if (seat == CW_NONE) {
        return false;
    }
    *standing = checker->dossier->forums[forum].memberships[seat].standing;
    return true;
}

static void reseat(course *self, size_t forum, size_t state, bool seated, cw_standing standing)
{
    cw_reader *reader = self->checker->reader;
    reseated *change = cw_list_add(reader, &self->changes, sizeof *change);
    size_t *touched = cw_list_add(reader, &self->touched, sizeof *touched);
    if (change == NULL || touched == NULL) {
        return;
    }
    *change = (reseated){forum, seated, standing, self->last[state]};
    *touched = state;
    self->last[state] = self->changes.count - 1;
}

static const char *state_id(const course *self, size_t state)
{
    return self->checker->dossier->states[state].id;
}

static const char *forum_id(const course *self, size_t forum)
{
    return self->checker->dossier->forums[forum].id;
}

static const char *standing_word(cw_standing standing)
{
    static const char *const words[] = {"a member", "an observer", "a partner"};
    return words[standing];
}

static void follow_join(course *self, const cw_edit *edit, size_t state)
{
    cw_standing standing = CW_STANDING_MEMBER;
    if (is_seated(self, edit->forum, state, &standing)) {
        cw_check_error(self->checker, edit->place,
                       standing == edit->standing ? NULL : "use 'status' to change what it is",
                       "'%s' cannot join '%s': it is already %s then", state_id(self, state),
                       forum_id(self, edit->forum), standing_word(standing));
    }
    reseat(self, edit->forum, state, true, edit->standing);
}

static void follow_leave(course *self, const cw_edit *edit, size_t state)
{
    cw_standing standing = CW_STANDING_MEMBER;
    if (!is_seated(self, edit->forum, state, &standing)) {
        cw_check_error(self->checker, edit->place, NULL,
                       "'%s' cannot leave '%s': it has no seat there then", state_id(self, state),
                       forum_id(self, edit->forum));
    }
    reseat(self, edit->forum, state, false, standing);
}

static void follow_status(course *self, const cw_edit *edit, size_t state)
{
    cw_standing standing = CW_STANDING_MEMBER;
    if (!is_seated(self, edit->forum, state, &standing)) {
        cw_check_error(self->checker, edit->place, "use 'join'",
                       "'%s' has no seat in '%s' whose status could change", state_id(self, state),
                       forum_id(self, edit->forum));
    } else if (standing == edit->standing && edit->voice == CW_NONE && edit->weights == NULL) {
        cw_check_warning(self->checker, edit->place, NULL,
                         "this changes nothing: '%s' already is %s of '%s'", state_id(self, state),
                         standing_word(standing), forum_id(self, edit->forum));
    }
    reseat(self, edit->forum, state, true, edit->standing);
}

static void follow_chair(course *self, const cw_edit *edit, size_t state)
{
    cw_standing standing = CW_STANDING_OBSERVER;
    bool seated = is_seated(self, edit->forum, state, &standing);
    if (!seated || standing != CW_STANDING_MEMBER) {
        cw_check_error(self->checker, edit->place, NULL,
                       "'%s' cannot chair '%s': it is no member then", state_id(self, state),
                       forum_id(self, edit->forum));
    }
}

/* Changes that seat, unseat or appoint each of a list of states. */
static void follow_seats(course *self, const cw_edit *edit)
{
    typedef void follow_function(course * self, const cw_edit *edit, size_t state);
    static follow_function *const functions[] = {
        [CW_EDIT_JOIN] = follow_join,
        [CW_EDIT_LEAVE] = follow_leave,
        [CW_EDIT_STATUS] = follow_status,
        [CW_EDIT_CHAIR] = follow_chair,
    };
    if (edit->forum == CW_NONE || self->checker->seats[edit->forum].broken) {
        return;
    }
    for (size_t i = 0; i < edit->state_count; i++) {
        functions[edit->form](self, edit, edit->states[i]);
    }
}

static void check_stands(const course *self, const cw_edit *edit)
{
    if (edit->issue == CW_NONE || cw_is_broken(self->checker, CW_KIND_ISSUE, edit->issue)) {
        return;
    }
    const cw_issue *issue = &self->checker->dossier->issues[edit->issue];
    for (size_t i = 0; i < edit->state_count; i++) {
        if (!cw_has_stand(issue, edit->states[i])) {
            cw_check_error(self->checker, edit->place, "give it a position there first",
                           "'%s' has no position on '%s'", state_id(self, edit->states[i]),
                           issue->id);
        }
    }
}

/* What is not there cannot be scaled. */
static void check_scaled_capability(const course *self, const cw_edit *edit)
{
    for (size_t i = 0; i < edit->state_count && !isnan(edit->by); i++) {
        const cw_state *state = &self->checker->dossier->states[edit->states[i]];
        if (state->capability == CW_NONE && state->series_count == 0 &&
            !cw_is_broken(self->checker, CW_KIND_STATE, edit->states[i])) {
            cw_check_error(self->checker, edit->place, "use 'is'",
                           "'%s' has no capability that 'by' could scale", state->id);
        }
    }
}

static void check_scaled_tie(const course *self, const cw_edit *edit)
{
    for (size_t i = 0; i < edit->state_count && edit->other != CW_NONE; i++) {
        size_t of = edit->states[i];
        if (of == edit->other) {
            cw_check_error(self->checker, edit->place, NULL, "a state cannot depend on itself");
        } else if (!isnan(edit->by) && !cw_has_tie(self->checker, of, edit->other)) {
            cw_check_error(self->checker, edit->place, "use 'is'",
                           "there is no tie of '%s' on '%s' that 'by' could scale",
                           state_id(self, of), state_id(self, edit->other));
        }
    }
}

static void check_scaled_forum(const course *self, const cw_edit *edit)
{
    if (edit->forum == CW_NONE || self->checker->seats[edit->forum].broken || isnan(edit->by)) {
        return;
    }
    const cw_forum *forum = &self->checker->dossier->forums[edit->forum];
    size_t quantity = edit->form == CW_EDIT_BYPASS_COST ? forum->bypass_cost
                      : edit->form == CW_EDIT_FORMALITY ? forum->formality
                                                        : forum->agenda_power;
    if (quantity == CW_NONE) {
        cw_check_error(self->checker, edit->place, "use 'is'",
                       "'%s' gives no such number that 'by' could scale", forum->id);
    }
}

static void check_same(course *self, const cw_edit *edit)
{
    const cw_dossier *dossier = self->checker->dossier;
    bool same_fact = edit->form == CW_EDIT_FACT && edit->fact != CW_NONE &&
                     dossier->facts[edit->fact].holds == edit->truth;
    bool same_date = edit->form == CW_EDIT_DATE && edit->date == self->date;
    if (same_fact || same_date || edit->by == 1) {
        cw_check_warning(self->checker, edit->place, NULL, "this changes nothing");
    }
    if (edit->form == CW_EDIT_DATE) {
        self->date = edit->date;
    }
}

static void follow(course *self, const cw_edit *edit)
{
    check_same(self, edit);
    switch (edit->form) {
    case CW_EDIT_JOIN:
    case CW_EDIT_LEAVE:
    case CW_EDIT_STATUS:
    case CW_EDIT_CHAIR:
        follow_seats(self, edit);
        break;
    case CW_EDIT_POSITION:
    case CW_EDIT_SALIENCE:
        check_stands(self, edit);
        break;
    case CW_EDIT_CAPABILITY:
        check_scaled_capability(self, edit);
        break;
    case CW_EDIT_TIE:
        check_scaled_tie(self, edit);
        break;
    case CW_EDIT_BYPASS_COST:
    case CW_EDIT_FORMALITY:
    case CW_EDIT_AGENDA_POWER:
        check_scaled_forum(self, edit);
        break;
    default:
        break;
    }
}

/* Makes the course ready for the next what-if. */
static void begin_anew(course *self)
{
    const size_t *touched = self->touched.items;
    for (size_t i = 0; i < self->touched.count; i++) {
        self->last[touched[i]] = CW_NONE;
    }
    self->touched.count = 0;
    self->changes.count = 0;
    self->date = self->checker->dossier->as_of;
}

void cw_check_what_ifs(const cw_checker *checker)
{
    const cw_dossier *dossier = checker->dossier;
    course self = {.checker = checker};
    self.last = cw_reader_scratch(checker->reader, dossier->state_count, sizeof *self.last);
    if (self.last == NULL) {
        return;
    }
    for (size_t i = 0; i < dossier->state_count; i++) {
        self.last[i] = CW_NONE;
    }
    for (size_t i = 0; i < dossier->what_if_count; i++) {
        begin_anew(&self);
        bool broken = cw_is_broken(checker, CW_KIND_WHAT_IF, i);
        for (size_t e = 0;
             e < dossier->what_ifs[i].edit_count && !broken && checker->reader->status == CW_OK;
             e++) {
            follow(&self, &dossier->what_ifs[i].edits[e]);
        }
    }
}
