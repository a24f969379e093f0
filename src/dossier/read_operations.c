#include "dossier/conditions.h"
#include "dossier/schemas.h"
#include "dossier/sections.h"

/* An operation as written: conditions are read once the host is known. */
typedef struct draft {
    cw_operation operation;
    const cw_node *deploy;
    const cw_node *lead;
} draft;

static const cw_field fields[] = {
    CW_PROVENANCE_FIELDS(draft, operation.provenance),
    {"title", cw_field_text, offsetof(draft, operation.title), CW_REQUIRED, 0},
    {"note", cw_field_text, offsetof(draft, operation.note), CW_OPTIONAL, 0},
    {"forum", cw_field_reference, offsetof(draft, operation.forum), CW_REQUIRED, CW_KIND_FORUM},
    {"host", cw_field_reference, offsetof(draft, operation.host), CW_OPTIONAL, CW_KIND_STATE},
    {"deploy", cw_field_node, offsetof(draft, deploy), CW_OPTIONAL, 0},
    {"lead", cw_field_node, offsetof(draft, lead), CW_OPTIONAL, 0},
};
const cw_schema cw_operation_schema =
    CW_SCHEMA("facts, conflicts, operations", "the operation", fields);

static void read_operation(cw_reader *reader, const cw_node *node, cw_operation *operation)
{
    draft written = {.operation = *operation};
    written.operation.forum = CW_NONE;
    written.operation.host = CW_NONE;
    written.operation.deploy = cw_condition_none(node->key);
    written.operation.lead = cw_condition_none(node->key);
    written.operation.provenance = cw_provenance_at(node->key);
    (void)cw_read_record(reader, &cw_operation_schema, node, &written);
    *operation = written.operation;
    if (written.deploy != NULL) {
        (void)cw_read_condition(reader, written.deploy, operation->host, &operation->deploy);
    }
    if (written.lead != NULL) {
        (void)cw_read_condition(reader, written.lead, operation->host, &operation->lead);
    }
}

void cw_read_operations(cw_reader *reader)
{
    const cw_entries *entries = &reader->entries[CW_KIND_OPERATION];
    for (size_t i = 0; i < entries->count && reader->status == CW_OK; i++) {
        read_operation(reader, entries->nodes[i], cw_record(reader, CW_KIND_OPERATION, i));
    }
}
