/* The findings as Markdown, to paste into a paper, a wiki or an issue. */
#include "brief/markdown.h"

#include <string.h>

#include "counterweight/brief.h"

static void write_passage(cw_text *out, const cw_passage *passage)
{
    for (size_t s = 0; s < passage->span_count; s++) {
        const cw_span *span = &passage->spans[s];
        /* Blanks before a paragraph would make code of it. */
        const char *words = span->words + (s == 0 ? strspn(span->words, " ") : 0);
        cw_text_append(out, span->strong ? "**" : "");
        cw_markdown_words(out, words);
        cw_text_append(out, span->strong ? "**" : "");
        if (span->source != CW_NONE) {
            cw_markdown_citation(out, span->source);
        }
    }
    cw_text_append(out, "\n");
}

/* Every passage with `mark` before it; in a list without empty lines between. */
static void write_passages(cw_text *out, const cw_block *block, const char *mark)
{
    for (size_t p = 0; p < block->passage_count; p++) {
        cw_text_append(out, p > 0 && block->form != CW_BLOCK_LIST ? "\n" : "");
        cw_text_append(out, mark);
        write_passage(out, &block->passages[p]);
    }
}

static void write_block(cw_text *out, const cw_block *block)
{
    cw_text_append(out, "\n");
    switch (block->form) {
    case CW_BLOCK_LIST:
        write_passages(out, block, "- ");
        break;
    case CW_BLOCK_TABLE:
        (void)cw_sheet_write_markdown(out, block->table);
        break;
    case CW_BLOCK_NOTE:
        write_passages(out, block, "> ");
        break;
    case CW_BLOCK_HEADING:
        write_passages(out, block, "### ");
        break;
    default:
        write_passages(out, block, "");
        break;
    }
}

static void write_section(cw_text *out, const cw_section *section)
{
    if (section->heading != NULL) {
        cw_text_append(out, "\n## ");
        cw_markdown_words(out, section->heading);
        cw_text_append(out, "\n");
    }
    for (size_t b = 0; b < section->block_count; b++) {
        write_block(out, &section->blocks[b]);
    }
}

static void write_references(cw_text *out, const cw_findings *findings)
{
    cw_text_append(out, findings->reference_count > 0 ? "\n## Sources\n\n" : "");
    for (size_t i = 0; i < findings->reference_count; i++) {
        const cw_reference *reference = &findings->references[i];
        cw_text_append_format(out, "%zu. ", i + 1);
        cw_markdown_words(out, reference->words);
        if (reference->url != NULL) {
            cw_text_append(out, " ");
            cw_markdown_words(out, reference->url);
        }
        cw_text_append(out, "\n");
    }
}

cw_status cw_brief_write_markdown(cw_text *out, const cw_findings *findings)
{
    cw_text_append(out, "# ");
    cw_markdown_words(out, findings->title);
    cw_text_append(out, "\n\n");
    cw_markdown_words(out, findings->byline);
    cw_text_append(out, "\n\n**");
    cw_markdown_words(out, findings->answer);
    cw_text_append(out, "**\n");
    for (size_t s = 0; s < findings->section_count; s++) {
        write_section(out, &findings->sections[s]);
    }
    write_references(out, findings);
    return out->status;
}
