#include <string.h>

#include "base/utf8.h"
#include "counterweight/base/number.h"
#include "counterweight/base/text.h"

/* Appends one character of the input to the text: as it is, or as what stands for it. */
typedef void append_character(cw_text *text, uint32_t character, const char *bytes, size_t length);

static void append_each(cw_text *text, const char *string, append_character *append)
{
    size_t length = strlen(string);
    uint32_t character;
    for (size_t i = 0; i < length && text->status == CW_OK;) {
        size_t taken = cw_utf8_decode(&character, string + i, length - i);
        append(text, character, string + i, taken);
        i += taken;
    }
}

static const char *json_short_escape(uint32_t character)
{
    switch (character) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return NULL;
    }
}

static void append_json_character(cw_text *text, uint32_t character, const char *bytes,
                                  size_t length)
{
    const char *escape = json_short_escape(character);
    if (escape)
        cw_text_append(text, escape);
    else if (character == CW_UTF8_MALFORMED)
        cw_text_append(text, CW_UTF8_REPLACEMENT);
    else if (character == '<' || character == '>' || character == '&' ||
             cw_utf8_is_control(character))
        cw_text_append_format(text, "\\u%04x", (unsigned int)character);
    else
        cw_text_append_bytes(text, bytes, length);
}

void cw_text_append_json(cw_text *text, const char *string)
{
    cw_text_append(text, "\"");
    append_each(text, string, append_json_character);
    cw_text_append(text, "\"");
}

static const char *html_entity(uint32_t character)
{
    switch (character) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static bool is_blank(uint32_t character)
{
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

static void append_html_character(cw_text *text, uint32_t character, const char *bytes,
                                  size_t length)
{
    const char *entity = html_entity(character);
    if (entity)
        cw_text_append(text, entity);
    else if (character == CW_UTF8_MALFORMED ||
             (cw_utf8_is_control(character) && !is_blank(character)))
        cw_text_append(text, CW_UTF8_REPLACEMENT);
    else
        cw_text_append_bytes(text, bytes, length);
}

void cw_text_append_html(cw_text *text, const char *string)
{
    append_each(text, string, append_html_character);
}

/* Blanks in front are skipped: some spreadsheets do so before they look for the sign. A sign alone,
 * such as the "-" of an empty cell, has nothing to compute. */
static bool could_be_formula(const char *string, size_t length)
{
    const char *first = string + strspn(string, " \t\r\n");
    if (*first == '\0' || !strchr("=+-@", *first) || first[1] == '\0')
        return false;
    double number;
    return cw_number_parse(&number, string, length) == CW_ERROR_INPUT;
}

/* Blanks at the ends are quoted too: some readers of CSV drop them otherwise. */
static bool needs_quotes(const char *string, size_t length)
{
    if (length == 0)
        return false;
    return strpbrk(string, ",\"\r\n") != NULL || is_blank((unsigned char)string[0]) ||
           is_blank((unsigned char)string[length - 1]);
}

void cw_text_append_csv(cw_text *text, const char *string)
{
    size_t length = strlen(string);
    bool quoted = needs_quotes(string, length);
    if (quoted)
        cw_text_append(text, "\"");
    if (could_be_formula(string, length))
        cw_text_append(text, "'");

    const char *quote;
    while ((quote = strchr(string, '"')) != NULL) {
        cw_text_append_bytes(text, string, (size_t)(quote - string));
        cw_text_append(text, "\"\"");
        string = quote + 1;
    }
    cw_text_append(text, string);
    if (quoted)
        cw_text_append(text, "\"");
}

static void append_printable_character(cw_text *text, uint32_t character, const char *bytes,
                                       size_t length)
{
    if (character == CW_UTF8_MALFORMED || cw_utf8_is_control(character))
        cw_text_append(text, CW_UTF8_REPLACEMENT);
    else
        cw_text_append_bytes(text, bytes, length);
}

void cw_text_append_printable(cw_text *text, const char *string)
{
    append_each(text, string, append_printable_character);
}
