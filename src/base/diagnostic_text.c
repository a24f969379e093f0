#include <stdint.h>
#include <string.h>

#include "base/severity.h"
#include "base/source_text.h"
#include "base/utf8.h"
#include "counterweight/base/diagnostic.h"

/* Of a longer line this many characters around the place are shown. */
enum { WINDOW_CHARACTERS = 160 };

static const char cut_mark[] = "...";

typedef struct palette {
    const char *severity[CW_SEVERITY_ERROR + 1];
    const char *place, *mark, *reset;
} palette;

static const palette plain = {.severity = {"", "", ""}, .place = "", .mark = "", .reset = ""};
static const palette coloured = {
    .severity = {[CW_SEVERITY_NOTE] = "\033[1;36m",
                 [CW_SEVERITY_WARNING] = "\033[1;35m",
                 [CW_SEVERITY_ERROR] = "\033[1;31m"},
    .place = "\033[1m",
    .mark = "\033[1;32m",
    .reset = "\033[0m",
};

/* Where a line was found, so that the next one is not sought from the start of the file again. */
typedef struct line_cursor {
    const cw_source_text *source;
    size_t line;   /* from 1 */
    size_t offset; /* bytes before the line */
} line_cursor;

typedef struct line_text {
    const char *bytes;
    size_t length;
} line_text;

const char *cw_severity_name(cw_severity severity)
{
    static const char *const names[] = {[CW_SEVERITY_NOTE] = "note",
                                        [CW_SEVERITY_WARNING] = "warning",
                                        [CW_SEVERITY_ERROR] = "error"};
    return names[severity];
}

/* Offset of the line end, LF or CR, at or after `offset`; the length of the source if none. */
static size_t find_line_end(const cw_source_text *source, size_t offset)
{
    while (offset < source->length && source->bytes[offset] != '\n' &&
           source->bytes[offset] != '\r')
        offset++;
    return offset;
}

/* Offset behind the line end at `offset`: LF, CR LF or CR. */
static size_t skip_line_end(const cw_source_text *source, size_t offset)
{
    bool is_return = source->bytes[offset] == '\r';
    offset++;
    if (is_return && offset < source->length && source->bytes[offset] == '\n')
        offset++;
    return offset;
}

static bool find_line(line_text *out, line_cursor *cursor, const cw_source_text *source,
                      size_t line)
{
    static const char byte_order_mark[] = "\xEF\xBB\xBF";
    if (!source || !source->bytes || line == 0)
        return false;
    if (cursor->source != source || cursor->line > line) {
        *cursor = (line_cursor){.source = source, .line = 1, .offset = 0};
        if (strncmp(source->bytes, byte_order_mark, strlen(byte_order_mark)) == 0)
            cursor->offset = strlen(byte_order_mark);
    }
    while (cursor->line < line) {
        size_t end = find_line_end(source, cursor->offset);
        if (end == source->length)
            return false;
        cursor->offset = skip_line_end(source, end);
        cursor->line++;
    }
    out->bytes = source->bytes + cursor->offset;
    out->length = find_line_end(source, cursor->offset) - cursor->offset;
    return true;
}

static size_t count_characters(const char *bytes, size_t length)
{
    size_t characters = 0;
    for (size_t i = 0; i < length; characters++)
        i += cw_utf8_prefix(bytes + i, length - i, 1);
    return characters;
}

/* The part of the line to show, and the place as characters of that part. */
typedef struct excerpt_window {
    line_text shown;
    size_t before;    /* characters shown before the place */
    size_t width;     /* characters to underline, at least 1 */
    bool cut_at_left; /* something of the line is left out there */
    bool cut_at_right;
} excerpt_window;

static excerpt_window choose_window(line_text line, const cw_place *place)
{
    size_t characters = count_characters(line.bytes, line.length);
    size_t before = place->column > 0 ? place->column - 1 : 0;
    if (before > characters)
        before = characters;

    size_t first = 0;
    if (characters > WINDOW_CHARACTERS && before > WINDOW_CHARACTERS / 2)
        first = before - WINDOW_CHARACTERS / 2;
    if (characters > WINDOW_CHARACTERS && first > characters - WINDOW_CHARACTERS)
        first = characters - WINDOW_CHARACTERS;

    excerpt_window out = {.before = before - first, .cut_at_left = first > 0};
    size_t skipped = cw_utf8_prefix(line.bytes, line.length, first);
    out.shown.bytes = line.bytes + skipped;
    out.shown.length = cw_utf8_prefix(out.shown.bytes, line.length - skipped, WINDOW_CHARACTERS);
    out.cut_at_right = skipped + out.shown.length < line.length;

    size_t room = count_characters(out.shown.bytes, out.shown.length) - out.before;
    out.width = place->width < room ? place->width : room;
    if (out.width == 0)
        out.width = 1;
    return out;
}

/* Whether a character of a source line is replaced: all controls are but tabs. */
static bool is_replaced(const char *bytes, size_t length)
{
    uint32_t character;
    cw_utf8_decode(&character, bytes, length);
    return character != '\t' && (character == CW_UTF8_MALFORMED || cw_utf8_is_control(character));
}

/* Appends one character of a source line, as it is shown. */
static void append_source_character(cw_text *out, const char *bytes, size_t length)
{
    if (is_replaced(bytes, length))
        cw_text_append(out, CW_UTF8_REPLACEMENT);
    else
        cw_text_append_bytes(out, bytes, length);
}

/* Terminal cells of one character of a source line, as it is shown. */
static size_t source_character_cells(const char *bytes, size_t length)
{
    return is_replaced(bytes, length) ? 1 : cw_utf8_width(bytes, length);
}

static void append_source_line(cw_text *out, const excerpt_window *window)
{
    if (window->cut_at_left)
        cw_text_append(out, cut_mark);
    for (size_t i = 0; i < window->shown.length;) {
        size_t taken = cw_utf8_prefix(window->shown.bytes + i, window->shown.length - i, 1);
        append_source_character(out, window->shown.bytes + i, taken);
        i += taken;
    }
    if (window->cut_at_right)
        cw_text_append(out, cut_mark);
}

/* Appends blanks as wide as the text before the place, with its tabs as tabs. */
static void append_indent(cw_text *out, const excerpt_window *window)
{
    if (window->cut_at_left)
        cw_text_append_repeated(out, ' ', strlen(cut_mark));
    size_t end = cw_utf8_prefix(window->shown.bytes, window->shown.length, window->before);
    for (size_t i = 0; i < end;) {
        const char *bytes = window->shown.bytes + i;
        size_t taken = cw_utf8_prefix(bytes, end - i, 1);
        if (*bytes == '\t')
            cw_text_append(out, "\t");
        else
            cw_text_append_repeated(out, ' ', source_character_cells(bytes, taken));
        i += taken;
    }
}

static size_t underline_cells(const excerpt_window *window)
{
    size_t start = cw_utf8_prefix(window->shown.bytes, window->shown.length, window->before);
    const char *bytes = window->shown.bytes + start;
    size_t length = cw_utf8_prefix(bytes, window->shown.length - start, window->width);
    size_t cells = 0;
    for (size_t i = 0; i < length;) {
        size_t taken = cw_utf8_prefix(bytes + i, length - i, 1);
        cells += source_character_cells(bytes + i, taken);
        i += taken;
    }
    return cells > 0 ? cells : 1;
}

static void write_excerpt(cw_text *out, line_text line, const cw_place *place,
                          const palette *colours)
{
    excerpt_window window = choose_window(line, place);
    cw_text_append_format(out, "%4zu | ", place->line);
    append_source_line(out, &window);
    cw_text_append(out, "\n");

    size_t gutter = 4;
    for (size_t rest = place->line / 10000; rest > 0; rest /= 10)
        gutter++;
    cw_text_append_repeated(out, ' ', gutter);
    cw_text_append(out, " | ");
    append_indent(out, &window);
    cw_text_append_format(out, "%s^", colours->mark);
    cw_text_append_repeated(out, '~', underline_cells(&window) - 1);
    cw_text_append_format(out, "%s\n", colours->reset);
}

static void write_headline(const cw_diagnostic *item, cw_text *out, const palette *colours)
{
    cw_text_append(out, colours->place);
    if (item->place.file[0] != '\0') {
        cw_text_append_printable(out, item->place.file);
        if (item->place.line > 0)
            cw_text_append_format(out, ":%zu", item->place.line);
        if (item->place.line > 0 && item->place.column > 0)
            cw_text_append_format(out, ":%zu", item->place.column);
        cw_text_append(out, ": ");
    }
    cw_text_append_format(out, "%s%s%s:%s ", colours->reset, colours->severity[item->severity],
                          cw_severity_name(item->severity), colours->reset);
    cw_text_append_printable(out, item->message);
    if (item->remedy) {
        cw_text_append(out, "; ");
        cw_text_append_printable(out, item->remedy);
    }
    cw_text_append(out, "\n");
}

/* Appends "3 errors", with what goes before it, or nothing for none. */
static void append_count(cw_text *out, const char **before, size_t count, const char *noun)
{
    if (count == 0)
        return;
    cw_text_append_format(out, "%s%zu %s%s", *before, count, noun, count == 1 ? "" : "s");
    *before = ", ";
}

static size_t count_notes(const cw_diagnostics *diagnostics)
{
    size_t notes = 0;
    for (size_t i = 0; i < diagnostics->count; i++)
        notes += diagnostics->items[i].severity == CW_SEVERITY_NOTE;
    return notes;
}

static void write_counts(const cw_diagnostics *diagnostics, cw_text *out)
{
    const char *before = "";
    append_count(out, &before, diagnostics->errors, "error");
    append_count(out, &before, diagnostics->warnings, "warning");
    append_count(out, &before, count_notes(diagnostics), "note");
    if (diagnostics->dropped > 0)
        cw_text_append_format(out, "%s%zu not shown", before, diagnostics->dropped);
    cw_text_append(out, "\n");
}

void cw_diagnostics_write_text(const cw_diagnostics *diagnostics, cw_text *out, bool colour)
{
    const palette *colours = colour ? &coloured : &plain;
    line_cursor cursor = {.source = NULL};
    for (size_t i = 0; i < diagnostics->count; i++) {
        const cw_diagnostic *item = &diagnostics->items[i];
        write_headline(item, out, colours);
        const cw_source_text *source = cw_source_find(diagnostics, item->place.file);
        line_text line;
        if (find_line(&line, &cursor, source, item->place.line))
            write_excerpt(out, line, &item->place, colours);
    }
    if (diagnostics->count + diagnostics->dropped > 1)
        write_counts(diagnostics, out);
}
