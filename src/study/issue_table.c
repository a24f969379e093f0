/* Issues from plain tables: ours, and KTAB's. */
#include "counterweight/study/issue_table.h"

#include <math.h>
#include <string.h>

#include "counterweight/base/file.h"
#include "counterweight/table.h"

/* Columns of KTAB before those of the issues: name, description, capability. */
#define KTAB_LEADING 3

#define PERCENT 100.0

/* The numbers of one issue while they are gathered. */
typedef struct columns {
    double *position;
    double *capability;
    double *salience;
} columns;

/* What is read from, and where it goes. */
typedef struct reading {
    const cw_table *table;
    cw_diagnostics *diagnostics;
    cw_issue_table *made;
    columns *numbers; /* [issue] */
    size_t capacity;  /* actors any issue may have */
} reading;

/* ---- KTAB's layout as a table of the common kind ---- */

static bool is_digits(const char *from, const char *to)
{
    while (from < to && (*from == ' ' || *from == '\t'))
        from++;
    while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
        to--;
    bool any = from < to;
    for (; from < to; from++)
        any = any && *from >= '0' && *from <= '9';
    return any;
}

/* The end of a line without the commas and blanks it ends with. */
static const char *trimmed_end(const char *line, const char *end)
{
    while (end > line && strchr(", \t\r", end[-1]) != NULL)
        end--;
    return end;
}

static const char *line_end(const char *line, const char *end)
{
    const char *found = memchr(line, '\n', (size_t)(end - line));
    return found == NULL ? end : found;
}

/* Whether the last two fields of the first line are whole numbers and two more stand before. */
static bool is_ktab(const char *bytes, size_t length)
{
    const char *end = trimmed_end(bytes, line_end(bytes, bytes + length));
    const char *field_end = end;
    size_t fields = 0;
    for (const char *at = end; at > bytes; at--) {
        if (at[-1] == ',') {
            if (fields < 2 && !is_digits(at, field_end))
                return false;
            field_end = at - 1;
            fields++;
        }
    }
    return fields >= 3;
}

/* Empties the first line and cuts commas off the ends of the others; lines stay where they are. */
static size_t strip_ktab(char *out, const char *bytes, size_t length)
{
    const char *end = bytes + length;
    size_t written = 0;
    const char *line = line_end(bytes, end);
    while (line < end) {
        out[written++] = '\n';
        const char *next = line_end(line + 1, end);
        size_t kept = (size_t)(trimmed_end(line + 1, next) - (line + 1));
        memcpy(out + written, line + 1, kept);
        written += kept;
        line = next;
    }
    return written;
}

/* ---- Cells ---- */

/* A number from 0 to `most`; else 0 with a diagnostic. */
static double number_within(const reading *r, size_t row, size_t column, double most)
{
    double value = 0.0;
    if (cw_table_number(&value, r->diagnostics, r->table, row, column) != CW_OK)
        return 0.0;
    if (value >= 0.0 && value <= most)
        return value;
    const cw_table_cell *cell = cw_table_at(r->table, row, column);
    if (most < INFINITY)
        cw_diagnostics_add(r->diagnostics, CW_SEVERITY_ERROR, cell->place, NULL,
                           "%s '%s' is outside 0 to %d", r->table->heading[column].text, cell->text,
                           (int)most);
    else
        cw_diagnostics_add(r->diagnostics, CW_SEVERITY_ERROR, cell->place, NULL,
                           "%s '%s' is below 0", r->table->heading[column].text, cell->text);
    return 0.0;
}

static bool add_issue(reading *r, const char *id)
{
    cw_arena *arena = &r->made->arena;
    cw_table_issue *issue = &r->made->issues[r->made->issue_count];
    double *numbers = cw_arena_allocate(arena, 3 * r->capacity, sizeof *numbers);
    issue->actors = cw_arena_allocate(arena, r->capacity, sizeof *issue->actors);
    issue->id = cw_arena_copy(arena, id, strlen(id));
    if (numbers == NULL || issue->actors == NULL || issue->id == NULL)
        return false;
    columns *of = &r->numbers[r->made->issue_count++];
    *of = (columns){numbers, numbers + r->capacity, numbers + 2 * r->capacity};
    issue->problem = (cw_bargaining_problem){
        .position = of->position,
        .capability = of->capability,
        .salience = of->salience,
        .status_quo = NAN,
        .loss = CW_LOSS_LINEAR,
        .proposer = CW_NONE,
    };
    return true;
}

/* Gives an actor a seat: its place in the arrays of the issue, or CW_NONE with a diagnostic. */
static cw_status seat(size_t *place, reading *r, size_t index, const cw_table_cell *name)
{
    cw_table_issue *issue = &r->made->issues[index];
    size_t actors = issue->problem.actors;
    *place = CW_NONE;
    for (size_t m = 0; m < actors; m++) {
        if (strcmp(issue->actors[m], name->text) == 0) {
            cw_diagnostics_add(r->diagnostics, CW_SEVERITY_ERROR, name->place, NULL,
                               "actor '%s' stands twice in issue '%s'", name->text, issue->id);
            return CW_OK;
        }
    }
    if (actors == r->capacity) {
        cw_diagnostics_add(r->diagnostics, CW_SEVERITY_ERROR, name->place, NULL,
                           "issue '%s' has more than %d actors", issue->id, CW_ACTORS_MAX);
        return CW_ERROR_INPUT;
    }
    issue->actors[actors] = cw_arena_copy(&r->made->arena, name->text, name->length);
    if (issue->actors[actors] == NULL)
        return CW_ERROR_MEMORY;
    *place = issue->problem.actors++;
    return CW_OK;
}

/* ---- The layouts ---- */

static cw_status read_ktab(reading *r)
{
    size_t issues = (r->table->column_count - KTAB_LEADING) / 2;
    cw_status status = CW_OK;
    for (size_t k = 0; k < issues; k++) {
        if (!add_issue(r, r->table->heading[KTAB_LEADING + 2 * k].text))
            return CW_ERROR_MEMORY;
    }
    for (size_t row = 0; row < r->table->row_count; row++) {
        double capability = number_within(r, row, 2, INFINITY);
        for (size_t k = 0; k < issues; k++) {
            size_t place = CW_NONE;
            size_t column = KTAB_LEADING + 2 * k;
            status = seat(&place, r, k, cw_table_at(r->table, row, 0));
            if (status != CW_OK)
                return status;
            if (place == CW_NONE)
                break;
            r->numbers[k].capability[place] = capability;
            r->numbers[k].position[place] = number_within(r, row, column, CW_SCALE_HIGH);
            r->numbers[k].salience[place] = number_within(r, row, column + 1, PERCENT) / PERCENT;
        }
    }
    return status;
}

/* The columns of our layout; the last two may be CW_NONE. */
typedef struct layout {
    size_t actor, position, salience, capability;
    size_t issue, status_quo;
} layout;

static cw_place top_of(const cw_table *table)
{
    return (cw_place){.file = table->file, .line = 1, .column = 1, .width = 1};
}

static size_t need(const reading *r, const char *name)
{
    size_t column = cw_table_find_column(r->table, name);
    if (column == CW_NONE)
        cw_diagnostics_add(r->diagnostics, CW_SEVERITY_ERROR, top_of(r->table), NULL,
                           "the table has no column '%s'", name);
    return column;
}

/* The issue of a row, added where it is new. CW_NONE: no memory. */
static size_t issue_of(reading *r, const layout *at, size_t row)
{
    const char *id = at->issue == CW_NONE ? "issue" : cw_table_at(r->table, row, at->issue)->text;
    for (size_t k = 0; k < r->made->issue_count; k++) {
        if (strcmp(r->made->issues[k].id, id) == 0)
            return k;
    }
    return add_issue(r, id) ? r->made->issue_count - 1 : CW_NONE;
}

static void read_status_quo(const reading *r, const layout *at, size_t row, size_t issue)
{
    double *known = &r->made->issues[issue].problem.status_quo;
    if (at->status_quo == CW_NONE || cw_table_at(r->table, row, at->status_quo)->length == 0)
        return;
    double value = number_within(r, row, at->status_quo, CW_SCALE_HIGH);
    if (!isnan(*known) && *known != value)
        cw_diagnostics_add(r->diagnostics, CW_SEVERITY_ERROR,
                           cw_table_at(r->table, row, at->status_quo)->place, NULL,
                           "issue '%s' has had another status quo", r->made->issues[issue].id);
    *known = value;
}

static cw_status read_ours(reading *r)
{
    layout at = {
        .actor = need(r, "actor"),
        .position = need(r, "position"),
        .salience = need(r, "salience"),
        .capability = need(r, "capability"),
        .issue = cw_table_find_column(r->table, "issue"),
        .status_quo = cw_table_find_column(r->table, "status_quo"),
    };
    if (r->diagnostics->errors > 0)
        return CW_ERROR_INPUT;
    for (size_t row = 0; row < r->table->row_count; row++) {
        size_t place = CW_NONE;
        size_t issue = issue_of(r, &at, row);
        if (issue == CW_NONE)
            return CW_ERROR_MEMORY;
        cw_status status = seat(&place, r, issue, cw_table_at(r->table, row, at.actor));
        if (status != CW_OK)
            return status;
        if (place != CW_NONE) {
            r->numbers[issue].position[place] = number_within(r, row, at.position, CW_SCALE_HIGH);
            r->numbers[issue].salience[place] = number_within(r, row, at.salience, 1.0);
            r->numbers[issue].capability[place] = number_within(r, row, at.capability, INFINITY);
        }
        read_status_quo(r, &at, row, issue);
    }
    return CW_OK;
}

/* ---- The whole ---- */

static size_t lesser(size_t a, size_t b)
{
    return a < b ? a : b;
}

static bool widths_fit(const reading *r, bool ktab)
{
    size_t width = r->table->column_count;
    if (ktab && (width < KTAB_LEADING + 2 || (width - KTAB_LEADING) % 2 != 0)) {
        cw_diagnostics_add(r->diagnostics, CW_SEVERITY_ERROR, r->table->heading[0].place, NULL,
                           "after name, description and capability there must be a position and a "
                           "salience for each issue");
        return false;
    }
    return true;
}

static cw_status gather(cw_issue_table **out, cw_context *context, cw_diagnostics *diagnostics,
                        const cw_table *table, bool ktab)
{
    cw_issue_table *made = cw_allocate(context, 1, sizeof *made);
    if (made == NULL)
        return CW_ERROR_MEMORY;
    cw_arena_init(&made->arena, context);
    size_t most = ktab ? table->column_count : table->row_count;
    reading r = {.table = table, .diagnostics = diagnostics, .made = made};
    r.capacity = lesser(table->row_count, CW_ACTORS_MAX);
    r.numbers = cw_arena_allocate(&made->arena, most, sizeof *r.numbers);
    made->issues = cw_arena_allocate(&made->arena, most, sizeof *made->issues);
    cw_status status = CW_OK;
    if (r.numbers == NULL || made->issues == NULL)
        status = CW_ERROR_MEMORY;
    else if (!widths_fit(&r, ktab))
        status = CW_ERROR_INPUT;
    else
        status = ktab ? read_ktab(&r) : read_ours(&r);
    if (status == CW_OK && table->row_count == 0)
        cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR, table->heading[0].place, NULL,
                           "the table has no rows");
    if (status == CW_OK && diagnostics->errors > 0)
        status = CW_ERROR_INPUT;
    if (status == CW_OK)
        *out = made;
    else
        cw_issue_table_free(made);
    return status;
}

cw_status cw_issue_table_parse(cw_issue_table **out, cw_context *context,
                               cw_diagnostics *diagnostics, const char *file, const char *bytes,
                               size_t length, char delimiter)
{
    cw_table *table = NULL;
    bool ktab = delimiter == ',' && is_ktab(bytes, length);
    char *plain = NULL;
    if (ktab) {
        plain = cw_allocate(context, length + 1, 1);
        if (plain == NULL)
            return CW_ERROR_MEMORY;
        length = strip_ktab(plain, bytes, length);
        bytes = plain;
    }
    cw_status status = cw_table_parse(&table, context, diagnostics, file, bytes, length, delimiter);
    if (status == CW_OK)
        status = gather(out, context, diagnostics, table, ktab);
    cw_table_free(table);
    cw_release(context, plain);
    return status;
}

cw_status cw_issue_table_read(cw_issue_table **out, cw_context *context,
                              cw_diagnostics *diagnostics, const char *path, char delimiter)
{
    cw_bytes bytes = {0};
    cw_status status = cw_file_read(&bytes, context, diagnostics, path, context->limits.file_bytes);
    if (status != CW_OK)
        return status;
    const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
    status =
        cw_issue_table_parse(out, context, diagnostics, name, bytes.data, bytes.length, delimiter);
    cw_release(context, bytes.data);
    return status;
}

void cw_issue_table_free(cw_issue_table *table)
{
    if (table != NULL) {
        cw_context *context = table->arena.context;
        cw_arena_free(&table->arena);
        cw_release(context, table);
    }
}
