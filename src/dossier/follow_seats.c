/* Changes that seat, unseat or appoint: whoever leaves is there before, whoever joins is not. */
#include "dossier/course.h"

/* What an earlier change of the same what-if made of one state at one forum. */
typedef struct reseated {
    size_t forum;
    bool seated;
    cw_standing standing;
    size_t before; /* the one before for the same state, or CW_NONE */
} reseated;

/* Whether `state` sits in `forum` at this point, and as what. */
static bool is_seated(const cw_course *self, size_t forum, size_t state, cw_standing *standing)
{
    const reseated *changes = self->seats.items;
    size_t first = changes != NULL ? self->last_seat[state] : CW_NONE;
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

static void reseat(cw_course *self, size_t forum, size_t state, bool seated, cw_standing standing)
{
    cw_reader *reader = self->checker->reader;
    reseated *change = cw_list_add(reader, &self->seats, sizeof *change);
    size_t *touched = cw_list_add(reader, &self->touched_states, sizeof *touched);
    if (change == NULL || touched == NULL) {
        return;
    }
    *change = (reseated){forum, seated, standing, self->last_seat[state]};
    *touched = state;
    self->last_seat[state] = self->seats.count - 1;
}

static const char *standing_word(cw_standing standing)
{
    static const char *const words[] = {"a member", "an observer", "a partner"};
    return words[standing];
}

static void follow_join(cw_course *self, const cw_edit *edit, size_t state)
{
    cw_standing standing = CW_STANDING_MEMBER;
    if (is_seated(self, edit->forum, state, &standing)) {
        cw_check_error(self->checker, edit->place,
                       standing == edit->standing ? NULL : "use 'status' to change what it is",
                       "'%s' cannot join '%s': it is already %s then", cw_course_state(self, state),
                       cw_course_forum(self, edit->forum), standing_word(standing));
    }
    reseat(self, edit->forum, state, true, edit->standing);
}

static void follow_leave(cw_course *self, const cw_edit *edit, size_t state)
{
    cw_standing standing = CW_STANDING_MEMBER;
    if (!is_seated(self, edit->forum, state, &standing)) {
        cw_check_error(self->checker, edit->place, NULL,
                       "'%s' cannot leave '%s': it has no seat there then",
                       cw_course_state(self, state), cw_course_forum(self, edit->forum));
    }
    reseat(self, edit->forum, state, false, standing);
}

static void follow_status(cw_course *self, const cw_edit *edit, size_t state)
{
    cw_standing standing = CW_STANDING_MEMBER;
    if (!is_seated(self, edit->forum, state, &standing)) {
        cw_check_error(self->checker, edit->place, "use 'join'",
                       "'%s' has no seat in '%s' whose status could change",
                       cw_course_state(self, state), cw_course_forum(self, edit->forum));
    } else if (standing == edit->standing && edit->voice == CW_NONE && edit->weights == NULL) {
        cw_check_warning(self->checker, edit->place, NULL,
                         "this changes nothing: '%s' already is %s of '%s'",
                         cw_course_state(self, state), standing_word(standing),
                         cw_course_forum(self, edit->forum));
    }
    reseat(self, edit->forum, state, true, edit->standing);
}

/* Who chairs `forum` on the date of the what-if, by the dossier; the offices are in order of their
 * first day and do not overlap. */
static size_t chair_by_dossier(const cw_course *self, size_t forum)
{
    const cw_forum *at = &self->checker->dossier->forums[forum];
    size_t low = 0;
    size_t high = at->chair_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (at->chairs[middle].since <= self->date) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low > 0 && self->date < at->chairs[low - 1].until ? at->chairs[low - 1].state : CW_NONE;
}

/* Whether a change takes the chair from `state`: it leaves, or is no member any more. */
static bool vacates(const cw_edit *edit, size_t forum, size_t state)
{
    bool unseats = edit->form == CW_EDIT_LEAVE ||
                   (edit->form == CW_EDIT_STATUS && edit->standing != CW_STANDING_MEMBER);
    return unseats && edit->forum == forum && cw_edit_names(edit, state);
}

/* Whether `state` chairs `forum` at this point. */
static bool chairs(const cw_course *self, size_t forum, size_t state)
{
    const cw_edit *edits = self->what_if->edits;
    for (size_t e = self->number; e > 0; e--) {
        const cw_edit *edit = &edits[e - 1];
        if (edit->form == CW_EDIT_CHAIR && edit->forum == forum && edit->state_count > 0) {
            return edit->states[0] == state;
        }
        if (vacates(edit, forum, state)) {
            return false;
        }
    }
    return chair_by_dossier(self, forum) == state;
}

static void follow_chair(cw_course *self, const cw_edit *edit, size_t state)
{
    cw_standing standing = CW_STANDING_OBSERVER;
    bool seated = is_seated(self, edit->forum, state, &standing);
    char date[CW_DATE_TEXT_BYTES];
    cw_date_format(date, self->date);
    if (!seated || standing != CW_STANDING_MEMBER) {
        cw_check_error(self->checker, edit->place, NULL,
                       "'%s' cannot chair '%s': it is no member then", cw_course_state(self, state),
                       cw_course_forum(self, edit->forum));
    } else if (chairs(self, edit->forum, state)) {
        cw_check_warning(self->checker, edit->place, "name another state, or delete this change",
                         "this changes nothing: '%s' already chairs '%s' on %s",
                         cw_course_state(self, state), cw_course_forum(self, edit->forum), date);
    }
}

void cw_follow_seats(cw_course *self, const cw_edit *edit)
{
    typedef void follow_function(cw_course * self, const cw_edit *edit, size_t state);
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
