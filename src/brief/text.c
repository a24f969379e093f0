/* The findings for a terminal. */
#include <string.h>

#include "brief/layout.h"
#include "counterweight/brief.h"

/* The words of a passage in one string, citations as [N]. */
static void passage_words(cw_text *out, const cw_passage *passage)
{
    for (size_t s = 0; s < passage->span_count; s++) {
        const cw_span *span = &passage->spans[s];
        cw_text_append(out, span->words);
        if (span->source != CW_NONE) {
            cw_text_append_format(out, " [%zu]", span->source + 1);
        }
    }
}

static void write_passage(cw_text *out, const cw_passage *passage, const cw_text_style *style,
                          const char *first, size_t indent)
{
    cw_text words;
    cw_text_init(&words, out->context);
    passage_words(&words, passage);
    cw_layout_paragraph(out, cw_text_string(&words), style->width, first, indent);
    cw_text_inherit(out, &words);
    cw_text_free(&words);
}

static void write_list(cw_text *out, const cw_block *block, const cw_text_style *style)
{
    for (size_t p = 0; p < block->passage_count; p++) {
        write_passage(out, &block->passages[p], style, "- ", 2);
    }
}

static void write_coloured(cw_text *out, const cw_block *block, const cw_text_style *style,
                           const char *escape)
{
    for (size_t p = 0; p < block->passage_count; p++) {
        cw_layout_escape(out, style, escape);
        write_passage(out, &block->passages[p], style, "", 0);
        cw_layout_escape(out, style, escape[0] != '\0' ? CW_ESCAPE_OFF : "");
    }
}

static void write_block(cw_text *out, const cw_block *block, const cw_text_style *style)
{
    cw_text_append(out, "\n");
    switch (block->form) {
    case CW_BLOCK_LIST:
        write_list(out, block, style);
        break;
    case CW_BLOCK_TABLE:
        (void)cw_sheet_write_text(out, block->table, style);
        break;
    case CW_BLOCK_NOTE:
        write_coloured(out, block, style, CW_ESCAPE_FAINT);
        break;
    case CW_BLOCK_HEADING:
        write_coloured(out, block, style, CW_ESCAPE_BOLD);
        break;
    default:
        write_coloured(out, block, style, "");
        break;
    }
}

static void write_heading(cw_text *out, const char *heading, const cw_text_style *style)
{
    size_t cells = cw_utf8_width(heading, strlen(heading));
    cw_text_append(out, "\n\n");
    cw_layout_escape(out, style, CW_ESCAPE_BOLD);
    cw_layout_paragraph(out, heading, style->width, "", 0);
    cw_text_append_repeated(out, '=',
                            style->width > 0 && cells > style->width ? style->width : cells);
    cw_layout_escape(out, style, CW_ESCAPE_OFF);
    cw_text_append(out, "\n");
}

static void write_reference(cw_text *out, const cw_reference *reference, size_t number,
                            const cw_text_style *style)
{
    cw_text words;
    cw_text_init(&words, out->context);
    cw_text_append_format(&words, "[%zu] %s", number, reference->words);
    cw_text_append_format(&words, " (used %zu %s)", reference->uses,
                          reference->uses == 1 ? "time" : "times");
    cw_layout_paragraph(out, cw_text_string(&words), style->width, "", 4);
    if (reference->url != NULL) { /* whole, however long: so that it can be opened or copied */
        cw_text_append(out, "    ");
        cw_text_append(out, reference->url);
        cw_text_append(out, "\n");
    }
    cw_text_inherit(out, &words);
    cw_text_free(&words);
}

static void write_references(cw_text *out, const cw_findings *findings, const cw_text_style *style)
{
    if (findings->reference_count == 0) {
        return;
    }
    write_heading(out, "Sources", style);
    cw_text_append(out, "\n");
    for (size_t i = 0; i < findings->reference_count; i++) {
        write_reference(out, &findings->references[i], i + 1, style);
    }
}

static void write_head(cw_text *out, const cw_findings *findings, const cw_text_style *style)
{
    cw_layout_escape(out, style, CW_ESCAPE_BOLD);
    cw_layout_paragraph(out, findings->title, style->width, "", 0);
    cw_layout_escape(out, style, CW_ESCAPE_OFF);
    cw_layout_escape(out, style, CW_ESCAPE_FAINT);
    cw_layout_paragraph(out, findings->byline, style->width, "", 0);
    cw_layout_escape(out, style, CW_ESCAPE_OFF);
    cw_text_append(out, "\n");
    cw_layout_escape(out, style, CW_ESCAPE_BOLD);
    cw_layout_paragraph(out, findings->answer, style->width, "", 0);
    cw_layout_escape(out, style, CW_ESCAPE_OFF);
}

/* What is left out of a section, so that nobody looks for it in vain. */
static void write_left_out(cw_text *out, const cw_section *section, const cw_text_style *style)
{
    cw_text words;
    size_t count = 0;
    cw_text_init(&words, out->context);
    for (size_t b = 0; b < section->block_count && !style->appendices; b++) {
        const cw_block *block = &section->blocks[b];
        if (block->appendix && block->table != NULL && block->table->caption != NULL) {
            cw_text_append(&words,
                           count++ == 0 ? "Not shown here, but in the page and the JSON: " : "; ");
            cw_text_append(&words, block->table->caption);
        }
    }
    if (count > 0) {
        cw_text_append(&words, ".");
        cw_text_append(out, "\n");
        cw_layout_escape(out, style, CW_ESCAPE_FAINT);
        cw_layout_paragraph(out, cw_text_string(&words), style->width, "", 0);
        cw_layout_escape(out, style, CW_ESCAPE_OFF);
    }
    cw_text_inherit(out, &words);
    cw_text_free(&words);
}

static void write_section(cw_text *out, const cw_section *section, const cw_text_style *style)
{
    if (section->heading != NULL) {
        write_heading(out, section->heading, style);
    }
    for (size_t b = 0; b < section->block_count; b++) {
        if (!section->blocks[b].appendix || style->appendices) {
            write_block(out, &section->blocks[b], style);
        }
    }
    write_left_out(out, section, style);
}

cw_status cw_brief_write_text(cw_text *out, const cw_findings *findings, const cw_text_style *style)
{
    cw_text_style fitted = cw_layout_style(style);
    write_head(out, findings, &fitted);
    for (size_t s = 0; s < findings->section_count; s++) {
        write_section(out, &findings->sections[s], &fitted);
    }
    write_references(out, findings, &fitted);
    return out->status;
}
