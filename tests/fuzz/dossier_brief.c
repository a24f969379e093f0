/* Reads bytes as a dossier and, where they are one, takes it through to the brief: the study runs, every
 * form of the answer is written, and no figure in it is infinite or beyond the scale it stands on. The
 * page stays well-formed whatever the dossier's words are. */
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "counterweight/brief.h"

#include "require.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define DRAWS 100
/* Dossiers with more to compute than this say nothing new and keep the fuzzer waiting. */
#define WORK_MAX 4000

static void require_summary(const cw_summary *summary, double low, double high)
{
    if (isnan(summary->median))
        return;
    require(summary->low95 >= low - 1e-9 && summary->high95 <= high + 1e-9);
    require(summary->low95 <= summary->low80 && summary->low80 <= summary->median);
    require(summary->median <= summary->high80 && summary->high80 <= summary->high95);
}

static void require_share(const cw_probability *share)
{
    require(isnan(share->value) || (share->value >= 0 && share->value <= 1));
}

static void check_study(const cw_study *study)
{
    for (size_t c = 0; c < study->case_count; c++) {
        const cw_case_result *result = &study->cases[c];
        for (size_t v = 0; v < result->venue_count; v++) {
            const cw_venue_result *venue = &result->venues[v];
            if (!venue->open)
                continue;
            require_summary(&venue->settled, 0, 100);
            require_summary(&venue->bilateral, 0, 100);
            require_summary(&venue->gain, -100, 100);
            require_share(&venue->gain_positive);
            require_share(&venue->bypassed);
        }
    }
}

/* Where the content of the element opened at `at` ends, if it is not markup but a program, a style or
 * data; else `end`, the end of its tag. */
static const char *past_raw(const char *at, const char *end)
{
    if (strncmp(at, "<script", 7) == 0)
        return strstr(end, "</script>");
    if (strncmp(at, "<style", 6) == 0)
        return strstr(end, "</style>");
    return end;
}

/* The page is written so that every element is closed: whatever opens with a "<" of the dossier's own
 * would be an element that nobody wrote. */
static void check_page(const char *page)
{
    long depth = 0;
    const char *at = strchr(page, '>'); /* past the document type */
    while ((at = strchr(at, '<')) != NULL) {
        const char *end = strchr(at, '>');
        require(end != NULL);
        if (at[1] == '/')
            depth--;
        else if (end[-1] != '/')
            depth++;
        require(depth >= 0);
        at = past_raw(at, end);
        require(at != NULL);
    }
    require(depth == 0);
}

static void write_all(cw_context *context, const cw_study *study, const cw_findings *findings)
{
    cw_text text;
    cw_text_style style = {.width = 80, .colour = true, .appendices = true};
    cw_text_init(&text, context);
    require(cw_brief_write_text(&text, findings, &style) == CW_OK);
    require(cw_brief_write_json(&text, study) == CW_OK);
    require(cw_utf8_is_valid(cw_text_string(&text), text.length, NULL));
    cw_text_free(&text);
    cw_text_init(&text, context);
    require(cw_brief_write_html(&text, findings, study) == CW_OK);
    check_page(cw_text_string(&text));
    cw_text_free(&text);
}

static void tell(cw_context *context, const cw_dossier *dossier)
{
    cw_study *study = NULL;
    cw_findings *findings = NULL;
    cw_study_options options = {.seed = 1, .draws = DRAWS, .threads = 1};
    cw_status status = cw_study_run(&study, context, dossier, &options);
    require(status == CW_OK || status == CW_ERROR_LIMIT);
    if (status != CW_OK)
        return;
    check_study(study);
    require(cw_findings_build(&findings, context, study) == CW_OK);
    write_all(context, study, findings);
    cw_findings_free(findings);
    cw_study_free(study);
}

/* Tables are looked for in a folder that does not exist. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cw_context context;
    cw_diagnostics diagnostics;
    cw_dossier *dossier = NULL;
    cw_context_init(&context);
    context.limits.diagnostics = 50;
    context.limits.items = 2000;
    cw_diagnostics_init(&diagnostics, &context);
    cw_status status = cw_dossier_parse(&dossier, &context, &diagnostics, "no folder/fuzz.yaml",
                                        (const char *)data, size);
    if (status == CW_OK && (dossier->what_if_count + 1) * (dossier->forum_count + 1) *
                                   (dossier->issue_count + 1) * (dossier->state_count + 1) <=
                               WORK_MAX) {
        status = cw_study_audit(&context, &diagnostics, dossier);
        require(status == CW_OK || status == CW_ERROR_INPUT);
        if (status == CW_OK)
            tell(&context, dossier);
    }
    cw_dossier_free(dossier);
    cw_diagnostics_free(&diagnostics);
    return 0;
}
