/* Facts and conflicts. */
#include "dossier/schemas.h"
#include "dossier/sections.h"

static const cw_field fact_fields[] = {
    CW_PROVENANCE_FIELDS(cw_fact, provenance),
    {"text", cw_field_text, offsetof(cw_fact, text), CW_REQUIRED, 0},
    {"holds", cw_field_truth, offsetof(cw_fact, holds), CW_REQUIRED, 0},
};
const cw_schema cw_fact_schema = CW_SCHEMA("facts, conflicts, operations", "the fact", fact_fields);

static void field_parties(cw_reader *reader, const cw_field *field, const cw_node *node, void *slot)
{
    (void)field;
    cw_conflict *conflict = slot;
    (void)cw_read_references(reader, node, CW_KIND_STATE, &conflict->parties,
                             &conflict->party_count);
}

static const cw_field conflict_fields[] = {
    CW_PROVENANCE_FIELDS(cw_conflict, provenance),
    {"name", cw_field_text, offsetof(cw_conflict, name), CW_REQUIRED, 0},
    {"parties", field_parties, 0, CW_REQUIRED, 0},
};
const cw_schema cw_conflict_schema =
    CW_SCHEMA("facts, conflicts, operations", "the conflict", conflict_fields);

void cw_read_facts(cw_reader *reader)
{
    const cw_entries *entries = &reader->entries[CW_KIND_FACT];
    for (size_t i = 0; i < entries->count && reader->status == CW_OK; i++) {
        cw_fact *fact = cw_record(reader, CW_KIND_FACT, i);
        fact->holds = CW_UNKNOWN;
        fact->provenance = cw_provenance_at(entries->nodes[i]->key);
        (void)cw_read_record(reader, &cw_fact_schema, entries->nodes[i], fact);
    }
}

void cw_read_conflicts(cw_reader *reader)
{
    const cw_entries *entries = &reader->entries[CW_KIND_CONFLICT];
    for (size_t i = 0; i < entries->count && reader->status == CW_OK; i++) {
        cw_conflict *conflict = cw_record(reader, CW_KIND_CONFLICT, i);
        conflict->provenance = cw_provenance_at(entries->nodes[i]->key);
        (void)cw_read_record(reader, &cw_conflict_schema, entries->nodes[i], conflict);
    }
}
