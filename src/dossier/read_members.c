/* Members, observers and partners of a forum, from the dossier or from a table beside it. */
#include <math.h>
#include <string.h>

#include "dossier/quantity.h"
#include "dossier/read_table.h"
#include "dossier/schemas.h"
#include "dossier/sections.h"

/* Every seat has a number for every column, so their number has a ceiling of its own. */
#define COLUMNS_MOST 32

/* An entry of `members` as written. */
typedef struct draft {
    const cw_node *state;
    const cw_node *states;
    const cw_node *table;
    const cw_node *voice;
    const cw_node *weights;
    cw_standing standing;
    cw_date since, until;
    cw_provenance provenance;
    cw_list weight_list; /* of cw_weight, once read */
    bool has_voice;
    cw_range voice_range; /* once read */
} draft;

static const cw_field fields[] = {
    CW_PROVENANCE_FIELDS(draft, provenance),
    {"state", cw_field_node, offsetof(draft, state), CW_OPTIONAL, 0},
    {"states", cw_field_node, offsetof(draft, states), CW_OPTIONAL, 0},
    {"status", cw_field_standing, offsetof(draft, standing), CW_OPTIONAL, 0},
    {"since", cw_field_date, offsetof(draft, since), CW_OPTIONAL, 0},
    {"until", cw_field_date, offsetof(draft, until), CW_OPTIONAL, 0},
    {"voice", cw_field_node, offsetof(draft, voice), CW_OPTIONAL, 0},
    {"weights", cw_field_node, offsetof(draft, weights), CW_OPTIONAL, 0},
    {"table", cw_field_node, offsetof(draft, table), CW_OPTIONAL, 0},
};
const cw_schema cw_membership_schema = CW_SCHEMA("forums", "the membership", fields);

/* A seat whose weights wait for all columns to be known. */
typedef struct seat {
    cw_membership membership;
    cw_weight *weights;
    size_t weight_count;
} seat;

typedef struct collection {
    cw_reader *reader;
    cw_forum *forum;
    cw_list seats;   /* of seat */
    cw_list columns; /* of const char *, owned by the dossier */
    size_t number;   /* of the entry being read, from 1 */
} collection;

static size_t find_name(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0) {
            return i;
        }
    }
    return CW_NONE;
}

size_t cw_find_column(const cw_forum *forum, const char *name)
{
    return find_name(forum->columns, forum->column_count, name);
}

/* Position of a column, added where it is new; CW_NONE where it cannot be. */
static size_t column_position(collection *self, const cw_node *key)
{
    size_t known = find_name(self->columns.items, self->columns.count, key->text);
    if (known != CW_NONE) {
        return known;
    }
    if (!cw_check_id(self->reader, key)) {
        return CW_NONE;
    }
    if (self->columns.count == COLUMNS_MOST) {
        cw_reader_error(self->reader, key, NULL, "a forum has at most %d columns of weights",
                        COLUMNS_MOST);
        return CW_NONE;
    }
    const char *name = cw_reader_copy(self->reader, key->text);
    const char **column =
        name != NULL ? cw_list_add(self->reader, &self->columns, sizeof *column) : NULL;
    if (column == NULL) {
        return CW_NONE;
    }
    *column = name;
    return self->columns.count - 1;
}

bool cw_read_weight(cw_reader *reader, const cw_node *node, double *out)
{
    double weight = 0;
    if (!cw_read_number(reader, node, &weight)) {
        return false;
    }
    if (weight < 0) {
        cw_reader_error(reader, node, NULL, "weight %s must be at least 0",
                        cw_node_words(reader, node));
        return false;
    }
    *out = weight;
    return true;
}

double *cw_read_weights(cw_reader *reader, const cw_node *node, const cw_forum *forum)
{
    double *weights = cw_reader_allocate(reader, forum->column_count, sizeof *weights);
    if (weights == NULL || !cw_expect(reader, node, CW_NODE_MAPPING)) {
        return weights;
    }
    for (size_t i = 0; i < forum->column_count; i++) {
        weights[i] = NAN;
    }
    for (const cw_node *value = node->first; value != NULL; value = value->next) {
        size_t column = cw_find_column(forum, value->key->text);
        double weight = NAN;
        if (column == CW_NONE) {
            cw_reader_error(
                reader, value->key,
                cw_reader_hint(reader, value->key->text, forum->columns, forum->column_count),
                "no member of '%s' has a weight %s", forum->id, cw_node_words(reader, value->key));
        } else if (cw_read_weight(reader, value, &weight)) {
            weights[column] = weight;
        }
    }
    return weights;
}

static void add_weight(collection *self, cw_list *weights, const cw_node *value)
{
    double number = 0;
    size_t column = column_position(self, value->key);
    if (!cw_read_weight(self->reader, value, &number) || column == CW_NONE) {
        return;
    }
    cw_weight *weight = cw_list_add(self->reader, weights, sizeof *weight);
    if (weight != NULL) {
        *weight = (cw_weight){.column = column, .value = number};
    }
}

/* Each state has a voice of its own, drawn apart from the others', even where a list gives them
 * the same range. */
static size_t add_voice(cw_reader *reader, const draft *written, size_t state, size_t number)
{
    if (!written->has_voice) {
        return CW_NONE;
    }
    reader->scope.state = state;
    const char *id = reader->entries[CW_KIND_STATE].index.ids[state];
    const char *leaf = cw_reader_scratch_format(reader, "members.%zu.%s.voice", number, id);
    return cw_quantity_add(reader, CW_MEASURE_VOICE, &written->voice_range, written->voice, leaf);
}

static void add_seat(collection *self, const draft *written, size_t state, cw_place place)
{
    seat *added = cw_list_add(self->reader, &self->seats, sizeof *added);
    if (added == NULL) {
        return;
    }
    added->membership =
        (cw_membership){.state = state,
                        .standing = written->standing,
                        .since = written->since,
                        .until = written->until,
                        .voice = add_voice(self->reader, written, state, self->number),
                        .provenance = written->provenance};
    added->membership.provenance.place = place;
    added->weights = written->weight_list.items;
    added->weight_count = written->weight_list.count;
}

static draft new_draft(const cw_node *node)
{
    return (draft){.standing = CW_STANDING_MEMBER,
                   .since = CW_DATE_OPEN_START,
                   .until = CW_DATE_OPEN_END,
                   .provenance = cw_provenance_at(node)};
}

/* What may only be said of those without a vote, and dates that run backwards. */
static void check_draft(cw_reader *reader, const draft *written, const cw_node *node)
{
    if (written->voice != NULL && written->standing == CW_STANDING_MEMBER) {
        cw_reader_error(reader, written->voice, "delete 'voice', or give a 'status'",
                        "only observers and partners have a voice: members vote");
    }
    if (written->since >= written->until) {
        cw_reader_error(reader, node, NULL, "'until' must be later than 'since'");
    }
}

static void read_cell(collection *self, draft *row, const cw_node *cell)
{
    static const struct {
        const char *name;
        cw_field_function *read;
        size_t offset;
    } columns[] = {
        {"state", cw_field_node, offsetof(draft, state)},
        {"status", cw_field_standing, offsetof(draft, standing)},
        {"since", cw_field_date, offsetof(draft, since)},
        {"until", cw_field_date, offsetof(draft, until)},
        {"voice", cw_field_node, offsetof(draft, voice)},
    };
    if (cell->length == 0) {
        return;
    }
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        if (strcmp(cell->key->text, columns[i].name) == 0) {
            columns[i].read(self->reader, NULL, cell, (char *)row + columns[i].offset);
            return;
        }
    }
    add_weight(self, &row->weight_list, cell);
}

static void read_row(collection *self, const cw_table *table, size_t number,
                     const cw_provenance *provenance)
{
    cw_reader *reader = self->reader;
    const cw_node *first = cw_cell_node(reader, table, number, 0);
    if (first == NULL) {
        return;
    }
    draft row = new_draft(first);
    row.provenance = *provenance;
    for (size_t i = 0; i < table->column_count && reader->status == CW_OK; i++) {
        const cw_node *cell = cw_cell_node(reader, table, number, i);
        if (cell != NULL) {
            read_cell(self, &row, cell);
        }
    }
    size_t state = CW_NONE;
    if (row.state == NULL) {
        cw_reader_error(reader, first, NULL, "this row names no state");
    } else if (cw_read_reference(reader, row.state, CW_KIND_STATE, &state)) {
        check_draft(reader, &row, first);
        row.has_voice = row.voice != NULL &&
                        cw_read_range(reader, CW_MEASURE_VOICE, row.voice, &row.voice_range);
        add_seat(self, &row, state, first->place);
    }
}

static void read_member_table(collection *self, const draft *written)
{
    cw_reader *reader = self->reader;
    cw_table *table = cw_open_table(reader, written->table);
    if (table == NULL) {
        return;
    }
    reader->table_node = written->table;
    if (cw_table_find_column(table, "state") == CW_NONE) {
        cw_diagnostics_add(reader->diagnostics, CW_SEVERITY_ERROR, table->heading[0].place, NULL,
                           "a table of members needs a column 'state'");
    } else {
        for (size_t row = 0; row < table->row_count && reader->status == CW_OK; row++) {
            read_row(self, table, row, &written->provenance);
        }
    }
    reader->table_node = NULL;
    cw_table_free(table);
}

/* What a table says in columns of its own is not said beside it. */
static void check_beside_table(cw_reader *reader, const cw_node *node)
{
    static const char *const columns[] = {"status", "since", "until", "voice", "weights"};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        const cw_node *value = cw_node_get(node, columns[i]);
        if (value != NULL) {
            cw_reader_error(reader, value->key, "make it a column of the table",
                            "'%s' does not go with 'table'", columns[i]);
        }
    }
}

static bool is_one_of_three(const draft *written)
{
    int given = (written->state != NULL) + (written->states != NULL) + (written->table != NULL);
    return given == 1;
}

static void add_states(collection *self, draft *written, const cw_node *node)
{
    cw_reader *reader = self->reader;
    check_draft(reader, written, node);
    if (written->weights != NULL && cw_expect(reader, written->weights, CW_NODE_MAPPING)) {
        for (const cw_node *value = written->weights->first; value != NULL; value = value->next) {
            add_weight(self, &written->weight_list, value);
        }
    }
    written->has_voice =
        written->voice != NULL &&
        cw_read_range(reader, CW_MEASURE_VOICE, written->voice, &written->voice_range);
    const cw_node *names = written->state != NULL ? written->state : written->states;
    size_t *states = NULL;
    size_t count = 0;
    if (cw_read_references(reader, names, CW_KIND_STATE, &states, &count)) {
        for (size_t i = 0; i < count && reader->status == CW_OK; i++) {
            add_seat(self, written, states[i], names->place);
        }
    }
}

static void read_entry(collection *self, const cw_node *node)
{
    cw_reader *reader = self->reader;
    draft written = new_draft(node);
    cw_scope outer = reader->scope;
    reader->scope.wider = reader->scope.provenance;
    reader->scope.provenance = &written.provenance;
    if (!cw_read_record(reader, &cw_membership_schema, node, &written)) {
        reader->scope = outer;
        return;
    }
    if (!is_one_of_three(&written)) {
        cw_reader_error(
            reader, node, NULL,
            "the membership must have one of 'state', 'states' and 'table', and no more");
    } else if (written.table != NULL) {
        check_beside_table(reader, node);
        read_member_table(self, &written);
    } else {
        add_states(self, &written, node);
    }
    reader->scope = outer;
}

/* Now that all columns are known, gives each seat one weight for each. */
static void finish(collection *self)
{
    cw_reader *reader = self->reader;
    cw_forum *forum = self->forum;
    const seat *seats = self->seats.items;
    forum->columns = cw_list_finish(reader, &self->columns, sizeof(const char *));
    cw_membership *memberships = cw_reader_allocate(reader, self->seats.count, sizeof *memberships);
    if (forum->columns == NULL || memberships == NULL) {
        return;
    }
    forum->column_count = self->columns.count;
    for (size_t i = 0; i < self->seats.count; i++) {
        double *weights = cw_reader_allocate(reader, forum->column_count, sizeof *weights);
        if (weights == NULL) {
            return;
        }
        for (size_t column = 0; column < forum->column_count; column++) {
            weights[column] = NAN;
        }
        for (size_t w = 0; w < seats[i].weight_count; w++) {
            weights[seats[i].weights[w].column] = seats[i].weights[w].value;
        }
        memberships[i] = seats[i].membership;
        memberships[i].weights = weights;
    }
    forum->memberships = memberships;
    forum->membership_count = self->seats.count;
}

void cw_read_members(cw_reader *reader, const cw_node *list, cw_forum *forum)
{
    collection self = {.reader = reader, .forum = forum};
    size_t errors = reader->diagnostics->errors;
    for (const cw_node *item = list->first; item != NULL && reader->status == CW_OK;
         item = item->next) {
        self.number++;
        read_entry(&self, item);
    }
    if (reader->status == CW_OK) {
        finish(&self);
    }
    /* Already now: the rule, read next, may name a weight that could not be read. */
    cw_reader_note_broken(reader, CW_KIND_FORUM, (size_t)(forum - reader->dossier->forums), errors);
}
