/* What-ifs: every change must find what it changes, and change it. Each is followed through its changes
 * in the order written. */
#include <string.h>

#include "dossier/course.h"

static void warn_of_nothing(const cw_course *self, const cw_edit *edit, const char *why)
{
    cw_check_warning(self->checker, edit->place, "delete this change, or say what is meant",
                     "this changes nothing: %s", why);
}

/* The change before the present one that is about the same, or NULL. */
static const cw_edit *earlier(const cw_course *self, const cw_edit *edit)
{
    for (size_t e = self->number; e > 0; e--) {
        const cw_edit *before = &self->what_if->edits[e - 1];
        if (before->form == edit->form && before->forum == edit->forum &&
            before->fact == edit->fact) {
            return before;
        }
    }
    return NULL;
}

static void follow_fact(cw_course *self, const cw_edit *edit)
{
    if (edit->fact == CW_NONE) {
        return;
    }
    const cw_edit *before = earlier(self, edit);
    cw_truth now = before != NULL ? before->truth : self->checker->dossier->facts[edit->fact].holds;
    if (edit->truth == now) {
        warn_of_nothing(self, edit, "the fact is so already");
    }
}

/* Only the last date counts. */
static void follow_date(cw_course *self, const cw_edit *edit)
{
    bool is_last = true;
    for (size_t e = self->number + 1; e < self->what_if->edit_count; e++) {
        is_last = is_last && self->what_if->edits[e].form != CW_EDIT_DATE;
    }
    if (!is_last) {
        warn_of_nothing(self, edit, "a later change gives this what-if another date");
    } else if (edit->date == self->checker->dossier->as_of) {
        warn_of_nothing(self, edit, "the dossier is as of that date");
    }
}

/* Long rules are cut when they are put into words, and then prove nothing. */
static bool is_whole(const char *words)
{
    size_t length = strlen(words);
    return length > 0 && (length < 3 || strcmp(words + length - 3, "...") != 0);
}

static void follow_rule(cw_course *self, const cw_edit *edit)
{
    if (edit->forum == CW_NONE || self->checker->seats[edit->forum].broken) {
        return;
    }
    const cw_edit *before = earlier(self, edit);
    const char *now =
        before != NULL ? before->rule_text : self->checker->dossier->forums[edit->forum].rule_text;
    if (now != NULL && is_whole(now) && strcmp(now, edit->rule_text) == 0) {
        warn_of_nothing(self, edit, "that is the rule already");
    }
}

static void follow(cw_course *self, const cw_edit *edit)
{
    switch (edit->form) {
    case CW_EDIT_JOIN:
    case CW_EDIT_LEAVE:
    case CW_EDIT_STATUS:
    case CW_EDIT_CHAIR:
        cw_follow_seats(self, edit);
        break;
    case CW_EDIT_RULE:
        follow_rule(self, edit);
        break;
    case CW_EDIT_FACT:
        follow_fact(self, edit);
        break;
    case CW_EDIT_DATE:
        follow_date(self, edit);
        break;
    default:
        cw_follow_numbers(self, edit);
        break;
    }
}

/* Makes the course ready for a what-if. */
static void begin(cw_course *self, size_t what_if)
{
    const size_t *states = self->touched_states.items;
    for (size_t i = 0; i < self->touched_states.count; i++) {
        self->last_seat[states[i]] = CW_NONE;
        self->last_number[states[i]] = CW_NONE;
    }
    const size_t *quantities = self->touched_factors.items;
    for (size_t i = 0; i < self->touched_factors.count; i++) {
        self->factor[quantities[i]] = 1;
    }
    self->touched_states.count = 0;
    self->touched_factors.count = 0;
    self->seats.count = 0;
    self->numbers.count = 0;
    self->what_if = &self->checker->dossier->what_ifs[what_if];
    self->date = cw_dossier_date(self->checker->dossier, what_if);
}

static bool prepare(cw_course *self)
{
    cw_reader *reader = self->checker->reader;
    const cw_dossier *dossier = self->checker->dossier;
    self->last_seat = cw_reader_scratch(reader, dossier->state_count, sizeof *self->last_seat);
    self->last_number = cw_reader_scratch(reader, dossier->state_count, sizeof *self->last_number);
    self->factor = cw_reader_scratch(reader, dossier->quantity_count, sizeof *self->factor);
    if (self->last_seat == NULL || self->last_number == NULL || self->factor == NULL) {
        return false;
    }
    for (size_t i = 0; i < dossier->state_count; i++) {
        self->last_seat[i] = CW_NONE;
        self->last_number[i] = CW_NONE;
    }
    for (size_t i = 0; i < dossier->quantity_count; i++) {
        self->factor[i] = 1;
    }
    return true;
}

void cw_check_what_ifs(const cw_checker *checker)
{
    const cw_dossier *dossier = checker->dossier;
    cw_course self = {.checker = checker};
    bool ready = prepare(&self);
    for (size_t i = 0; i < dossier->what_if_count && ready; i++) {
        bool broken = cw_is_broken(checker, CW_KIND_WHAT_IF, i);
        begin(&self, i);
        for (self.number = 0;
             self.number < self.what_if->edit_count && !broken && checker->reader->status == CW_OK;
             self.number++) {
            follow(&self, &self.what_if->edits[self.number]);
        }
    }
}
