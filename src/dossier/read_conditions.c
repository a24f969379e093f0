#include "dossier/conditions.h"
#include "dossier/schemas.h"

/* A condition as written; which keys are there tells its form. */
typedef struct draft {
    const char *label;
    const cw_node *fact;
    const cw_node *member_of;
    const cw_node *host_member_of;
    const cw_node *status;
    const cw_node *party_to;
    const cw_node *state;
    const cw_node *decided;
    const cw_node *all;
    const cw_node *any;
    const cw_node *negated;
    cw_provenance provenance;
} draft;

#define KEY(name)                                                                                  \
    {                                                                                              \
#name, cw_field_node, offsetof(draft, name), CW_OPTIONAL, 0                                \
    }

static const cw_field fields[] = {
    CW_PROVENANCE_FIELDS(draft, provenance),
    {"label", cw_field_text, offsetof(draft, label), CW_OPTIONAL, 0},
    KEY(fact),
    KEY(member_of),
    KEY(host_member_of),
    KEY(status),
    KEY(party_to),
    KEY(state),
    KEY(decided),
    KEY(all),
    KEY(any),
    {"not", cw_field_node, offsetof(draft, negated), CW_OPTIONAL, 0},
};
const cw_schema cw_condition_schema =
    CW_SCHEMA("facts, conflicts, operations", "the condition", fields);

/* What must have been decided, and where. */
typedef struct decision {
    size_t forum;
    size_t issue;
    const cw_node *outcome;
} decision;

static const cw_field decision_fields[] = {
    {"forum", cw_field_reference, offsetof(decision, forum), CW_REQUIRED, CW_KIND_FORUM},
    {"issue", cw_field_reference, offsetof(decision, issue), CW_REQUIRED, CW_KIND_ISSUE},
    {"outcome", cw_field_node, offsetof(decision, outcome), CW_REQUIRED, 0},
};
const cw_schema cw_decision_schema =
    CW_SCHEMA("facts, conflicts, operations", "the decision", decision_fields);

typedef struct form {
    const cw_node *node;
    cw_condition_form form;
} form;

/* The node of the one form that is written, or NULL where there is none or several. */
static const cw_node *find_form(const draft *written, cw_condition_form *out)
{
    const form forms[] = {
        {written->fact, CW_CONDITION_FACT},
        {written->member_of, CW_CONDITION_MEMBER},
        {written->host_member_of, CW_CONDITION_HOST},
        {written->party_to, CW_CONDITION_PARTY},
        {written->decided, CW_CONDITION_DECIDED},
        {written->state, CW_CONDITION_STATE},
        {written->all, CW_CONDITION_ALL},
        {written->any, CW_CONDITION_ANY},
        {written->negated, CW_CONDITION_NOT},
    };
    const cw_node *found = NULL;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (forms[i].node != NULL && found != NULL) {
            return NULL;
        }
        if (forms[i].node != NULL) {
            found = forms[i].node;
            *out = forms[i].form;
        }
    }
    return found;
}

static void report_form(cw_reader *reader, const cw_node *node, const draft *written)
{
    bool several = written->fact != NULL || written->member_of != NULL ||
                   written->host_member_of != NULL || written->party_to != NULL ||
                   written->state != NULL || written->decided != NULL || written->all != NULL ||
                   written->any != NULL || written->negated != NULL;
    if (several) {
        cw_reader_error(reader, node, "combine them with 'all' or 'any'",
                        "these keys do not make one condition");
    } else {
        cw_reader_error(reader, node, "name a 'fact', a forum under 'member_of', ...",
                        "this condition says nothing");
    }
}

static bool read_standings(cw_reader *reader, const cw_node *node, unsigned *out)
{
    if (node == NULL) {
        *out = 1U << CW_STANDING_MEMBER;
        return true;
    }
    bool single = node->kind == CW_NODE_TEXT;
    if (!single && !cw_expect(reader, node, CW_NODE_LIST)) {
        return false;
    }
    static const char *const words[] = {"member", "observer", "partner"};
    unsigned standings = 0;
    bool good = true;
    for (const cw_node *item = single ? node : node->first; item != NULL;
         item = single ? NULL : item->next) {
        size_t choice = 0;
        good = cw_read_choice(reader, item, words, 3, &choice) && good;
        standings |= 1U << choice;
    }
    if (good && standings == 0) {
        cw_reader_error(reader, node, NULL, "'status' names no status");
        good = false;
    }
    *out = standings;
    return good;
}

static bool read_decision(cw_reader *reader, const cw_node *node, cw_condition *out)
{
    decision written = {.forum = CW_NONE, .issue = CW_NONE};
    if (!cw_read_record(reader, &cw_decision_schema, node, &written)) {
        return false;
    }
    out->forum = written.forum;
    out->issue = written.issue;
    return written.outcome != NULL && cw_read_point(reader, written.outcome, &out->outcome) &&
           out->forum != CW_NONE && out->issue != CW_NONE;
}

static bool read_children(cw_reader *reader, const cw_node *node, size_t host, cw_condition *out)
{
    bool single = out->form == CW_CONDITION_NOT;
    if (!single && !cw_expect(reader, node, CW_NODE_LIST)) {
        return false;
    }
    size_t count = single ? 1 : node->count;
    if (count == 0) {
        cw_reader_error(reader, node, NULL, "%s has no conditions in it",
                        cw_node_name(reader, node));
        return false;
    }
    out->children = cw_reader_allocate(reader, count, sizeof *out->children);
    if (out->children == NULL) {
        return false;
    }
    bool good = true;
    for (const cw_node *item = single ? node : node->first; item != NULL;
         item = single ? NULL : item->next) {
        good = cw_read_condition(reader, item, host, &out->children[out->child_count++]) && good;
    }
    return good;
}

static bool read_form(cw_reader *reader, const cw_node *node, const draft *written, size_t host,
                      cw_condition *out)
{
    switch (out->form) {
    case CW_CONDITION_FACT:
        return cw_read_reference(reader, node, CW_KIND_FACT, &out->fact);
    case CW_CONDITION_MEMBER:
    case CW_CONDITION_HOST:
        return cw_read_reference(reader, node, CW_KIND_FORUM, &out->forum) &&
               read_standings(reader, written->status, &out->standings);
    case CW_CONDITION_PARTY:
        return cw_read_reference(reader, node, CW_KIND_CONFLICT, &out->conflict);
    case CW_CONDITION_DECIDED:
        return read_decision(reader, node, out);
    case CW_CONDITION_STATE:
        return cw_read_references(reader, node, CW_KIND_STATE, &out->states, &out->state_count);
    default:
        return read_children(reader, node, host, out);
    }
}

cw_condition cw_condition_none(const cw_node *node)
{
    return (cw_condition){.form = CW_CONDITION_ALL,
                          .label = "",
                          .fact = CW_NONE,
                          .forum = CW_NONE,
                          .conflict = CW_NONE,
                          .issue = CW_NONE,
                          .provenance = cw_provenance_at(node)};
}

bool cw_read_condition(cw_reader *reader, const cw_node *node, size_t host, cw_condition *out)
{
    *out = cw_condition_none(node);
    draft written = {.provenance = cw_provenance_at(node)};
    size_t errors = reader->diagnostics->errors;
    if (!cw_read_record(reader, &cw_condition_schema, node, &written) ||
        reader->diagnostics->errors > errors) {
        return false;
    }
    out->provenance = written.provenance;
    const cw_node *form_node = find_form(&written, &out->form);
    if (form_node == NULL) {
        report_form(reader, node, &written);
        return false;
    }
    if (written.status != NULL && out->form != CW_CONDITION_MEMBER &&
        out->form != CW_CONDITION_HOST) {
        cw_reader_error(reader, written.status->key, NULL,
                        "'status' goes with 'member_of' or 'host_member_of'");
    }
    if (out->form == CW_CONDITION_HOST && host == CW_NONE) {
        cw_reader_error(reader, form_node->key, "give the operation a 'host'",
                        "this operation has no host");
    }
    if (!read_form(reader, form_node, &written, host, out) || reader->status != CW_OK) {
        return false;
    }
    out->is_labelled = written.label != NULL;
    out->label = written.label != NULL ? written.label : cw_condition_words(reader, out, host);
    return true;
}
