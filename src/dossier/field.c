#include "dossier/field.h"

#include <string.h>

#include "dossier/scan.h"

static size_t find_field(const cw_schema *schema, const char *key)
{
    for (size_t i = 0; i < schema->field_count; i++) {
        if (strcmp(schema->fields[i].key, key) == 0) {
            return i;
        }
    }
    return CW_NONE;
}

static void report_unknown_key(cw_reader *reader, const cw_schema *schema, const cw_node *key)
{
    const char *known[CW_FIELDS_MOST];
    for (size_t i = 0; i < schema->field_count; i++) {
        known[i] = schema->fields[i].key;
    }
    const char *hint = cw_reader_hint(reader, key->text, known, schema->field_count);
    cw_reader_error(reader, key, hint, "unknown key '%.*s' in %s", cw_clip(key->text, key->length),
                    key->text, schema->entry);
}

/* Sorts the values of `node` by the schema's fields. */
static void match_keys(cw_reader *reader, const cw_schema *schema, const cw_node *node,
                       const cw_node *found[CW_FIELDS_MOST])
{
    for (const cw_node *value = node->first; value != NULL; value = value->next) {
        size_t field = find_field(schema, value->key->text);
        if (field == CW_NONE) {
            report_unknown_key(reader, schema, value->key);
        } else {
            found[field] = value;
        }
    }
}

static void report_missing(cw_reader *reader, const cw_schema *schema, const cw_node *node,
                           const cw_node *const found[CW_FIELDS_MOST])
{
    const cw_node *shown = node->key != NULL ? node->key : node;
    for (size_t i = 0; i < schema->field_count; i++) {
        if (found[i] == NULL && schema->fields[i].need == CW_REQUIRED) {
            cw_reader_error(reader, shown, NULL, "%s lacks the key '%s'", schema->entry,
                            schema->fields[i].key);
        }
    }
}

bool cw_read_record(cw_reader *reader, const cw_schema *schema, const cw_node *node, void *record)
{
    if (!cw_expect(reader, node, CW_NODE_MAPPING)) {
        return false;
    }
    const cw_node *found[CW_FIELDS_MOST] = {NULL};
    match_keys(reader, schema, node, found);
    report_missing(reader, schema, node, found);
    for (size_t i = 0; i < schema->field_count && reader->status == CW_OK; i++) {
        const cw_field *field = &schema->fields[i];
        if (found[i] == NULL || found[i]->refused) {
            continue;
        }
        if (cw_node_is_empty(found[i])) {
            cw_reader_error(reader, found[i]->key, NULL, "'%s' has no value", field->key);
            continue;
        }
        field->read(reader, field, found[i], (char *)record + field->offset);
    }
    return true;
}

cw_provenance cw_provenance_at(const cw_node *node)
{
    return (cw_provenance){.source = CW_NONE, .place = node->place};
}
