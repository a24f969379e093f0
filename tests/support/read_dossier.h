/* A dossier from the text of a test. */
#ifndef COUNTERWEIGHT_TESTS_READ_DOSSIER_H
#define COUNTERWEIGHT_TESTS_READ_DOSSIER_H

#include "counterweight/dossier.h"

/* Reads the dossier in `text`; prints its mistakes and fails the test if there are errors. The
 * caller frees it with cw_dossier_free(). */
cw_dossier *read_dossier(cw_context *context, const char *text);

#endif
