/* Single values: texts, numbers, dates, references, words out of a list. */
#include <string.h>

#include "dossier/field.h"

static const char *const standing_words[] = {"member", "observer", "partner"};
static const char *const truth_words[] = {"false", "true", "unknown"};

bool cw_expect(cw_reader *reader, const cw_node *node, cw_node_kind kind)
{
    static const char *const kinds[] = {"a text", "a list", "a mapping of keys"};
    if (node->refused) {
        return false;
    }
    if (node->kind == kind) {
        return true;
    }
    cw_reader_error(reader, node, NULL, "%s must be %s, not %s", cw_node_name(reader, node),
                    kinds[kind], cw_node_words(reader, node));
    return false;
}

bool cw_read_text(cw_reader *reader, const cw_node *node, const char **out)
{
    if (!cw_expect(reader, node, CW_NODE_TEXT)) {
        return false;
    }
    if (node->length == 0) {
        cw_reader_error(reader, node, NULL, "%s is empty", cw_node_name(reader, node));
        return false;
    }
    const char *copy = cw_reader_copy(reader, node->text);
    if (copy == NULL) {
        return false;
    }
    *out = copy;
    return true;
}

bool cw_read_number(cw_reader *reader, const cw_node *node, double *out)
{
    if (node->refused) {
        return false;
    }
    cw_status status = CW_ERROR_INPUT;
    double number = 0;
    if (node->kind == CW_NODE_TEXT) {
        status = cw_number_parse(&number, node->text, node->length);
    }
    if (status == CW_ERROR_LIMIT) {
        cw_reader_error(reader, node, NULL, "%s is too large a number: %s",
                        cw_node_name(reader, node), cw_node_words(reader, node));
        return false;
    }
    if (status != CW_OK) {
        cw_reader_error(reader, node, NULL, "%s must be a number, not %s",
                        cw_node_name(reader, node), cw_node_words(reader, node));
        return false;
    }
    *out = number;
    return true;
}

bool cw_read_point(cw_reader *reader, const cw_node *node, double *out)
{
    double point = 0;
    if (!cw_read_number(reader, node, &point)) {
        return false;
    }
    if (point < 0 || point > 100) {
        cw_reader_error(reader, node, NULL, "%s %s is off the scale, which runs from 0 to 100",
                        node->key != NULL ? node->key->text : "point", cw_node_words(reader, node));
        return false;
    }
    *out = point;
    return true;
}

static const char *const kind_words[CW_KIND_COUNT] = {
    "source", "state", "forum", "issue", "fact", "conflict", "operation", "what-if", "claim"};

bool cw_read_reference(cw_reader *reader, const cw_node *node, cw_kind kind, size_t *out)
{
    if (node->refused) {
        return false;
    }
    if (node->kind != CW_NODE_TEXT) {
        cw_reader_error(reader, node, NULL, "%s must be the id of a %s, not %s",
                        cw_node_name(reader, node), kind_words[kind], cw_node_words(reader, node));
        return false;
    }
    const cw_index *index = &reader->entries[kind].index;
    size_t found = cw_index_find(index, node->text);
    if (found == CW_NONE) {
        cw_reader_error(reader, node, cw_reader_hint(reader, node->text, index->ids, index->count),
                        "unknown %s %s", kind_words[kind], cw_node_words(reader, node));
        return false;
    }
    *out = found;
    return true;
}

/* Whether `index` came before in the list being read; from now on it has. One mark for each entry
 * of the dossier, so that long lists cost no more than short ones. */
static bool is_listed(cw_reader *reader, cw_kind kind, size_t index)
{
    size_t *mark = &reader->entries[kind].marks[index];
    bool listed = *mark == reader->list_number;
    *mark = reader->list_number;
    return listed;
}

bool cw_read_references(cw_reader *reader, const cw_node *node, cw_kind kind, size_t **out,
                        size_t *count)
{
    bool single = node->kind == CW_NODE_TEXT;
    if (!single && !cw_expect(reader, node, CW_NODE_LIST)) {
        return false;
    }
    size_t *items = cw_reader_allocate(reader, single ? 1 : node->count, sizeof *items);
    if (items == NULL) {
        return false;
    }
    size_t found = 0;
    reader->list_number++;
    for (const cw_node *item = single ? node : node->first; item != NULL;
         item = single ? NULL : item->next) {
        size_t index = CW_NONE;
        if (!cw_read_reference(reader, item, kind, &index)) {
            continue;
        }
        if (is_listed(reader, kind, index)) {
            cw_reader_error(reader, item, NULL, "%s stands twice in this list",
                            cw_node_words(reader, item));
            continue;
        }
        items[found++] = index;
    }
    *out = items;
    *count = found;
    return true;
}

bool cw_read_choice(cw_reader *reader, const cw_node *node, const char *const *words, size_t count,
                    size_t *out)
{
    if (node->refused) {
        return false;
    }
    for (size_t i = 0; i < count && node->kind == CW_NODE_TEXT; i++) {
        if (strcmp(node->text, words[i]) == 0) {
            *out = i;
            return true;
        }
    }
    const char *list = words[0];
    for (size_t i = 1; i < count; i++) {
        list = cw_reader_scratch_format(reader, "%s%s%s", list, i + 1 < count ? ", " : " or ",
                                        words[i]);
    }
    cw_reader_error(reader, node, NULL, "%s must be %s, not %s", cw_node_name(reader, node), list,
                    cw_node_words(reader, node));
    return false;
}

static bool is_id_character(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') || strchr("-_.", character) != NULL;
}

bool cw_check_id(cw_reader *reader, const cw_node *key)
{
    bool good = key->length > 0 && key->length <= CW_ID_LENGTH_MOST;
    for (size_t i = 0; i < key->length && good; i++) {
        good = is_id_character(key->text[i]);
    }
    if (!good) {
        cw_reader_error(reader, key, NULL,
                        "%s is no id: ids are letters, digits, '-', '_' and '.', at most %d",
                        cw_node_words(reader, key), CW_ID_LENGTH_MOST);
    }
    return good;
}

void cw_field_text(cw_reader *reader, const cw_field *field, const cw_node *value, void *slot)
{
    (void)field;
    (void)cw_read_text(reader, value, slot);
}

void cw_field_date(cw_reader *reader, const cw_field *field, const cw_node *value, void *slot)
{
    (void)field;
    bool text = value->kind == CW_NODE_TEXT;
    if (!text || cw_date_parse(slot, value->text, value->length) != CW_OK) {
        cw_reader_error(reader, value, "write it as 2022-05-24, 2022-05 or 2022",
                        "%s must be a date, not %s", cw_node_name(reader, value),
                        cw_node_words(reader, value));
    }
}

void cw_field_node(cw_reader *reader, const cw_field *field, const cw_node *value, void *slot)
{
    (void)reader;
    (void)field;
    *(const cw_node **)slot = value;
}

void cw_field_reference(cw_reader *reader, const cw_field *field, const cw_node *value, void *slot)
{
    size_t found = CW_NONE;
    if (!cw_read_reference(reader, value, (cw_kind)field->detail, &found)) {
        return;
    }
    *(size_t *)slot = found;
    if (field->detail == CW_KIND_SOURCE) {
        reader->dossier->sources[found].uses++;
    }
}

void cw_field_standing(cw_reader *reader, const cw_field *field, const cw_node *value, void *slot)
{
    (void)field;
    size_t choice = 0;
    if (cw_read_choice(reader, value, standing_words, 3, &choice)) {
        *(cw_standing *)slot = (cw_standing)choice;
    }
}

void cw_field_truth(cw_reader *reader, const cw_field *field, const cw_node *value, void *slot)
{
    (void)field;
    size_t choice = 0;
    if (cw_read_choice(reader, value, truth_words, 3, &choice)) {
        *(cw_truth *)slot = (cw_truth)choice;
    }
}
