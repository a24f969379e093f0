#include "capsule/pen.h"

#include <math.h>
#include <string.h>

/* What stands for CW_NONE and for NULL: no list and no text is that long. */
#define NOTHING UINT32_MAX

void cw_pen_fail(cw_pen *pen, cw_status status)
{
    if (pen->status == CW_OK)
        pen->status = status;
}

void cw_pen_require(cw_pen *pen, bool sound)
{
    if (!sound)
        cw_pen_fail(pen, CW_ERROR_INPUT);
}

/* Whether the next `count` bytes can be handled; counts them as done. */
static bool advance(cw_pen *pen, size_t count)
{
    if (pen->status != CW_OK)
        return false;
    if (cw_pen_reads(pen) && count > pen->length - pen->at) {
        cw_pen_fail(pen, CW_ERROR_INPUT);
        return false;
    }
    pen->at += count;
    return true;
}

static uint64_t handle(cw_pen *pen, uint64_t value, size_t bytes)
{
    uint64_t read = 0;
    if (!advance(pen, bytes))
        return 0;
    size_t start = pen->at - bytes;
    for (size_t b = 0; b < bytes; b++) {
        if (pen->direction == CW_PEN_WRITES)
            pen->to[start + b] = (unsigned char)(value >> (8 * b));
        else if (cw_pen_reads(pen))
            read |= (uint64_t)pen->from[start + b] << (8 * b);
    }
    return cw_pen_reads(pen) ? read : value;
}

void cw_pen_whole(cw_pen *pen, uint32_t *value)
{
    uint32_t handled = (uint32_t)handle(pen, *value, 4);
    if (cw_pen_reads(pen))
        *value = handled;
}

void cw_pen_signed(cw_pen *pen, int32_t *value)
{
    uint32_t pattern;
    memcpy(&pattern, value, sizeof pattern);
    cw_pen_whole(pen, &pattern);
    if (cw_pen_reads(pen))
        memcpy(value, &pattern, sizeof pattern);
}

void cw_pen_choice(cw_pen *pen, unsigned *value, unsigned last)
{
    unsigned handled = (unsigned)handle(pen, *value, 1);
    cw_pen_require(pen, handled <= last);
    if (cw_pen_reads(pen))
        *value = pen->status == CW_OK ? handled : 0;
}

void cw_pen_flag(cw_pen *pen, bool *value)
{
    CW_PEN_CHOICE(pen, *value, 1);
}

void cw_pen_number_or_nan(cw_pen *pen, double *value, double low, double high)
{
    double read = 0.0;
    uint64_t pattern;
    memcpy(&pattern, value, sizeof pattern);
    pattern = handle(pen, pattern, 8);
    memcpy(&read, &pattern, sizeof read);
    cw_pen_require(pen, isnan(read) || (read >= low && read <= high));
    if (cw_pen_reads(pen))
        *value = pen->status == CW_OK ? read : 0.0;
}

void cw_pen_number(cw_pen *pen, double *value, double low, double high)
{
    cw_pen_number_or_nan(pen, value, low, high);
    cw_pen_require(pen, !isnan(*value));
}

/* In 32 bits, as a capsule has all lengths and places; one too large is said to be. */
static uint32_t in_32_bits(cw_pen *pen, size_t number)
{
    if (number >= NOTHING)
        cw_pen_fail(pen, CW_ERROR_LIMIT);
    return (uint32_t)number;
}

void cw_pen_place_or_none(cw_pen *pen, size_t *place, size_t count)
{
    bool is_none = cw_pen_reads(pen) || *place == CW_NONE;
    uint32_t handled = is_none ? NOTHING : in_32_bits(pen, *place);
    cw_pen_whole(pen, &handled);
    cw_pen_require(pen, handled == NOTHING || handled < count);
    if (cw_pen_reads(pen))
        *place = pen->status != CW_OK || handled == NOTHING ? CW_NONE : handled;
}

void cw_pen_place(cw_pen *pen, size_t *place, size_t count)
{
    cw_pen_place_or_none(pen, place, count);
    cw_pen_require(pen, *place != CW_NONE);
}

void cw_pen_quantity_or_none(cw_pen *pen, size_t *place, const cw_dossier *dossier,
                             cw_measure measure)
{
    cw_pen_place_or_none(pen, place, dossier->quantity_count);
    if (*place != CW_NONE)
        cw_pen_require(pen, dossier->quantities[*place].measure == measure);
}

void cw_pen_quantity(cw_pen *pen, size_t *place, const cw_dossier *dossier, cw_measure measure)
{
    cw_pen_quantity_or_none(pen, place, dossier, measure);
    cw_pen_require(pen, *place != CW_NONE);
}

static const char *read_words(cw_pen *pen, size_t length)
{
    const char *start = (const char *)pen->from + pen->at;
    if (!advance(pen, length))
        return NULL;
    cw_pen_require(pen, memchr(start, '\0', length) == NULL);
    const char *words = cw_arena_copy(pen->arena, start, length);
    if (words == NULL)
        cw_pen_fail(pen, CW_ERROR_MEMORY);
    return words;
}

void cw_pen_words_or_null(cw_pen *pen, const char **words)
{
    size_t length = cw_pen_reads(pen) || *words == NULL ? 0 : strlen(*words);
    uint32_t handled = !cw_pen_reads(pen) && *words == NULL ? NOTHING : in_32_bits(pen, length);
    cw_pen_whole(pen, &handled);
    if (cw_pen_reads(pen)) {
        *words = pen->status != CW_OK || handled == NOTHING ? NULL : read_words(pen, handled);
        return;
    }
    if (length > 0 && advance(pen, length) && pen->direction == CW_PEN_WRITES)
        memcpy(pen->to + pen->at - length, *words, length);
}

void cw_pen_words(cw_pen *pen, const char **words)
{
    cw_pen_words_or_null(pen, words);
    cw_pen_require(pen, *words != NULL);
}

size_t cw_pen_count(cw_pen *pen, size_t count)
{
    uint32_t handled = cw_pen_reads(pen) ? 0 : in_32_bits(pen, count);
    cw_pen_whole(pen, &handled);
    if (cw_pen_reads(pen))
        cw_pen_require(pen, handled <= pen->length - pen->at);
    return pen->status == CW_OK ? handled : 0;
}

void *cw_pen_room(cw_pen *pen, size_t count, size_t size)
{
    void *room = pen->status == CW_OK ? cw_arena_allocate(pen->arena, count, size) : NULL;
    if (room == NULL)
        cw_pen_fail(pen, CW_ERROR_MEMORY);
    return room;
}

void cw_pen_places(cw_pen *pen, size_t **places, size_t *place_count, size_t count)
{
    CW_PEN_LIST(pen, *places, *place_count);
    for (size_t p = 0; p < *place_count; p++)
        cw_pen_place(pen, &(*places)[p], count);
}
