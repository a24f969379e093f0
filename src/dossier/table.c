/* libcsv tells neither line nor column, so it is fed one byte a call: a callback then belongs to
 * the byte just fed, and a field starts at the first byte after the callback before. */
#include "counterweight/table.h"

#include <csv.h>
#include <string.h>

#include "counterweight/base/file.h"
#include "counterweight/base/number.h"
#include "dossier/scan.h"

#define CELLS_AT_FIRST 64
#define COLUMNS_MOST 4096

typedef struct parser {
    cw_table *table;
    cw_context *context;
    cw_diagnostics *diagnostics;
    cw_place at;        /* of the byte about to be fed */
    cw_place start;     /* of the field being read */
    bool started;       /* whether `start` is known */
    cw_table_cell *row; /* fields of the row being read; owned, cw_release() */
    size_t row_length, row_capacity;
    size_t cell_capacity; /* of table->cells */
    size_t mistakes;
    cw_status status;
    char delimiter;
} parser;

static void complain(parser *self, cw_place place, const char *message)
{
    self->mistakes++;
    cw_diagnostics_add(self->diagnostics, CW_SEVERITY_ERROR, place, NULL, "%s", message);
}

/* Called by libcsv at the end of a field. */
static void take_field(void *bytes, size_t length, void *payload)
{
    parser *self = payload;
    if (self->status != CW_OK) {
        return;
    }
    if (self->row_length == self->row_capacity) {
        size_t capacity = self->row_capacity == 0 ? CELLS_AT_FIRST : self->row_capacity * 2;
        cw_table_cell *row = cw_resize(self->context, self->row, capacity, sizeof *row);
        if (row == NULL) {
            self->status = CW_ERROR_MEMORY;
            return;
        }
        self->row = row;
        self->row_capacity = capacity;
    }
    cw_place place = self->started ? self->start : self->at;
    if (length > self->context->limits.word_bytes) {
        complain(self, place, "this field is too long");
        length = 0;
    }
    const char *text = cw_arena_copy(&self->table->arena, length > 0 ? bytes : "", length);
    if (text == NULL) {
        self->status = CW_ERROR_MEMORY;
        return;
    }
    size_t width = cw_character_count(text, length);
    place.width = width > 0 ? width : 1;
    self->row[self->row_length++] = (cw_table_cell){text, length, place};
    self->started = false;
}

static void check_heading(parser *self)
{
    for (size_t i = 0; i < self->row_length; i++) {
        if (self->row[i].length == 0) {
            complain(self, self->row[i].place, "this column has no name");
        }
        for (size_t k = 0; k < i && self->row[i].length > 0; k++) {
            if (strcmp(self->row[k].text, self->row[i].text) == 0) {
                complain(self, self->row[i].place, "another column has this name");
                break;
            }
        }
    }
}

/* Spreadsheets of many countries write semicolons. Read with commas such a table has one column, and
 * everything said of it would miss the point. */
static void check_delimiter(parser *self)
{
    static const struct {
        char character;
        const char *name;
        const char *remedy;
    } others[] = {
        {';', "semicolons", "put commas between the fields, and points into decimals"},
        {'\t', "tabs", "put commas between the fields, or call a table of its own NAME.tsv"},
        {',', "commas", "put tabs between the fields, or call the table NAME.csv"},
    };
    const cw_table_cell *only = &self->row[0];
    for (size_t k = 0; k < sizeof others / sizeof *others && self->row_length == 1; k++) {
        if (others[k].character != self->delimiter &&
            strchr(only->text, others[k].character) != NULL) {
            self->mistakes++;
            cw_diagnostics_add(self->diagnostics, CW_SEVERITY_ERROR, only->place, others[k].remedy,
                               "the fields of this table are separated by %s", others[k].name);
            self->status = CW_ERROR_INPUT;
            return;
        }
    }
}

static void take_heading(parser *self)
{
    cw_table *table = self->table;
    if (self->row_length > COLUMNS_MOST) {
        complain(self, self->row[0].place, "too many columns");
        self->status = CW_ERROR_INPUT;
        return;
    }
    check_delimiter(self);
    check_heading(self);
    table->heading = cw_arena_allocate(&table->arena, self->row_length, sizeof *table->heading);
    if (table->heading == NULL) {
        self->status = CW_ERROR_MEMORY;
        return;
    }
    memcpy(table->heading, self->row, self->row_length * sizeof *self->row);
    table->column_count = self->row_length;
}

static void grow_cells(parser *self)
{
    cw_table *table = self->table;
    size_t capacity = self->cell_capacity == 0 ? CELLS_AT_FIRST : self->cell_capacity * 2;
    capacity += table->column_count;
    cw_table_cell *cells = cw_resize(self->context, table->cells, capacity, sizeof *cells);
    if (cells == NULL) {
        self->status = CW_ERROR_MEMORY;
        return;
    }
    table->cells = cells;
    self->cell_capacity = capacity;
}

static void take_body_row(parser *self)
{
    cw_table *table = self->table;
    if (self->row_length != table->column_count) {
        self->mistakes++;
        cw_diagnostics_add(self->diagnostics, CW_SEVERITY_ERROR, self->row[0].place,
                           "put a field that has a delimiter in it into quotes",
                           "this row has %zu field%s, the heading has %zu", self->row_length,
                           self->row_length == 1 ? "" : "s", table->column_count);
        return;
    }
    if (table->row_count == self->context->limits.items) {
        complain(self, self->row[0].place, "too many rows");
        self->status = CW_ERROR_INPUT;
        return;
    }
    if ((table->row_count + 1) * table->column_count > self->cell_capacity) {
        grow_cells(self);
    }
    if (self->status == CW_OK) {
        memcpy(table->cells + table->row_count * table->column_count, self->row,
               self->row_length * sizeof *self->row);
        table->row_count++;
    }
}

/* Called by libcsv at the end of a row. */
static void take_row(int character, void *payload)
{
    (void)character;
    parser *self = payload;
    if (self->status == CW_OK && self->row_length > 0) {
        if (self->table->heading == NULL) {
            take_heading(self);
        } else {
            take_body_row(self);
        }
    }
    self->row_length = 0;
    self->started = false;
}

/* Notes where a field starts: at its first byte that is no blank, and, where the last field of a
 * row is empty, at the line end. */
static void note_start(parser *self, char byte)
{
    bool line_end = byte == '\r' || byte == '\n';
    if (self->started || byte == ' ' || (line_end && self->row_length == 0)) {
        return;
    }
    self->start = self->at;
    self->started = true;
}

static void advance(parser *self, char byte)
{
    if (byte == '\n') {
        self->at.line++;
        self->at.column = 1;
    } else if (((unsigned char)byte & 0xC0U) != 0x80U) {
        self->at.column++;
    }
}

static void report_csv_error(parser *self, struct csv_parser *csv)
{
    if (csv_error(csv) != CSV_EPARSE) {
        self->status = CW_ERROR_MEMORY;
        return;
    }
    complain(self, self->at, "found a quote in the middle of a field, or text after its end");
    self->status = CW_ERROR_INPUT;
}

static void feed(parser *self, struct csv_parser *csv, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length && self->status == CW_OK; i++) {
        note_start(self, bytes[i]);
        if (csv_parse(csv, bytes + i, 1, take_field, take_row, self) != 1) {
            report_csv_error(self, csv);
            return;
        }
        advance(self, bytes[i]);
    }
    if (self->status == CW_OK && csv_fini(csv, take_field, take_row, self) != 0) {
        if (csv_error(csv) == CSV_EPARSE) {
            complain(self, self->start, "the text begun with this quote is never closed");
        } else {
            self->status = CW_ERROR_MEMORY;
        }
    }
}

static cw_status parse(parser *self, const char *bytes, size_t length, char delimiter)
{
    struct csv_parser csv = {0};
    if (csv_init(&csv, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0) {
        return CW_ERROR_MEMORY;
    }
    self->delimiter = delimiter;
    csv_set_delim(&csv, (unsigned char)delimiter);
    feed(self, &csv, bytes, length);
    csv_free(&csv);
    if (self->status == CW_OK && self->table->heading == NULL && self->mistakes == 0) {
        complain(self, (cw_place){.file = self->table->file, .line = 0, .width = 1},
                 "the table is empty");
    }
    if (self->status == CW_OK && self->mistakes > 0) {
        return CW_ERROR_INPUT;
    }
    return self->status;
}

static bool can_delimit(char delimiter)
{
    return delimiter != '\0' && delimiter != '"' && delimiter != ' ' && delimiter != '\r' &&
           delimiter != '\n' && ((unsigned char)delimiter & 0x80U) == 0;
}

static cw_table *new_table(cw_context *context, const char *file)
{
    cw_table *table = cw_allocate(context, 1, sizeof *table);
    if (table == NULL) {
        return NULL;
    }
    cw_arena_init(&table->arena, context);
    table->file = cw_arena_copy(&table->arena, file, strlen(file));
    if (table->file == NULL) {
        cw_table_free(table);
        return NULL;
    }
    return table;
}

cw_status cw_table_parse(cw_table **out, cw_context *context, cw_diagnostics *diagnostics,
                         const char *file, const char *bytes, size_t length, char delimiter)
{
    if (!can_delimit(delimiter)) {
        return CW_ERROR_USAGE;
    }
    cw_digest digest = cw_digest_of(bytes, length);
    cw_diagnostics_keep_source(diagnostics, file, bytes, length);
    cw_status status = cw_scan(diagnostics, file, &bytes, &length);
    if (status != CW_OK) {
        return status;
    }
    cw_table *table = new_table(context, file);
    if (table == NULL) {
        return CW_ERROR_MEMORY;
    }
    table->digest = digest;
    parser self = {.table = table,
                   .context = context,
                   .diagnostics = diagnostics,
                   .at = {.file = table->file, .line = 1, .column = 1, .width = 1}};
    status = parse(&self, bytes, length, delimiter);
    cw_release(context, self.row);
    if (status != CW_OK) {
        cw_table_free(table);
        return status;
    }
    *out = table;
    return CW_OK;
}

cw_status cw_table_read(cw_table **out, cw_context *context, cw_diagnostics *diagnostics,
                        const char *path, char delimiter)
{
    cw_bytes bytes = {0};
    cw_status status = cw_file_read(&bytes, context, diagnostics, path, context->limits.file_bytes);
    if (status != CW_OK) {
        return status;
    }
    const char *file = strcmp(path, "-") == 0 ? "<stdin>" : path;
    status = cw_table_parse(out, context, diagnostics, file, bytes.data, bytes.length, delimiter);
    cw_release(context, bytes.data);
    return status;
}

void cw_table_free(cw_table *table)
{
    if (table == NULL) {
        return;
    }
    cw_context *context = table->arena.context;
    cw_release(context, table->cells);
    cw_arena_free(&table->arena);
    cw_release(context, table);
}

size_t cw_table_find_column(const cw_table *table, const char *name)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (strcmp(table->heading[i].text, name) == 0) {
            return i;
        }
    }
    return CW_NONE;
}

/* The heading most like `name`, or NULL. */
static const char *nearest_heading(const cw_table *table, const char *name)
{
    cw_context *context = table->arena.context;
    const char **names = cw_allocate(context, table->column_count, sizeof *names);
    if (names == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < table->column_count; i++) {
        names[i] = table->heading[i].text;
    }
    size_t nearest = cw_nearest_word(name, names, table->column_count);
    cw_release(context, names);
    return nearest == CW_NONE ? NULL : table->heading[nearest].text;
}

void cw_table_miss_column(cw_diagnostics *diagnostics, const cw_table *table, const char *name,
                          const char *columns)
{
    const char *nearest = nearest_heading(table, name);
    if (nearest != NULL) {
        cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR, table->heading[0].place, NULL,
                           "the table has no column '%s'; is '%s' meant to be it?", name, nearest);
    } else {
        cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR, table->heading[0].place, NULL,
                           "the table has no column '%s'; %s", name, columns);
    }
}

const cw_table_cell *cw_table_at(const cw_table *table, size_t row, size_t column)
{
    return &table->cells[row * table->column_count + column];
}

cw_status cw_table_number(double *out, cw_diagnostics *diagnostics, const cw_table *table,
                          size_t row, size_t column)
{
    const cw_table_cell *cell = cw_table_at(table, row, column);
    cw_status status = cw_number_parse(out, cell->text, cell->length);
    if (status == CW_OK) {
        return CW_OK;
    }
    cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR, cell->place, NULL,
                       "'%s' must be a number, not '%.*s'", table->heading[column].text,
                       cw_clip(cell->text, cell->length), cell->text);
    return CW_ERROR_INPUT;
}
