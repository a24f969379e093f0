/* Past decisions from a table in the layout of the DEU data sets. */
#include "counterweight/study/past.h"

#include <math.h>
#include <string.h>

#include "study/capability_list.h"
#include "study/council.h"

/* Fewest actors of a decision worth forecasting. */
#define ACTORS_LEAST 3

/* The number that stands for a missing one in these data. */
#define MISSING 999.0

/* What a salience of 0 is taken as: who is coded at the table cares a little. */
#define SALIENCE_LEAST 1e-6

/* The columns of one actor. */
typedef struct actor_columns {
    const char *actor;
    size_t position;
    size_t salience;
    double capability; /* NaN: by treaty */
} actor_columns;

/* What is needed to read rows. */
typedef struct layout {
    const cw_table *table;
    cw_diagnostics *diagnostics;
    cw_arena *arena;
    actor_columns *actors;
    size_t actor_count;
    size_t outcome;
    size_t reference; /* or CW_NONE, and so the two below */
    size_t rule;
    size_t procedure;
    size_t proposal;
} layout;

static size_t need_column(const layout *at, const char *name)
{
    size_t column = cw_table_find_column(at->table, name);
    if (column == CW_NONE) {
        cw_table_miss_column(at->diagnostics, at->table, name,
                             "a table of decisions has prnrnmc, out, and p<actor> and s<actor> "
                             "for each actor");
    }
    return column;
}

/* Pairs the columns p<actor> and s<actor>. */
static bool find_actors(layout *at)
{
    const cw_table *table = at->table;
    at->actors = cw_arena_allocate(at->arena, table->column_count, sizeof *at->actors);
    if (at->actors == NULL) {
        return false;
    }
    for (size_t p = 0; p < table->column_count; p++) {
        const char *name = table->heading[p].text;
        for (size_t s = 0; name[0] == 'p' && s < table->column_count; s++) {
            const char *other = table->heading[s].text;
            if (other[0] == 's' && strcmp(name + 1, other + 1) == 0) {
                at->actors[at->actor_count++] = (actor_columns){name + 1, p, s, NAN};
            }
        }
    }
    return true;
}

static void read_capabilities(layout *at, const cw_capabilities *given)
{
    cw_capability_list list;
    if (given == NULL || cw_capability_list_open(&list, at->diagnostics, given) != CW_OK) {
        return;
    }
    for (size_t k = 0; k < at->actor_count; k++) {
        at->actors[k].capability =
            cw_capability_list_find(&list, at->diagnostics, at->actors[k].actor);
    }
}

static cw_status find_layout(layout *at, const cw_capabilities *given)
{
    at->outcome = need_column(at, "out");
    at->proposal = need_column(at, "prnrnmc");
    at->reference = cw_table_find_column(at->table, "rp");
    at->rule = cw_table_find_column(at->table, "counvte");
    at->procedure = cw_table_find_column(at->table, "proc");
    if (!find_actors(at)) {
        return CW_ERROR_MEMORY;
    }
    if (at->actor_count == 0) {
        cw_diagnostics_add(at->diagnostics, CW_SEVERITY_ERROR, at->table->heading[0].place, NULL,
                           "the table has no pair of columns p<actor> and s<actor>");
    }
    read_capabilities(at, given);
    return at->diagnostics->errors > 0 ? CW_ERROR_INPUT : CW_OK;
}

/* The number in a cell; NaN where it is empty, or no number, which is reported. */
static double number_at(const layout *at, size_t row, size_t column)
{
    double value = NAN;
    if (column != CW_NONE && cw_table_at(at->table, row, column)->length > 0) {
        (void)cw_table_number(&value, at->diagnostics, at->table, row, column);
    }
    return value;
}

/* The same on the scale. NaN, too, where the cell says by a number that it is missing; any other number off
 * the scale is a mistake. */
static double on_scale_at(const layout *at, size_t row, size_t column)
{
    double value = number_at(at, row, column);
    bool is_off = value < CW_SCALE_LOW || value > CW_SCALE_HIGH;
    if (is_off && value != MISSING) {
        const cw_table_cell *cell = cw_table_at(at->table, row, column);
        cw_diagnostics_add(at->diagnostics, CW_SEVERITY_ERROR, cell->place,
                           "leave empty what is missing", "%s '%s' is outside 0 to 100",
                           at->table->heading[column].text, cell->text);
    }
    return is_off ? NAN : value;
}

/* One row while its actors are gathered. */
typedef struct gathering {
    const char *actor[CW_ACTORS_MAX];
    size_t *number; /* of the actor's columns */
    double *position;
    double *capability;
    double *salience;
    size_t count;
    size_t proposer;
    bool enlarged;
} gathering;

static bool make_room(gathering *row, cw_arena *arena, size_t most)
{
    row->number = cw_arena_allocate(arena, most, sizeof *row->number);
    row->position = cw_arena_allocate(arena, most, sizeof *row->position);
    row->capability = cw_arena_allocate(arena, most, sizeof *row->capability);
    row->salience = cw_arena_allocate(arena, most, sizeof *row->salience);
    row->count = 0;
    row->proposer = CW_NONE;
    return row->number != NULL && row->position != NULL && row->capability != NULL &&
           row->salience != NULL;
}

static void gather_actors(gathering *row, const layout *at, size_t table_row)
{
    for (size_t k = 0; k < at->actor_count && row->count < CW_ACTORS_MAX; k++) {
        const actor_columns *columns = &at->actors[k];
        double position = on_scale_at(at, table_row, columns->position);
        double salience = on_scale_at(at, table_row, columns->salience);
        if (isnan(position) || isnan(salience)) {
            continue;
        }
        if (strcmp(columns->actor, "com") == 0) {
            row->proposer = row->count;
        }
        row->actor[row->count] = columns->actor;
        row->number[row->count] = k;
        row->position[row->count] = position;
        row->salience[row->count] = fmax(salience / CW_SCALE_HIGH, SALIENCE_LEAST);
        row->capability[row->count] = columns->capability;
        row->count++;
    }
}

static void fill_in_votes(gathering *row)
{
    row->enlarged = cw_council_is_enlarged(row->actor, row->count);
    for (size_t m = 0; m < row->count; m++) {
        if (isnan(row->capability[m])) {
            row->capability[m] = cw_council_votes(row->actor[m], row->enlarged);
        }
    }
}

/* Whether a cell says `word`; false where there is no such column. */
static bool says(const layout *at, size_t row, size_t column, const char *word)
{
    return column != CW_NONE && strcmp(cw_table_at(at->table, row, column)->text, word) == 0;
}

/* The rule by which the row was decided: NULL, all must agree, where the table does not say. */
static cw_status read_rule(cw_game **out, cw_context *context, const gathering *row,
                           const layout *at, size_t table_row)
{
    cw_council council = {
        .actors = row->actor,
        .count = row->count,
        .enlarged = row->enlarged,
        .majority = says(at, table_row, at->rule, "QMV"),
        .codecision = says(at, table_row, at->procedure, "COD"),
    };
    *out = NULL;
    if (at->rule == CW_NONE || says(at, table_row, at->rule, "")) {
        return CW_OK;
    }
    if (!council.majority && !says(at, table_row, at->rule, "Unan")) {
        const cw_table_cell *cell = cw_table_at(at->table, table_row, at->rule);
        cw_diagnostics_add(at->diagnostics, CW_SEVERITY_ERROR, cell->place, NULL,
                           "counvte '%s' is neither QMV nor Unan", cell->text);
        return CW_OK;
    }
    return cw_council_rule(out, context, &council);
}

/* Rows are called by their number in the table, from 1. */
static cw_status name_row(const char **out, cw_arena *arena, size_t table_row)
{
    cw_text id;
    cw_text_init(&id, arena->context);
    cw_text_append_format(&id, "%zu", table_row + 1);
    *out = id.status == CW_OK ? cw_arena_copy(arena, cw_text_string(&id), id.length) : NULL;
    cw_text_free(&id);
    return *out == NULL ? CW_ERROR_MEMORY : CW_OK;
}

/* Reads one row into the next decision, or counts it as left out. */
static cw_status read_row(cw_past *past, const layout *at, size_t table_row)
{
    gathering row;
    if (!make_room(&row, &past->arena, at->actor_count)) {
        return CW_ERROR_MEMORY;
    }
    gather_actors(&row, at, table_row);
    double outcome = on_scale_at(at, table_row, at->outcome);
    double proposal = number_at(at, table_row, at->proposal);
    double reference = on_scale_at(at, table_row, at->reference);
    if (isnan(outcome) || row.count < ACTORS_LEAST) {
        past->left_out++;
        return CW_OK;
    }
    fill_in_votes(&row);
    cw_game *rule = NULL;
    cw_status status = read_rule(&rule, past->arena.context, &row, at, table_row);
    if (status != CW_OK) {
        return status;
    }
    status = name_row(&past->ids[past->count], &past->arena, table_row);
    past->rules[past->count] = rule;
    if (status != CW_OK) {
        cw_game_free(rule);
        return status;
    }
    /* Proposals are numbered; a row without a number stands alone, far from all of them. */
    size_t cluster = proposal >= 0.0 && proposal < 1e9 ? (size_t)proposal : (size_t)-1 - table_row;
    past->decisions[past->count++] = (cw_past_decision){
        .problem =
            {
                .actors = row.count,
                .position = row.position,
                .capability = row.capability,
                .salience = row.salience,
                .status_quo = reference,
                .loss = CW_LOSS_LINEAR,
                .rule = rule,
                .proposer = row.proposer,
            },
        .outcome = outcome,
        .cluster = cluster,
        .sitting = cluster,
        .actor = row.number,
    };
    return CW_OK;
}

cw_status cw_past_read_deu(cw_past **out, cw_context *context, cw_diagnostics *diagnostics,
                           const cw_table *table, const cw_capabilities *given)
{
    cw_past *past = cw_allocate(context, 1, sizeof *past);
    if (past == NULL) {
        return CW_ERROR_MEMORY;
    }
    cw_arena_init(&past->arena, context);
    layout at = {.table = table, .diagnostics = diagnostics, .arena = &past->arena};
    cw_status status = find_layout(&at, given);
    if (status == CW_OK) {
        past->decisions =
            cw_arena_allocate(&past->arena, table->row_count, sizeof *past->decisions);
        past->rules = cw_arena_allocate(&past->arena, table->row_count, sizeof(*past->rules));
        past->ids = cw_arena_allocate(&past->arena, table->row_count, sizeof *past->ids);
        status = past->decisions == NULL || past->rules == NULL || past->ids == NULL
                     ? CW_ERROR_MEMORY
                     : CW_OK;
    }
    for (size_t row = 0; status == CW_OK && row < table->row_count; row++) {
        status = read_row(past, &at, row);
    }
    if (status == CW_OK && diagnostics->errors > 0) {
        status = CW_ERROR_INPUT;
    }
    if (status == CW_OK) {
        *out = past;
    } else {
        cw_past_free(past);
    }
    return status;
}

void cw_past_free(cw_past *past)
{
    if (past != NULL) {
        cw_context *context = past->arena.context;
        for (size_t k = 0; past->rules != NULL && k < past->count; k++) {
            cw_game_free(past->rules[k]);
            cw_venue_free(past->venues == NULL ? NULL : past->venues[k]);
        }
        cw_case_free(past->built);
        cw_arena_free(&past->arena);
        cw_release(context, past);
    }
}
