/* Characters that do not take one terminal cell. */
#ifndef BASE_UTF8_WIDTH_H
#define BASE_UTF8_WIDTH_H

#include <stddef.h>
#include <stdint.h>

typedef struct cw_character_range {
    uint32_t first, last;
} cw_character_range;

/* Ranges in ascending order that neither overlap nor touch. */
extern const cw_character_range cw_zero_width_ranges[];
extern const size_t cw_zero_width_range_count;
extern const cw_character_range cw_double_width_ranges[];
extern const size_t cw_double_width_range_count;

#endif
