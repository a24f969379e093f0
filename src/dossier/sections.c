/* The order in which a dossier is read: first every id, then everything that may name one. */
#include "dossier/sections.h"

#include <string.h>

#include "dossier/renumber.h"
#include "dossier/scan.h"

static const char *const loss_words[] = {"linear", "quadratic"};
static const char *const shape_words[] = {"triangular", "pert"};

static void field_loss(cw_reader *reader, const cw_field *field, const cw_node *value, void *slot)
{
    (void)field;
    size_t choice = 0;
    if (cw_read_choice(reader, value, loss_words, 2, &choice)) {
        *(cw_loss_form *)slot = choice == 0 ? CW_LOSS_FORM_LINEAR : CW_LOSS_FORM_QUADRATIC;
    }
}

/* How wide ranges are drawn concerns every quantity read after this. */
static void field_wide_shape(cw_reader *reader, const cw_field *field, const cw_node *value,
                             void *slot)
{
    (void)field;
    (void)slot;
    size_t choice = 0;
    if (cw_read_choice(reader, value, shape_words, 2, &choice)) {
        reader->wide_shape = choice == 0 ? CW_SHAPE_TRIANGULAR : CW_SHAPE_PERT;
    }
}

static void field_version(cw_reader *reader, const cw_field *field, const cw_node *value,
                          void *slot)
{
    (void)field;
    (void)slot;
    if (value->kind != CW_NODE_TEXT || strcmp(value->text, "1") != 0) {
        cw_reader_error(reader, value, NULL, "this program reads version 1 of the format, not %s",
                        cw_node_words(reader, value));
    }
}

#define SECTION(key, need, kind)                                                                   \
    {                                                                                              \
        key, cw_field_node, offsetof(cw_top, sections[kind]), need, 0                              \
    }

static const cw_field fields[] = {
    {"counterweight", field_version, 0, CW_REQUIRED, 0},
    {"title", cw_field_text, offsetof(cw_top, title), CW_REQUIRED, 0},
    {"author", cw_field_text, offsetof(cw_top, author), CW_OPTIONAL, 0},
    {"note", cw_field_text, offsetof(cw_top, note), CW_OPTIONAL, 0},
    {"as_of", cw_field_date, offsetof(cw_top, as_of), CW_REQUIRED, 0},
    {"loss", field_loss, offsetof(cw_top, loss), CW_OPTIONAL, 0},
    {"shape", field_wide_shape, 0, CW_OPTIONAL, 0},
    {"question", cw_field_node, offsetof(cw_top, question), CW_OPTIONAL, 0},
    SECTION("sources", CW_OPTIONAL, CW_KIND_SOURCE),
    SECTION("states", CW_REQUIRED, CW_KIND_STATE),
    SECTION("forums", CW_OPTIONAL, CW_KIND_FORUM),
    SECTION("issues", CW_OPTIONAL, CW_KIND_ISSUE),
    {"ties", cw_field_node, offsetof(cw_top, ties), CW_OPTIONAL, 0},
    SECTION("facts", CW_OPTIONAL, CW_KIND_FACT),
    SECTION("conflicts", CW_OPTIONAL, CW_KIND_CONFLICT),
    SECTION("operations", CW_OPTIONAL, CW_KIND_OPERATION),
    SECTION("what_ifs", CW_OPTIONAL, CW_KIND_WHAT_IF),
    SECTION("claims", CW_OPTIONAL, CW_KIND_CLAIM),
};
const cw_schema cw_top_schema = CW_SCHEMA("Top level", "the dossier", fields);

void cw_read_top(cw_reader *reader, const cw_node *root, cw_top *top)
{
    top->as_of = CW_DATE_OPEN_START;
    (void)cw_read_record(reader, &cw_top_schema, root, top);
    cw_dossier *dossier = reader->dossier;
    reader->is_undated = top->as_of == CW_DATE_OPEN_START;
    dossier->title = top->title;
    dossier->author = top->author;
    dossier->note = top->note;
    dossier->as_of = reader->is_undated ? 0 : top->as_of;
    dossier->loss = top->loss;
    reader->top = top;
}

void *cw_record(const cw_reader *reader, cw_kind kind, size_t index)
{
    static const size_t sizes[CW_KIND_COUNT] = {
        [CW_KIND_SOURCE] = sizeof(cw_source),       [CW_KIND_STATE] = sizeof(cw_state),
        [CW_KIND_FORUM] = sizeof(cw_forum),         [CW_KIND_ISSUE] = sizeof(cw_issue),
        [CW_KIND_FACT] = sizeof(cw_fact),           [CW_KIND_CONFLICT] = sizeof(cw_conflict),
        [CW_KIND_OPERATION] = sizeof(cw_operation), [CW_KIND_WHAT_IF] = sizeof(cw_what_if),
        [CW_KIND_CLAIM] = sizeof(cw_claim),
    };
    return (char *)reader->entries[kind].records + index * sizes[kind];
}

/* Two ids have a meaning of their own elsewhere. */
static void check_entry_id(cw_reader *reader, cw_kind kind, const cw_node *key)
{
    bool others = kind == CW_KIND_STATE && strcmp(key->text, "others") == 0;
    bool base = kind == CW_KIND_WHAT_IF && strcmp(key->text, "base") == 0;
    if (others || base) {
        cw_reader_error(reader, key, "choose another id", "'%s' cannot be an id here: it means %s",
                        key->text, others ? "all other states" : "the case without changes");
        return;
    }
    (void)cw_check_id(reader, key);
}

/* An id that is too long was reported; it is cut because it goes into every path below. */
static const char *copy_id(cw_reader *reader, const cw_node *key)
{
    int shown = (int)cw_clip_to(key->text, key->length, CW_ID_LENGTH_MOST);
    return cw_reader_format(reader, "%.*s", shown, key->text);
}

void cw_declare(cw_reader *reader, cw_kind kind, const cw_node *node, size_t record_size)
{
    cw_entries *entries = &reader->entries[kind];
    bool usable = node != NULL && cw_expect(reader, node, CW_NODE_MAPPING);
    size_t count = usable ? node->count : 0;
    const char **ids = cw_reader_scratch(reader, count, sizeof *ids);
    entries->nodes = cw_reader_scratch(reader, count, sizeof(const cw_node *));
    entries->broken = cw_reader_scratch(reader, count, sizeof *entries->broken);
    entries->marks = cw_reader_scratch(reader, count, sizeof *entries->marks);
    entries->records = cw_reader_allocate(reader, count, record_size);
    if (reader->status != CW_OK) {
        return;
    }
    size_t index = 0;
    for (const cw_node *entry = usable ? node->first : NULL; entry != NULL; entry = entry->next) {
        check_entry_id(reader, kind, entry->key);
        ids[index] = copy_id(reader, entry->key);
        if (ids[index] == NULL) {
            return;
        }
        entries->nodes[index] = entry;
        *(const char **)((char *)entries->records + index * record_size) = ids[index];
        index++;
    }
    entries->count = count;
    if (cw_index_build(&entries->index, &reader->scratch, ids, count) != CW_OK) {
        reader->status = CW_ERROR_MEMORY;
    }
}

/* Makes the nine arrays of the dossier. */
static void declare_all(cw_reader *reader)
{
    cw_dossier *dossier = reader->dossier;
    cw_entries *entries = reader->entries;
#define DECLARE(kind, array, number)                                                               \
    cw_declare(reader, kind, reader->top->sections[kind], sizeof(*dossier->array));                \
    dossier->array = entries[kind].records;                                                        \
    dossier->number = entries[kind].count
    DECLARE(CW_KIND_SOURCE, sources, source_count);
    DECLARE(CW_KIND_STATE, states, state_count);
    DECLARE(CW_KIND_FORUM, forums, forum_count);
    DECLARE(CW_KIND_ISSUE, issues, issue_count);
    DECLARE(CW_KIND_FACT, facts, fact_count);
    DECLARE(CW_KIND_CONFLICT, conflicts, conflict_count);
    DECLARE(CW_KIND_OPERATION, operations, operation_count);
    DECLARE(CW_KIND_WHAT_IF, what_ifs, what_if_count);
    DECLARE(CW_KIND_CLAIM, claims, claim_count);
#undef DECLARE
}

/* The question and the ties are no sections of entries with ids; these two make them look alike. */
static void read_question(cw_reader *reader)
{
    cw_read_question(reader, reader->top->question);
}

static void read_ties(cw_reader *reader)
{
    cw_read_ties(reader, reader->top->ties);
}

void cw_read_sections(cw_reader *reader)
{
    typedef void step_function(cw_reader * reader);
    static step_function *const steps[] = {
        declare_all,    cw_read_sources,    cw_read_states, cw_read_forums,    read_question,
        cw_read_issues, cw_settle_question, cw_read_facts,  cw_read_conflicts, cw_read_operations,
        read_ties,      cw_read_what_ifs,   cw_read_claims, cw_expand_others,  cw_quantities_finish,
    };
    for (size_t i = 0; i < sizeof steps / sizeof steps[0] && reader->status == CW_OK; i++) {
        steps[i](reader);
    }
}
