#include <math.h>
#include <string.h>

#include "dossier/schemas.h"
#include "dossier/sections.h"

/* What a measure is a measure of. */
#define NEEDS_STATE 1U
#define NEEDS_FORUM 2U
#define NEEDS_ISSUE 4U
#define NEEDS_OTHER 8U
#define NEEDS_OPERATION 16U
#define NEEDS_OUTCOME 32U

typedef struct measure {
    const char *word;
    unsigned needs;
} measure;

/* In the order of cw_finding_measure. */
static const measure measures[] = {
    [CW_FINDING_GAIN] = {"gain", NEEDS_STATE | NEEDS_FORUM | NEEDS_ISSUE},
    [CW_FINDING_GAIN_PROBABILITY] = {"gain_probability", NEEDS_STATE | NEEDS_FORUM | NEEDS_ISSUE},
    [CW_FINDING_BYPASS_PROBABILITY] = {"bypass_probability", NEEDS_FORUM | NEEDS_ISSUE},
    [CW_FINDING_OUTCOME] = {"outcome", NEEDS_FORUM | NEEDS_ISSUE},
    [CW_FINDING_CAPABILITY_SHARE] = {"capability_share", NEEDS_STATE | NEEDS_FORUM},
    [CW_FINDING_HHI] = {"hhi", NEEDS_FORUM},
    [CW_FINDING_CON] = {"con", NEEDS_FORUM},
    [CW_FINDING_SHAPLEY_SHUBIK] = {"shapley_shubik", NEEDS_STATE | NEEDS_FORUM},
    [CW_FINDING_BANZHAF] = {"banzhaf", NEEDS_STATE | NEEDS_FORUM},
    [CW_FINDING_MEMBERS] = {"members", NEEDS_FORUM},
    [CW_FINDING_DEPENDENCE] = {"dependence", NEEDS_STATE | NEEDS_OTHER},
    [CW_FINDING_AGREEMENT] = {"agreement", NEEDS_FORUM | NEEDS_ISSUE | NEEDS_OUTCOME},
    [CW_FINDING_MAY_DEPLOY] = {"may_deploy", NEEDS_STATE | NEEDS_OPERATION},
    [CW_FINDING_MAY_LEAD] = {"may_lead", NEEDS_STATE | NEEDS_OPERATION},
};
#define MEASURE_COUNT (sizeof measures / sizeof *measures)

static void field_measure(cw_reader *reader, const cw_field *field, const cw_node *node, void *slot)
{
    (void)field;
    const char *words[MEASURE_COUNT] = {NULL};
    for (size_t i = 0; i < MEASURE_COUNT; i++) {
        words[i] = measures[i].word;
    }
    for (size_t i = 0; i < MEASURE_COUNT && node->kind == CW_NODE_TEXT; i++) {
        if (strcmp(words[i], node->text) == 0) {
            *(cw_finding_measure *)slot = (cw_finding_measure)i;
            return;
        }
    }
    cw_reader_error(reader, node, cw_reader_hint(reader, node->text, words, MEASURE_COUNT),
                    "unknown measure %s", cw_node_words(reader, node));
}

/* `base` is the case without any change. */
static void field_what_if(cw_reader *reader, const cw_field *field, const cw_node *node, void *slot)
{
    (void)field;
    if (node->kind == CW_NODE_TEXT && strcmp(node->text, "base") == 0) {
        *(size_t *)slot = CW_NONE;
        return;
    }
    (void)cw_read_reference(reader, node, CW_KIND_WHAT_IF, slot);
}

static void field_point(cw_reader *reader, const cw_field *field, const cw_node *node, void *slot)
{
    (void)field;
    (void)cw_read_point(reader, node, slot);
}

#define FIGURE_FIELD(key, read, type, member, part, detail)                                        \
    {                                                                                              \
        key, read, offsetof(type, member) + offsetof(cw_figure, part), CW_OPTIONAL, detail         \
    }
#define FIGURE_FIELDS(type, member)                                                                \
    FIGURE_FIELD("state", cw_field_reference, type, member, state, CW_KIND_STATE),                 \
        FIGURE_FIELD("forum", cw_field_reference, type, member, forum, CW_KIND_FORUM),             \
        FIGURE_FIELD("issue", cw_field_reference, type, member, issue, CW_KIND_ISSUE),             \
        FIGURE_FIELD("on", cw_field_reference, type, member, other, CW_KIND_STATE),                \
        FIGURE_FIELD("operation", cw_field_reference, type, member, operation, CW_KIND_OPERATION), \
        FIGURE_FIELD("outcome", field_point, type, member, outcome, 0),                            \
        FIGURE_FIELD("what_if", field_what_if, type, member, what_if, 0)

/* The mapping form of `than`: what differs from the figure on the left. */
typedef struct other_figure {
    cw_figure figure;
} other_figure;

static const cw_field figure_fields[] = {
    FIGURE_FIELDS(other_figure, figure),
    {"measure", field_measure, offsetof(other_figure, figure.measure), CW_OPTIONAL, 0},
};
const cw_schema cw_figure_schema = CW_SCHEMA("claims", "the other figure", figure_fields);

/* A test as written. */
typedef struct draft {
    cw_figure left;
    cw_comparison comparison;
    bool compared; /* whether `is` was understood */
    const cw_node *than;
} draft;

static void field_comparison(cw_reader *reader, const cw_field *field, const cw_node *node,
                             void *slot)
{
    (void)field;
    static const char *const words[] = {"above", "below", "equal"};
    draft *written = slot;
    size_t choice = 0;
    if (cw_read_choice(reader, node, words, 3, &choice)) {
        written->comparison = (cw_comparison)choice;
        written->compared = true;
    }
}

static const cw_field test_fields[] = {
    FIGURE_FIELDS(draft, left),
    {"measure", field_measure, offsetof(draft, left.measure), CW_REQUIRED, 0},
    {"is", field_comparison, 0, CW_REQUIRED, 0},
    {"than", cw_field_node, offsetof(draft, than), CW_REQUIRED, 0},
};
const cw_schema cw_test_schema = CW_SCHEMA("claims", "the test", test_fields);

/* Whether a figure has all that its measure is a measure of; the question fills in what it can.
 * What was written and plays no part is worth a warning. */
static bool check_figure(cw_reader *reader, const cw_node *node, const cw_figure *figure)
{
    /* Where the question has a mistake, that is the one to report. */
    bool asked = reader->top->question != NULL;
    const struct {
        unsigned need;
        bool given;
        bool filled;
        const char *key;
    } parts[] = {
        {NEEDS_STATE, figure->state != CW_NONE, asked, "state"},
        {NEEDS_FORUM, figure->forum != CW_NONE, asked, "forum"},
        {NEEDS_ISSUE, figure->issue != CW_NONE, asked, "issue"},
        {NEEDS_OTHER, figure->other != CW_NONE, false, "on"},
        {NEEDS_OPERATION, figure->operation != CW_NONE, false, "operation"},
        {NEEDS_OUTCOME, !isnan(figure->outcome), false, "outcome"},
    };
    const measure *what = &measures[figure->measure];
    bool good = true;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        bool needed = (what->needs & parts[i].need) != 0;
        if (needed && !parts[i].given && !parts[i].filled) {
            cw_reader_error(reader, node, NULL, "the measure '%s' needs '%s'", what->word,
                            parts[i].key);
            good = false;
        }
        if (!needed && cw_node_get(node, parts[i].key) != NULL) {
            cw_reader_warning(reader, cw_node_get(node, parts[i].key)->key, "delete it",
                              "'%s' plays no part in the measure '%s'", parts[i].key, what->word);
        }
    }
    return good;
}

static bool read_other_figure(cw_reader *reader, const cw_node *node, cw_claim *claim)
{
    other_figure other = {.figure = claim->left};
    claim->against_figure = true;
    if (node->kind == CW_NODE_TEXT) {
        other.figure.what_if = CW_NONE;
    } else if (!cw_read_record(reader, &cw_figure_schema, node, &other) ||
               !check_figure(reader, node, &other.figure)) {
        return false;
    }
    claim->right = other.figure;
    return true;
}

static bool same_figure(const cw_figure *a, const cw_figure *b)
{
    bool same_outcome = a->outcome == b->outcome || (isnan(a->outcome) && isnan(b->outcome));
    return a->measure == b->measure && a->state == b->state && a->other == b->other &&
           a->forum == b->forum && a->issue == b->issue && a->operation == b->operation &&
           a->what_if == b->what_if && same_outcome;
}

static void read_than(cw_reader *reader, const cw_node *node, cw_claim *claim)
{
    bool base = node->kind == CW_NODE_TEXT && strcmp(node->text, "base") == 0;
    if (!base && node->kind != CW_NODE_MAPPING) {
        double number = 0;
        if (node->kind == CW_NODE_TEXT &&
            cw_number_parse(&number, node->text, node->length) == CW_OK) {
            claim->number = number;
            return;
        }
        cw_reader_error(reader, node, NULL,
                        "'than' must be a number, 'base' or a mapping of what differs, not %s",
                        cw_node_words(reader, node));
        return;
    }
    if (read_other_figure(reader, node, claim) && same_figure(&claim->left, &claim->right)) {
        cw_reader_error(reader, node, "give 'what_if', or compare with something else",
                        "this compares a figure with itself");
    }
}

static cw_figure new_figure(void)
{
    return (cw_figure){.state = CW_NONE,
                       .other = CW_NONE,
                       .forum = CW_NONE,
                       .issue = CW_NONE,
                       .operation = CW_NONE,
                       .what_if = CW_NONE,
                       .outcome = NAN};
}

static void field_test(cw_reader *reader, const cw_field *field, const cw_node *node, void *slot)
{
    (void)field;
    cw_claim *claim = slot;
    draft written = {.left = new_figure()};
    size_t errors = reader->diagnostics->errors;
    if (!cw_read_record(reader, &cw_test_schema, node, &written) ||
        reader->diagnostics->errors != errors || !check_figure(reader, node, &written.left)) {
        return;
    }
    claim->left = written.left;
    claim->comparison = written.comparison;
    read_than(reader, written.than, claim);
}

static void field_kind(cw_reader *reader, const cw_field *field, const cw_node *node, void *slot)
{
    (void)field;
    static const char *const words[] = {"tested", "right", "wrong", "judgement"};
    size_t choice = 0;
    if (cw_read_choice(reader, node, words, 4, &choice)) {
        *(cw_claim_kind *)slot = (cw_claim_kind)choice;
    }
}

static const cw_field fields[] = {
    CW_PROVENANCE_FIELDS(cw_claim, provenance),
    {"text", cw_field_text, offsetof(cw_claim, text), CW_REQUIRED, 0},
    {"kind", field_kind, offsetof(cw_claim, kind), CW_OPTIONAL, 0},
    {"note", cw_field_text, offsetof(cw_claim, note), CW_OPTIONAL, 0},
    {"test", field_test, 0, CW_OPTIONAL, 0},
};
const cw_schema cw_claim_schema = CW_SCHEMA("claims", "the claim", fields);

/* A tested claim has a test, and no other has. */
static void check_kind(cw_reader *reader, const cw_node *node, const cw_claim *claim)
{
    const cw_node *test = cw_node_get(node, "test");
    if (claim->kind == CW_CLAIM_TESTED && test == NULL && node->kind == CW_NODE_MAPPING) {
        cw_reader_error(reader, node->key,
                        "give a test, or say 'kind: judgement', 'kind: right' or 'kind: wrong'",
                        "this claim has no test");
    }
    if (claim->kind != CW_CLAIM_TESTED && test != NULL) {
        cw_reader_error(reader, test->key, "delete 'test', or say 'kind: tested'",
                        "a claim of this kind is not tested");
    }
    bool settled = claim->kind == CW_CLAIM_FACT_RIGHT || claim->kind == CW_CLAIM_FACT_WRONG;
    if (settled && claim->provenance.source == CW_NONE) {
        cw_reader_warning(reader, node->key, "give it a 'source'",
                          "this claim is said to be settled, but not by what");
    }
}

void cw_read_claims(cw_reader *reader)
{
    const cw_entries *entries = &reader->entries[CW_KIND_CLAIM];
    for (size_t i = 0; i < entries->count && reader->status == CW_OK; i++) {
        cw_claim *claim = cw_record(reader, CW_KIND_CLAIM, i);
        claim->kind = CW_CLAIM_TESTED;
        claim->left = new_figure();
        claim->right = new_figure();
        claim->number = NAN;
        claim->provenance = cw_provenance_at(entries->nodes[i]->key);
        (void)cw_read_record(reader, &cw_claim_schema, entries->nodes[i], claim);
        check_kind(reader, entries->nodes[i], claim);
    }
}
