/* The counts of a tally as bytes: for each step of the grid that has draws, how far it is from the
 * last such step, and how many draws; both as LEB128 numbers (7 bits a byte, low ones first). */
#ifndef COUNTERWEIGHT_STUDY_TALLY_CODE_H
#define COUNTERWEIGHT_STUDY_TALLY_CODE_H

#include "counterweight/base/text.h"

#include "study/tally.h"

/* Appends the counts. */
void cw_tally_encode(cw_text *out, const cw_tally *tally);

/* Adds the counts to a tally without any whose other members are set. CW_ERROR_INPUT where the bytes
 * are no counts on its grid, or do not add up to its draws; CW_ERROR_MEMORY. */
cw_status cw_tally_decode(cw_tally *tally, const void *bytes, size_t length);

#endif
