#include <stdlib.h>
#include <string.h>

#include "dossier/quantity.h"
#include "dossier/schemas.h"
#include "dossier/sections.h"

static const char *const kind_words[] = {"state", "organisation"};

static void field_kind(cw_reader *reader, const cw_field *field, const cw_node *value, void *slot)
{
    (void)field;
    size_t choice = 0;
    if (cw_read_choice(reader, value, kind_words, 2, &choice)) {
        *(bool *)slot = choice == 1;
    }
}

/* The form of `series` that names its source. */
typedef struct series_draft {
    const cw_node *values;
    cw_provenance provenance;
} series_draft;

static const cw_field series_fields[] = {
    CW_PROVENANCE_FIELDS(series_draft, provenance),
    {"values", cw_field_node, offsetof(series_draft, values), CW_REQUIRED, 0},
};
const cw_schema cw_series_schema = CW_SCHEMA("states", "the series", series_fields);

static int compare_years(const void *left, const void *right)
{
    const cw_yearly *a = left;
    const cw_yearly *b = right;
    return a->year < b->year ? -1 : a->year > b->year;
}

static bool read_year(cw_reader *reader, const cw_node *value, cw_yearly *out)
{
    uint64_t year = 0;
    const cw_node *key = value->key;
    if (cw_integer_parse(&year, key->text, key->length) != CW_OK || year < 1 || year > 9999) {
        cw_reader_error(reader, key, NULL, "a series goes by year, not by %s",
                        cw_node_words(reader, key));
        return false;
    }
    double number = 0;
    if (!cw_read_number(reader, value, &number)) {
        return false;
    }
    if (number < 0) {
        cw_reader_error(reader, value, NULL, "capability %s must be at least 0",
                        cw_node_words(reader, value));
        return false;
    }
    *out = (cw_yearly){.year = (int)year, .value = number};
    return true;
}

/* 1992 and 01992 are the same year twice, which the tree cannot see. */
static void check_years(cw_reader *reader, const cw_state *state, const cw_node *node)
{
    for (size_t i = 1; i < state->series_count; i++) {
        if (state->series[i].year == state->series[i - 1].year) {
            cw_reader_error(reader, node, NULL, "the year %d stands twice in this series",
                            state->series[i].year);
        }
    }
}

static void field_series(cw_reader *reader, const cw_field *field, const cw_node *node, void *slot)
{
    (void)field;
    cw_state *state = slot;
    series_draft written = {.values = node, .provenance = cw_provenance_at(node)};
    if (node->kind == CW_NODE_MAPPING && cw_node_get(node, "values") != NULL) {
        written.values = NULL;
        (void)cw_read_record(reader, &cw_series_schema, node, &written);
    }
    if (written.values == NULL || !cw_expect(reader, written.values, CW_NODE_MAPPING)) {
        return;
    }
    if (written.provenance.source == CW_NONE) {
        written.provenance.source = state->provenance.source;
    }
    cw_yearly *series = cw_reader_allocate(reader, written.values->count, sizeof *series);
    if (series == NULL) {
        return;
    }
    size_t count = 0;
    for (const cw_node *value = written.values->first; value != NULL; value = value->next) {
        count += read_year(reader, value, &series[count]) ? 1 : 0;
    }
    if (count > 1) {
        qsort(series, count, sizeof *series, compare_years);
    }
    state->series = series;
    state->series_count = count;
    state->series_provenance = written.provenance;
    check_years(reader, state, node);
}

static const cw_field fields[] = {
    CW_PROVENANCE_FIELDS(cw_state, provenance),
    {"name", cw_field_text, offsetof(cw_state, name), CW_REQUIRED, 0},
    {"kind", field_kind, offsetof(cw_state, organisation), CW_OPTIONAL, 0},
    {"capability", cw_field_quantity, offsetof(cw_state, capability), CW_OPTIONAL,
     CW_MEASURE_CAPABILITY},
    {"series", field_series, 0, CW_OPTIONAL, 0},
};
const cw_schema cw_state_schema = CW_SCHEMA("states", "the state", fields);

/* Where no capability is coded, that of the series in the year of the case counts. */
static void take_from_series(cw_reader *reader, cw_state *state, const cw_node *node)
{
    int year = cw_date_year(reader->dossier->as_of);
    for (size_t y = 0; y < state->series_count && state->capability == CW_NONE; y++) {
        if (state->series[y].year == year) {
            double value = state->series[y].value;
            cw_range range = {CW_SHAPE_FIXED, value, value, value, state->series_provenance};
            state->capability =
                cw_quantity_add(reader, CW_MEASURE_CAPABILITY, &range, node, "capability");
        }
    }
}

void cw_read_states(cw_reader *reader)
{
    const cw_entries *entries = &reader->entries[CW_KIND_STATE];
    for (size_t i = 0; i < entries->count && reader->status == CW_OK; i++) {
        size_t errors = reader->diagnostics->errors;
        cw_state *state = cw_record(reader, CW_KIND_STATE, i);
        state->capability = CW_NONE;
        state->provenance = cw_provenance_at(entries->nodes[i]->key);
        state->series_provenance = state->provenance;
        cw_scope outer = reader->scope;
        cw_scope_enter(reader, "states", NULL);
        cw_scope_enter(reader, state->id, &state->provenance);
        reader->scope.state = i;
        (void)cw_read_record(reader, &cw_state_schema, entries->nodes[i], state);
        take_from_series(reader, state, entries->nodes[i]);
        reader->scope = outer;
        cw_reader_note_broken(reader, CW_KIND_STATE, i, errors);
    }
}
