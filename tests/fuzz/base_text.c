/* Any bytes as a number, a date, a word, text to be quoted, and a source with a mistake in it: what
 * comes out is well-formed, and numbers are those that the C library reads. */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "counterweight/base.h"

#include "require.h"

static bool is_same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

/* Whatever is no number for us, though it is for the library, has a form that is refused. */
static void try_number(const char *string, size_t length)
{
    double ours = 42;
    cw_status status = cw_number_parse(&ours, string, length);
    char *end;
    double theirs = strtod(string, &end);
    bool is_whole = length > 0 && end == string + length;
    if (status == CW_OK)
        require(is_whole && is_same(ours, theirs));
    else
        require(is_same(ours, 42));
    if (status == CW_ERROR_LIMIT)
        require(is_whole && isinf(theirs));
    if (status == CW_ERROR_INPUT && is_whole)
        require(strpbrk(string, "xXnNiI \t\n\v\f\r") != NULL);
}

static void try_date(const char *string, size_t length)
{
    cw_date date, again;
    if (cw_date_parse(&date, string, length) != CW_OK)
        return;
    char text[CW_DATE_TEXT_BYTES];
    cw_date_format(text, date);
    require(memcmp(text, string, length) == 0);
    require(cw_date_parse(&again, text, strlen(text)) == CW_OK && again == date);
}

static void require_printable(const cw_text *text, const char *allowed)
{
    require(text->status == CW_OK);
    const char *string = cw_text_string(text);
    require(cw_utf8_is_valid(string, text->length, NULL));
    for (size_t i = 0; i < text->length; i++) {
        unsigned char byte = (unsigned char)string[i];
        require(byte >= 0x20 || strchr(allowed, byte) != NULL);
        require(byte != 0x7F && !(byte == 0xC2 && (unsigned char)string[i + 1] < 0xA0));
    }
}

static void try_quoting(cw_context *context, const char *string)
{
    cw_text text;
    cw_text_init(&text, context);
    cw_text_append_json(&text, string);
    require_printable(&text, "");
    require(strpbrk(cw_text_string(&text), "<>&") == NULL);
    cw_text_free(&text);

    cw_text_append_html(&text, string);
    require_printable(&text, "\t\n\r");
    require(strpbrk(cw_text_string(&text), "<>\"'") == NULL);
    cw_text_free(&text);

    cw_text_append_printable(&text, string);
    require_printable(&text, "");
    require(cw_utf8_width(text.bytes, text.length) <= 2 * text.length);
    cw_text_free(&text);

    cw_text_append_csv(&text, string);
    require(text.length >= strlen(string));
    cw_text_free(&text);
}

/* The first bytes tell the place. */
static void try_diagnostics(cw_context *context, const char *string, size_t length)
{
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, context);
    cw_diagnostics_keep_source(&diagnostics, "file", string, length);
    for (size_t i = 0; i + 3 <= length && i < 30; i += 3) {
        cw_place place = {.file = i % 2 ? "file" : string,
                          .line = (unsigned char)string[i] % 8,
                          .column = (unsigned char)string[i + 1],
                          .width = (unsigned char)string[i + 2]};
        cw_diagnostics_add(&diagnostics, (cw_severity)(i % 3), place, string, "%s", string);
    }
    cw_diagnostics_sort(&diagnostics);
    cw_text text;
    cw_text_init(&text, context);
    cw_diagnostics_write_text(&diagnostics, &text, false);
    require_printable(&text, "\t\n");
    cw_text_free(&text);
    cw_diagnostics_write_json(&diagnostics, &text);
    require_printable(&text, "\n");
    cw_text_free(&text);
    cw_diagnostics_free(&diagnostics);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cw_context context;
    cw_context_init(&context);
    char *string = cw_allocate(&context, size + 1, 1);
    if (!string)
        return 0;
    if (size > 0)
        memcpy(string, data, size);
    size_t length = strlen(string);

    static const char *const words[] = {"weight", "members", "Беларусь", "status_quo"};
    try_number(string, length);
    try_date(string, length);
    try_quoting(&context, string);
    try_diagnostics(&context, string, size);
    require(cw_nearest_word(string, words, 4) == CW_NONE || length > 0);
    uint64_t whole;
    if (cw_integer_parse(&whole, string, length) == CW_OK)
        require(strspn(string, "0123456789") == length);
    cw_release(&context, string);
    return 0;
}
