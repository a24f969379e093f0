/* Rules: vetoes of members, weights for all, and counts that can be reached. Whether a rule can be
 * satisfied at all is the voting room's to say. */
#include <math.h>

#include "dossier/check.h"

/* Where a rule applies. */
typedef struct application {
    const cw_checker *checker;
    size_t forum;
} application;

static const char *forum_id(const application *self)
{
    return self->checker->dossier->forums[self->forum].id;
}

static void check_count(const application *self, const cw_rule *rule)
{
    const cw_seats *seats = &self->checker->seats[self->forum];
    if (rule->amount < 1) {
        cw_check_error(self->checker, rule->place, NULL, "a count of 0 lets everything pass");
    } else if (rule->amount > (double)seats->ever.count) {
        cw_check_error(self->checker, rule->place, NULL,
                       "this asks for more members than '%s' ever has: %zu", forum_id(self),
                       seats->ever.count);
    }
}

static void check_veto(const application *self, const cw_rule *rule)
{
    const cw_seats *seats = &self->checker->seats[self->forum];
    for (size_t i = 0; i < rule->state_count; i++) {
        if (!cw_is_ever_member(seats, rule->states[i])) {
            cw_check_error(self->checker, rule->place, NULL,
                           "'%s' has a veto in '%s' but is never a member",
                           self->checker->dossier->states[rule->states[i]].id, forum_id(self));
        }
    }
}

static void check_share(const application *self, const cw_rule *rule)
{
    if (!rule->more_than && rule->amount == 0) {
        cw_check_error(self->checker, rule->place, NULL, "an amount of 0 lets everything pass");
    }
    if (rule->more_than && rule->percent && rule->amount == 100) {
        cw_check_error(self->checker, rule->place, NULL, "nothing is more than 100%%");
    }
}

static void check_rule(const application *self, const cw_rule *rule)
{
    switch (rule->form) {
    case CW_RULE_COUNT:
        check_count(self, rule);
        break;
    case CW_RULE_VETO:
        check_veto(self, rule);
        break;
    case CW_RULE_WEIGHT:
    case CW_RULE_SHARE:
        check_share(self, rule);
        break;
    default:
        break;
    }
    for (size_t i = 0; i < rule->child_count; i++) {
        check_rule(self, &rule->children[i]);
    }
}

/* Whether a rule counts by `column` anywhere. */
static bool uses_column(const cw_rule *rule, size_t column)
{
    if (rule->form == CW_RULE_WEIGHT && rule->column == column) {
        return true;
    }
    for (size_t i = 0; i < rule->child_count; i++) {
        if (uses_column(&rule->children[i], column)) {
            return true;
        }
    }
    return false;
}

/* Whether a seat votes on the date of the case and lacks a weight. */
static bool lacks_weight(const cw_checker *checker, const cw_membership *seat, size_t column)
{
    cw_date date = checker->dossier->as_of;
    return seat->standing == CW_STANDING_MEMBER && seat->since <= date && date < seat->until &&
           isnan(seat->weights[column]);
}

/* What is the same for every rule of a forum, found once: for each column whether the forum's own
 * rule counts by it, and the first seat that lacks it (CW_NONE: none does). */
typedef struct column_facts {
    bool used;
    size_t lacking;
} column_facts;

static column_facts *find_column_facts(const cw_checker *checker, const cw_forum *forum)
{
    column_facts *facts = cw_reader_scratch(checker->reader, forum->column_count, sizeof *facts);
    for (size_t column = 0; facts != NULL && column < forum->column_count; column++) {
        facts[column].used = uses_column(&forum->rule, column);
        facts[column].lacking = CW_NONE;
        for (size_t i = forum->membership_count; i > 0; i--) {
            if (lacks_weight(checker, &forum->memberships[i - 1], column)) {
                facts[column].lacking = i - 1;
            }
        }
    }
    return facts;
}

static void report_lacking(const cw_checker *checker, const cw_forum *forum,
                           const column_facts *facts)
{
    for (size_t column = 0; column < forum->column_count; column++) {
        bool wanted = facts[column].used && facts[column].lacking != CW_NONE;
        for (size_t i = facts[column].lacking; wanted && i < forum->membership_count; i++) {
            const cw_membership *seat = &forum->memberships[i];
            if (lacks_weight(checker, seat, column)) {
                cw_check_error(checker, seat->provenance.place, NULL,
                               "'%s' has no weight '%s', by which '%s' decides",
                               checker->dossier->states[seat->state].id, forum->columns[column],
                               forum->id);
            }
        }
    }
}

/* The rule of a forum under a what-if: the last one that its changes give it. */
static const cw_rule *rule_under(const cw_checker *checker, const cw_what_if *what_if, size_t forum)
{
    for (size_t i = what_if->edit_count; i > 0; i--) {
        const cw_edit *edit = &what_if->edits[i - 1];
        if (edit->form == CW_EDIT_RULE && edit->forum == forum) {
            return &edit->rule;
        }
    }
    return &checker->dossier->forums[forum].rule;
}

/* Those who join bring the weights by which the forum decides. */
static void check_joining(const cw_checker *checker, const cw_what_if *what_if, const cw_edit *edit,
                          const column_facts *facts)
{
    const cw_forum *forum = &checker->dossier->forums[edit->forum];
    const cw_rule *rule = rule_under(checker, what_if, edit->forum);
    for (size_t column = 0; column < forum->column_count; column++) {
        bool given = edit->weights != NULL && !isnan(edit->weights[column]);
        bool used = rule == &forum->rule ? facts[column].used : uses_column(rule, column);
        if (!given && used) {
            cw_check_error(checker, edit->place, "give it under 'weights'",
                           "those who join '%s' have no weight '%s', by which it decides",
                           forum->id, forum->columns[column]);
        }
    }
}

/* Whether a seat in `forum` has a weight once the edits of `what_if` before number `end` are made:
 * the last of them that gives it weights decides, else what the dossier says of it. */
static bool has_weight(const cw_checker *checker, const cw_what_if *what_if, size_t end,
                       size_t forum, size_t state, size_t column)
{
    cw_date date =
        cw_dossier_date(checker->dossier, (size_t)(what_if - checker->dossier->what_ifs));
    for (size_t i = end; i > 0; i--) {
        const cw_edit *edit = &what_if->edits[i - 1];
        bool seats = edit->form == CW_EDIT_JOIN || edit->form == CW_EDIT_STATUS;
        if (seats && edit->forum == forum && edit->weights != NULL && cw_edit_names(edit, state)) {
            return !isnan(edit->weights[column]);
        }
    }
    size_t seat = cw_seat_on(checker->dossier, checker->seats, forum, state, date);
    return seat != CW_NONE &&
           !isnan(checker->dossier->forums[forum].memberships[seat].weights[column]);
}

/* Those who become members bring weights, now or from before. */
static void check_promoted(const cw_checker *checker, const cw_what_if *what_if, size_t number,
                           const column_facts *facts)
{
    const cw_edit *edit = &what_if->edits[number];
    const cw_forum *forum = &checker->dossier->forums[edit->forum];
    const cw_rule *rule = rule_under(checker, what_if, edit->forum);
    for (size_t column = 0; column < forum->column_count; column++) {
        bool used = rule == &forum->rule ? facts[column].used : uses_column(rule, column);
        for (size_t i = 0; used && i < edit->state_count; i++) {
            if (!has_weight(checker, what_if, number + 1, edit->forum, edit->states[i], column)) {
                cw_check_error(checker, edit->place, "give it under 'weights'",
                               "'%s' has no weight '%s', by which '%s' decides",
                               checker->dossier->states[edit->states[i]].id, forum->columns[column],
                               forum->id);
            }
        }
    }
}

/* A rule that comes in by a what-if may count by weights that the present one does not need. */
static void check_new_rule(const cw_checker *checker, const cw_edit *edit,
                           const column_facts *facts)
{
    const cw_forum *forum = &checker->dossier->forums[edit->forum];
    const application applied = {checker, edit->forum};
    check_rule(&applied, &edit->rule);
    for (size_t column = 0; column < forum->column_count; column++) {
        size_t lacking = facts[column].lacking;
        if (lacking != CW_NONE && uses_column(&edit->rule, column)) {
            cw_check_error(checker, edit->rule.place, NULL,
                           "'%s' has no weight '%s', by which '%s' would decide",
                           checker->dossier->states[forum->memberships[lacking].state].id,
                           forum->columns[column], forum->id);
        }
    }
}

static void check_edit(const cw_checker *checker, const cw_what_if *what_if, size_t number,
                       column_facts *const *facts)
{
    const cw_edit *edit = &what_if->edits[number];
    if (edit->forum == CW_NONE || checker->seats[edit->forum].broken) {
        return;
    }
    if (edit->form == CW_EDIT_JOIN && edit->standing == CW_STANDING_MEMBER) {
        check_joining(checker, what_if, edit, facts[edit->forum]);
    } else if (edit->form == CW_EDIT_STATUS && edit->standing == CW_STANDING_MEMBER) {
        check_promoted(checker, what_if, number, facts[edit->forum]);
    } else if (edit->form == CW_EDIT_RULE) {
        check_new_rule(checker, edit, facts[edit->forum]);
    }
}

void cw_check_rules(const cw_checker *checker)
{
    const cw_dossier *dossier = checker->dossier;
    column_facts **facts = cw_reader_scratch(checker->reader, dossier->forum_count, sizeof(void *));
    if (facts == NULL) {
        return;
    }
    for (size_t i = 0; i < dossier->forum_count; i++) {
        const application applied = {checker, i};
        if (!checker->seats[i].broken) {
            check_rule(&applied, &dossier->forums[i].rule);
        }
        facts[i] = find_column_facts(checker, &dossier->forums[i]);
        if (facts[i] == NULL) {
            return;
        }
        if (!checker->seats[i].broken) {
            report_lacking(checker, &dossier->forums[i], facts[i]);
        }
    }
    for (size_t i = 0; i < dossier->what_if_count; i++) {
        bool broken = cw_is_broken(checker, CW_KIND_WHAT_IF, i);
        const cw_what_if *what_if = &dossier->what_ifs[i];
        for (size_t e = 0; e < what_if->edit_count && !broken; e++) {
            check_edit(checker, what_if, e, facts);
        }
    }
}
