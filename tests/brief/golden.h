/* Comparison with what was written before, byte for byte. */
#ifndef COUNTERWEIGHT_TESTS_GOLDEN_H
#define COUNTERWEIGHT_TESTS_GOLDEN_H

#include "counterweight/base/text.h"

/* Fails the test unless `text`, with the version of the program written @VERSION@, is the file
 * tests/brief/golden/NAME. With CW_UPDATE_GOLDEN set in the environment, writes the file instead:
 * look at the difference before it is committed. */
void assert_golden(const cw_text *text, const char *name);

#endif
