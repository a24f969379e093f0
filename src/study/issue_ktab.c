/* Issues in KTAB's layout. */
#include <math.h>
#include <string.h>

#include "study/issue_layout.h"

/* Columns before those of the issues: name, description, capability. */
#define LEADING 3

/* The whole number between two places, blanks around it allowed; NaN where there is none. */
static double whole_number(const char *from, const char *to)
{
    double value = 0.0;
    while (from < to && (*from == ' ' || *from == '\t')) {
        from++;
    }
    while (to > from && (to[-1] == ' ' || to[-1] == '\t')) {
        to--;
    }
    bool any = from < to;
    for (; from < to; from++) {
        any = any && *from >= '0' && *from <= '9';
        value = 10.0 * value + (double)(*from - '0');
    }
    return any ? value : NAN;
}

/* The end of a line without the commas and blanks it ends with. */
static const char *trimmed_end(const char *line, const char *end)
{
    while (end > line && strchr(", \t\r", end[-1]) != NULL) {
        end--;
    }
    return end;
}

static const char *line_end(const char *line, const char *end)
{
    const char *found = memchr(line, '\n', (size_t)(end - line));
    return found == NULL ? end : found;
}

cw_ktab_line cw_ktab_line_of(const char *bytes, size_t length)
{
    const char *end = trimmed_end(bytes, line_end(bytes, bytes + length));
    const char *field_end = end;
    double last[2] = {NAN, NAN};
    size_t fields = 0;
    for (const char *at = end; at > bytes; at--) {
        if (at[-1] != ',') {
            continue;
        }
        if (fields < 2) {
            last[fields] = whole_number(at, field_end);
        }
        field_end = at - 1;
        fields++;
    }
    return (cw_ktab_line){fields >= 3 && !isnan(last[0]) && !isnan(last[1]), last[1], last[0]};
}

size_t cw_ktab_strip(char *out, const char *bytes, size_t length)
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

/* Whether columns and rows are as many as they should be. */
static bool is_of_size(const cw_issue_reading *r, const cw_ktab_line *first)
{
    size_t width = r->table->column_count;
    cw_place place = r->table->heading[0].place;
    if (width < LEADING + 2 || (width - LEADING) % 2 != 0) {
        cw_diagnostics_add(r->diagnostics, CW_SEVERITY_ERROR, place, NULL,
                           "after name, description and capability there must be a position and a "
                           "salience for each issue");
        return false;
    }
    size_t issues = (width - LEADING) / 2;
    if ((double)r->table->row_count != first->actors || (double)issues != first->issues) {
        cw_diagnostics_add(
            r->diagnostics, CW_SEVERITY_ERROR, place, NULL,
            "the first line announces %.0f actors and %.0f issues, but there are %zu "
            "and %zu",
            first->actors, first->issues, r->table->row_count, issues);
        return false;
    }
    return true;
}

static cw_status read_row(cw_issue_reading *r, size_t row)
{
    double capability = cw_issue_number(r, row, LEADING - 1, INFINITY);
    for (size_t k = 0; k < r->made->issue_count; k++) {
        size_t place = CW_NONE;
        size_t column = LEADING + 2 * k;
        cw_status status = cw_issue_seat(&place, r, k, cw_table_at(r->table, row, 0));
        if (status != CW_OK || place == CW_NONE) {
            return status;
        }
        r->numbers[k].capability[place] = capability;
        r->numbers[k].position[place] = cw_issue_number(r, row, column, CW_SCALE_HIGH);
        r->numbers[k].salience[place] =
            cw_issue_number(r, row, column + 1, CW_PERCENT) / CW_PERCENT;
    }
    return CW_OK;
}

cw_status cw_issues_of_ktab(cw_issue_reading *r, const cw_ktab_line *first)
{
    if (!is_of_size(r, first)) {
        return CW_ERROR_INPUT;
    }
    for (size_t column = LEADING; column < r->table->column_count; column += 2) {
        if (!cw_issue_add(r, r->table->heading[column].text)) {
            return CW_ERROR_MEMORY;
        }
    }
    cw_status status = CW_OK;
    for (size_t row = 0; row < r->table->row_count && status == CW_OK; row++) {
        status = read_row(r, row);
    }
    return status;
}
