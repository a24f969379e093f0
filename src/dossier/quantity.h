/* quantity: numbers that may be ranges, with their provenance. */
#ifndef DOSSIER_QUANTITY_H
#define DOSSIER_QUANTITY_H

#include "dossier/field.h"

/* A number or a range as written, checked against the values its measure may take. */
typedef struct cw_range {
    cw_shape shape;
    double low, mode, high;
    cw_provenance provenance; /* its own, or inherited from the scope */
} cw_range;

/* "position", "status quo": what stands before a number of that measure in a message. */
const char *cw_measure_word(cw_measure measure);

/* Reads a number, a list of two or three, or a mapping with `value`. False after reporting. */
bool cw_read_range(cw_reader *reader, cw_measure measure, const cw_node *node, cw_range *out);

/* Checks low <= mode <= high and the values `measure` may take; sets the shape to fixed where low
 * and high are the same. `node` is where to report, `parts` (low, mode, high) what was written. */
bool cw_check_range(cw_reader *reader, cw_measure measure, const cw_node *node, cw_range *range);

/* Adds a quantity to the list, named `leaf` in the present scope and belonging to it; returns its
 * provisional index (see renumber.h), or CW_NONE where memory is short. */
size_t cw_quantity_add(cw_reader *reader, cw_measure measure, const cw_range *range,
                       const cw_node *node, const char *leaf);

/* Reads a range and adds it: [size_t], detail: cw_measure; the leaf of its path is the key. */
void cw_field_quantity(cw_reader *reader, const cw_field *field, const cw_node *value, void *slot);

#endif
