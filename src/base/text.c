#include "counterweight/base/text.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "base/format.h"

enum { SMALLEST_CAPACITY = 64 };

void cw_text_init(cw_text *text, cw_context *context)
{
    *text = (cw_text){.context = context, .status = CW_OK};
}

void cw_text_free(cw_text *text)
{
    cw_release(text->context, text->bytes);
    cw_text_init(text, text->context);
}

void cw_text_inherit(cw_text *text, const cw_text *part)
{
    if (text->status == CW_OK)
        text->status = part->status;
}

const char *cw_text_string(const cw_text *text)
{
    return text->bytes ? text->bytes : "";
}

/* Doubling, from the smallest up to the ceiling. `needed` is within the ceiling, which is below
 * SIZE_MAX. */
static size_t next_capacity(const cw_text *text, size_t needed)
{
    size_t most = text->context->limits.text_bytes + 1;
    size_t capacity = text->capacity;
    if (capacity == 0)
        capacity = most < SMALLEST_CAPACITY ? most : SMALLEST_CAPACITY;
    while (capacity < needed)
        capacity = capacity > most / 2 ? most : capacity * 2;
    return capacity;
}

/* Makes room for `added` more bytes and the NUL; false, and the text has failed, where it cannot. */
static bool reserve(cw_text *text, size_t added)
{
    if (text->status != CW_OK)
        return false;
    size_t ceiling = text->context->limits.text_bytes;
    if (ceiling == SIZE_MAX || text->length > ceiling || added > ceiling - text->length) {
        text->status = CW_ERROR_LIMIT;
        return false;
    }
    size_t needed = text->length + added + 1;
    if (needed <= text->capacity)
        return true;
    size_t capacity = next_capacity(text, needed);
    char *bytes = cw_resize(text->context, text->bytes, capacity, 1);
    if (!bytes) {
        text->status = CW_ERROR_MEMORY;
        return false;
    }
    text->bytes = bytes;
    text->capacity = capacity;
    return true;
}

/* Counts the bytes just written behind the end, and closes with the NUL. */
static void advance(cw_text *text, size_t added)
{
    text->length += added;
    text->bytes[text->length] = '\0';
}

void cw_text_append_bytes(cw_text *text, const char *bytes, size_t length)
{
    if (length == 0 || !reserve(text, length))
        return;
    memcpy(text->bytes + text->length, bytes, length);
    advance(text, length);
}

void cw_text_append(cw_text *text, const char *string)
{
    cw_text_append_bytes(text, string, strlen(string));
}

void cw_text_append_repeated(cw_text *text, char character, size_t count)
{
    if (count == 0 || !reserve(text, count))
        return;
    memset(text->bytes + text->length, character, count);
    advance(text, count);
}

void cw_text_append_format(cw_text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);

    int length = cw_format(NULL, 0, format, arguments);
    if (length < 0 && text->status == CW_OK)
        text->status = CW_ERROR_LIMIT;
    if (length > 0 && reserve(text, (size_t)length)) {
        cw_format(text->bytes + text->length, (size_t)length + 1, format, again);
        advance(text, (size_t)length);
    }

    va_end(again);
    va_end(arguments);
}
