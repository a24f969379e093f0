#include "brief/layout.h"

#include <string.h>

#include "brief/words.h"

cw_text_style cw_layout_style(const cw_text_style *style)
{
    cw_text_style fitted = {.width = 80};
    if (style != NULL) {
        fitted = *style;
    }
    if (fitted.width > 0 && fitted.width < CW_TEXT_WIDTH_MIN) {
        fitted.width = CW_TEXT_WIDTH_MIN;
    }
    return fitted;
}

void cw_layout_escape(cw_text *out, const cw_text_style *style, const char *escape)
{
    if (style->colour) {
        cw_text_append(out, escape);
    }
}

/* Bytes of the character at `at`, by its first byte; never past the end of the string. */
static size_t character_bytes(const char *at)
{
    size_t length = 1;
    while (((unsigned char)at[length] & 0xC0U) == 0x80U) {
        length++;
    }
    return length;
}

/* As many whole characters of the `bytes` bytes at `word` as fit `width` cells, at least one. */
static size_t fitting_bytes(const char *word, size_t bytes, size_t width)
{
    size_t length = character_bytes(word);
    while (length < bytes) {
        size_t next = length + character_bytes(word + length);
        if (cw_utf8_width(word, next) > width) {
            break;
        }
        length = next;
    }
    return length;
}

size_t cw_layout_line(const char *words, size_t width, size_t *length)
{
    size_t shown = 0;
    size_t cells = 0;
    for (size_t at = 0; words[at] != '\0';) {
        size_t word = at + strspn(words + at, " ");
        size_t end = word + strcspn(words + word, " ");
        if (end == word) { /* blanks at the end */
            break;
        }
        size_t needed = (shown > 0 ? 1 : 0) + cw_utf8_width(words + word, end - word);
        if (width > 0 && cells + needed > width) {
            if (shown == 0) { /* a word wider than the line */
                shown = word + fitting_bytes(words + word, end - word, width);
            }
            break;
        }
        cells += needed;
        shown = end;
        at = end;
    }
    *length = shown;
    size_t next = shown + strspn(words + shown, " ");
    return words[next] == '\0' ? 0 : next;
}

void cw_layout_paragraph(cw_text *out, const char *words, size_t width, const char *first,
                         size_t indent)
{
    size_t before = cw_utf8_width(first, strlen(first));
    cw_text_append(out, first);
    for (size_t at = 0;;) {
        size_t room = width == 0 ? 0 : width > before ? width - before : 1;
        size_t length = 0;
        size_t step = cw_layout_line(words + at, room, &length);
        cw_text_append_bytes(out, words + at, length);
        cw_text_append(out, "\n");
        if (step == 0) {
            return;
        }
        at += step;
        before = indent;
        cw_text_append_repeated(out, ' ', indent);
    }
}

size_t cw_layout_widest_word(const char *words)
{
    size_t widest = 0;
    for (size_t at = 0; words[at] != '\0';) {
        at += strspn(words + at, " ");
        size_t end = at + strcspn(words + at, " ");
        size_t width = cw_utf8_width(words + at, end - at);
        widest = width > widest ? width : widest;
        at = end;
    }
    return widest;
}

void cw_layout_figure(cw_text *out, const cw_column *column, double value)
{
    switch (column->form) {
    case CW_COLUMN_PROBABILITY:
        cw_words_probability(out, value);
        break;
    case CW_COLUMN_SHARE:
        cw_words_share(out, value);
        break;
    default:
        cw_words_number(out, value, column->decimals, column->show_plus);
        break;
    }
}

void cw_layout_end(cw_text *out, const cw_column *column, double value)
{
    cw_text_append_fixed(out, value, column->decimals);
}

void cw_layout_heading(cw_text *out, const cw_column *column)
{
    cw_text_append(out, column->title == NULL ? "" : column->title);
    if (column->unit != NULL) {
        cw_text_append(out, ", ");
        cw_text_append(out, column->unit);
    }
}

void cw_layout_citations(cw_text *out, const cw_cell *cell)
{
    for (size_t i = 0; i < cell->source_count; i++) {
        cw_text_append_format(out, "[%zu]", cell->sources[i] + 1);
    }
}
