#include <stdlib.h>
#include <string.h>

#include "dossier/quantity.h"
#include "dossier/schemas.h"
#include "dossier/sections.h"

/* The columns for weights are those its members name; a rule may name them too. */
static void field_members(cw_reader *reader, const cw_field *field, const cw_node *node, void *slot)
{
    (void)field;
    if (cw_expect(reader, node, CW_NODE_LIST)) {
        cw_read_members(reader, node, slot);
    }
}

static void field_rule(cw_reader *reader, const cw_field *field, const cw_node *node, void *slot)
{
    (void)field;
    cw_forum *forum = slot;
    forum->rule_provenance = forum->provenance;
    forum->rule_provenance.place = node->place;
    if (cw_read_rule(reader, node, forum, &forum->rule)) {
        forum->rule_text = cw_rule_words(reader, &forum->rule, forum);
    }
}

static const cw_field office_fields[] = {
    CW_PROVENANCE_FIELDS(cw_office, provenance),
    {"state", cw_field_reference, offsetof(cw_office, state), CW_REQUIRED, CW_KIND_STATE},
    {"since", cw_field_date, offsetof(cw_office, since), CW_OPTIONAL, 0},
    {"until", cw_field_date, offsetof(cw_office, until), CW_OPTIONAL, 0},
};
const cw_schema cw_office_schema = CW_SCHEMA("forums", "the chair", office_fields);

static int compare_offices(const void *left, const void *right)
{
    const cw_office *a = left;
    const cw_office *b = right;
    if (a->since != b->since) {
        return a->since < b->since ? -1 : 1;
    }
    return a->provenance.place.line < b->provenance.place.line
               ? -1
               : a->provenance.place.line > b->provenance.place.line;
}

/* A chair without an end holds to the day the next one begins. */
static void close_offices(cw_forum *forum)
{
    for (size_t i = 0; i + 1 < forum->chair_count; i++) {
        cw_office *office = &forum->chairs[i];
        if (office->until == CW_DATE_OPEN_END && forum->chairs[i + 1].since > office->since) {
            office->until = forum->chairs[i + 1].since;
        }
    }
}

static void field_chairs(cw_reader *reader, const cw_field *field, const cw_node *node, void *slot)
{
    (void)field;
    cw_forum *forum = slot;
    if (!cw_expect(reader, node, CW_NODE_LIST)) {
        return;
    }
    cw_office *offices = cw_reader_allocate(reader, node->count, sizeof *offices);
    if (offices == NULL) {
        return;
    }
    size_t count = 0;
    for (const cw_node *item = node->first; item != NULL; item = item->next) {
        cw_office office = {.state = CW_NONE,
                            .since = CW_DATE_OPEN_START,
                            .until = CW_DATE_OPEN_END,
                            .provenance = cw_provenance_at(item)};
        (void)cw_read_record(reader, &cw_office_schema, item, &office);
        if (office.state != CW_NONE) {
            offices[count++] = office;
        }
    }
    if (count > 1) {
        qsort(offices, count, sizeof *offices, compare_offices);
    }
    forum->chairs = offices;
    forum->chair_count = count;
    close_offices(forum);
}

static const cw_field fields[] = {
    CW_PROVENANCE_FIELDS(cw_forum, provenance),
    {"name", cw_field_text, offsetof(cw_forum, name), CW_REQUIRED, 0},
    {"note", cw_field_text, offsetof(cw_forum, note), CW_OPTIONAL, 0},
    {"members", field_members, 0, CW_REQUIRED, 0},
    {"rule", field_rule, 0, CW_REQUIRED, 0},
    {"chair", field_chairs, 0, CW_OPTIONAL, 0},
    {"bypass_cost", cw_field_quantity, offsetof(cw_forum, bypass_cost), CW_OPTIONAL,
     CW_MEASURE_BYPASS_COST},
    {"formality", cw_field_quantity, offsetof(cw_forum, formality), CW_OPTIONAL,
     CW_MEASURE_FORMALITY},
    {"agenda_power", cw_field_quantity, offsetof(cw_forum, agenda_power), CW_OPTIONAL,
     CW_MEASURE_AGENDA_POWER},
};
const cw_schema cw_forum_schema = CW_SCHEMA("forums", "the forum", fields);

void cw_read_forums(cw_reader *reader)
{
    const cw_entries *entries = &reader->entries[CW_KIND_FORUM];
    for (size_t i = 0; i < entries->count && reader->status == CW_OK; i++) {
        size_t errors = reader->diagnostics->errors;
        cw_forum *forum = cw_record(reader, CW_KIND_FORUM, i);
        forum->bypass_cost = CW_NONE;
        forum->formality = CW_NONE;
        forum->agenda_power = CW_NONE;
        forum->rule_text = "";
        forum->rule.column = CW_NONE;
        forum->provenance = cw_provenance_at(entries->nodes[i]->key);
        forum->rule_provenance = forum->provenance;
        cw_scope outer = reader->scope;
        cw_scope_enter(reader, "forums", NULL);
        cw_scope_enter(reader, forum->id, &forum->provenance);
        reader->scope.forum = i;
        (void)cw_read_record(reader, &cw_forum_schema, entries->nodes[i], forum);
        reader->scope = outer;
        cw_reader_note_broken(reader, CW_KIND_FORUM, i, errors);
    }
}
