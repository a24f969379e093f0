/* A plain table of members as a body whose voting power is asked for. */
#include "cli/power_body.h"

#include <math.h>
#include <string.h>

#include "cli/input.h"
#include "cli/power_quota.h"

/* What can be read exactly as a double. */
#define DIGITS_MAX 15

typedef struct cw_table_reading {
    cw_session *session;
    const cw_power_table_request *request;
    const cw_table *table;
    cw_power_body *body;
    size_t union_column;
    size_t yes_column;
    size_t chance_column;
    size_t target_column;
    bool *is_weight; /* by column of the table */
    size_t weight_count;
    bool is_sound;
} cw_table_reading;

static void complain(cw_table_reading *reading, const cw_table_cell *cell, const char *message)
{
    cw_diagnostics_add(&reading->session->diagnostics, CW_SEVERITY_ERROR, cell->place, NULL, "%s",
                       message);
    reading->is_sound = false;
}

/* The voting room takes no more, and a table of more is hardly one of votes. */
static cw_status check_size(cw_table_reading *reading)
{
    const cw_table *table = reading->table;
    if (table->row_count <= CW_GAME_MEMBERS_MAX)
        return CW_OK;
    const cw_table_cell *cell = cw_table_at(table, CW_GAME_MEMBERS_MAX, 0);
    cw_diagnostics_add(&reading->session->diagnostics, CW_SEVERITY_ERROR, cell->place, NULL,
                       "a body has at most %d members; this table has %zu", CW_GAME_MEMBERS_MAX,
                       table->row_count);
    return CW_ERROR_LIMIT;
}

/* A table without a heading line would lose its first member to it. */
static void check_heading(cw_table_reading *reading, const cw_table_cell *cell)
{
    double number;
    if (cw_number_parse(&number, cell->text, cell->length) != CW_OK)
        return;
    cw_diagnostics_add(&reading->session->diagnostics, CW_SEVERITY_ERROR, cell->place,
                       "begin the table with a line such as: name,votes",
                       "the first line names the columns, and '%s' is no name", cell->text);
    reading->is_sound = false;
}

/* Finds the column that an option names, among those after the members' names. */
static cw_status find_column(size_t *out, cw_table_reading *reading, const char *name)
{
    const cw_table *table = reading->table;
    *out = CW_NONE;
    if (name == NULL)
        return CW_OK;
    const char **names = cw_allocate(reading->session->context, table->column_count, sizeof *names);
    if (names == NULL)
        return CW_ERROR_MEMORY;
    for (size_t c = 1; c < table->column_count; c++)
        names[c - 1] = table->heading[c].text;
    cw_status status =
        cw_input_word(out, reading->session, "column", name, names, table->column_count - 1);
    *out += status == CW_OK ? 1 : 0;
    cw_release(reading->session->context, names);
    return status;
}

static cw_status assign_columns(cw_table_reading *reading)
{
    const cw_table *table = reading->table;
    cw_status status = find_column(&reading->union_column, reading, reading->request->unions);
    if (status == CW_OK)
        status = find_column(&reading->yes_column, reading, reading->request->yes);
    if (status == CW_OK)
        status = find_column(&reading->chance_column, reading, reading->request->chances);
    if (status == CW_OK)
        status = find_column(&reading->target_column, reading, reading->request->target);
    if (status != CW_OK)
        return status;
    reading->is_weight =
        cw_arena_allocate(&reading->body->arena, table->column_count, sizeof(bool));
    if (reading->is_weight == NULL)
        return CW_ERROR_MEMORY;
    for (size_t c = 1; c < table->column_count; c++) {
        reading->is_weight[c] = reading->target_column == CW_NONE && c != reading->union_column &&
                                c != reading->yes_column && c != reading->chance_column;
        reading->weight_count += reading->is_weight[c] ? 1 : 0;
        check_heading(reading, &table->heading[c]);
    }
    if (reading->weight_count == 0 && reading->target_column == CW_NONE)
        complain(reading, &table->heading[0],
                 reading->chance_column == CW_NONE
                     ? "the table needs a column of weights beside the members' names"
                     : "the table needs a column of weights beside names and chances");
    if (table->row_count == 0)
        complain(reading, &table->heading[0], "the table has no members");
    return reading->is_sound ? CW_OK : CW_ERROR_INPUT;
}

/* Digits that count: from the first that is not 0 to the last, before any exponent. */
static size_t significant_digits(const cw_table_cell *cell)
{
    size_t digits = 0;
    size_t trailing = 0;
    bool has_point = false;
    for (size_t k = 0; k < cell->length && cell->text[k] != 'e' && cell->text[k] != 'E'; k++) {
        char c = cell->text[k];
        has_point = has_point || c == '.';
        if (c < '0' || c > '9' || (c == '0' && digits == 0))
            continue;
        digits++;
        trailing = c == '0' ? trailing + 1 : 0;
    }
    return digits - trailing;
}

static void read_number(double *out, cw_table_reading *reading, size_t row, size_t column,
                        double most)
{
    const cw_table_cell *cell = cw_table_at(reading->table, row, column);
    if (cw_table_number(out, &reading->session->diagnostics, reading->table, row, column) != CW_OK)
        reading->is_sound = false;
    else if (*out < 0.0)
        complain(reading, cell, "must not be negative");
    else if (*out > most)
        complain(reading, cell, "must not exceed 1");
    else if (significant_digits(cell) > DIGITS_MAX)
        complain(reading, cell, "has more than 15 digits that count; it could not be kept exactly");
}

static cw_status make_room(cw_power_body *body, const cw_table_reading *reading, double **raw)
{
    cw_arena *arena = &body->arena;
    body->ids = cw_arena_allocate(arena, body->count, sizeof *body->ids);
    body->names = body->ids;
    body->weights = cw_arena_allocate(arena, body->count, sizeof *body->weights);
    *raw = cw_arena_allocate(arena, reading->weight_count * body->count, sizeof **raw);
    if (reading->union_column != CW_NONE) {
        body->unions = cw_arena_allocate(arena, body->count, sizeof *body->unions);
        body->union_names = cw_arena_allocate(arena, body->count, sizeof *body->union_names);
    }
    if (reading->yes_column != CW_NONE)
        body->yes = cw_arena_allocate(arena, body->count, sizeof *body->yes);
    if (reading->chance_column != CW_NONE)
        body->chances = cw_arena_allocate(arena, body->count, sizeof *body->chances);
    if (reading->target_column != CW_NONE)
        body->targets = cw_arena_allocate(arena, body->count, sizeof *body->targets);
    bool has_all =
        body->ids != NULL && body->weights != NULL && *raw != NULL &&
        (reading->union_column == CW_NONE || (body->unions != NULL && body->union_names != NULL)) &&
        (reading->yes_column == CW_NONE || body->yes != NULL) &&
        (reading->chance_column == CW_NONE || body->chances != NULL) &&
        (reading->target_column == CW_NONE || body->targets != NULL);
    return has_all ? CW_OK : CW_ERROR_MEMORY;
}

static void read_name(cw_table_reading *reading, size_t row)
{
    cw_power_body *body = reading->body;
    const cw_table_cell *cell = cw_table_at(reading->table, row, 0);
    body->ids[row] = cw_arena_copy(&body->arena, cell->text, cell->length);
    if (cell->length == 0)
        complain(reading, cell, "a member needs a name");
}

/* Two members of one name cannot be told apart. O(n^2) comparisons of short words. */
static void check_names(cw_table_reading *reading)
{
    const cw_power_body *body = reading->body;
    for (size_t a = 0; a < body->count; a++)
        for (size_t b = a + 1; b < body->count; b++)
            if (body->ids[a][0] == body->ids[b][0] && strcmp(body->ids[a], body->ids[b]) == 0)
                complain(reading, cw_table_at(reading->table, b, 0),
                         "another member has this name");
}

/* Weights must become whole numbers whose sum can be counted; the largest is where to look. */
static cw_status check_weights(cw_table_reading *reading, const double *raw, size_t column)
{
    const cw_power_body *body = reading->body;
    int places;
    size_t largest = 0;
    int64_t *whole = cw_arena_allocate(&reading->body->arena, body->count, sizeof *whole);
    if (whole == NULL)
        return CW_ERROR_MEMORY;
    cw_status status = cw_weights_scale(whole, &places, raw, body->count);
    if (status != CW_ERROR_LIMIT)
        return status;
    for (size_t m = 1; m < body->count; m++)
        largest = raw[m] > raw[largest] ? m : largest;
    cw_diagnostics_add(
        &reading->session->diagnostics, CW_SEVERITY_ERROR,
        cw_table_at(reading->table, largest, column)->place,
        "give fewer decimals, or a larger unit",
        "the weights are too large, or have too many decimals: as whole numbers they "
        "must add up to less than 4.6e18");
    return status;
}

static void read_union(cw_table_reading *reading, size_t row)
{
    cw_power_body *body = reading->body;
    const cw_table_cell *cell = cw_table_at(reading->table, row, reading->union_column);
    body->union_names[row] = cw_arena_copy(&body->arena, cell->text, cell->length);
    body->unions[row] = row;
    for (size_t r = 0; r < row && cell->length > 0; r++)
        if (strcmp(cw_table_at(reading->table, r, reading->union_column)->text, cell->text) == 0) {
            body->unions[row] = body->unions[r];
            return;
        }
}

/* All cells; weights into raw[weight column][member]. */
static cw_status read_cells(cw_table_reading *reading, double *raw)
{
    cw_power_body *body = reading->body;
    for (size_t row = 0; row < body->count; row++) {
        size_t weight = 0;
        read_name(reading, row);
        for (size_t c = 1; c < reading->table->column_count; c++)
            if (reading->is_weight[c])
                read_number(&raw[weight++ * body->count + row], reading, row, c, HUGE_VAL);
        if (reading->union_column != CW_NONE)
            read_union(reading, row);
        if (reading->yes_column != CW_NONE)
            read_number(&body->yes[row], reading, row, reading->yes_column, 1.0);
        if (reading->chance_column != CW_NONE)
            read_number(&body->chances[row], reading, row, reading->chance_column, HUGE_VAL);
        if (reading->target_column != CW_NONE)
            read_number(&body->targets[row], reading, row, reading->target_column, HUGE_VAL);
        body->weights[row] = reading->weight_count == 1 ? raw[row] : (double)NAN;
        if (body->ids[row] == NULL)
            return CW_ERROR_MEMORY;
    }
    if (reading->is_sound)
        check_names(reading);
    if (!reading->is_sound)
        return CW_ERROR_INPUT;
    cw_status status = CW_OK;
    for (size_t c = 1, weight = 0; c < reading->table->column_count && status == CW_OK; c++)
        if (reading->is_weight[c])
            status = check_weights(reading, &raw[weight++ * body->count], c);
    return status;
}

/* Hands columns to the rule under their names. */
static cw_status name_columns(cw_table_reading *reading, const double *raw)
{
    cw_power_body *body = reading->body;
    cw_power_columns *columns = cw_arena_allocate(&body->arena, 1, sizeof *columns);
    if (columns == NULL)
        return CW_ERROR_MEMORY;
    columns->count = reading->weight_count;
    columns->raw = raw;
    columns->names = cw_arena_allocate(&body->arena, reading->weight_count, sizeof *columns->names);
    if (columns->names == NULL)
        return CW_ERROR_MEMORY;
    size_t weight = 0;
    for (size_t c = 1; c < reading->table->column_count; c++) {
        const cw_table_cell *cell = &reading->table->heading[c];
        if (!reading->is_weight[c])
            continue;
        columns->names[weight] = cw_arena_copy(&body->arena, cell->text, cell->length);
        if (columns->names[weight++] == NULL)
            return CW_ERROR_MEMORY;
    }
    body->columns = columns;
    return CW_OK;
}

static cw_status read_body(cw_table_reading *reading)
{
    cw_power_body *body = reading->body;
    double *raw = NULL;
    cw_status status = check_size(reading);
    if (status == CW_OK)
        status = assign_columns(reading);
    if (status != CW_OK)
        return status;
    body->count = reading->table->row_count;
    status = make_room(body, reading, &raw);
    if (status == CW_OK)
        status = read_cells(reading, raw);
    if (status == CW_OK)
        status = name_columns(reading, raw);
    if (status == CW_OK)
        status = cw_power_body_change(body, reading->session, reading->request);
    return status;
}

cw_status cw_power_body_of_table(cw_power_body *out, cw_session *session, const char *path,
                                 const cw_power_table_request *request)
{
    cw_power_body body = {.id = "table", .name = path};
    cw_table *table = NULL;
    cw_arena_init(&body.arena, session->context);
    cw_status status = cw_table_read(&table, session->context, &session->diagnostics, path,
                                     cw_input_delimiter(path));
    cw_table_reading reading = {
        .session = session, .request = request, .table = table, .body = &body, .is_sound = true};
    if (status == CW_OK)
        status = cw_guard_add(&session->guard, session->context, path);
    if (status == CW_OK)
        status = read_body(&reading);
    if (status == CW_ERROR_INPUT || status == CW_ERROR_IO || status == CW_ERROR_LIMIT)
        cw_session_show_errors(session);
    cw_table_free(table);
    if (status == CW_OK)
        *out = body;
    else
        cw_power_body_free(&body);
    return status;
}
