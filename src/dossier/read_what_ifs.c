#include <math.h>

#include "dossier/quantity.h"
#include "dossier/schemas.h"
#include "dossier/sections.h"

/* Changes are checked one against the other, so their number has a ceiling of its own. */
#define CHANGES_MOST 1000

/* What may accompany the key that names a change. */
typedef enum argument {
    ARGUMENT_STATES,
    ARGUMENT_STATE,
    ARGUMENT_AS,
    ARGUMENT_VOICE,
    ARGUMENT_WEIGHTS,
    ARGUMENT_ISSUE,
    ARGUMENT_ON,
    ARGUMENT_IS,
    ARGUMENT_BY,
    ARGUMENT_COUNT
} argument;

#define BIT(name) (1U << ARGUMENT_##name)

/* A kind of change: its key, what the key names, and what goes with it. */
typedef struct form {
    const char *key;
    cw_edit_form form;
    cw_kind named; /* whose id stands under the key; CW_KIND_COUNT: a date */
    unsigned required, allowed;
    bool measured; /* `is` or `by` is a quantity of cw_edit_measure() */
} form;

static const form forms[] = {
    {"join", CW_EDIT_JOIN, CW_KIND_FORUM, BIT(STATES), BIT(AS) | BIT(VOICE) | BIT(WEIGHTS), false},
    {"leave", CW_EDIT_LEAVE, CW_KIND_FORUM, BIT(STATES), 0, false},
    {"status", CW_EDIT_STATUS, CW_KIND_FORUM, BIT(STATES) | BIT(AS), BIT(VOICE) | BIT(WEIGHTS),
     false},
    {"chair", CW_EDIT_CHAIR, CW_KIND_FORUM, BIT(STATE), 0, false},
    {"rule", CW_EDIT_RULE, CW_KIND_FORUM, BIT(IS), 0, false},
    {"bypass_cost", CW_EDIT_BYPASS_COST, CW_KIND_FORUM, 0, 0, true},
    {"formality", CW_EDIT_FORMALITY, CW_KIND_FORUM, 0, 0, true},
    {"agenda_power", CW_EDIT_AGENDA_POWER, CW_KIND_FORUM, 0, 0, true},
    {"capability", CW_EDIT_CAPABILITY, CW_KIND_STATE, 0, 0, true},
    {"position", CW_EDIT_POSITION, CW_KIND_STATE, BIT(ISSUE), 0, true},
    {"salience", CW_EDIT_SALIENCE, CW_KIND_STATE, BIT(ISSUE), 0, true},
    {"status_quo", CW_EDIT_STATUS_QUO, CW_KIND_ISSUE, 0, 0, true},
    {"tie", CW_EDIT_TIE, CW_KIND_STATE, BIT(ON), 0, true},
    {"fact", CW_EDIT_FACT, CW_KIND_FACT, BIT(IS), 0, false},
    {"as_of", CW_EDIT_DATE, CW_KIND_COUNT, 0, 0, false},
};
#define FORM_COUNT (sizeof forms / sizeof *forms)

/* A change as written. */
typedef struct draft {
    const cw_node *forms[FORM_COUNT];
    const cw_node *arguments[ARGUMENT_COUNT];
} draft;

#define FORM_KEY(key, number)                                                                      \
    {                                                                                              \
        key, cw_field_node, offsetof(draft, forms[number]), CW_OPTIONAL, 0                         \
    }
#define ARGUMENT_KEY(key, name)                                                                    \
    {                                                                                              \
        key, cw_field_node, offsetof(draft, arguments[ARGUMENT_##name]), CW_OPTIONAL, 0            \
    }

static const cw_field change_fields[] = {
    FORM_KEY("join", 0),          FORM_KEY("leave", 1),
    FORM_KEY("status", 2),        FORM_KEY("chair", 3),
    FORM_KEY("rule", 4),          FORM_KEY("bypass_cost", 5),
    FORM_KEY("formality", 6),     FORM_KEY("agenda_power", 7),
    FORM_KEY("capability", 8),    FORM_KEY("position", 9),
    FORM_KEY("salience", 10),     FORM_KEY("status_quo", 11),
    FORM_KEY("tie", 12),          FORM_KEY("fact", 13),
    FORM_KEY("as_of", 14),        ARGUMENT_KEY("states", STATES),
    ARGUMENT_KEY("state", STATE), ARGUMENT_KEY("as", AS),
    ARGUMENT_KEY("voice", VOICE), ARGUMENT_KEY("weights", WEIGHTS),
    ARGUMENT_KEY("issue", ISSUE), ARGUMENT_KEY("on", ON),
    ARGUMENT_KEY("is", IS),       ARGUMENT_KEY("by", BY),
};
const cw_schema cw_change_schema = CW_SCHEMA("what_ifs", "the change", change_fields);

static const char *const argument_keys[ARGUMENT_COUNT] = {
    "states", "state", "as", "voice", "weights", "issue", "on", "is", "by"};

/* The form written, or NULL after reporting that there is none or more than one. */
static const form *find_form(cw_reader *reader, const cw_node *node, const draft *written)
{
    const form *found = NULL;
    for (size_t i = 0; i < FORM_COUNT; i++) {
        if (written->forms[i] == NULL) {
            continue;
        }
        if (found != NULL) {
            cw_reader_error(reader, written->forms[i]->key, "write them as two changes",
                            "one change cannot be both '%s' and '%s'", found->key, forms[i].key);
            return NULL;
        }
        found = &forms[i];
    }
    if (found == NULL) {
        cw_reader_error(reader, node, NULL,
                        "this change does not say what changes ('join', 'leave', 'chair', ...)");
    }
    return found;
}

static bool check_arguments(cw_reader *reader, const cw_node *name, const draft *written,
                            const form *kind)
{
    unsigned allowed = kind->required | kind->allowed;
    if (kind->measured) {
        allowed |= BIT(IS) | BIT(BY);
    }
    bool good = true;
    for (unsigned i = 0; i < ARGUMENT_COUNT; i++) {
        const cw_node *given = written->arguments[i];
        if (given != NULL && (allowed & (1U << i)) == 0) {
            cw_reader_error(reader, given->key, NULL, "'%s' does not go with '%s'",
                            argument_keys[i], kind->key);
            good = false;
        }
        if (given == NULL && (kind->required & (1U << i)) != 0) {
            cw_reader_error(reader, name->key, NULL, "'%s' needs '%s'", kind->key,
                            argument_keys[i]);
            good = false;
        }
    }
    bool is = written->arguments[ARGUMENT_IS] != NULL;
    bool by = written->arguments[ARGUMENT_BY] != NULL;
    if (kind->measured && is == by) {
        cw_reader_error(reader, name->key, NULL, "'%s' needs either 'is' or 'by'", kind->key);
        good = false;
    }
    return good;
}

/* What stands under the key that names the change. */
static bool read_named(cw_reader *reader, const cw_node *node, const form *kind, cw_edit *edit)
{
    switch (kind->named) {
    case CW_KIND_FORUM:
        return cw_read_reference(reader, node, CW_KIND_FORUM, &edit->forum);
    case CW_KIND_STATE:
        return cw_read_references(reader, node, CW_KIND_STATE, &edit->states, &edit->state_count);
    case CW_KIND_ISSUE:
        return cw_read_reference(reader, node, CW_KIND_ISSUE, &edit->issue);
    case CW_KIND_FACT:
        return cw_read_reference(reader, node, CW_KIND_FACT, &edit->fact);
    default:
        cw_field_date(reader, NULL, node, &edit->date);
        return true;
    }
}

static bool read_plain_arguments(cw_reader *reader, const draft *written, cw_edit *edit)
{
    const cw_node *const *given = written->arguments;
    bool good = true;
    if (given[ARGUMENT_STATES] != NULL) {
        good = cw_read_references(reader, given[ARGUMENT_STATES], CW_KIND_STATE, &edit->states,
                                  &edit->state_count);
    }
    if (given[ARGUMENT_STATE] != NULL) {
        size_t *state = cw_reader_allocate(reader, 1, sizeof *state);
        good = state != NULL &&
               cw_read_reference(reader, given[ARGUMENT_STATE], CW_KIND_STATE, state) && good;
        edit->states = state;
        edit->state_count = good ? 1 : 0;
    }
    if (given[ARGUMENT_AS] != NULL) {
        cw_field_standing(reader, NULL, given[ARGUMENT_AS], &edit->standing);
    }
    if (given[ARGUMENT_ISSUE] != NULL) {
        good =
            cw_read_reference(reader, given[ARGUMENT_ISSUE], CW_KIND_ISSUE, &edit->issue) && good;
    }
    if (given[ARGUMENT_ON] != NULL) {
        good = cw_read_reference(reader, given[ARGUMENT_ON], CW_KIND_STATE, &edit->other) && good;
    }
    return good;
}

static void read_factor(cw_reader *reader, const cw_node *node, cw_edit *edit)
{
    double factor = 0;
    if (!cw_read_number(reader, node, &factor)) {
        return;
    }
    if (factor < 0) {
        cw_reader_error(reader, node, NULL, "'by' must be at least 0, not %s",
                        cw_node_words(reader, node));
        return;
    }
    edit->by = factor;
}

/* The numbers of a change belong to what it changes. */
static void set_scope(cw_reader *reader, const cw_edit *edit)
{
    reader->scope.state = edit->state_count == 1 ? edit->states[0] : CW_NONE;
    reader->scope.other = edit->other;
    reader->scope.forum = edit->forum;
    reader->scope.issue = edit->issue;
}

/* A number for each of the states that the change is about, one after the other, so that each is
 * drawn for itself; returns the first. */
static size_t add_for_each(cw_reader *reader, cw_measure measure, const cw_range *range,
                           const cw_node *node, const char *leaf, const cw_edit *edit)
{
    size_t first = CW_NONE;
    cw_scope outer = reader->scope;
    for (size_t i = 0; i < edit->state_count && reader->status == CW_OK; i++) {
        const char *id = reader->dossier->states[edit->states[i]].id;
        reader->scope.state = edit->states[i];
        size_t added = cw_quantity_add(reader, measure, range, node,
                                       cw_reader_scratch_format(reader, "%s.%s", leaf, id));
        first = i == 0 ? added : first;
    }
    reader->scope = outer;
    return first;
}

static size_t read_quantity(cw_reader *reader, cw_measure measure, const cw_node *node,
                            const char *leaf, const cw_edit *edit)
{
    cw_range range = {0};
    if (!cw_read_range(reader, measure, node, &range)) {
        return CW_NONE;
    }
    if (edit->state_count > 1) {
        return add_for_each(reader, measure, &range, node, leaf, edit);
    }
    return cw_quantity_add(reader, measure, &range, node, leaf);
}

static void read_values(cw_reader *reader, const draft *written, const form *kind, cw_edit *edit)
{
    const cw_node *const *given = written->arguments;
    const cw_node *is = given[ARGUMENT_IS];
    const cw_forum *forum = edit->forum != CW_NONE ? &reader->dossier->forums[edit->forum] : NULL;
    if (given[ARGUMENT_VOICE] != NULL) {
        edit->voice = read_quantity(reader, CW_MEASURE_VOICE, given[ARGUMENT_VOICE], "voice", edit);
        if (edit->standing == CW_STANDING_MEMBER) {
            cw_reader_error(reader, given[ARGUMENT_VOICE], "delete 'voice', or say 'as'",
                            "only observers and partners have a voice: members vote");
        }
    }
    if (given[ARGUMENT_WEIGHTS] != NULL && forum != NULL) {
        edit->weights = cw_read_weights(reader, given[ARGUMENT_WEIGHTS], forum);
    }
    if (given[ARGUMENT_BY] != NULL) {
        read_factor(reader, given[ARGUMENT_BY], edit);
    }
    if (is == NULL) {
        return;
    }
    if (kind->measured) {
        edit->is = read_quantity(reader, cw_edit_measure(kind->form), is, "is", edit);
    } else if (kind->form == CW_EDIT_FACT) {
        cw_field_truth(reader, NULL, is, &edit->truth);
    } else if (forum != NULL && cw_read_rule(reader, is, forum, &edit->rule)) {
        edit->rule_text = cw_rule_words(reader, &edit->rule, forum);
    }
}

static void read_change(cw_reader *reader, const cw_node *node, cw_edit *edit)
{
    draft written = {{NULL}, {NULL}};
    size_t errors = reader->diagnostics->errors;
    if (!cw_read_record(reader, &cw_change_schema, node, &written) ||
        reader->diagnostics->errors > errors) {
        return;
    }
    const form *kind = find_form(reader, node, &written);
    if (kind == NULL) {
        return;
    }
    edit->form = kind->form;
    const cw_node *name = written.forms[kind - forms];
    edit->place = name->key->place;
    bool named = read_named(reader, name, kind, edit);
    bool complete = check_arguments(reader, name, &written, kind);
    if (complete && read_plain_arguments(reader, &written, edit) && named) {
        set_scope(reader, edit);
        read_values(reader, &written, kind, edit);
    }
}

static void field_changes(cw_reader *reader, const cw_field *field, const cw_node *node, void *slot)
{
    (void)field;
    cw_what_if *what_if = slot;
    if (!cw_expect(reader, node, CW_NODE_LIST)) {
        return;
    }
    if (node->count == 0 || node->count > CHANGES_MOST) {
        cw_reader_error(reader, node, NULL, "a what-if has 1 to %d changes, not %zu", CHANGES_MOST,
                        node->count);
        return;
    }
    cw_edit *edits = cw_reader_allocate(reader, node->count, sizeof *edits);
    if (edits == NULL) {
        return;
    }
    what_if->edits = edits;
    for (const cw_node *item = node->first; item != NULL && reader->status == CW_OK;
         item = item->next) {
        cw_edit *edit = &edits[what_if->edit_count++];
        *edit = (cw_edit){.forum = CW_NONE,
                          .issue = CW_NONE,
                          .other = CW_NONE,
                          .fact = CW_NONE,
                          .voice = CW_NONE,
                          .is = CW_NONE,
                          .by = NAN,
                          .rule = {.column = CW_NONE},
                          .rule_text = "",
                          .truth = CW_UNKNOWN,
                          .place = item->place};
        cw_scope outer = reader->scope;
        cw_scope_enter(reader, cw_reader_scratch_format(reader, "%zu", what_if->edit_count), NULL);
        read_change(reader, item, edit);
        reader->scope = outer;
    }
}

static const cw_field fields[] = {
    CW_PROVENANCE_FIELDS(cw_what_if, provenance),
    {"title", cw_field_text, offsetof(cw_what_if, title), CW_REQUIRED, 0},
    {"note", cw_field_text, offsetof(cw_what_if, note), CW_OPTIONAL, 0},
    {"changes", field_changes, 0, CW_REQUIRED, 0},
};
const cw_schema cw_what_if_schema = CW_SCHEMA("what_ifs", "the what-if", fields);

void cw_read_what_ifs(cw_reader *reader)
{
    const cw_entries *entries = &reader->entries[CW_KIND_WHAT_IF];
    for (size_t i = 0; i < entries->count && reader->status == CW_OK; i++) {
        size_t errors = reader->diagnostics->errors;
        cw_what_if *what_if = cw_record(reader, CW_KIND_WHAT_IF, i);
        what_if->provenance = cw_provenance_at(entries->nodes[i]->key);
        cw_scope outer = reader->scope;
        cw_scope_enter(reader, "what_ifs", NULL);
        cw_scope_enter(reader, what_if->id, &what_if->provenance);
        reader->scope.what_if = i;
        (void)cw_read_record(reader, &cw_what_if_schema, entries->nodes[i], what_if);
        reader->scope = outer;
        cw_reader_note_broken(reader, CW_KIND_WHAT_IF, i, errors);
    }
}
