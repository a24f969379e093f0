/* Who may take part in each operation, who may lead it, what stands in the way, and what would mend
 * it. States about which all answers are the same share a row. */
#include "brief/findings.h"
#include "brief/words.h"

static const cw_column columns[] = {
    {.id = "states", .title = "States"},
    {.id = "may_deploy", .title = "May take part"},
    {.id = "may_lead", .title = "May lead"},
    {.id = "obstacles", .title = "What stands in the way"},
    {.id = "mended_by", .title = "What-ifs that mend it"},
};

/* The answers about one state and one operation, as indices into the mandates of a case; CW_NONE
 * where not asked. `row` is the first with the same answers. */
typedef struct mandate_pair {
    size_t state;
    size_t deploy;
    size_t lead;
    size_t row;
} mandate_pair;

static bool same_obstacles(const cw_obstacles *a, const cw_obstacles *b)
{
    if (a->count != b->count || a->impossible != b->impossible) {
        return false;
    }
    for (size_t i = 0; i < a->count; i++) {
        if (a->items[i] != b->items[i] || a->must_fail[i] != b->must_fail[i]) {
            return false;
        }
    }
    return true;
}

/* Whether two answers are the same: in the base case whole; where that is not yes, in the others by
 * yes and no too, since they tell what would mend it. */
static bool same_answer(const cw_study *study, size_t a, size_t b)
{
    if (a == CW_NONE || b == CW_NONE) {
        return a == b;
    }
    const cw_mandate_result *left = &study->cases[0].mandates[a];
    const cw_mandate_result *right = &study->cases[0].mandates[b];
    if (left->allowed.value != right->allowed.value ||
        !same_obstacles(&left->obstacles, &right->obstacles)) {
        return false;
    }
    if (left->at_modes == CW_TRUE && right->at_modes == CW_TRUE) {
        return true;
    }
    for (size_t c = 0; c < study->case_count; c++) {
        if (study->cases[c].mandates[a].at_modes != study->cases[c].mandates[b].at_modes) {
            return false;
        }
    }
    return true;
}

/* Takes one answer into the last pair, or into a new one for the next state. */
static size_t add_to_pairs(mandate_pair *pairs, size_t count, const cw_mandate_result *mandate,
                           size_t m)
{
    if (count == 0 || pairs[count - 1].state != mandate->candidate) {
        pairs[count] = (mandate_pair){mandate->candidate, CW_NONE, CW_NONE, count};
        count++;
    }
    if (mandate->role == CW_ROLE_DEPLOY) {
        pairs[count - 1].deploy = m;
    } else {
        pairs[count - 1].lead = m;
    }
    return count;
}

/* Joins each pair to the first with the same answers. */
static void group_pairs(const cw_study *study, mandate_pair *pairs, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        for (size_t first = 0; first < i; first++) {
            if (pairs[first].row == first &&
                same_answer(study, pairs[first].deploy, pairs[i].deploy) &&
                same_answer(study, pairs[first].lead, pairs[i].lead)) {
                pairs[i].row = first;
                break;
            }
        }
    }
}

/* The answers about one operation, state by state; NULL once the document has failed. */
static mandate_pair *collect_pairs(cw_document *document, size_t operation, size_t *count)
{
    const cw_case_result *base = &document->study->cases[0];
    *count = 0;
    if (document->status != CW_OK) {
        return NULL;
    }
    mandate_pair *pairs =
        cw_arena_allocate(&document->findings->arena, base->mandate_count, sizeof *pairs);
    if (pairs == NULL) {
        document->status = CW_ERROR_MEMORY;
        return NULL;
    }
    for (size_t m = 0; m < base->mandate_count; m++) {
        if (base->mandates[m].operation == operation) {
            *count = add_to_pairs(pairs, *count, &base->mandates[m], m);
        }
    }
    group_pairs(document->study, pairs, *count);
    return pairs;
}

/* "yes", "no", "unknown", with the share of draws where the draws differ. */
static void truth_cell(cw_document *document, cw_sheet *table, size_t m)
{
    static const char *const words[] = {"no", "yes", "unknown"};
    static const cw_tone tones[] = {CW_TONE_NO, CW_TONE_YES, CW_TONE_OPEN};
    if (m == CW_NONE) {
        cw_sheet_empty(table);
        return;
    }
    const cw_mandate_result *mandate = &document->study->cases[0].mandates[m];
    cw_text_append(&document->words, words[mandate->at_modes]);
    double allowed = mandate->allowed.value;
    if (allowed > 0.0 && allowed < 1.0) {
        cw_text_append(&document->words, " (yes ");
        cw_words_in_draws(&document->words, allowed);
        cw_text_append(&document->words, ")");
    }
    cw_sheet_take(table, document);
    cw_sheet_tone(table, tones[mandate->at_modes]);
}

/* The labels of obstacles of one kind, after the word that says which. */
static void say_obstacles(cw_text *say, const cw_obstacles *obstacles, bool must_fail,
                          const char *kind)
{
    size_t said = 0;
    for (size_t i = 0; i < obstacles->count; i++) {
        if (obstacles->must_fail[i] == must_fail) {
            cw_text_append(say, said++ > 0 ? "; " : say->length > 0 ? ". " : "");
            cw_text_append(say, said == 1 ? kind : "");
            cw_obstacle_describe(say, obstacles, i);
        }
    }
}

/* "Missing: the host consents; a UN mandate. In the way: party to the war" */
static void obstacles_cell(cw_document *document, cw_sheet *table, const cw_obstacles *obstacles)
{
    cw_text *say = &document->words;
    say_obstacles(say, obstacles, false, "Missing: ");
    say_obstacles(say, obstacles, true, "In the way: ");
    if (obstacles->impossible) {
        cw_text_append(say, say->length > 0 ? ". " : "");
        cw_text_append(say, "Nothing can mend it");
    }
    cw_sheet_take(table, document);
    for (size_t i = 0; i < obstacles->count; i++) {
        cw_sheet_cite(table, obstacles->items[i]->provenance.source);
    }
}

/* The what-ifs under which the answer is yes. */
static void mended_cell(cw_document *document, cw_sheet *table, size_t m)
{
    cw_text *say = &document->words;
    const cw_study *study = document->study;
    size_t count = 0;
    for (size_t c = 1; c < study->case_count; c++) {
        if (study->cases[c].mandates[m].at_modes == CW_TRUE) {
            cw_text_append(say, count++ > 0 ? "; " : "");
            cw_text_append(say, cw_words_case(study, c));
        }
    }
    if (count == 0 && study->case_count > 1) {
        cw_sheet_words(table, "none here");
        cw_sheet_tone(table, CW_TONE_FAINT);
    } else {
        cw_sheet_take(table, document);
    }
}

/* The states that share the row, as a list. */
static void states_cell(cw_document *document, cw_sheet *table, const mandate_pair *pairs,
                        size_t count, size_t row)
{
    size_t sharing = 0;
    for (size_t i = row; i < count; i++) {
        sharing += pairs[i].row == row ? 1 : 0;
    }
    size_t said = 0;
    for (size_t i = row; i < count; i++) {
        if (pairs[i].row == row) {
            cw_words_between(&document->words, said++, sharing);
            cw_text_append(&document->words, cw_words_state(document->dossier, pairs[i].state));
        }
    }
    cw_sheet_take(table, document);
}

static void add_row(cw_document *document, cw_sheet *table, const mandate_pair *pairs, size_t count,
                    size_t row)
{
    const cw_case_result *base = &document->study->cases[0];
    const mandate_pair *pair = &pairs[row];
    size_t asked = pair->lead != CW_NONE ? pair->lead : pair->deploy;
    cw_sheet_row(table);
    states_cell(document, table, pairs, count, row);
    truth_cell(document, table, pair->deploy);
    truth_cell(document, table, pair->lead);
    if (base->mandates[asked].at_modes != CW_TRUE) {
        obstacles_cell(document, table, &base->mandates[asked].obstacles);
        mended_cell(document, table, asked);
    }
}

static void say_note(cw_document *document, const cw_operation *operation)
{
    if (operation->note != NULL) {
        cw_text_append(&document->words, operation->note);
        cw_document_cite(document, operation->provenance.source);
        cw_document_end(document, CW_BLOCK_PARAGRAPH);
    }
}

static void operation_part(cw_document *document, size_t o)
{
    const cw_operation *operation = &document->dossier->operations[o];
    size_t count = 0;
    mandate_pair *pairs = collect_pairs(document, o, &count);
    if (pairs == NULL) {
        return;
    }
    cw_sheet *table = cw_document_table(document, operation->title);
    cw_sheet_columns(table, columns, CW_COUNT(columns));
    for (size_t i = 0; i < count; i++) {
        if (pairs[i].row == i) {
            add_row(document, table, pairs, count, i);
        }
    }
    cw_document_drop_empty_table(document);
    say_note(document, operation);
}

void cw_findings_mandates(cw_document *document)
{
    if (document->dossier->operation_count == 0) {
        return;
    }
    cw_document_section(document, "mandates", "Who may act");
    for (size_t o = 0; o < document->dossier->operation_count; o++) {
        operation_part(document, o);
    }
}
