/* The findings as one self-contained page.
 *
 * HTML5 written so that it is also well-formed XML: every element closed, every attribute quoted,
 * only the five entities, but for the program at its end. Whatever comes from a dossier goes through
 * cw_text_append_html(), or through cw_text_append_json() where the program reads it. */
#include "brief/html.h"

#include "brief/page.h"
#include "counterweight/brief.h"
#include "counterweight/version.h"

static void write_head(cw_text *out, const cw_findings *findings, bool program)
{
    cw_text_append(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    cw_page_write_policy(out, program);
    cw_text_append(out, "<meta name=\"viewport\" content=\"width=device-width, "
                        "initial-scale=1\"/>\n<meta name=\"color-scheme\" content=\"light "
                        "dark\"/>\n<meta name=\"referrer\" content=\"no-referrer\"/>\n"
                        "<meta name=\"generator\" content=\"Counterweight " CW_VERSION "\"/>\n"
                        "<title>");
    cw_text_append_html(out, findings->title);
    cw_text_append(out, "</title>\n<style>");
    cw_text_append_bytes(out, cw_asset_style, (size_t)cw_asset_style_length);
    cw_text_append(out, "</style>\n</head>\n");
}

static void write_passage(cw_text *out, const cw_passage *passage)
{
    for (size_t s = 0; s < passage->span_count; s++) {
        const cw_span *span = &passage->spans[s];
        cw_text_append(out, span->strong ? "<strong>" : "");
        cw_text_append_html(out, span->words);
        cw_text_append(out, span->strong ? "</strong>" : "");
        if (span->source != CW_NONE) {
            cw_html_citation(out, span->source);
        }
    }
}

static void write_passages(cw_text *out, const cw_block *block, const char *open, const char *close)
{
    for (size_t p = 0; p < block->passage_count; p++) {
        cw_text_append(out, open);
        write_passage(out, &block->passages[p]);
        cw_text_append(out, close);
    }
}

static void write_block(cw_text *out, const cw_block *block)
{
    switch (block->form) {
    case CW_BLOCK_LIST:
        cw_text_append(out, "<ul>\n");
        write_passages(out, block, "<li>", "</li>\n");
        cw_text_append(out, "</ul>\n");
        break;
    case CW_BLOCK_TABLE:
        (void)cw_sheet_write_html(out, block->table);
        break;
    case CW_BLOCK_NOTE:
        write_passages(out, block, "<p class=\"note\">", "</p>\n");
        break;
    case CW_BLOCK_HEADING:
        write_passages(out, block, "<h3>", "</h3>\n");
        break;
    default:
        write_passages(out, block, "<p>", "</p>\n");
        break;
    }
}

static void write_key_figure(cw_text *out, const cw_key_figure *key)
{
    cw_text_append(out, "<div><dt>");
    cw_text_append_html(out, key->label);
    cw_text_append(out, "</dt><dd>");
    cw_text_append_html(out, key->figure);
    if (key->unit != NULL) {
        cw_text_append(out, " <span class=\"unit\">");
        cw_text_append_html(out, key->unit);
        cw_text_append(out, "</span>");
    }
    cw_text_append(out, "</dd></div>\n");
}

static void write_key_figures(cw_text *out, const cw_findings *findings)
{
    if (findings->key_figure_count == 0) {
        return;
    }
    cw_text_append(out, "<dl class=\"key-figures\">\n");
    for (size_t i = 0; i < findings->key_figure_count; i++) {
        write_key_figure(out, &findings->key_figures[i]);
    }
    cw_text_append(out, "</dl>\n");
}

static void write_answer(cw_text *out, const cw_findings *findings)
{
    cw_text_append(out, "<header>\n<p class=\"kind\">Counterweight brief</p>\n<h1 dir=\"auto\">");
    cw_text_append_html(out, findings->title);
    cw_text_append(out, "</h1>\n<p class=\"byline\">");
    cw_text_append_html(out, findings->byline);
    cw_text_append(out, "</p>\n<p class=\"answer\">");
    cw_text_append_html(out, findings->answer);
    cw_text_append(out, "</p>\n");
    write_key_figures(out, findings);
    cw_text_append(out, "</header>\n");
}

/* The sections that have a heading, as links. */
static void write_contents(cw_text *out, const cw_findings *findings)
{
    cw_text_append(out, "<nav aria-label=\"Contents\"><ul>\n");
    for (size_t s = 0; s < findings->section_count; s++) {
        if (findings->sections[s].heading != NULL) {
            cw_text_append_format(out, "<li><a href=\"#%s\">%s</a></li>\n",
                                  findings->sections[s].id, findings->sections[s].heading);
        }
    }
    if (findings->reference_count > 0) {
        cw_text_append(out, "<li><a href=\"#sources\">Sources</a></li>\n");
    }
    cw_text_append(out, "</ul></nav>\n");
}

static void write_section(cw_text *out, const cw_section *section)
{
    if (section->heading == NULL) {
        cw_text_append_format(out, "<section id=\"%s\" aria-label=\"In short\">\n", section->id);
    } else {
        cw_text_append_format(out, "<section id=\"%s\" aria-labelledby=\"%s-heading\">\n",
                              section->id, section->id);
        cw_text_append_format(out, "<h2 id=\"%s-heading\">%s</h2>\n", section->id,
                              section->heading);
    }
    for (size_t b = 0; b < section->block_count; b++) {
        write_block(out, &section->blocks[b]);
    }
    cw_text_append(out, "</section>\n");
}

static void write_reference(cw_text *out, const cw_reference *reference, size_t number)
{
    cw_text_append_format(out, "<li id=\"source-%zu\"><span dir=\"auto\">", number);
    cw_text_append_html(out, reference->words);
    cw_text_append(out, "</span>");
    if (reference->url != NULL) {
        cw_text_append(out, " <a href=\"");
        cw_text_append_html(out, reference->url);
        cw_text_append(out, "\" rel=\"noreferrer\">");
        cw_text_append_html(out, reference->url);
        cw_text_append(out, "</a>");
    }
    cw_text_append_format(out, " <span class=\"unit\">used %zu %s</span></li>\n", reference->uses,
                          reference->uses == 1 ? "time" : "times");
}

static void write_references(cw_text *out, const cw_findings *findings)
{
    if (findings->reference_count == 0) {
        return;
    }
    cw_text_append(out, "<section id=\"sources\" aria-labelledby=\"sources-heading\">\n"
                        "<h2 id=\"sources-heading\">Sources</h2>\n<ol class=\"sources\">\n");
    for (size_t i = 0; i < findings->reference_count; i++) {
        write_reference(out, &findings->references[i], i + 1);
    }
    cw_text_append(out, "</ol>\n</section>\n");
}

cw_status cw_brief_write_html(cw_text *out, const cw_findings *findings, const cw_study *study)
{
    bool program = study != NULL && cw_page_has_program();
    write_head(out, findings, program);
    cw_text_append(out, "<body>\n");
    write_answer(out, findings);
    cw_text_append(out, "<main>\n");
    for (size_t s = 0; s < findings->section_count; s++) {
        write_section(out, &findings->sections[s]);
        if (s == 0) {
            write_contents(out, findings);
        }
    }
    write_references(out, findings);
    cw_text_append(out, "</main>\n");
    if (program) {
        cw_page_write_program(out, study);
    } else if (study != NULL) {
        cw_text_append(out, "<footer><p class=\"note\">Written by a Counterweight that was built "
                            "without charts: words and tables alone.</p></footer>\n");
    }
    cw_text_append(out, "</body>\n</html>\n");
    return out->status;
}
