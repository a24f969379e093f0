/* Positions and salience as written, in the dossier or in a table beside it. */
#include <string.h>

#include "dossier/read_table.h"
#include "dossier/stands.h"

static void add_coding(cw_reader *reader, cw_measure measure, const cw_range *range,
                       const cw_node *node, size_t state, cw_codings *out)
{
    cw_scope outer = reader->scope;
    reader->scope.state = state;
    const char *leaf = cw_reader_scratch_format(
        reader, measure == CW_MEASURE_POSITION ? "positions.%s" : "salience.%s",
        reader->dossier->states[state].id);
    size_t quantity = cw_quantity_add(reader, measure, range, node, leaf);
    reader->scope = outer;
    cw_coding *coding = cw_list_add(reader, &out->list, sizeof *coding);
    if (coding != NULL && quantity != CW_NONE) {
        *coding = (cw_coding){.state = state, .quantity = quantity, .place = node->place};
    }
}

void cw_add_coding(cw_reader *reader, cw_measure measure, size_t state, cw_codings *out)
{
    reader->table_node = out->table;
    add_coding(reader, measure, &out->others_range, out->others, state, out);
    reader->table_node = NULL;
    cw_coding *added = out->list.items;
    if (reader->status == CW_OK) {
        added[out->list.count - 1].from_others = true;
    }
}

void cw_read_codings(cw_reader *reader, cw_measure measure, const cw_node *node, cw_codings *out)
{
    if (!cw_expect(reader, node, CW_NODE_MAPPING)) {
        return;
    }
    for (const cw_node *value = node->first; value != NULL && reader->status == CW_OK;
         value = value->next) {
        cw_range range = {0};
        bool good = cw_read_range(reader, measure, value, &range);
        size_t state = CW_NONE;
        if (strcmp(value->key->text, "others") == 0) {
            out->others = good ? value : NULL;
            out->others_range = range;
        } else if (cw_read_reference(reader, value->key, CW_KIND_STATE, &state) && good) {
            add_coding(reader, measure, &range, value, state, out);
        }
    }
}

/* The three columns of a position or a salience. */
typedef struct columns {
    cw_measure measure;
    size_t low, middle, high; /* CW_NONE where the table has none */
} columns;

/* A field, or NULL where the table lacks the column or the field is empty. */
static const cw_node *cell_or_null(cw_reader *reader, const cw_table *table, size_t row,
                                   size_t column)
{
    if (column == CW_NONE) {
        return NULL;
    }
    const cw_node *cell = cw_cell_node(reader, table, row, column);
    return cell == NULL || cell->length == 0 ? NULL : cell;
}

/* Puts together a range from up to three fields: a number, [low, high], or [low, mode, high]. */
static bool read_row_range(cw_reader *reader, const cw_table *table, size_t row,
                           const columns *where, const cw_node *state, cw_range *out)
{
    const cw_node *low = cell_or_null(reader, table, row, where->low);
    const cw_node *middle = cell_or_null(reader, table, row, where->middle);
    const cw_node *high = cell_or_null(reader, table, row, where->high);
    cw_node list = {.kind = CW_NODE_LIST, .key = state, .place = state->place};
    const cw_node *given[3];
    size_t count = 0;
    const cw_node *const parts[3] = {low, middle, high};
    for (size_t i = 0; i < 3; i++) {
        if (parts[i] != NULL) {
            given[count++] = parts[i];
        }
    }
    if (count == 1 && middle != NULL) {
        return cw_read_range(reader, where->measure, middle, out);
    }
    if (count < 2 || low == NULL || high == NULL) {
        cw_reader_error(reader, state, NULL,
                        "this row has no %s: neither a number nor a low and a high one",
                        where->measure == CW_MEASURE_POSITION ? "position" : "salience");
        return false;
    }
    cw_node copies[3];
    for (size_t i = 0; i < count; i++) {
        copies[i] = *given[i];
        copies[i].next = i + 1 < count ? &copies[i + 1] : NULL;
    }
    list.first = copies;
    list.place = copies[0].place;
    list.count = count;
    return cw_read_range(reader, where->measure, &list, out);
}

/* Adds what a row says to the positions or the saliences; `state` is CW_NONE in the row of
 * `others`. */
static void read_row_part(cw_reader *reader, const cw_table *table, size_t row, const cw_node *name,
                          size_t state, const columns *where, cw_codings *out)
{
    cw_range range = {0};
    if (!read_row_range(reader, table, row, where, name, &range)) {
        return;
    }
    if (state == CW_NONE) {
        out->others = name;
        out->others_range = range;
        out->table = reader->table_node;
    } else {
        add_coding(reader, where->measure, &range, name, state, out);
    }
}

static void read_row(cw_reader *reader, const cw_table *table, size_t row, size_t state_column,
                     const columns where[2], cw_issue_codings *out)
{
    const cw_node *name = cw_cell_node(reader, table, row, state_column);
    size_t state = CW_NONE;
    if (name == NULL || (strcmp(name->text, "others") != 0 &&
                         !cw_read_reference(reader, name, CW_KIND_STATE, &state))) {
        return;
    }
    read_row_part(reader, table, row, name, state, &where[0], &out->positions);
    read_row_part(reader, table, row, name, state, &where[1], &out->saliences);
}

static columns find_columns(const cw_table *table, cw_measure measure)
{
    bool position = measure == CW_MEASURE_POSITION;
    return (columns){
        .measure = measure,
        .low = cw_table_find_column(table, position ? "position_low" : "salience_low"),
        .middle = cw_table_find_column(table, position ? "position" : "salience"),
        .high = cw_table_find_column(table, position ? "position_high" : "salience_high"),
    };
}

static void check_heading(cw_reader *reader, const cw_table *table)
{
    static const char *const known[] = {"state",    "position",     "position_low", "position_high",
                                        "salience", "salience_low", "salience_high"};
    for (size_t i = 0; i < table->column_count; i++) {
        size_t k = 0;
        while (k < 7 && strcmp(known[k], table->heading[i].text) != 0) {
            k++;
        }
        if (k == 7) {
            cw_diagnostics_add(reader->diagnostics, CW_SEVERITY_ERROR, table->heading[i].place,
                               cw_reader_hint(reader, table->heading[i].text, known, 7),
                               "unknown column '%s' in a table of positions",
                               table->heading[i].text);
        }
    }
}

/* The same state twice would be two opinions of one. */
static void check_repeats(cw_reader *reader, const cw_codings *codings)
{
    const cw_coding *items = codings->list.items;
    reader->list_number++;
    for (size_t i = 0; i < codings->list.count; i++) {
        size_t *mark = &reader->entries[CW_KIND_STATE].marks[items[i].state];
        if (*mark == reader->list_number) {
            cw_diagnostics_add(reader->diagnostics, CW_SEVERITY_ERROR, items[i].place, NULL,
                               "'%s' stands twice in this table",
                               reader->dossier->states[items[i].state].id);
        }
        *mark = reader->list_number;
    }
}

void cw_read_coding_table(cw_reader *reader, const cw_node *node, cw_issue_codings *out)
{
    cw_table *table = cw_open_table(reader, node);
    if (table == NULL) {
        return;
    }
    check_heading(reader, table);
    size_t state_column = cw_table_find_column(table, "state");
    const columns where[2] = {find_columns(table, CW_MEASURE_POSITION),
                              find_columns(table, CW_MEASURE_SALIENCE)};
    reader->table_node = node;
    if (state_column == CW_NONE) {
        cw_diagnostics_add(reader->diagnostics, CW_SEVERITY_ERROR, table->heading[0].place, NULL,
                           "a table of positions needs a column 'state'");
    }
    for (size_t row = 0;
         row < table->row_count && state_column != CW_NONE && reader->status == CW_OK; row++) {
        read_row(reader, table, row, state_column, where, out);
    }
    reader->table_node = NULL;
    check_repeats(reader, &out->positions);
    cw_table_free(table);
}
