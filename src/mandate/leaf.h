/* Conditions that have no parts. */
#ifndef COUNTERWEIGHT_MANDATE_LEAF_H
#define COUNTERWEIGHT_MANDATE_LEAF_H

#include "counterweight/mandate.h"

/* Whether a leaf condition (any form but all, any, not) holds for the candidate of `question`. */
cw_truth cw_mandate_leaf(const cw_mandate_question *question, const cw_condition *leaf);

#endif
