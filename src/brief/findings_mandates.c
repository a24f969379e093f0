/* Who may take part in each operation, who may lead it, what stands in the way, and what would mend
 * it. */
#include <math.h>

#include "brief/findings.h"
#include "brief/words.h"

static const cw_column columns[] = {
    {.id = "state", .title = "State"},
    {.id = "may_deploy", .title = "May take part"},
    {.id = "may_lead", .title = "May lead"},
    {.id = "obstacles", .title = "What stands in the way"},
    {.id = "mended_by", .title = "What-ifs that mend it"},
};

/* The answers about one state and one operation: of the roles deploy and lead, as indices into the
 * mandates of a case; CW_NONE where not asked. */
typedef struct mandate_pair {
    size_t deploy;
    size_t lead;
} mandate_pair;

static mandate_pair find_pair(const cw_case_result *base, size_t operation, size_t candidate)
{
    mandate_pair pair = {CW_NONE, CW_NONE};
    for (size_t m = 0; m < base->mandate_count; m++) {
        const cw_mandate_result *mandate = &base->mandates[m];
        if (mandate->operation == operation && mandate->candidate == candidate) {
            *(mandate->role == CW_ROLE_DEPLOY ? &pair.deploy : &pair.lead) = m;
        }
    }
    return pair;
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

/* "missing: a UN mandate; in the way: party to the war" */
static void obstacles_cell(cw_document *document, cw_sheet *table, const cw_obstacles *obstacles)
{
    cw_text *say = &document->words;
    for (size_t i = 0; i < obstacles->count; i++) {
        cw_text_append(say, i > 0 ? "; " : "");
        cw_text_append(say, obstacles->must_fail[i] ? "in the way: " : "missing: ");
        cw_text_append(say, obstacles->items[i]->label);
    }
    if (obstacles->impossible) {
        cw_text_append(say, obstacles->count > 0 ? "; " : "");
        cw_text_append(say, "nothing can mend it");
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

static void add_row(cw_document *document, cw_sheet *table, mandate_pair pair, size_t candidate)
{
    const cw_case_result *base = &document->study->cases[0];
    cw_sheet_row(table);
    cw_sheet_words(table, cw_words_state(document->dossier, candidate));
    truth_cell(document, table, pair.deploy);
    truth_cell(document, table, pair.lead);
    size_t asked = pair.lead != CW_NONE ? pair.lead : pair.deploy;
    if (base->mandates[asked].at_modes == CW_TRUE) {
        return;
    }
    obstacles_cell(document, table, &base->mandates[asked].obstacles);
    mended_cell(document, table, asked);
}

static size_t count_allowed(const cw_case_result *base, size_t operation, cw_role role)
{
    size_t count = 0;
    for (size_t m = 0; m < base->mandate_count; m++) {
        const cw_mandate_result *mandate = &base->mandates[m];
        count +=
            mandate->operation == operation && mandate->role == role && mandate->at_modes == CW_TRUE
                ? 1
                : 0;
    }
    return count;
}

/* "May lead: Belarus and Kazakhstan." */
static void say_allowed(cw_document *document, size_t operation, cw_role role)
{
    cw_text *say = &document->words;
    const cw_case_result *base = &document->study->cases[0];
    size_t count = count_allowed(base, operation, role);
    cw_text_append(say, role == CW_ROLE_DEPLOY ? "May take part: " : " May lead: ");
    size_t said = 0;
    for (size_t m = 0; m < base->mandate_count; m++) {
        const cw_mandate_result *mandate = &base->mandates[m];
        if (mandate->operation == operation && mandate->role == role &&
            mandate->at_modes == CW_TRUE) {
            cw_words_between(say, said++, count);
            cw_text_append(say, cw_words_state(document->dossier, mandate->candidate));
        }
    }
    cw_text_append(say, count == 0 ? "no state as things stand." : ".");
}

static void operation_part(cw_document *document, size_t o)
{
    const cw_operation *operation = &document->dossier->operations[o];
    const cw_case_result *base = &document->study->cases[0];
    cw_sheet *table = cw_document_table(document, operation->title);
    cw_sheet_columns(table, columns, CW_COUNT(columns));
    for (size_t state = 0; state < document->dossier->state_count; state++) {
        mandate_pair pair = find_pair(base, o, state);
        if (pair.deploy != CW_NONE || pair.lead != CW_NONE) {
            add_row(document, table, pair, state);
        }
    }
    cw_document_drop_empty_table(document);
    say_allowed(document, o, CW_ROLE_DEPLOY);
    say_allowed(document, o, CW_ROLE_LEAD);
    if (operation->note != NULL) {
        cw_text_append(&document->words, " ");
        cw_text_append(&document->words, operation->note);
    }
    cw_document_cite(document, operation->provenance.source);
    cw_document_end(document, CW_BLOCK_PARAGRAPH);
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
