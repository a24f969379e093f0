/* The claims of the dossier, each with its verdict and the figures behind it. */
#include <math.h>

#include "brief/findings.h"
#include "brief/words.h"

static const cw_column columns[] = {
    {.id = "claim", .title = "Claim"},
    {.id = "verdict", .title = "Verdict"},
    {.id = "figures", .title = "Because"},
};

static cw_tone verdict_tone(cw_verdict verdict)
{
    static const cw_tone tones[] = {CW_TONE_YES, CW_TONE_NO, CW_TONE_OPEN, CW_TONE_FAINT,
                                    CW_TONE_YES, CW_TONE_NO, CW_TONE_FAINT};
    return tones[verdict];
}

/* How a measure is shown, and what it is called. */
typedef struct measure_words {
    const char *name;
    cw_column_form form;
    int decimals;
    const char *unit;
} measure_words;

static measure_words words_of(cw_finding_measure measure)
{
    static const measure_words table[] = {
        [CW_FINDING_GAIN] = {"gain", CW_COLUMN_NUMBER, 1, " points"},
        [CW_FINDING_GAIN_PROBABILITY] = {"any gain", CW_COLUMN_PROBABILITY, 0, " of draws"},
        [CW_FINDING_BYPASS_PROBABILITY] = {"forum gone around", CW_COLUMN_PROBABILITY, 0,
                                           " of draws"},
        [CW_FINDING_OUTCOME] = {"outcome", CW_COLUMN_NUMBER, 1, " points"},
        [CW_FINDING_CAPABILITY_SHARE] = {"share of capability", CW_COLUMN_SHARE, 1, ""},
        [CW_FINDING_HHI] = {"HHI", CW_COLUMN_NUMBER, 3, ""},
        [CW_FINDING_CON] = {"CON", CW_COLUMN_NUMBER, 3, ""},
        [CW_FINDING_SHAPLEY_SHUBIK] = {"voting power (Shapley-Shubik)", CW_COLUMN_SHARE, 1, ""},
        [CW_FINDING_BANZHAF] = {"voting power (Banzhaf)", CW_COLUMN_SHARE, 1, ""},
        [CW_FINDING_MEMBERS] = {"members", CW_COLUMN_NUMBER, 0, ""},
        [CW_FINDING_DEPENDENCE] = {"dependence", CW_COLUMN_NUMBER, 1, " points"},
        [CW_FINDING_AGREEMENT] = {"forum agrees", CW_COLUMN_PROBABILITY, 0, " of draws"},
        [CW_FINDING_MAY_DEPLOY] = {"may take part", CW_COLUMN_WORDS, 0, ""},
        [CW_FINDING_MAY_LEAD] = {"may lead", CW_COLUMN_WORDS, 0, ""},
    };
    return table[measure];
}

static void value_words(cw_text *out, measure_words words, double value)
{
    if (isnan(value)) {
        cw_text_append(out, "no figure");
        return;
    }
    switch (words.form) {
    case CW_COLUMN_SHARE:
        cw_words_share(out, value);
        break;
    case CW_COLUMN_PROBABILITY:
        cw_words_probability(out, value);
        break;
    case CW_COLUMN_WORDS:
        cw_text_append(out, value >= 0.5 ? "yes" : "no");
        break;
    default:
        cw_text_append_fixed(out, value, words.decimals);
        break;
    }
    cw_text_append(out, words.unit);
}

/* Whether the measure is one of a state (with no regard to others). */
static bool is_of_state(cw_finding_measure measure)
{
    switch (measure) {
    case CW_FINDING_GAIN:
    case CW_FINDING_GAIN_PROBABILITY:
    case CW_FINDING_CAPABILITY_SHARE:
    case CW_FINDING_SHAPLEY_SHUBIK:
    case CW_FINDING_BANZHAF:
    case CW_FINDING_DEPENDENCE:
    case CW_FINDING_MAY_DEPLOY:
    case CW_FINDING_MAY_LEAD:
        return true;
    default:
        return false;
    }
}

/* The forum the figure is of: the one named, else the question's. */
static size_t forum_of(const cw_dossier *dossier, const cw_figure *figure)
{
    if (figure->forum != CW_NONE) {
        return figure->forum;
    }
    return dossier->question.asked ? dossier->question.forum : CW_NONE;
}

static bool is_of_forum(cw_finding_measure measure)
{
    return measure != CW_FINDING_DEPENDENCE && measure != CW_FINDING_MAY_DEPLOY &&
           measure != CW_FINDING_MAY_LEAD;
}

/* The state the figure is of: the one named, else the question's. */
static size_t state_of(const cw_dossier *dossier, const cw_figure *figure)
{
    if (figure->state != CW_NONE) {
        return figure->state;
    }
    return dossier->question.asked ? dossier->question.state : CW_NONE;
}

/* "gain of Belarus", "Belarus may lead", "dependence of Belarus on Russia" */
static void subject_words(cw_document *document, const cw_figure *figure)
{
    cw_text *say = &document->words;
    const cw_dossier *dossier = document->dossier;
    const char *name = words_of(figure->measure).name;
    size_t state = state_of(dossier, figure);
    if (words_of(figure->measure).form == CW_COLUMN_WORDS) {
        cw_text_append(say, cw_words_state(dossier, state));
        cw_text_append(say, " ");
        cw_text_append(say, name);
        return;
    }
    cw_text_append(say, name);
    if (is_of_state(figure->measure) && state != CW_NONE) {
        cw_text_append(say, " of ");
        cw_text_append(say, cw_words_state(dossier, state));
    }
    if (figure->measure == CW_FINDING_DEPENDENCE && figure->other != CW_NONE) {
        cw_text_append(say, " on ");
        cw_text_append(say, cw_words_state(dossier, figure->other));
    }
}

/* "gain of Belarus, CSTO, if 'Belarus takes the chair'" */
static void figure_words(cw_document *document, const cw_figure *figure)
{
    cw_text *say = &document->words;
    const cw_dossier *dossier = document->dossier;
    subject_words(document, figure);
    if (is_of_forum(figure->measure) && forum_of(dossier, figure) != CW_NONE) {
        cw_text_append(say, ", ");
        cw_text_append(say, dossier->forums[forum_of(dossier, figure)].name);
    }
    if (figure->issue != CW_NONE &&
        !(dossier->question.asked && figure->issue == dossier->question.issue)) {
        cw_text_append(say, ", '");
        cw_text_append(say, dossier->issues[figure->issue].question);
        cw_text_append(say, "'");
    }
    if (figure->what_if != CW_NONE) {
        cw_text_append(say, ", if '");
        cw_text_append(say, dossier->what_ifs[figure->what_if].title);
        cw_text_append(say, "'");
    }
}

/* Whether the second figure is the first, in the base case. */
static bool is_base_of(const cw_figure *right, const cw_figure *left)
{
    return right->what_if == CW_NONE && left->what_if != CW_NONE &&
           right->measure == left->measure && right->state == left->state &&
           right->other == left->other && right->forum == left->forum &&
           right->issue == left->issue && right->operation == left->operation;
}

static void right_name(cw_document *document, const cw_claim *claim)
{
    if (is_base_of(&claim->right, &claim->left)) {
        cw_text_append(&document->words, "base case");
    } else {
        figure_words(document, &claim->right);
    }
}

/* What the first figure is compared with: "; claimed: below 87.3% (base case)". */
static void right_words(cw_document *document, const cw_claim *claim, double right)
{
    static const char *const comparisons[] = {"above ", "below ", ""};
    cw_text *say = &document->words;
    const cw_figure *measured = claim->against_figure ? &claim->right : &claim->left;
    if (words_of(measured->measure).form == CW_COLUMN_WORDS) {
        if (claim->against_figure) {
            cw_text_append(say, "; ");
            right_name(document, claim);
            cw_text_append(say, ": ");
            value_words(say, words_of(measured->measure), right);
        }
        return;
    }
    cw_text_append(say, "; claimed: ");
    cw_text_append(say, comparisons[claim->comparison]);
    value_words(say, words_of(measured->measure), right);
    if (claim->against_figure) {
        cw_text_append(say, " (");
        right_name(document, claim);
        cw_text_append(say, ")");
    }
}

static void say_figures(cw_document *document, const cw_claim *claim, const cw_claim_result *result)
{
    cw_text *say = &document->words;
    figure_words(document, &claim->left);
    cw_words_capitalise(say);
    cw_text_append(say, ": ");
    value_words(say, words_of(claim->left.measure), result->left);
    right_words(document, claim, result->right);
    if (result->holds.value > 0.0 && result->holds.value < 1.0) {
        /* with a decimal: verdicts turn at 10% and 90% */
        cw_text_append(say, "; holds in ");
        cw_words_share(say, result->holds.value);
        cw_text_append(say, " of draws");
    }
    if (result->verdict == CW_VERDICT_DEPENDS && result->hangs_on != CW_NONE) {
        cw_text_append(say, "; depends most on the ");
        cw_dossier_describe_quantity(document->dossier, result->hangs_on, say);
    }
    cw_text_append(say, ".");
}

static void add_row(cw_document *document, cw_sheet *table, size_t index)
{
    const cw_claim *claim = &document->dossier->claims[index];
    const cw_claim_result *result = &document->study->claims[index];
    cw_sheet_row(table);
    cw_sheet_words(table, claim->text);
    cw_sheet_cite(table, claim->provenance.source);
    cw_sheet_words(table, cw_words_verdict(result->verdict));
    cw_sheet_tone(table, verdict_tone(result->verdict));
    if (claim->kind == CW_CLAIM_TESTED) {
        say_figures(document, claim, result);
        if (claim->note != NULL) {
            cw_text_append(&document->words, " ");
        }
    }
    if (claim->note != NULL) {
        cw_text_append(&document->words, claim->note);
    }
    if (document->words.length == 0 && claim->provenance.why != NULL) {
        cw_text_append(&document->words, claim->provenance.why);
    }
    cw_sheet_take(table, document);
}

/* The claims that are, or are not, put to the test; whether there are any. */
static bool kind_table(cw_document *document, bool tested, const char *caption)
{
    cw_sheet *table = cw_document_table(document, caption);
    bool any = false;
    cw_sheet_columns(table, columns, CW_COUNT(columns));
    for (size_t i = 0; i < document->dossier->claim_count; i++) {
        if ((document->dossier->claims[i].kind == CW_CLAIM_TESTED) == tested) {
            add_row(document, table, i);
            any = true;
        }
    }
    cw_document_drop_empty_table(document);
    return any;
}

void cw_findings_claims(cw_document *document)
{
    if (document->dossier->claim_count == 0) {
        return;
    }
    cw_document_section(document, "claims", "The claims, tested");
    if (kind_table(document, true, "Claims put to the test")) {
        cw_document_say(document, CW_BLOCK_NOTE,
                        "Borne out: the comparison holds in at least 90% of draws; not borne out: "
                        "in at most 10%; between, it depends. A verdict is about the claim under "
                        "the stated assumptions, not about its author.");
    }
    (void)kind_table(document, false, "Claims of fact and of judgement");
}
