#include "dossier/schemas.h"
#include "dossier/sections.h"

static void field_source_date(cw_reader *reader, const cw_field *field, const cw_node *value,
                              void *slot)
{
    cw_date checked = 0;
    cw_field_date(reader, field, value, &checked);
    (void)cw_read_text(reader, value, slot);
}

/* A date that is no more than a year; where there is none yet. */
static void field_source_year(cw_reader *reader, const cw_field *field, const cw_node *value,
                              void *slot)
{
    const char **date = slot;
    cw_date checked = 0;
    (void)field;
    if (value->kind != CW_NODE_TEXT || value->length != 4 ||
        cw_date_parse(&checked, value->text, value->length) != CW_OK)
        cw_reader_error(reader, value, "write it as 2022", "%s must be a year, not %s",
                        cw_node_name(reader, value), cw_node_words(reader, value));
    else if (*date != NULL)
        cw_reader_error(reader, value, "delete one of them", "the source has a 'date' already");
    else
        (void)cw_read_text(reader, value, date);
}

static const cw_field fields[] = {
    {"title", cw_field_text, offsetof(cw_source, title), CW_REQUIRED, 0},
    {"author", cw_field_text, offsetof(cw_source, author), CW_OPTIONAL, 0},
    {"publisher", cw_field_text, offsetof(cw_source, publisher), CW_OPTIONAL, 0},
    {"date", field_source_date, offsetof(cw_source, date), CW_OPTIONAL, 0},
    {"year", field_source_year, offsetof(cw_source, date), CW_OPTIONAL, 0},
    {"url", cw_field_text, offsetof(cw_source, url), CW_OPTIONAL, 0},
    {"note", cw_field_text, offsetof(cw_source, note), CW_OPTIONAL, 0},
};
const cw_schema cw_source_schema = CW_SCHEMA("sources", "the source", fields);

void cw_read_sources(cw_reader *reader)
{
    for (size_t i = 0; i < reader->entries[CW_KIND_SOURCE].count && reader->status == CW_OK; i++) {
        cw_source *source = cw_record(reader, CW_KIND_SOURCE, i);
        const cw_node *node = reader->entries[CW_KIND_SOURCE].nodes[i];
        source->place = node->key->place;
        (void)cw_read_record(reader, &cw_source_schema, node, source);
    }
}
