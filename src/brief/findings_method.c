/* How it was computed and how to compute it again; and the list of sources. */
#include <math.h>

#include "brief/findings.h"
#include "brief/words.h"
#include "counterweight/version.h"

static void say_default_model(cw_document *document)
{
    cw_text *say = &document->words;
    const cw_outcome_model *model = cw_venue_default_model();
    cw_text_append(say, "Outcomes: ");
    cw_text_append(say, model->title);
    cw_text_append(say, ". ");
    cw_text_append(say, model->idea);
    cw_text_append(say, " (");
    cw_text_append(say, model->paper);
    cw_text_append(say, ") Mind: ");
    cw_text_append(say, model->limits);
    cw_document_end(document, CW_BLOCK_LIST);
}

static void say_methods(cw_document *document)
{
    say_default_model(document);
    cw_document_say(document, CW_BLOCK_LIST,
                    "Alone: what no deal costs each side is its dependence on the other (Emerson "
                    "1962, \"Power-dependence relations\"; Keohane & Nye 1977, Power and "
                    "Interdependence).");
    cw_document_say(document, CW_BLOCK_LIST,
                    "The threat to go around a forum bounds what it can give away (the outside-"
                    "option principle: Binmore, Rubinstein & Wolinsky 1986); what a weaker state "
                    "gains through a forum is institutional balancing (He 2008).");
    cw_document_say(document, CW_BLOCK_LIST,
                    "Voting power: Shapley & Shubik 1954; Banzhaf 1965, normalised. Concentration: "
                    "Herfindahl-Hirschman index; CON of Ray & Singer 1973.");
    cw_document_say(document, CW_BLOCK_LIST,
                    document->dossier->loss == CW_LOSS_FORM_LINEAR
                        ? "Satisfaction falls in step with distance from what a state wants."
                        : "Satisfaction falls with the square of the distance from what a state "
                          "wants.");
}

static void say_papers(cw_document *document)
{
    cw_text *say = &document->words;
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    for (size_t m = 0; m < count; m++) {
        if (models[m] != cw_venue_default_model()) {
            cw_text_append(say, models[m]->title);
            cw_text_append(say, ": ");
            cw_text_append(say, models[m]->paper);
            cw_document_end(document, CW_BLOCK_LIST);
        }
    }
}

static void say_rerun(cw_document *document)
{
    cw_text *say = &document->words;
    const cw_study_options *options = &document->study->options;
    cw_text_append(say, "Computed by Counterweight " CW_VERSION " from ");
    cw_words_whole(say, options->draws);
    cw_text_append_format(
        say,
        " draws with seed %llu. The same dossier, version, draws and seed give the "
        "same figures on any machine. To compute it again:",
        (unsigned long long)options->seed);
    cw_document_end(document, CW_BLOCK_PARAGRAPH);
    cw_text_append(say, "counterweight brief ");
    cw_text_append(say, document->dossier->file == NULL ? "-" : document->dossier->file);
    cw_text_append_format(say, " --seed %llu --draws %llu", (unsigned long long)options->seed,
                          (unsigned long long)options->draws);
    cw_document_end(document, CW_BLOCK_LIST);
}

/* The error of having drawn no more often, which the intervals of the answer do not show. */
static void say_precision(cw_document *document)
{
    cw_text *say = &document->words;
    const cw_estimate *median = &document->study->cases[0].precision.median;
    if (isnan(median->low95) || isnan(median->high95)) {
        return;
    }
    cw_text_append(say, "So many draws put the median of the gain between ");
    cw_text_append_fixed(say, median->low95, 2);
    cw_text_append(say, " and ");
    cw_text_append_fixed(say, median->high95, 2);
    cw_text_append(say,
                   " points (95%); more draws would narrow that, but none of the ranges above.");
    cw_document_end(document, CW_BLOCK_PARAGRAPH);
}

void cw_findings_method(cw_document *document)
{
    cw_document_section(document, "method", "How it was computed");
    say_methods(document);
    if (document->study->headline != CW_NONE) {
        cw_document_say(document, CW_BLOCK_HEADING, "The other models");
        say_papers(document);
    }
    cw_document_say(document, CW_BLOCK_HEADING, "Running it again");
    say_rerun(document);
    say_precision(document);
}

/* "Bohdan, Can Belarus use ...?, Belarus Digest, 2022-05." */
static void describe_source(cw_text *say, const cw_source *source)
{
    if (source->author != NULL) {
        cw_text_append(say, source->author);
        cw_text_append(say, ": ");
    }
    cw_text_append(say, source->title);
    if (source->publisher != NULL) {
        cw_text_append(say, ", ");
        cw_text_append(say, source->publisher);
    }
    if (source->date != NULL) {
        cw_text_append(say, ", ");
        cw_text_append(say, source->date);
    }
    if (source->note != NULL) {
        cw_text_append(say, ". ");
        cw_text_append(say, source->note);
    }
}

/* Only what opens in a browser and does nothing else becomes a link. */
static bool is_web_address(const char *url)
{
    static const char *const schemes[] = {"https://", "http://"};
    for (size_t i = 0; i < CW_COUNT(schemes); i++) {
        size_t at = 0;
        while (schemes[i][at] != '\0' && url[at] == schemes[i][at]) {
            at++;
        }
        if (schemes[i][at] == '\0') {
            return true;
        }
    }
    return false;
}

void cw_findings_references(cw_document *document)
{
    cw_findings *findings = document->findings;
    const cw_dossier *dossier = document->dossier;
    findings->references =
        cw_arena_allocate(&findings->arena, dossier->source_count, sizeof *findings->references);
    if (findings->references == NULL) {
        document->status = CW_ERROR_MEMORY;
        return;
    }
    for (size_t i = 0; i < dossier->source_count; i++) {
        const cw_source *source = &dossier->sources[i];
        describe_source(&document->words, source);
        bool linked = source->url != NULL && is_web_address(source->url);
        findings->references[i] =
            (cw_reference){.id = cw_document_keep(document, source->id),
                           .words = cw_document_take(document),
                           .url = linked ? cw_document_keep(document, source->url) : NULL,
                           .uses = source->uses};
    }
    findings->reference_count = dossier->source_count;
}
