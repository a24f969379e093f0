/* Past decisions from a table in the layout of the DEU data sets. */
#include "counterweight/study/past.h"

#include <math.h>
#include <string.h>

/* Fewest actors of a decision worth forecasting. */
#define ACTORS_LEAST 3

/* What a salience of 0 is taken as: who is coded at the table cares a little. */
#define SALIENCE_LEAST 1e-6

/* States of the Union before 2004. */
#define STATES_OF_FIFTEEN 15

/* Votes in the Council: under the accession treaties of 1994 (0: no member), and under the Treaty
 * of Nice with the accessions of 2004, 2007 and 2013. */
typedef struct votes {
    const char *actor;
    double fifteen;
    double enlarged;
} votes;

static const votes council[] = {
    {"de", 10, 29}, {"fr", 10, 29}, {"it", 10, 29}, {"uk", 10, 29}, {"es", 8, 27}, {"pl", 0, 27},
    {"ro", 0, 14},  {"nl", 5, 13},  {"be", 5, 12},  {"cz", 0, 12},  {"el", 5, 12}, {"hu", 0, 12},
    {"pt", 5, 12},  {"at", 4, 10},  {"bu", 0, 10},  {"se", 4, 10},  {"dk", 3, 7},  {"ie", 3, 7},
    {"lt", 0, 7},   {"sk", 0, 7},   {"fi", 3, 7},   {"cr", 0, 7},   {"cy", 0, 4},  {"ee", 0, 4},
    {"lv", 0, 4},   {"lu", 2, 4},   {"si", 0, 4},   {"mt", 0, 3},
};

#define VOTES_FIFTEEN 87.0
#define VOTES_ENLARGED 352.0
#define VOTES_OTHER 2.0

/* Share of all votes that Commission and Parliament are each given. */
#define SHARE_OF_INSTITUTION 0.2

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
    size_t reference; /* or CW_NONE */
    size_t proposal;
} layout;

static cw_place top_of(const cw_table *table)
{
    return (cw_place){.file = table->file, .line = 1, .column = 1};
}

static size_t need_column(const cw_table *table, cw_diagnostics *diagnostics, const char *name)
{
    size_t column = cw_table_find_column(table, name);
    if (column == CW_NONE) {
        cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR, top_of(table), NULL,
                           "the table has no column '%s'", name);
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

/* The capability of one actor from the table, NaN with a diagnostic where it is not there. */
static double given_capability(const cw_table *table, cw_diagnostics *diagnostics,
                               const char *actor, size_t name_column, size_t figure_column)
{
    double value = NAN;
    for (size_t row = 0; row < table->row_count; row++) {
        if (strcmp(cw_table_at(table, row, name_column)->text, actor) != 0) {
            continue;
        }
        if (cw_table_number(&value, diagnostics, table, row, figure_column) == CW_OK &&
            value < 0.0) {
            cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR,
                               cw_table_at(table, row, figure_column)->place, NULL,
                               "a capability is at least 0");
        }
        return value;
    }
    cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR, top_of(table), NULL,
                       "no capability is given for actor '%s'", actor);
    return value;
}

static void read_capabilities(layout *at, const cw_table *capability)
{
    if (capability == NULL) {
        return;
    }
    size_t name = need_column(capability, at->diagnostics, "actor");
    size_t figure = need_column(capability, at->diagnostics, "capability");
    for (size_t k = 0; name != CW_NONE && figure != CW_NONE && k < at->actor_count; k++) {
        at->actors[k].capability =
            given_capability(capability, at->diagnostics, at->actors[k].actor, name, figure);
    }
}

static cw_status find_layout(layout *at, const cw_table *capability)
{
    at->outcome = need_column(at->table, at->diagnostics, "out");
    at->proposal = need_column(at->table, at->diagnostics, "prnrnmc");
    at->reference = cw_table_find_column(at->table, "rp");
    if (!find_actors(at)) {
        return CW_ERROR_MEMORY;
    }
    if (at->actor_count == 0) {
        cw_diagnostics_add(at->diagnostics, CW_SEVERITY_ERROR, top_of(at->table), NULL,
                           "the table has no pair of columns p<actor> and s<actor>");
    }
    read_capabilities(at, capability);
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

static double on_scale_or_nan(double value)
{
    return value >= CW_SCALE_LOW && value <= CW_SCALE_HIGH ? value : NAN;
}

static bool is_institution(const char *actor)
{
    return strcmp(actor, "com") == 0 || strcmp(actor, "ep") == 0;
}

/* One row while its actors are gathered. */
typedef struct gathering {
    const char *actor[CW_ACTORS_MAX];
    double *position;
    double *capability;
    double *salience;
    size_t count;
    size_t proposer;
} gathering;

static bool make_room(gathering *row, cw_arena *arena, size_t most)
{
    row->position = cw_arena_allocate(arena, most, sizeof *row->position);
    row->capability = cw_arena_allocate(arena, most, sizeof *row->capability);
    row->salience = cw_arena_allocate(arena, most, sizeof *row->salience);
    row->count = 0;
    row->proposer = CW_NONE;
    return row->position != NULL && row->capability != NULL && row->salience != NULL;
}

static void gather_actors(gathering *row, const layout *at, size_t table_row)
{
    for (size_t k = 0; k < at->actor_count && row->count < CW_ACTORS_MAX; k++) {
        const actor_columns *columns = &at->actors[k];
        double position = on_scale_or_nan(number_at(at, table_row, columns->position));
        double salience = on_scale_or_nan(number_at(at, table_row, columns->salience));
        if (isnan(position) || isnan(salience)) {
            continue;
        }
        if (strcmp(columns->actor, "com") == 0) {
            row->proposer = row->count;
        }
        row->actor[row->count] = columns->actor;
        row->position[row->count] = position;
        row->salience[row->count] = fmax(salience / CW_SCALE_HIGH, SALIENCE_LEAST);
        row->capability[row->count] = columns->capability;
        row->count++;
    }
}

/* Whether the row belongs to the Union of more than fifteen. */
static bool is_enlarged(const gathering *row)
{
    static const char *const newcomers[] = {"pl", "hu", "cz", "ee"};
    size_t states = 0;
    bool newcomer = false;
    for (size_t m = 0; m < row->count; m++) {
        states += !is_institution(row->actor[m]);
        for (size_t k = 0; k < sizeof newcomers / sizeof *newcomers; k++) {
            newcomer = newcomer || strcmp(row->actor[m], newcomers[k]) == 0;
        }
    }
    return newcomer || states > STATES_OF_FIFTEEN;
}

static double votes_of(const char *actor, bool enlarged)
{
    if (is_institution(actor)) {
        return SHARE_OF_INSTITUTION * (enlarged ? VOTES_ENLARGED : VOTES_FIFTEEN);
    }
    for (size_t k = 0; k < sizeof council / sizeof *council; k++) {
        double cast = enlarged ? council[k].enlarged : council[k].fifteen;
        if (strcmp(actor, council[k].actor) == 0 && cast > 0.0) {
            return cast;
        }
    }
    return VOTES_OTHER;
}

static void fill_in_votes(gathering *row)
{
    bool enlarged = is_enlarged(row);
    for (size_t m = 0; m < row->count; m++) {
        if (isnan(row->capability[m])) {
            row->capability[m] = votes_of(row->actor[m], enlarged);
        }
    }
}

/* Reads one row into the next decision, or counts it as left out. */
static cw_status read_row(cw_past *past, const layout *at, size_t table_row)
{
    gathering row;
    if (!make_room(&row, &past->arena, at->actor_count)) {
        return CW_ERROR_MEMORY;
    }
    gather_actors(&row, at, table_row);
    double outcome = on_scale_or_nan(number_at(at, table_row, at->outcome));
    double proposal = number_at(at, table_row, at->proposal);
    double reference = on_scale_or_nan(number_at(at, table_row, at->reference));
    if (isnan(outcome) || row.count < ACTORS_LEAST) {
        past->left_out++;
        return CW_OK;
    }
    fill_in_votes(&row);
    past->decisions[past->count++] = (cw_past_decision){
        .problem =
            {
                .actors = row.count,
                .position = row.position,
                .capability = row.capability,
                .salience = row.salience,
                .status_quo = reference,
                .loss = CW_LOSS_LINEAR,
                .proposer = row.proposer,
            },
        .outcome = outcome,
        /* Proposals are numbered; a row without a number stands alone, far from all of them. */
        .cluster = proposal >= 0.0 && proposal < 1e9 ? (size_t)proposal : (size_t)-1 - table_row,
    };
    return CW_OK;
}

cw_status cw_past_read_deu(cw_past **out, cw_context *context, cw_diagnostics *diagnostics,
                           const cw_table *table, const cw_table *capability)
{
    cw_past *past = cw_allocate(context, 1, sizeof *past);
    if (past == NULL) {
        return CW_ERROR_MEMORY;
    }
    cw_arena_init(&past->arena, context);
    layout at = {.table = table, .diagnostics = diagnostics, .arena = &past->arena};
    cw_status status = find_layout(&at, capability);
    if (status == CW_OK) {
        past->decisions =
            cw_arena_allocate(&past->arena, table->row_count, sizeof *past->decisions);
        status = past->decisions == NULL ? CW_ERROR_MEMORY : CW_OK;
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
        cw_arena_free(&past->arena);
        cw_release(context, past);
    }
}
