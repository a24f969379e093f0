#include <math.h>
#include <string.h>

#include "dossier/schemas.h"
#include "dossier/sections.h"

/* A rule as written; which keys are there tells its form. */
typedef struct draft {
    const cw_node *count;
    const cw_node *share;
    const cw_node *more_than;
    const cw_node *weight;
    const cw_node *quota;
    const cw_node *veto;
    const cw_node *all;
    const cw_node *any;
    const cw_node *negated;
} draft;

#define KEY(name)                                                                                  \
    {                                                                                              \
#name, cw_field_node, offsetof(draft, name), CW_OPTIONAL, 0                                \
    }

static const cw_field fields[] = {
    KEY(count),  KEY(share), KEY(more_than),
    KEY(weight), KEY(quota), KEY(veto),
    KEY(all),    KEY(any),   {"not", cw_field_node, offsetof(draft, negated), CW_OPTIONAL, 0},
};
const cw_schema cw_rule_schema = CW_SCHEMA("forums", "the rule", fields);

typedef bool form_function(cw_reader *reader, const draft *written, const cw_forum *forum,
                           cw_rule *out);

/* Reads "55%" or, where allowed, a plain number. */
static bool read_amount(cw_reader *reader, const cw_node *node, bool plain_allowed, cw_rule *out)
{
    size_t length = node->length;
    bool percent = node->kind == CW_NODE_TEXT && length > 0 && node->text[length - 1] == '%';
    double amount = 0;
    cw_status status = CW_ERROR_INPUT;
    if (node->kind == CW_NODE_TEXT && (percent || plain_allowed)) {
        status = cw_number_parse(&amount, node->text, length - (percent ? 1 : 0));
    }
    if (status != CW_OK) {
        cw_reader_error(reader, node, NULL, "%s must be %s, not %s", cw_node_name(reader, node),
                        plain_allowed ? "a number or a percentage like 65%"
                                      : "a percentage like 55%",
                        cw_node_words(reader, node));
        return false;
    }
    if (amount < 0 || (percent && amount > 100)) {
        cw_reader_error(reader, node, NULL, "%s %s is out of range", cw_node_name(reader, node),
                        cw_node_words(reader, node));
        return false;
    }
    out->amount = amount;
    out->percent = percent;
    return true;
}

static bool read_count(cw_reader *reader, const draft *written, const cw_forum *forum, cw_rule *out)
{
    (void)forum;
    uint64_t count = 0;
    const cw_node *node = written->count;
    if (node->kind != CW_NODE_TEXT || cw_integer_parse(&count, node->text, node->length) != CW_OK) {
        cw_reader_error(reader, node, NULL, "'count' must be a whole number, not %s",
                        cw_node_words(reader, node));
        return false;
    }
    out->form = CW_RULE_COUNT;
    out->amount = (double)count;
    return true;
}

static bool read_share(cw_reader *reader, const draft *written, const cw_forum *forum, cw_rule *out)
{
    (void)forum;
    out->form = CW_RULE_SHARE;
    out->more_than = written->share == NULL;
    return read_amount(reader, out->more_than ? written->more_than : written->share, false, out);
}

static bool read_weight(cw_reader *reader, const draft *written, const cw_forum *forum,
                        cw_rule *out)
{
    const cw_node *node = written->weight;
    if ((written->quota == NULL) == (written->more_than == NULL)) {
        cw_reader_error(reader, node->key, NULL,
                        "a rule by weight must have either 'quota' or 'more_than'");
        return false;
    }
    out->form = CW_RULE_WEIGHT;
    out->more_than = written->quota == NULL;
    if (!cw_expect(reader, node, CW_NODE_TEXT)) {
        return false;
    }
    out->column = cw_find_column(forum, node->text);
    size_t index = (size_t)(forum - reader->dossier->forums);
    if (out->column == CW_NONE && !reader->entries[CW_KIND_FORUM].broken[index]) {
        cw_reader_error(
            reader, node, cw_reader_hint(reader, node->text, forum->columns, forum->column_count),
            "no member of '%s' has a weight %s", forum->id, cw_node_words(reader, node));
    }
    bool good =
        read_amount(reader, out->more_than ? written->more_than : written->quota, true, out);
    return good && out->column != CW_NONE;
}

static bool read_veto(cw_reader *reader, const draft *written, const cw_forum *forum, cw_rule *out)
{
    (void)forum;
    out->form = CW_RULE_VETO;
    return cw_read_references(reader, written->veto, CW_KIND_STATE, &out->states,
                              &out->state_count);
}

static bool read_children(cw_reader *reader, const cw_node *node, const cw_forum *forum,
                          cw_rule *out)
{
    bool single = out->form == CW_RULE_NOT;
    if (!single && !cw_expect(reader, node, CW_NODE_LIST)) {
        return false;
    }
    size_t count = single ? 1 : node->count;
    if (count == 0) {
        cw_reader_error(reader, node, NULL, "%s has no rules in it", cw_node_name(reader, node));
        return false;
    }
    out->children = cw_reader_allocate(reader, count, sizeof *out->children);
    if (out->children == NULL) {
        return false;
    }
    out->child_count = count;
    bool good = true;
    cw_rule *child = out->children;
    for (const cw_node *item = single ? node : node->first; item != NULL;
         item = single ? NULL : item->next) {
        good = cw_read_rule(reader, item, forum, child++) && good;
    }
    return good;
}

static bool read_all(cw_reader *reader, const draft *written, const cw_forum *forum, cw_rule *out)
{
    out->form = CW_RULE_ALL;
    return read_children(reader, written->all, forum, out);
}

static bool read_any(cw_reader *reader, const draft *written, const cw_forum *forum, cw_rule *out)
{
    out->form = CW_RULE_ANY;
    return read_children(reader, written->any, forum, out);
}

static bool read_not(cw_reader *reader, const draft *written, const cw_forum *forum, cw_rule *out)
{
    out->form = CW_RULE_NOT;
    return read_children(reader, written->negated, forum, out);
}

/* The one form whose keys are there, or NULL. `more_than` is a form by itself, and a part of
 * `weight`. */
static form_function *find_form(const draft *written, bool *several)
{
    const struct {
        const cw_node *node;
        form_function *read;
    } forms[] = {
        {written->count, read_count},
        {written->share, read_share},
        {written->weight == NULL ? written->more_than : NULL, read_share},
        {written->weight, read_weight},
        {written->veto, read_veto},
        {written->all, read_all},
        {written->any, read_any},
        {written->negated, read_not},
    };
    form_function *found = NULL;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (forms[i].node != NULL) {
            *several = *several || found != NULL;
            found = forms[i].read;
        }
    }
    return found;
}

static bool read_word(cw_reader *reader, const cw_node *node, cw_rule *out)
{
    if (strcmp(node->text, "consensus") == 0) {
        out->form = CW_RULE_CONSENSUS;
        return true;
    }
    if (strcmp(node->text, "majority") == 0) {
        out->form = CW_RULE_SHARE;
        out->amount = 50;
        out->percent = true;
        out->more_than = true;
        return true;
    }
    static const char *const words[] = {"consensus", "majority"};
    cw_reader_error(reader, node, cw_reader_hint(reader, node->text, words, 2), "unknown rule %s",
                    cw_node_words(reader, node));
    return false;
}

bool cw_read_rule(cw_reader *reader, const cw_node *node, const cw_forum *forum, cw_rule *out)
{
    if (node->refused) {
        return false;
    }
    *out = (cw_rule){.column = CW_NONE, .place = node->place};
    if (node->kind == CW_NODE_TEXT) {
        return read_word(reader, node, out);
    }
    if (node->kind == CW_NODE_LIST) {
        cw_reader_error(reader, node, "combine several with 'all' or 'any'",
                        "%s must be a word or a mapping of keys, not a list",
                        cw_node_name(reader, node));
        return false;
    }
    draft written = {0};
    size_t errors = reader->diagnostics->errors;
    if (!cw_read_record(reader, &cw_rule_schema, node, &written) ||
        reader->diagnostics->errors > errors) {
        return false;
    }
    if (written.quota != NULL && written.weight == NULL) {
        cw_reader_error(reader, written.quota->key, "say of what, under 'weight'",
                        "a quota is of a weight");
        return false;
    }
    bool several = false;
    form_function *read = find_form(&written, &several);
    if (read == NULL || several) {
        cw_reader_error(reader, node, several ? "combine them with 'all' or 'any'" : NULL,
                        several ? "these keys do not make one rule" : "this rule says nothing");
        return false;
    }
    return read(reader, &written, forum, out);
}
