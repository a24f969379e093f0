#include <stdlib.h>
#include <string.h>

#include "dossier/read_table.h"
#include "dossier/schemas.h"
#include "dossier/sections.h"
#include "dossier/stands.h"

static int compare_anchors(const void *left, const void *right)
{
    const cw_anchor *a = left;
    const cw_anchor *b = right;
    return a->point < b->point ? -1 : a->point > b->point;
}

static bool read_anchor(cw_reader *reader, const cw_node *value, cw_anchor *out)
{
    const cw_node *key = value->key;
    double point = 0;
    if (cw_number_parse(&point, key->text, key->length) != CW_OK || point < 0 || point > 100) {
        cw_reader_error(reader, key, NULL, "a point of the scale is a number from 0 to 100, not %s",
                        cw_node_words(reader, key));
        return false;
    }
    out->point = point;
    return cw_read_text(reader, value, &out->words);
}

static void check_anchors(cw_reader *reader, const cw_node *node, const cw_issue *issue)
{
    const cw_anchor *anchors = issue->anchors;
    size_t count = issue->anchor_count;
    for (size_t i = 1; i < count; i++) {
        if (anchors[i].point == anchors[i - 1].point) {
            cw_reader_error(reader, node->key, NULL, "'%s' and '%s' stand at the same point",
                            anchors[i - 1].words, anchors[i].words);
        }
    }
    if (count == 0 || anchors[0].point != 0) {
        cw_reader_error(reader, node->key, NULL, "the scale has no words for 0");
    }
    if (count == 0 || anchors[count - 1].point != 100) {
        cw_reader_error(reader, node->key, NULL, "the scale has no words for 100");
    }
}

static void field_scale(cw_reader *reader, const cw_field *field, const cw_node *node, void *slot)
{
    (void)field;
    cw_issue *issue = slot;
    if (!cw_expect(reader, node, CW_NODE_MAPPING)) {
        return;
    }
    cw_anchor *anchors = cw_reader_allocate(reader, node->count, sizeof *anchors);
    if (anchors == NULL) {
        return;
    }
    size_t count = 0;
    size_t errors = reader->diagnostics->errors;
    for (const cw_node *value = node->first; value != NULL; value = value->next) {
        count += read_anchor(reader, value, &anchors[count]) ? 1 : 0;
    }
    if (count > 1) {
        qsort(anchors, count, sizeof *anchors, compare_anchors);
    }
    issue->anchors = anchors;
    issue->anchor_count = count;
    if (reader->diagnostics->errors == errors) {
        check_anchors(reader, node, issue);
    }
}

/* The form of `outcome` that names its source. */
typedef struct outcome_draft {
    const cw_node *value;
    cw_provenance provenance;
} outcome_draft;

static const cw_field outcome_fields[] = {
    CW_PROVENANCE_FIELDS(outcome_draft, provenance),
    {"value", cw_field_node, offsetof(outcome_draft, value), CW_REQUIRED, 0},
};
const cw_schema cw_outcome_schema = CW_SCHEMA("issues", "the outcome", outcome_fields);

static void field_outcome(cw_reader *reader, const cw_field *field, const cw_node *node, void *slot)
{
    (void)field;
    cw_issue *issue = slot;
    outcome_draft written = {.value = node, .provenance = cw_provenance_at(node)};
    if (node->kind == CW_NODE_MAPPING) {
        written.value = NULL;
        (void)cw_read_record(reader, &cw_outcome_schema, node, &written);
    }
    double outcome = 0;
    if (written.value == NULL || !cw_read_point(reader, written.value, &outcome)) {
        return;
    }
    if (written.provenance.source == CW_NONE) {
        written.provenance.source = issue->provenance.source;
    }
    issue->happened = true;
    issue->outcome = outcome;
    issue->outcome_provenance = written.provenance;
}

static void field_forums(cw_reader *reader, const cw_field *field, const cw_node *node, void *slot)
{
    (void)field;
    cw_issue *issue = slot;
    (void)cw_read_references(reader, node, CW_KIND_FORUM, &issue->forums, &issue->forum_count);
}

/* An issue as written. */
typedef struct draft {
    cw_issue issue;
    const cw_node *positions;
    const cw_node *salience;
    const cw_node *table;
} draft;

static const cw_field fields[] = {
    CW_PROVENANCE_FIELDS(draft, issue.provenance),
    {"question", cw_field_text, offsetof(draft, issue.question), CW_REQUIRED, 0},
    {"note", cw_field_text, offsetof(draft, issue.note), CW_OPTIONAL, 0},
    {"scale", field_scale, offsetof(draft, issue), CW_REQUIRED, 0},
    {"status_quo", cw_field_quantity, offsetof(draft, issue.status_quo), CW_REQUIRED,
     CW_MEASURE_STATUS_QUO},
    {"positions", cw_field_node, offsetof(draft, positions), CW_OPTIONAL, 0},
    {"salience", cw_field_node, offsetof(draft, salience), CW_OPTIONAL, 0},
    {"table", cw_field_node, offsetof(draft, table), CW_OPTIONAL, 0},
    {"forums", field_forums, offsetof(draft, issue), CW_OPTIONAL, 0},
    {"state", cw_field_reference, offsetof(draft, issue.state), CW_OPTIONAL, CW_KIND_STATE},
    {"against", cw_field_reference, offsetof(draft, issue.against), CW_OPTIONAL, CW_KIND_STATE},
    {"outcome", field_outcome, offsetof(draft, issue), CW_OPTIONAL, 0},
};
const cw_schema cw_issue_schema = CW_SCHEMA("issues", "the issue", fields);

static void read_codings(cw_reader *reader, const cw_node *node, const draft *written,
                         cw_issue_codings *out)
{
    bool apart = written->positions != NULL || written->salience != NULL;
    if (written->table != NULL && apart) {
        cw_reader_error(reader, written->table->key, NULL,
                        "'table' stands in place of 'positions' and 'salience', not beside them");
    }
    if (written->table != NULL) {
        cw_read_coding_table(reader, written->table, out);
        return;
    }
    if (written->positions == NULL) {
        cw_reader_error(reader, node->key, NULL, "the issue lacks the key 'positions'");
    } else {
        cw_read_codings(reader, CW_MEASURE_POSITION, written->positions, &out->positions);
    }
    if (written->salience == NULL) {
        cw_reader_error(reader, node->key, NULL, "the issue lacks the key 'salience'");
    } else {
        cw_read_codings(reader, CW_MEASURE_SALIENCE, written->salience, &out->saliences);
    }
}

static void read_issue(cw_reader *reader, const cw_node *node, size_t index)
{
    const cw_question *question = &reader->dossier->question;
    cw_issue *issue = cw_record(reader, CW_KIND_ISSUE, index);
    draft written = {.issue = *issue};
    written.issue.status_quo = CW_NONE;
    written.issue.state = question->state;
    written.issue.against = question->against;
    written.issue.provenance = cw_provenance_at(node->key);
    cw_scope outer = reader->scope;
    cw_scope_enter(reader, "issues", NULL);
    cw_scope_enter(reader, issue->id, &written.issue.provenance);
    reader->scope.issue = index;
    if (cw_read_record(reader, &cw_issue_schema, node, &written)) {
        read_codings(reader, node, &written, &reader->codings[index]);
    }
    reader->scope = outer;
    *issue = written.issue;
}

/* One array of all forums serves every issue that names none. */
static size_t *all_forums(cw_reader *reader)
{
    size_t count = reader->dossier->forum_count;
    size_t *forums = cw_reader_allocate(reader, count, sizeof *forums);
    for (size_t i = 0; forums != NULL && i < count; i++) {
        forums[i] = i;
    }
    return forums;
}

void cw_read_issues(cw_reader *reader)
{
    const cw_entries *entries = &reader->entries[CW_KIND_ISSUE];
    size_t *every = all_forums(reader);
    reader->codings = cw_reader_scratch(reader, entries->count, sizeof *reader->codings);
    for (size_t i = 0; i < entries->count && reader->status == CW_OK; i++) {
        size_t errors = reader->diagnostics->errors;
        read_issue(reader, entries->nodes[i], i);
        cw_reader_note_broken(reader, CW_KIND_ISSUE, i, errors);
        cw_issue *issue = cw_record(reader, CW_KIND_ISSUE, i);
        if (issue->forums == NULL) {
            issue->forums = every;
            issue->forum_count = reader->dossier->forum_count;
        }
    }
}
