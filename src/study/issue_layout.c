#include "study/issue_layout.h"

#include <math.h>
#include <string.h>

#include "study/capability_list.h"

/* Actors an issue has room for at first. */
#define ROOM_LEAST 16

double cw_issue_number(const cw_issue_reading *r, size_t row, size_t column, double most)
{
    double value = 0.0;
    if (cw_table_number(&value, r->diagnostics, r->table, row, column) != CW_OK) {
        return 0.0;
    }
    if (value >= 0.0 && value <= most) {
        return value;
    }
    const cw_table_cell *cell = cw_table_at(r->table, row, column);
    const char *heading = r->table->heading[column].text;
    if (most == 1.0 && value > most && value <= CW_PERCENT) {
        cw_diagnostics_add(r->diagnostics, CW_SEVERITY_ERROR, cell->place, NULL,
                           "%s '%s' is outside 0 to 1: divide percentages by 100", heading,
                           cell->text);
    } else if (most < INFINITY) {
        cw_diagnostics_add(r->diagnostics, CW_SEVERITY_ERROR, cell->place, NULL,
                           "%s '%s' is outside 0 to %d", heading, cell->text, (int)most);
    } else {
        cw_diagnostics_add(r->diagnostics, CW_SEVERITY_ERROR, cell->place, NULL,
                           "%s '%s' is below 0", heading, cell->text);
    }
    return 0.0;
}

/* Moves what an issue holds to arrays with room for `room` actors. */
static bool make_room(cw_issue_reading *r, size_t index, size_t room)
{
    cw_table_issue *issue = &r->made->issues[index];
    cw_bargaining_problem *problem = &issue->problem;
    cw_issue_columns *of = &r->numbers[index];
    double *numbers = cw_arena_allocate(&r->made->arena, 3 * room, sizeof *numbers);
    const char **actors = cw_arena_allocate(&r->made->arena, room, sizeof *actors);
    if (numbers == NULL || actors == NULL) {
        return false;
    }
    const cw_issue_columns grown = {numbers, numbers + room, numbers + 2 * room};
    for (size_t m = 0; m < problem->actors; m++) {
        actors[m] = issue->actors[m];
        grown.position[m] = of->position[m];
        grown.capability[m] = of->capability[m];
        grown.salience[m] = of->salience[m];
    }
    *of = grown;
    issue->actors = actors;
    problem->position = grown.position;
    problem->capability = grown.capability;
    problem->salience = grown.salience;
    return true;
}

/* Room is doubled whenever it is full. */
static bool has_room(cw_issue_reading *r, size_t index)
{
    size_t actors = r->made->issues[index].problem.actors;
    bool is_full = actors >= ROOM_LEAST && (actors & (actors - 1)) == 0;
    return !is_full || make_room(r, index, 2 * actors);
}

bool cw_issue_add(cw_issue_reading *r, const char *id)
{
    cw_arena *arena = &r->made->arena;
    cw_table_issue *issue = &r->made->issues[r->made->issue_count];
    issue->id = cw_arena_copy(arena, id, strlen(id));
    issue->problem = (cw_bargaining_problem){
        .status_quo = NAN,
        .loss = CW_LOSS_LINEAR,
        .proposer = CW_NONE,
    };
    return issue->id != NULL && make_room(r, r->made->issue_count++, ROOM_LEAST);
}

/* Whether a name can be seated: it is one, and nobody else's. */
static bool is_new_name(const cw_issue_reading *r, const cw_table_issue *issue,
                        const cw_table_cell *name)
{
    if (name->length == 0) {
        cw_diagnostics_add(r->diagnostics, CW_SEVERITY_ERROR, name->place, NULL,
                           "an actor without a name");
        return false;
    }
    for (size_t m = 0; m < issue->problem.actors; m++) {
        if (strcmp(issue->actors[m], name->text) == 0) {
            cw_diagnostics_add(r->diagnostics, CW_SEVERITY_ERROR, name->place, NULL,
                               "actor '%s' stands twice in issue '%s'", name->text, issue->id);
            return false;
        }
    }
    return true;
}

cw_status cw_issue_seat(size_t *place, cw_issue_reading *r, size_t index, const cw_table_cell *name)
{
    cw_table_issue *issue = &r->made->issues[index];
    size_t actors = issue->problem.actors;
    *place = CW_NONE;
    if (!is_new_name(r, issue, name)) {
        return CW_OK;
    }
    if (actors == CW_ACTORS_MAX) {
        cw_diagnostics_add(
            r->diagnostics, CW_SEVERITY_ERROR, name->place, NULL,
            "issue '%s' has more than %d actors: join the smallest, or those of like "
            "mind, into one",
            issue->id, CW_ACTORS_MAX);
        return CW_ERROR_INPUT;
    }
    if (!has_room(r, index)) {
        return CW_ERROR_MEMORY;
    }
    issue->actors[actors] = cw_arena_copy(&r->made->arena, name->text, name->length);
    if (issue->actors[actors] == NULL) {
        return CW_ERROR_MEMORY;
    }
    *place = issue->problem.actors++;
    return CW_OK;
}

/* One issue after the other, up to the first with a mistake: the same actors sit in all of them, mostly. */
cw_status cw_issue_capabilities(const cw_issue_reading *r)
{
    cw_capability_list list;
    cw_status status = cw_capability_list_open(&list, r->diagnostics, r->given);
    for (size_t k = 0; status == CW_OK && k < r->made->issue_count; k++) {
        const cw_table_issue *issue = &r->made->issues[k];
        for (size_t m = 0; m < issue->problem.actors; m++) {
            r->numbers[k].capability[m] =
                cw_capability_list_find(&list, r->diagnostics, issue->actors[m]);
        }
        status = r->diagnostics->errors > 0 ? CW_ERROR_INPUT : CW_OK;
    }
    return status;
}

void cw_issue_status_quo(const cw_issue_reading *r, size_t row, size_t column, size_t issue)
{
    double *known = &r->made->issues[issue].problem.status_quo;
    if (column == CW_NONE || cw_table_at(r->table, row, column)->length == 0) {
        return;
    }
    double value = cw_issue_number(r, row, column, CW_SCALE_HIGH);
    if (!isnan(*known) && *known != value) {
        cw_diagnostics_add(r->diagnostics, CW_SEVERITY_ERROR,
                           cw_table_at(r->table, row, column)->place, NULL,
                           "issue '%s' has had another status quo", r->made->issues[issue].id);
    }
    *known = value;
}
