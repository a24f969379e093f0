/* What a dossier's entries are called, as JSON. */
#ifndef COUNTERWEIGHT_BROWSER_WORDS_H
#define COUNTERWEIGHT_BROWSER_WORDS_H

#include "counterweight/base/text.h"
#include "counterweight/dossier.h"

/* Appends {"title", "question": {"state", "against", "forum", "issue"} or null, "states": [{"id",
 * "name", "organisation"}], "forums": [{"id", "name", "rule"}], "issues": [{"id", "question", "forums",
 * "states"}], "what_ifs": [{"id", "title", "rules"}], "models": [{"id", "title", "idea"}], "model",
 * "sources": [words], "quantities": [{"path", "title", "measure", "shape", "state", "on", "forum",
 * "issue", "what_if", "source"}]}. References are places from 0, null where there is none; `states` of
 * an issue are those with a position; `rules` of a what-if lists the forums to which it gives a rule;
 * `model` is the place of the default among the models. */
void cw_words_of_dossier(cw_text *out, const cw_dossier *dossier);

#endif
