#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "faults/functions.h"

/* ---- Sheets ---- */

static cw_status fill_sheet(cw_context *context, void *payload)
{
    cw_sheet sheet;
    cw_text words;
    (void)payload;
    cw_text_init(&words, context);
    cw_text_append(&words, "more words");
    cw_sheet_begin(&sheet, &words);
    cw_sheet_column(&sheet, (cw_column){.id = "a", .title = "A", .unit = "points"});
    cw_sheet_column(&sheet, (cw_column){.id = "b", .title = "B", .form = CW_COLUMN_NUMBER});
    cw_sheet_column(&sheet, (cw_column){.id = "c", .title = "C"});
    for (size_t r = 0; r < 40; r++) {
        cw_sheet_row(&sheet);
        cw_sheet_words(&sheet, "words");
        cw_sheet_cite(&sheet, r);
        cw_sheet_cite(&sheet, r + 1);
        cw_sheet_figure(&sheet, 1.5);
        cw_sheet_text(&sheet, &words);
        cw_sheet_strong(&sheet);
    }
    cw_status status = sheet.status;
    cw_sheet_free(&sheet);
    cw_text_free(&words);
    return status;
}

static cw_status sheet_init(cw_context *context, void *payload)
{
    cw_sheet sheet;
    (void)payload;
    cw_sheet_init(&sheet, context, "Caption");
    cw_status status = sheet.status;
    cw_sheet_free(&sheet);
    return status;
}

/* ---- Writing ---- */

typedef cw_status writer(cw_text *out, const cw_things *things);

static cw_status write(cw_context *context, const cw_things *things, writer *function)
{
    cw_text out;
    cw_text_init(&out, context);
    cw_status status = function(&out, things);
    assert_true(status != CW_OK || out.length > 0);
    cw_text_free(&out);
    return status;
}

#define WRITING(name, call)                                                                        \
    static cw_status write_##name(cw_text *out, const cw_things *things)                           \
    {                                                                                              \
        return call;                                                                               \
    }                                                                                              \
    static cw_status name(cw_context *context, void *payload)                                      \
    {                                                                                              \
        return write(context, payload, write_##name);                                              \
    }
static const cw_text_style style = {.width = 72, .colour = true};
WRITING(sheet_text, cw_sheet_write_text(out, &things->sheet, &style))
WRITING(sheet_csv, cw_sheet_write_csv(out, &things->sheet))
WRITING(sheet_json, cw_sheet_write_json(out, &things->sheet))
WRITING(sheet_markdown, cw_sheet_write_markdown(out, &things->sheet))
WRITING(sheet_html, cw_sheet_write_html(out, &things->sheet))
WRITING(brief_text, cw_brief_write_text(out, things->findings, &style))
WRITING(brief_html, cw_brief_write_html(out, things->findings, things->study))
WRITING(brief_markdown, cw_brief_write_markdown(out, things->findings))
WRITING(brief_json, cw_brief_write_json(out, things->study))
WRITING(sweep_json, cw_sweep_write_json(out, things->sweep))

static cw_status findings_build(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_findings *findings = NULL;
    cw_status status = cw_findings_build(&findings, context, things->study);
    assert_true((status == CW_OK) == (findings != NULL));
    cw_findings_free(findings);
    return status;
}

#define FILLING(name, call)                                                                        \
    static cw_status name(cw_context *context, void *payload)                                      \
    {                                                                                              \
        const cw_things *things = payload;                                                         \
        cw_sheet sheet;                                                                            \
        cw_sheet_init(&sheet, context, NULL);                                                      \
        call;                                                                                      \
        cw_status status = sheet.status;                                                           \
        cw_sheet_free(&sheet);                                                                     \
        return status;                                                                             \
    }
FILLING(sweep_fill_sheet, cw_sweep_fill_sheet(&sheet, things->sweep))
FILLING(sweep_fill_lines, cw_sweep_fill_lines(&sheet, things->sweep))
FILLING(sweep_fill_square, cw_sweep_fill_square(&sheet, things->sweep))

const cw_function_row cw_brief_rows[] = {
    CW_MUST_REPORT(cw_sheet_init, sheet_init),
    CW_MUST_REPORT(cw_sheet_begin, fill_sheet),
    CW_MUST_REPORT(cw_sheet_column, fill_sheet),
    CW_MUST_REPORT(cw_sheet_row, fill_sheet),
    CW_MUST_REPORT(cw_sheet_words, fill_sheet),
    CW_MUST_REPORT(cw_sheet_text, fill_sheet),
    CW_MUST_REPORT(cw_sheet_cite, fill_sheet),
    CW_MUST_REPORT(cw_sheet_write_text, sheet_text),
    CW_MUST_REPORT(cw_sheet_write_csv, sheet_csv),
    CW_MUST_REPORT(cw_sheet_write_json, sheet_json),
    CW_MUST_REPORT(cw_sheet_write_markdown, sheet_markdown),
    CW_MUST_REPORT(cw_sheet_write_html, sheet_html),
    CW_MUST_REPORT(cw_findings_build, findings_build),
    CW_MUST_REPORT(cw_brief_write_text, brief_text),
    CW_MUST_REPORT(cw_brief_write_html, brief_html),
    CW_MUST_REPORT(cw_brief_write_markdown, brief_markdown),
    CW_MUST_REPORT(cw_brief_write_json, brief_json),
    CW_MUST_REPORT(cw_sweep_write_json, sweep_json),
    CW_MUST_REPORT(cw_sweep_fill_sheet, sweep_fill_sheet),
    CW_MUST_REPORT(cw_sweep_fill_lines, sweep_fill_lines),
    CW_MUST_REPORT(cw_sweep_fill_square, sweep_fill_square),
};
const size_t cw_brief_row_count = sizeof cw_brief_rows / sizeof *cw_brief_rows;
