/* counterweight brief: the whole answer, as text, page, Markdown, data or PDF. */
#include "cli/commands.h"

#include <string.h>

#include "counterweight/brief.h"
#include "counterweight/study.h"

#include "cli/input.h"
#include "cli/pdf.h"
#include "cli/result.h"

typedef enum brief_format {
    FORMAT_TEXT,
    FORMAT_HTML,
    FORMAT_MARKDOWN,
    FORMAT_JSON,
    FORMAT_UNSAID
} brief_format;

static const char *const format_words[] = {"text", "html", "md", "json", NULL};

typedef struct brief_settings {
    cw_shared_settings shared;
    size_t format; /* brief_format */
    bool full;
    const char *pdf;      /* path, or NULL */
    double until_precise; /* points; 0: not asked for */
} brief_settings;

static const cw_option options[] = {
    CW_OPTION_OUTPUT("also write the answer to FILE, whole or not at all; its ending (.html, .md, "
                     ".json, .txt) says in which format"),
    {.name = "format",
     .argument = "FORMAT",
     .kind = CW_OPTION_CHOICE,
     .words = format_words,
     .help = "text, html, md (Markdown) or json: the format of FILE; without --output, of standard "
             "output",
     .target = offsetof(brief_settings, format)},
    {.name = "full",
     .help = "text with everything: members, models, each coded range; files have it anyway",
     .target = offsetof(brief_settings, full)},
    {.name = "pdf",
     .argument = "FILE",
     .kind = CW_OPTION_FILE,
     .help = "also print the page to FILE, by a Chromium or Chrome on PATH",
     .target = offsetof(brief_settings, pdf)},
    {.name = "json", .help = "print JSON in place of text", CW_SHARED_TARGET(json)},
    CW_SHARED_CHANCE,
    {.name = "until-precise",
     .argument = "POINTS",
     .kind = CW_OPTION_NUMBER,
     .help = "double the draws, up to 640000, until the 95% Monte Carlo interval of the median "
             "gain is at most POINTS wide",
     .target = offsetof(brief_settings, until_precise)},
    CW_SHARED_MANNER,
};

static const cw_example examples[] = {
    {"brief dossiers/csto-2022.yaml", "the answer in the terminal"},
    {"brief dossiers/csto-2022.yaml -o csto.html", "the same, and one page to mail on"},
    {"brief dossiers/csto-2022.yaml --pdf csto.pdf -o csto.md",
     "for a paper: printed, and Markdown"},
    {"brief --json --draws 100000 my-dossier.yaml", "every figure as data, from more draws"},
    {"brief --until-precise 0.5 my-dossier.yaml", "as many draws as the median gain needs"},
};

static const brief_settings defaults = {.shared = CW_SHARED_DEFAULTS, .format = FORMAT_UNSAID};

static brief_format format_by_ending(const char *path)
{
    static const struct {
        const char *ending;
        brief_format format;
    } endings[] = {{".html", FORMAT_HTML},         {".htm", FORMAT_HTML},
                   {".xhtml", FORMAT_HTML},        {".md", FORMAT_MARKDOWN},
                   {".markdown", FORMAT_MARKDOWN}, {".json", FORMAT_JSON},
                   {".txt", FORMAT_TEXT}};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (cw_input_ends_in(path, endings[i].ending))
            return endings[i].format;
    return FORMAT_UNSAID;
}

/* What goes where: a page, where one is asked for, and standard output. */
typedef struct plan {
    const char *page; /* path, or NULL */
    brief_format page_format;
    const char *pdf; /* path, or NULL */
    brief_format printed;
    bool full; /* nothing left out of the printed text */
} plan;

static cw_status make_plan(plan *out, cw_session *session, const brief_settings *settings)
{
    const cw_shared_settings *shared = &settings->shared;
    brief_format format = (brief_format)settings->format;
    bool has_page = shared->output != NULL && strcmp(shared->output, "-") != 0;
    out->page = has_page ? shared->output : NULL;
    out->page_format = FORMAT_UNSAID;
    out->printed = shared->json ? FORMAT_JSON : FORMAT_TEXT;
    out->full = settings->full;
    out->pdf = settings->pdf;
    if (!has_page && format != FORMAT_UNSAID) {
        if (shared->json && format != FORMAT_JSON)
            return cw_session_misuse(session, "'--json' and '--format %s' exclude each other",
                                     format_words[format]);
        out->printed = format;
    }
    if (out->full && out->printed != FORMAT_TEXT)
        return cw_session_misuse(
            session, "'--full' is for text on standard output; the other formats have everything");
    if (has_page) {
        out->page_format = format != FORMAT_UNSAID ? format : format_by_ending(out->page);
        if (out->page_format == FORMAT_UNSAID)
            return cw_session_misuse(
                session,
                "the ending of '%s' tells no format; add '--format text', 'html', 'md' or 'json', "
                "or ask for a PDF with '--pdf'",
                out->page);
    }
    return CW_OK;
}

static cw_status write_format(cw_text *out, brief_format format, const cw_study *study,
                              const cw_findings *findings, const cw_text_style *style)
{
    if (format == FORMAT_JSON)
        return cw_brief_write_json(out, study);
    if (format == FORMAT_HTML)
        return cw_brief_write_html(out, findings, study);
    if (format == FORMAT_MARKDOWN)
        return cw_brief_write_markdown(out, findings);
    return cw_brief_write_text(out, findings, style);
}

/* What is mailed on has everything, at the width of a letter. */
static const cw_text_style filed = {.width = 80, .appendices = true};

/* Prints the page through a browser, to a file. */
static cw_status deliver_pdf(cw_session *session, const char *path, const cw_study *study,
                             const cw_findings *findings)
{
    cw_text page;
    cw_text printed;
    cw_text_init(&page, session->context);
    cw_text_init(&printed, session->context);
    cw_status status = cw_brief_write_html(&page, findings, study);
    if (status == CW_OK)
        status = cw_pdf_print(&printed, session, &page);
    if (status == CW_OK)
        status = cw_session_deliver(session, &printed, path);
    cw_text_free(&printed);
    cw_text_free(&page);
    return status;
}

/* The page first: standard output then never says more than is on disk. */
static cw_status deliver(cw_session *session, const plan *wanted, const cw_study *study,
                         const cw_findings *findings)
{
    cw_text page;
    cw_text printed;
    cw_text_style style = {
        .width = session->width, .colour = session->colour_result, .appendices = wanted->full};
    cw_text_init(&page, session->context);
    cw_text_init(&printed, session->context);
    cw_status status = write_format(&printed, wanted->printed, study, findings, &style);
    if (status == CW_OK && wanted->page != NULL)
        status = write_format(&page, wanted->page_format, study, findings, &filed);
    if (status == CW_OK && wanted->page != NULL)
        status = cw_session_deliver(session, &page, wanted->page);
    if (status == CW_OK && wanted->pdf != NULL)
        status = deliver_pdf(session, wanted->pdf, study, findings);
    if (status == CW_OK)
        status = cw_session_deliver(session, &printed, NULL);
    if (status == CW_OK && wanted->page != NULL)
        cw_session_remark(session, "wrote %s", wanted->page);
    if (status == CW_OK && wanted->pdf != NULL)
        cw_session_remark(session, "wrote %s", wanted->pdf);
    cw_text_free(&printed);
    cw_text_free(&page);
    return status;
}

/* Says what became of the wish for a narrow interval. */
static void remark_on_width(cw_session *session, const cw_study *study, double points)
{
    cw_text say;
    cw_text_init(&say, session->context);
    if (study->headline == CW_NONE || !study->cases[0].venues[study->headline].open) {
        cw_text_append(&say, "there is no gain to be precise about; drew ");
    } else if (cw_study_width(study) <= points) {
        cw_text_append(&say, "the median of the gain is known to ");
        cw_text_append_fixed(&say, cw_study_width(study), 3);
        cw_text_append(&say, " points (95%) after ");
    } else {
        cw_text_append(&say, "not as precise as asked for: stopped at the limit of ");
        cw_text_append_format(&say, "%d draws; drew ", CW_STUDY_UNTIL_DRAWS_MAX);
    }
    if (say.status == CW_OK)
        cw_session_remark(session, "%s%llu draws", say.bytes,
                          (unsigned long long)study->options.draws);
    cw_text_free(&say);
}

static cw_status run_study(cw_study **out, cw_session *session, const cw_dossier *dossier,
                           const brief_settings *settings)
{
    cw_study_options chosen = cw_result_study_options(&settings->shared);
    double points = settings->until_precise;
    if (points == 0.0)
        return cw_study_run(out, session->context, dossier, &chosen);
    if (chosen.draws > CW_STUDY_UNTIL_DRAWS_MAX)
        return cw_session_misuse(session, "'--until-precise' begins with at most %d draws",
                                 CW_STUDY_UNTIL_DRAWS_MAX);
    cw_status status = cw_study_run_until(out, session->context, dossier, &chosen, points);
    if (status == CW_OK)
        remark_on_width(session, *out, points);
    return status;
}

static cw_status run(cw_session *session, const void *payload, const char *operand)
{
    const brief_settings *settings = payload;
    plan wanted;
    cw_dossier *dossier = NULL;
    cw_study *study = NULL;
    cw_findings *findings = NULL;
    cw_status status = make_plan(&wanted, session, settings);
    if (status == CW_OK && wanted.pdf != NULL)
        status = cw_pdf_require_browser(session);
    if (status == CW_OK)
        status = cw_input_dossier(&dossier, session, operand);
    if (status == CW_OK)
        status = run_study(&study, session, dossier, settings);
    if (status == CW_OK)
        status = cw_findings_build(&findings, session->context, study);
    if (status == CW_OK)
        status = deliver(session, &wanted, study, findings);
    cw_findings_free(findings);
    cw_study_free(study);
    cw_dossier_free(dossier);
    return status;
}

const cw_command cw_command_brief = {
    .name = "brief",
    .summary = "the whole answer to the question of a dossier",
    .operand = "DOSSIER",
    .about = "Draws every range of the dossier, settles every issue in every forum in the base "
             "case and under every what-if, and tells what was found: the answer first, then "
             "forums, what-ifs, claims, mandates and what the answer hangs on. It does not "
             "foretell; it shows what the stated assumptions imply.\n"
             "With --output the text is still printed. The same dossier, seed and version give "
             "the same bytes on any number of threads.",
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .defaults = &defaults,
    .settings_bytes = sizeof defaults,
    .run = run,
};
