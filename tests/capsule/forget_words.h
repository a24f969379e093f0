/* A dossier without what a capsule leaves out. */
#ifndef COUNTERWEIGHT_TESTS_FORGET_WORDS_H
#define COUNTERWEIGHT_TESTS_FORGET_WORDS_H

#include "counterweight/dossier.h"

/* Makes every quote, reason, note, publisher and address NULL. */
void forget_words(cw_dossier *dossier);

#endif
