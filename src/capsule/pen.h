/* The pen: one description of the layout serves to measure, to write and to read it.
 *
 * Each call below handles one field: it counts its bytes, writes the field, or fills it, by the
 * pen's direction. A pen remembers its first failure; reading with a failed pen gives zeros, so that
 * a description checks once, at the end. */
#ifndef COUNTERWEIGHT_CAPSULE_PEN_H
#define COUNTERWEIGHT_CAPSULE_PEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "counterweight/base/context.h"
#include "counterweight/dossier.h"

typedef enum cw_direction { CW_PEN_MEASURES, CW_PEN_WRITES, CW_PEN_READS } cw_direction;

typedef struct cw_pen {
    cw_direction direction;
    unsigned char *to;         /* borrowed, when writing */
    const unsigned char *from; /* borrowed, when reading */
    size_t length;             /* of what is read */
    size_t at;                 /* bytes done */
    cw_arena *arena;           /* owns what is read */
    size_t nesting;            /* levels of rules and conditions still allowed */
    cw_status status;
} cw_pen;

static inline bool cw_pen_reads(const cw_pen *pen)
{
    return pen->direction == CW_PEN_READS;
}

/* Makes the pen fail, if it has not yet; what is not `sound` is refused. */
void cw_pen_fail(cw_pen *pen, cw_status status);
void cw_pen_require(cw_pen *pen, bool sound);

/* A whole number of 32 bits: plain, as a day or a year, and of 0 to `last`. */
void cw_pen_whole(cw_pen *pen, uint32_t *value);
void cw_pen_signed(cw_pen *pen, int32_t *value);
void cw_pen_choice(cw_pen *pen, unsigned *value, unsigned last);
void cw_pen_flag(cw_pen *pen, bool *value);

/* A double: any finite one from `low` to `high`; or that, or NaN. */
void cw_pen_number(cw_pen *pen, double *value, double low, double high);
void cw_pen_number_or_nan(cw_pen *pen, double *value, double low, double high);

/* The place of an entry among `count`; or that, or CW_NONE. */
void cw_pen_place(cw_pen *pen, size_t *place, size_t count);
void cw_pen_place_or_none(cw_pen *pen, size_t *place, size_t count);

/* A quantity that measures `measure`, by its place; or that, or CW_NONE. When reading, the dossier's
 * quantities must be there already. */
void cw_pen_quantity(cw_pen *pen, size_t *place, const cw_dossier *dossier, cw_measure measure);
void cw_pen_quantity_or_none(cw_pen *pen, size_t *place, const cw_dossier *dossier,
                             cw_measure measure);

/* Words; or words, or NULL. */
void cw_pen_words(cw_pen *pen, const char **words);
void cw_pen_words_or_null(cw_pen *pen, const char **words);

/* The number of entries of a list, at most as many as bytes are left, since none takes less than
 * one. */
size_t cw_pen_count(cw_pen *pen, size_t count);

/* Zeroed room for `count` elements of `size` bytes in the arena; NULL, and the pen fails, where
 * memory cannot be had. */
void *cw_pen_room(cw_pen *pen, size_t count, size_t size);

/* The list of `count` elements at `items`: its count, and when reading its room. */
#define CW_PEN_LIST(pen, items, count)                                                             \
    do {                                                                                           \
        size_t entries_ = cw_pen_count((pen), (count));                                            \
        if (cw_pen_reads(pen)) {                                                                   \
            (items) = cw_pen_room((pen), entries_, sizeof *(items));                               \
            (count) = (items) == NULL ? 0 : entries_;                                              \
        }                                                                                          \
    } while (0)

/* An enumeration whose values run from 0 to `last`. */
#define CW_PEN_CHOICE(pen, field, last)                                                            \
    do {                                                                                           \
        unsigned chosen_ = (unsigned)(field);                                                      \
        cw_pen_choice((pen), &chosen_, (last));                                                    \
        if (cw_pen_reads(pen))                                                                     \
            (field) = chosen_;                                                                     \
    } while (0)

/* A list of places among `count` entries. */
void cw_pen_places(cw_pen *pen, size_t **places, size_t *place_count, size_t count);

#endif
