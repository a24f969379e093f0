/* Issues in our layouts: a row for each actor and issue, or a row for each actor. */
#include <math.h>
#include <string.h>

#include "study/issue_layout.h"

#define POSITION_OF "position_"
#define SALIENCE_OF "salience_"
#define STATUS_QUO_OF "status_quo_"

/* The columns of a row; those that may be missing are then CW_NONE. */
typedef struct layout {
    size_t actor;
    size_t position;
    size_t salience;
    size_t capability;
    size_t issue;
    size_t status_quo;
} layout;

/* Small for large letters of ASCII. */
static int lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter;
}

/* Whether `text` begins with `words`, which are in small letters, in letters of either size. */
static bool begins_with(const char *text, const char *words)
{
    size_t k = 0;
    while (words[k] != '\0' && lower(text[k]) == words[k]) {
        k++;
    }
    return words[k] == '\0';
}

/* The place of a column by its name in letters of either size, or CW_NONE. */
static size_t find(const cw_table *table, const char *name)
{
    for (size_t k = 0; k < table->column_count; k++) {
        const cw_table_cell *heading = &table->heading[k];
        if (heading->length == strlen(name) && begins_with(heading->text, name)) {
            return k;
        }
    }
    return CW_NONE;
}

/* The place of a column without which the table cannot be read. */
static size_t need(const cw_issue_reading *r, const char *name)
{
    const cw_table *table = r->table;
    size_t column = find(table, name);
    if (column == CW_NONE) {
        cw_table_miss_column(r->diagnostics, table, name,
                             "a table of actors has actor, position, salience and capability");
    }
    return column;
}

/* The same for capabilities; CW_NONE where they come from elsewhere. */
static size_t need_capability(const cw_issue_reading *r)
{
    return r->given == NULL ? need(r, "capability") : CW_NONE;
}

/* ---- A row for each actor and issue ---- */

/* The issue of a row, added where it is new. CW_NONE: no memory. */
static size_t issue_of(cw_issue_reading *r, const layout *at, size_t row)
{
    const char *id = at->issue == CW_NONE ? "issue" : cw_table_at(r->table, row, at->issue)->text;
    for (size_t k = 0; k < r->made->issue_count; k++) {
        if (strcmp(r->made->issues[k].id, id) == 0) {
            return k;
        }
    }
    return cw_issue_add(r, id) ? r->made->issue_count - 1 : CW_NONE;
}

static cw_status take(cw_issue_reading *r, const layout *at, size_t row, size_t issue)
{
    size_t place = CW_NONE;
    cw_status status = cw_issue_seat(&place, r, issue, cw_table_at(r->table, row, at->actor));
    if (status != CW_OK) {
        return status;
    }
    if (place != CW_NONE) {
        const cw_issue_columns *to = &r->numbers[issue];
        to->position[place] = cw_issue_number(r, row, at->position, CW_SCALE_HIGH);
        to->salience[place] = cw_issue_number(r, row, at->salience, 1.0);
        to->capability[place] =
            at->capability == CW_NONE ? 0.0 : cw_issue_number(r, row, at->capability, INFINITY);
    }
    cw_issue_status_quo(r, row, at->status_quo, issue);
    return CW_OK;
}

cw_status cw_issues_of_rows(cw_issue_reading *r)
{
    layout at = {
        .actor = need(r, "actor"),
        .position = need(r, "position"),
        .salience = need(r, "salience"),
        .capability = need_capability(r),
        .issue = find(r->table, "issue"),
        .status_quo = find(r->table, "status_quo"),
    };
    cw_status status = r->diagnostics->errors > 0 ? CW_ERROR_INPUT : CW_OK;
    for (size_t row = 0; row < r->table->row_count && status == CW_OK; row++) {
        size_t issue = issue_of(r, &at, row);
        status = issue == CW_NONE ? CW_ERROR_MEMORY : take(r, &at, row, issue);
    }
    return status;
}

/* ---- A row for each actor, a pair of columns for each issue ---- */

/* Whether a heading is `words` and the name of an issue. */
static bool is_of_issue(const cw_table_cell *heading, const char *words)
{
    return heading->length > strlen(words) && begins_with(heading->text, words);
}

bool cw_issues_stand_in_columns(const cw_table *table)
{
    bool any = false;
    for (size_t k = 0; k < table->column_count; k++) {
        any = any || is_of_issue(&table->heading[k], POSITION_OF);
    }
    return any && find(table, "position") == CW_NONE;
}

/* The column called `words` and `id` together, or CW_NONE. */
static size_t column_of(const cw_table *table, const char *words, const char *id)
{
    for (size_t k = 0; k < table->column_count; k++) {
        const cw_table_cell *heading = &table->heading[k];
        if (is_of_issue(heading, words) && strcmp(heading->text + strlen(words), id) == 0) {
            return k;
        }
    }
    return CW_NONE;
}

/* An actor without a position and a salience takes no part. */
static bool takes_part(const cw_issue_reading *r, const layout *at, size_t row)
{
    return cw_table_at(r->table, row, at->position)->length > 0 ||
           cw_table_at(r->table, row, at->salience)->length > 0;
}

/* Reads the issue whose positions stand in at->position. */
static cw_status read_columns(cw_issue_reading *r, layout *at)
{
    const cw_table_cell *heading = &r->table->heading[at->position];
    const char *id = heading->text + strlen(POSITION_OF);
    at->salience = column_of(r->table, SALIENCE_OF, id);
    at->status_quo = column_of(r->table, STATUS_QUO_OF, id);
    if (at->salience == CW_NONE) {
        cw_diagnostics_add(r->diagnostics, CW_SEVERITY_ERROR, heading->place, NULL,
                           "beside '%s' there must be a column '" SALIENCE_OF "%s'", heading->text,
                           id);
        return CW_ERROR_INPUT;
    }
    cw_status status = cw_issue_add(r, id) ? CW_OK : CW_ERROR_MEMORY;
    size_t issue = r->made->issue_count - 1;
    for (size_t row = 0; row < r->table->row_count && status == CW_OK; row++) {
        if (takes_part(r, at, row)) {
            status = take(r, at, row, issue);
        }
    }
    if (status == CW_OK && r->made->issues[issue].problem.actors == 0) {
        cw_diagnostics_add(r->diagnostics, CW_SEVERITY_ERROR, heading->place, NULL,
                           "nobody takes part in issue '%s'", id);
    }
    return status;
}

/* Once for all issues, so that no mistake is told for each. */
static void check_capabilities(const cw_issue_reading *r, const layout *at)
{
    for (size_t row = 0; at->capability != CW_NONE && row < r->table->row_count; row++) {
        (void)cw_issue_number(r, row, at->capability, INFINITY);
    }
}

cw_status cw_issues_of_columns(cw_issue_reading *r)
{
    layout at = {.actor = need(r, "actor"), .capability = need_capability(r)};
    if (r->diagnostics->errors == 0) {
        check_capabilities(r, &at);
    }
    cw_status status = r->diagnostics->errors > 0 ? CW_ERROR_INPUT : CW_OK;
    for (size_t k = 0; k < r->table->column_count && status == CW_OK; k++) {
        if (is_of_issue(&r->table->heading[k], POSITION_OF)) {
            at.position = k;
            status = read_columns(r, &at);
        }
    }
    return status;
}
