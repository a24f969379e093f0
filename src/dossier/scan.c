#include "dossier/scan.h"

#include <stdint.h>
#include <string.h>

#include "counterweight/base/text.h"

/* One stray byte deserves a message; a binary file does not deserve a thousand. */
#define MISTAKES_SHOWN 10
#define BYTES_SHOWN 60

typedef struct scan {
    const unsigned char *bytes;
    size_t length;
    size_t at; /* byte about to be looked at */
    cw_place place;
    size_t mistakes;
    cw_diagnostics *diagnostics;
} scan;

size_t cw_character_count(const char *bytes, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        if (((unsigned char)bytes[i] & 0xC0U) != 0x80U) {
            count++;
        }
    }
    return count;
}

size_t cw_clip_to(const char *text, size_t length, size_t most)
{
    size_t shown = length < most ? length : most;
    while (shown < length && shown > 0 && ((unsigned char)text[shown] & 0xC0U) == 0x80U) {
        shown--;
    }
    return shown;
}

int cw_clip(const char *text, size_t length)
{
    return (int)cw_clip_to(text, length, BYTES_SHOWN);
}

/* Decodes the character at `at` of text already known to be valid UTF-8. */
static uint32_t decode(const scan *self, size_t *bytes)
{
    const unsigned char *at = self->bytes + self->at;
    if (at[0] < 0x80) {
        *bytes = 1;
        return at[0];
    }
    if (at[0] < 0xE0) {
        *bytes = 2;
        return ((uint32_t)(at[0] & 0x1F) << 6) | (at[1] & 0x3F);
    }
    if (at[0] < 0xF0) {
        *bytes = 3;
        return ((uint32_t)(at[0] & 0x0F) << 12) | ((uint32_t)(at[1] & 0x3F) << 6) | (at[2] & 0x3F);
    }
    *bytes = 4;
    return ((uint32_t)(at[0] & 0x07) << 18) | ((uint32_t)(at[1] & 0x3F) << 12) |
           ((uint32_t)(at[2] & 0x3F) << 6) | (at[3] & 0x3F);
}

static void complain(scan *self, const char *remedy, const char *what, uint32_t character)
{
    self->mistakes++;
    cw_diagnostics_add(self->diagnostics, CW_SEVERITY_ERROR, self->place, remedy, "%s (U+%04X)",
                       what, (unsigned)character);
}

/* libyaml ends lines at U+0085, U+2028 and U+2029 too, editors do not: the places in messages
 * would point to the wrong line. */
static bool is_foreign_line_end(uint32_t character)
{
    return character == 0x85 || character == 0x2028 || character == 0x2029;
}

static bool is_control(uint32_t character)
{
    return character < 0x20 || (character >= 0x7F && character < 0xA0) || character == 0xFEFF ||
           character == 0xFFFE || character == 0xFFFF;
}

static void check_character(scan *self, uint32_t character, unsigned char next)
{
    if (character == '\t' || character == '\n' || (character == '\r' && next == '\n')) {
        return;
    }
    if (character == 0) {
        complain(self, "if the file is UTF-16, save it as UTF-8", "found a NUL character",
                 character);
    } else if (character == '\r') {
        complain(self, "end lines with LF or CRLF", "found a carriage return without a line feed",
                 character);
    } else if (is_foreign_line_end(character)) {
        complain(self, "end lines with LF or CRLF", "found an unusual line separator", character);
    } else if (is_control(character)) {
        complain(self, "delete it", "found a control character", character);
    }
}

static void advance(scan *self, uint32_t character, size_t bytes)
{
    self->at += bytes;
    self->place.column++;
    if (character == '\n') {
        self->place.line++;
        self->place.column = 1;
    }
}

static cw_status report_encoding(scan *self, size_t offset)
{
    const unsigned char *bytes = self->bytes;
    size_t line_start = 0;
    for (size_t i = 0; i < offset; i++) {
        if (bytes[i] == '\n') {
            self->place.line++;
            line_start = i + 1;
        }
    }
    self->place.column =
        1 + cw_character_count((const char *)bytes + line_start, offset - line_start);
    cw_diagnostics_add(self->diagnostics, CW_SEVERITY_ERROR, self->place, "save the file as UTF-8",
                       "this is not UTF-8 text: found the byte 0x%02X", (unsigned)bytes[offset]);
    return CW_ERROR_INPUT;
}

cw_status cw_scan(cw_diagnostics *diagnostics, const char *file, const char **bytes, size_t *length)
{
    static const char byte_order_mark[] = "\xEF\xBB\xBF";
    if (*length >= 3 && memcmp(*bytes, byte_order_mark, 3) == 0) {
        *bytes += 3;
        *length -= 3;
    }
    scan self = {.bytes = (const unsigned char *)*bytes,
                 .length = *length,
                 .place = {.file = file, .line = 1, .column = 1, .width = 1},
                 .diagnostics = diagnostics};
    size_t offset = 0;
    if (!cw_utf8_is_valid(*bytes, *length, &offset)) {
        return report_encoding(&self, offset);
    }
    while (self.at < self.length && self.mistakes < MISTAKES_SHOWN) {
        size_t width = 1;
        uint32_t character = decode(&self, &width);
        unsigned char next = self.at + 1 < self.length ? self.bytes[self.at + 1] : 0;
        check_character(&self, character, next);
        advance(&self, character, width);
    }
    return self.mistakes == 0 ? CW_OK : CW_ERROR_INPUT;
}
