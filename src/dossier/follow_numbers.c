/* Changes of numbers: what is scaled must be there, and stay within what it may be. Which number
 * stands for what, and with which factor, is followed as the world room will apply it. */
#include <math.h>

#include "dossier/course.h"
#include "dossier/quantity.h"

/* Above it a number is not written out in full. */
#define WRITTEN_OUT 1e15

/* What an earlier change of the same what-if put in the place of a number of one state. */
typedef struct replaced {
    cw_edit_form form;
    size_t at; /* the issue, or the state depended on; CW_NONE: of a capability */
    size_t quantity;
    size_t before; /* the one before for the same state, or CW_NONE */
} replaced;

/* What a change takes beyond what it may be: the numbers of some of the states it names, or the one
 * of a forum or issue. */
typedef struct excess {
    bool found;
    size_t *states; /* room for as many as the change names */
    size_t count;
    double highest;
    bool always; /* all of them are there in every draw */
} excess;

/* Where the number of a state stands: on an issue, or by a tie. */
static size_t place_of(const cw_edit *edit)
{
    return edit->form == CW_EDIT_TIE ? edit->other : edit->issue;
}

static size_t stand_by_dossier(const cw_course *self, const cw_edit *edit, size_t state)
{
    const cw_stand *stand = cw_find_stand(&self->checker->dossier->issues[edit->issue], state);
    if (stand == NULL) {
        return CW_NONE;
    }
    return edit->form == CW_EDIT_POSITION ? stand->position : stand->salience;
}

static size_t number_by_dossier(const cw_course *self, const cw_edit *edit, size_t state)
{
    const cw_dossier *dossier = self->checker->dossier;
    switch (edit->form) {
    case CW_EDIT_CAPABILITY:
        return dossier->states[state].capability;
    case CW_EDIT_TIE: {
        const cw_tie *tie = cw_find_tie(self->checker, state, edit->other);
        return tie != NULL ? tie->dependence : CW_NONE;
    }
    default:
        return stand_by_dossier(self, edit, state);
    }
}

/* The quantity that stands at this point for what `edit` changes of `state`, or CW_NONE. */
static size_t number_of_state(const cw_course *self, const cw_edit *edit, size_t state)
{
    const replaced *changes = self->numbers.items;
    size_t first = changes != NULL ? self->last_number[state] : CW_NONE;
    for (size_t i = first; i != CW_NONE; i = changes[i].before) {
        if (changes[i].form == edit->form && changes[i].at == place_of(edit)) {
            return changes[i].quantity;
        }
    }
    return number_by_dossier(self, edit, state);
}

static bool is_same_subject(const cw_edit *one, const cw_edit *other)
{
    return one->form == other->form && one->forum == other->forum && one->issue == other->issue;
}

/* The same for a forum's number, or a status quo. */
static size_t number_of_forum_or_issue(const cw_course *self, const cw_edit *edit)
{
    const cw_dossier *dossier = self->checker->dossier;
    for (size_t e = self->number; e > 0; e--) {
        const cw_edit *earlier = &self->what_if->edits[e - 1];
        if (is_same_subject(earlier, edit) && earlier->is != CW_NONE) {
            return earlier->is;
        }
    }
    switch (edit->form) {
    case CW_EDIT_BYPASS_COST:
        return dossier->forums[edit->forum].bypass_cost;
    case CW_EDIT_FORMALITY:
        return dossier->forums[edit->forum].formality;
    case CW_EDIT_AGENDA_POWER:
        return dossier->forums[edit->forum].agenda_power;
    default:
        return dossier->issues[edit->issue].status_quo;
    }
}

static void replace(cw_course *self, const cw_edit *edit, size_t state, size_t quantity)
{
    cw_reader *reader = self->checker->reader;
    replaced *change = cw_list_add(reader, &self->numbers, sizeof *change);
    size_t *touched = cw_list_add(reader, &self->touched_states, sizeof *touched);
    if (change == NULL || touched == NULL) {
        return;
    }
    *change = (replaced){edit->form, place_of(edit), quantity, self->last_number[state]};
    *touched = state;
    self->last_number[state] = self->numbers.count - 1;
}

/* What a change is about, as the dossier says it: "the position of BLR on 'troops'". */
static const char *subject(const cw_course *self, const cw_edit *edit, const size_t *states,
                           size_t count)
{
    cw_reader *reader = self->checker->reader;
    const cw_dossier *dossier = self->checker->dossier;
    const char *what = cw_measure_word(cw_edit_measure(edit->form));
    const char *whose = count > 0 ? cw_list_states(reader, states, count) : "";
    if (edit->form == CW_EDIT_CAPABILITY) {
        return cw_reader_scratch_format(reader, "the %s of %s", what, whose);
    }
    if (edit->form == CW_EDIT_STATUS_QUO) {
        return cw_reader_scratch_format(reader, "the %s of '%s'", what,
                                        dossier->issues[edit->issue].id);
    }
    if (edit->form <= CW_EDIT_AGENDA_POWER) {
        return cw_reader_scratch_format(reader, "the %s of '%s'", what,
                                        dossier->forums[edit->forum].id);
    }
    if (edit->form == CW_EDIT_TIE) {
        return cw_reader_scratch_format(reader, "the %s of %s on %s", what, whose,
                                        dossier->states[edit->other].id);
    }
    return cw_reader_scratch_format(reader, "the %s of %s on '%s'", what, whose,
                                    dossier->issues[edit->issue].id);
}

static const char *number_words(const cw_course *self, double number)
{
    cw_text words;
    if (number > WRITTEN_OUT) {
        return "more than 1e15";
    }
    cw_text_init(&words, self->checker->reader->context);
    cw_text_append_fixed(&words, number, number == floor(number) ? 0 : 2);
    const char *kept =
        cw_reader_scratch_format(self->checker->reader, "%s", cw_text_string(&words));
    cw_text_free(&words);
    return kept;
}

static void warn_of_nothing(const cw_course *self, const cw_edit *edit, const size_t *states,
                            size_t count, double number)
{
    cw_check_warning(self->checker, edit->place, "give another number, or delete this change",
                     "this changes nothing: %s already is %s", subject(self, edit, states, count),
                     number_words(self, number));
}

/* Numbers off the scale are no error of the arithmetic, so they are told of, not refused. */
static void warn_of_excess(const cw_course *self, const cw_edit *edit, cw_measure measure,
                           const excess *found)
{
    const char *what = subject(self, edit, found->states, found->count);
    const char *highest = number_words(self, found->highest);
    if (measure == CW_MEASURE_DEPENDENCE && found->highest <= cw_measure_most(measure)) {
        cw_check_warning(self->checker, edit->place,
                         "a dependence is in points of the scale: use a smaller 'by' if so much is "
                         "not meant",
                         "this takes %s up to %s points, more than the whole scale of %d", what,
                         highest, CW_WHOLE_SCALE);
        return;
    }
    const char *most = cw_measure_most(measure) > CW_WHOLE_SCALE ? "1e100"
                       : cw_measure_most(measure) == 1.0         ? "1"
                                                                 : "100";
    cw_check_warning(self->checker, edit->place,
                     "use a smaller 'by', or say with 'is' what is meant",
                     "this takes %s up to %s, but %s is the most it can be: it is held there%s",
                     what, highest, most, found->always ? "" : " in the draws above it");
}

/* Multiplies a quantity and notes where that takes it. */
static void scale(cw_course *self, const cw_edit *edit, size_t state, size_t quantity,
                  excess *found)
{
    const cw_quantity *scaled = &self->checker->dossier->quantities[quantity];
    double most = scaled->measure == CW_MEASURE_DEPENDENCE ? CW_WHOLE_SCALE
                                                           : cw_measure_most(scaled->measure);
    size_t *touched = cw_list_add(self->checker->reader, &self->touched_factors, sizeof *touched);
    if (touched == NULL || edit->by == 1) {
        return;
    }
    *touched = quantity;
    self->factor[quantity] *= edit->by;
    double factor = self->factor[quantity];
    if (!(scaled->high * factor > most)) {
        return;
    }
    if (state != CW_NONE) {
        found->states[found->count++] = state;
    }
    found->found = true;
    found->highest = fmax(found->highest, scaled->high * factor);
    found->always = found->always && scaled->low * factor >= most;
}

static bool is_nothing_to_scale(const cw_course *self, size_t quantity)
{
    const cw_quantity *scaled = &self->checker->dossier->quantities[quantity];
    return scaled->high * self->factor[quantity] == 0;
}

/* Whether the number that `is` brings is the one that is there, in every draw. */
static bool is_the_same(const cw_course *self, size_t there, size_t brought)
{
    const cw_quantity *one = &self->checker->dossier->quantities[there];
    const cw_quantity *other = &self->checker->dossier->quantities[brought];
    return one->shape == CW_SHAPE_FIXED && other->shape == CW_SHAPE_FIXED &&
           one->mode * self->factor[there] == other->mode;
}

/* A number that is nowhere cannot be scaled. */
static void report_missing(const cw_course *self, const cw_edit *edit, size_t state)
{
    const cw_checker *checker = self->checker;
    if (edit->form == CW_EDIT_TIE) {
        cw_check_error(checker, edit->place, "use 'is'",
                       "there is no tie of '%s' on '%s' that 'by' could scale",
                       cw_course_state(self, state), cw_course_state(self, edit->other));
    } else if (edit->form == CW_EDIT_CAPABILITY) {
        if (!cw_is_broken(checker, CW_KIND_STATE, state)) {
            cw_check_error(checker, edit->place, "use 'is'",
                           "'%s' has no capability that 'by' could scale",
                           cw_course_state(self, state));
        }
    } else {
        cw_check_error(checker, edit->place, "use 'is'",
                       "'%s' gives no such number that 'by' could scale",
                       cw_course_forum(self, edit->forum));
    }
}

/* What one change does to the number of one state, or (CW_NONE) of a forum or issue. `brought` is the
 * quantity that takes its place, or CW_NONE. */
static void follow_number(cw_course *self, const cw_edit *edit, size_t state, size_t there,
                          size_t brought, excess *found)
{
    const size_t *whose = state != CW_NONE ? &state : NULL;
    size_t count = state != CW_NONE ? 1 : 0;
    if (brought != CW_NONE) {
        if (there != CW_NONE && is_the_same(self, there, brought)) {
            warn_of_nothing(self, edit, whose, count,
                            self->checker->dossier->quantities[brought].mode);
        }
    } else if (there == CW_NONE) {
        report_missing(self, edit, state);
    } else if (edit->by != 1 && is_nothing_to_scale(self, there)) {
        warn_of_nothing(self, edit, whose, count, 0);
    } else {
        scale(self, edit, state, there, found);
    }
}

/* A stand can be changed, but is not given to a state that has none. */
static bool has_stand(const cw_course *self, const cw_edit *edit, size_t state)
{
    const cw_issue *issue = &self->checker->dossier->issues[edit->issue];
    if (cw_find_stand(issue, state) != NULL) {
        return true;
    }
    cw_check_error(self->checker, edit->place, "give it a position there first",
                   "'%s' has no position on '%s'", cw_course_state(self, state), issue->id);
    return false;
}

static bool can_depend(const cw_course *self, const cw_edit *edit, size_t state)
{
    if (state != edit->other) {
        return true;
    }
    cw_check_error(self->checker, edit->place, NULL, "a state cannot depend on itself");
    return false;
}

static bool is_possible(const cw_course *self, const cw_edit *edit, size_t state)
{
    switch (edit->form) {
    case CW_EDIT_POSITION:
    case CW_EDIT_SALIENCE:
        return has_stand(self, edit, state);
    case CW_EDIT_TIE:
        return can_depend(self, edit, state);
    default:
        return true;
    }
}

/* Whether what the change names could be read, so that its absence proves something. */
static bool is_known(const cw_course *self, const cw_edit *edit)
{
    const cw_checker *checker = self->checker;
    switch (edit->form) {
    case CW_EDIT_POSITION:
    case CW_EDIT_SALIENCE:
    case CW_EDIT_STATUS_QUO:
        return edit->issue != CW_NONE && !cw_is_broken(checker, CW_KIND_ISSUE, edit->issue);
    case CW_EDIT_TIE:
        return edit->other != CW_NONE;
    case CW_EDIT_CAPABILITY:
        return true;
    default:
        return edit->forum != CW_NONE && !checker->seats[edit->forum].broken;
    }
}

static void follow_states(cw_course *self, const cw_edit *edit, excess *found)
{
    for (size_t i = 0; i < edit->state_count; i++) {
        size_t state = edit->states[i];
        size_t brought = edit->is != CW_NONE ? edit->is + i : CW_NONE;
        if (!is_possible(self, edit, state)) {
            continue;
        }
        follow_number(self, edit, state, number_of_state(self, edit, state), brought, found);
        if (brought != CW_NONE) {
            replace(self, edit, state, brought);
        }
    }
}

void cw_follow_numbers(cw_course *self, const cw_edit *edit)
{
    bool given = edit->is != CW_NONE || !isnan(edit->by);
    excess found = {.always = true};
    if (!is_known(self, edit) || !given) {
        return;
    }
    found.states = cw_reader_scratch(self->checker->reader, edit->state_count, sizeof(size_t));
    if (found.states == NULL) {
        return;
    }
    if (edit->by == 1) {
        cw_check_warning(self->checker, edit->place, "give another number, or delete this change",
                         "this changes nothing: it multiplies by 1");
    }
    if (edit->form >= CW_EDIT_CAPABILITY && edit->form != CW_EDIT_STATUS_QUO) {
        follow_states(self, edit, &found);
    } else {
        follow_number(self, edit, CW_NONE, number_of_forum_or_issue(self, edit), edit->is, &found);
    }
    if (found.found) {
        warn_of_excess(self, edit, cw_edit_measure(edit->form), &found);
    }
}
