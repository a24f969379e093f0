/* names: what states and forums are called inside a sentence. */
#ifndef DOSSIER_NAMES_H
#define DOSSIER_NAMES_H

#include "counterweight/dossier.h"

/* The name of a state or organisation, its id where it has none, and the article before it: "the "
 * for an organisation whose name is a phrase, else "". */
const char *cw_state_name(const cw_dossier *dossier, size_t state);
const char *cw_state_article(const cw_dossier *dossier, size_t state);

/* The same for a forum: "the Collective Security Treaty Organisation", but "NATO". */
const char *cw_forum_name(const cw_dossier *dossier, size_t forum);
const char *cw_forum_article(const cw_dossier *dossier, size_t forum);

#endif
