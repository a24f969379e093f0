#include "dossier/quantity.h"

#include "dossier/schemas.h"

/* Capabilities, dependence and costs have no upper end that an analyst would meet. */
static bool is_amount(cw_measure measure)
{
    return measure == CW_MEASURE_CAPABILITY || measure == CW_MEASURE_DEPENDENCE ||
           measure == CW_MEASURE_BYPASS_COST;
}

/* What to say of a number that `measure` may not take. */
static const char *complaint(cw_measure measure, double number)
{
    if (is_amount(measure)) {
        return number < 0 ? "must be at least 0" : "must be at most 1e100";
    }
    return cw_measure_most(measure) == 1.0 ? "is outside 0 to 1"
                                           : "is off the scale, which runs from 0 to 100";
}

static const char *const measure_words[] = {
    [CW_MEASURE_POSITION] = "position",     [CW_MEASURE_STATUS_QUO] = "status quo",
    [CW_MEASURE_SALIENCE] = "salience",     [CW_MEASURE_CAPABILITY] = "capability",
    [CW_MEASURE_DEPENDENCE] = "dependence", [CW_MEASURE_BYPASS_COST] = "bypass cost",
    [CW_MEASURE_FORMALITY] = "formality",   [CW_MEASURE_AGENDA_POWER] = "agenda power",
    [CW_MEASURE_VOICE] = "voice",
};

const char *cw_measure_word(cw_measure measure)
{
    return measure_words[measure];
}

/* The shapes an analyst can name: positions of cw_read_choice(). */
static const char *const shape_words[] = {"uniform", "triangular", "pert"};
static const cw_shape shapes[] = {CW_SHAPE_UNIFORM, CW_SHAPE_TRIANGULAR, CW_SHAPE_PERT};

/* The mapping form as written. */
typedef struct draft {
    const cw_node *value;
    const cw_node *shape;
    cw_provenance provenance;
} draft;

static const cw_field fields[] = {
    CW_PROVENANCE_FIELDS(draft, provenance),
    {"value", cw_field_node, offsetof(draft, value), CW_REQUIRED, 0},
    {"shape", cw_field_node, offsetof(draft, shape), CW_OPTIONAL, 0},
};
const cw_schema cw_quantity_schema = CW_SCHEMA("Numbers", "the number", fields);

static bool is_within(cw_measure measure, double number)
{
    return number >= 0 && number <= cw_measure_most(measure);
}

bool cw_check_range(cw_reader *reader, cw_measure measure, const cw_node *node, cw_range *range)
{
    bool low_is_within = is_within(measure, range->low);
    if (!low_is_within || !is_within(measure, range->high)) {
        const cw_node *shown = node;
        if (node->kind == CW_NODE_LIST && low_is_within) {
            shown = node->first->next->next != NULL ? node->first->next->next : node->first->next;
        } else if (node->kind == CW_NODE_LIST) {
            shown = node->first;
        }
        cw_reader_error(reader, shown, NULL, "%s %s %s", measure_words[measure],
                        cw_node_words(reader, shown),
                        complaint(measure, low_is_within ? range->high : range->low));
        return false;
    }
    if (range->low > range->high || range->mode < range->low || range->mode > range->high) {
        cw_reader_error(reader, node, NULL, "the numbers of a range must not fall: %s",
                        range->shape == CW_SHAPE_UNIFORM ? "[low, high]" : "[low, mode, high]");
        return false;
    }
    if (range->low == range->high) {
        range->shape = CW_SHAPE_FIXED;
    }
    return true;
}

static bool read_numbers(cw_reader *reader, const cw_node *list, double numbers[3])
{
    size_t count = 0;
    bool good = true;
    for (const cw_node *item = list->first; item != NULL; item = item->next) {
        good = cw_read_number(reader, item, &numbers[count++]) && good;
    }
    return good;
}

static bool read_plain(cw_reader *reader, const cw_node *node, cw_range *out)
{
    if (node->kind == CW_NODE_TEXT) {
        if (!cw_read_number(reader, node, &out->mode)) {
            return false;
        }
        out->low = out->mode;
        out->high = out->mode;
        out->shape = CW_SHAPE_FIXED;
        return true;
    }
    if (node->kind != CW_NODE_LIST || node->count < 2 || node->count > 3) {
        cw_reader_error(reader, node, NULL, "%s must be a number, [low, high] or [low, mode, high]",
                        cw_node_name(reader, node));
        return false;
    }
    double numbers[3] = {0};
    if (!read_numbers(reader, node, numbers)) {
        return false;
    }
    out->low = numbers[0];
    out->high = numbers[node->count - 1];
    out->mode = node->count == 3 ? numbers[1] : out->low + (out->high - out->low) / 2;
    out->shape = node->count == 3 ? reader->wide_shape : CW_SHAPE_UNIFORM;
    return true;
}

static bool read_shape(cw_reader *reader, const draft *written, cw_range *out)
{
    size_t choice = 0;
    if (!cw_read_choice(reader, written->shape, shape_words, 3, &choice)) {
        return false;
    }
    size_t needed = shapes[choice] == CW_SHAPE_UNIFORM ? 2 : 3;
    if (written->value->kind != CW_NODE_LIST || written->value->count != needed) {
        cw_reader_error(reader, written->shape, NULL, "shape '%s' needs a range of %s numbers",
                        shape_words[choice], needed == 2 ? "two" : "three");
        return false;
    }
    out->shape = shapes[choice];
    return true;
}

/* Without a source of its own, a number has that of the entry in which it stands. */
static void inherit(cw_provenance *own, const cw_scope *scope)
{
    const cw_provenance *entry = scope->provenance;
    if (entry != NULL && entry->source == CW_NONE) {
        entry = scope->wider;
    }
    if (own->source != CW_NONE || entry == NULL) {
        return;
    }
    own->source = entry->source;
    if (own->quote == NULL) {
        own->quote = entry->quote;
    }
    if (own->why == NULL) {
        own->why = entry->why;
    }
}

bool cw_read_range(cw_reader *reader, cw_measure measure, const cw_node *node, cw_range *out)
{
    if (node->refused) {
        return false;
    }
    draft written = {.value = node, .provenance = cw_provenance_at(node)};
    if (node->kind == CW_NODE_MAPPING) {
        written.value = NULL;
        (void)cw_read_record(reader, &cw_quantity_schema, node, &written);
    }
    if (written.value == NULL || written.value->refused ||
        !read_plain(reader, written.value, out)) {
        return false;
    }
    if (written.shape != NULL && !read_shape(reader, &written, out)) {
        return false;
    }
    out->provenance = written.provenance;
    inherit(&out->provenance, &reader->scope);
    return cw_check_range(reader, measure, written.value, out);
}

size_t cw_quantity_add(cw_reader *reader, cw_measure measure, const cw_range *range,
                       const cw_node *node, const char *leaf)
{
    if (reader->quantities.count == reader->context->limits.items) {
        cw_reader_error(reader, node, NULL, "more than %zu numbers in one dossier",
                        reader->quantities.count);
        reader->status = CW_ERROR_INPUT;
        return CW_NONE;
    }
    cw_drafted_quantity *drafted = cw_list_add(reader, &reader->quantities, sizeof *drafted);
    if (drafted == NULL) {
        return CW_NONE;
    }
    const cw_scope *scope = &reader->scope;
    const cw_node *order = reader->table_node != NULL ? reader->table_node : node;
    drafted->line = order->place.line;
    drafted->column = order->place.column;
    drafted->number = reader->quantities.count - 1;
    drafted->quantity = (cw_quantity){.measure = measure,
                                      .shape = range->shape,
                                      .low = range->low,
                                      .mode = range->mode,
                                      .high = range->high,
                                      .path = cw_reader_format(reader, "%s.%s", scope->path, leaf),
                                      .state = scope->state,
                                      .other = scope->other,
                                      .forum = scope->forum,
                                      .issue = scope->issue,
                                      .what_if = scope->what_if,
                                      .provenance = range->provenance};
    return drafted->number;
}

void cw_field_quantity(cw_reader *reader, const cw_field *field, const cw_node *value, void *slot)
{
    cw_range range = {0};
    cw_measure measure = (cw_measure)field->detail;
    if (cw_read_range(reader, measure, value, &range)) {
        *(size_t *)slot = cw_quantity_add(reader, measure, &range, value, field->key);
    }
}
