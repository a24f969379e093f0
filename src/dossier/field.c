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

/* The values of an entry, sorted by the fields of its schema. */
typedef struct match {
    const cw_node *values[CW_FIELDS_MOST];
    bool meant[CW_FIELDS_MOST]; /* a misspelt key was reported, with this as the hint */
} match;

static void report_unknown_key(cw_reader *reader, const cw_schema *schema, const cw_node *key,
                               match *found)
{
    const char *known[CW_FIELDS_MOST];
    for (size_t i = 0; i < schema->field_count; i++) {
        known[i] = schema->fields[i].key;
    }
    size_t nearest = cw_reader_nearest(reader, key->text, known, schema->field_count);
    const char *hint = NULL;
    if (nearest != CW_NONE) {
        found->meant[nearest] = true;
        hint = cw_reader_scratch_format(reader, "did you mean '%s'?", known[nearest]);
    }
    cw_reader_error(reader, key, hint, "unknown key '%.*s' in %s", cw_clip(key->text, key->length),
                    key->text, schema->entry);
}

static void match_keys(cw_reader *reader, const cw_schema *schema, const cw_node *node,
                       match *found)
{
    for (const cw_node *value = node->first; value != NULL; value = value->next) {
        size_t field = find_field(schema, value->key->text);
        if (field == CW_NONE) {
            report_unknown_key(reader, schema, value->key, found);
        } else {
            found->values[field] = value;
        }
    }
}

static void report_missing(cw_reader *reader, const cw_schema *schema, const cw_node *node,
                           const match *found)
{
    const cw_node *shown = node->key != NULL ? node->key : node;
    for (size_t i = 0; i < schema->field_count; i++) {
        const cw_field *field = &schema->fields[i];
        if (field->need == CW_REQUIRED && found->values[i] == NULL && !found->meant[i]) {
            cw_reader_error(reader, shown, NULL, "%s lacks the key '%s'", schema->entry,
                            field->key);
        }
    }
}

static void read_field(cw_reader *reader, const cw_field *field, const cw_node *value, void *record)
{
    if (value == NULL || value->refused) {
        return;
    }
    if (cw_node_is_empty(value)) {
        cw_reader_error(reader, value->key, NULL, "'%s' has no value", field->key);
        return;
    }
    field->read(reader, field, value, (char *)record + field->offset);
}

bool cw_read_record(cw_reader *reader, const cw_schema *schema, const cw_node *node, void *record)
{
    if (!cw_expect(reader, node, CW_NODE_MAPPING)) {
        return false;
    }
    match found = {{NULL}, {false}};
    match_keys(reader, schema, node, &found);
    report_missing(reader, schema, node, &found);
    for (size_t i = 0; i < schema->field_count && reader->status == CW_OK; i++) {
        read_field(reader, &schema->fields[i], found.values[i], record);
    }
    return true;
}

cw_provenance cw_provenance_at(const cw_node *node)
{
    return (cw_provenance){.source = CW_NONE, .place = node->place};
}
