/* words: lines of words made from a dossier, of a length that stays readable and bounded: a name
 * may be long, and a thousand conditions may name it. */
#ifndef DOSSIER_WORDS_H
#define DOSSIER_WORDS_H

#include "dossier/reader.h"

/* Appends `words`, cut with "..." after some 300 bytes; nothing where the line is already over its
 * some 2,000. */
void cw_append_words(cw_text *line, const char *words);

/* The finished line, owned by the dossier, with "..." where something was left out; `line` is
 * freed. "" where memory is short. */
const char *cw_finish_words(cw_reader *reader, cw_text *line);

#endif
