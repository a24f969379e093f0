/* Pieces of the Markdown that more than one file writes. */
#ifndef COUNTERWEIGHT_BRIEF_MARKDOWN_H
#define COUNTERWEIGHT_BRIEF_MARKDOWN_H

#include <stddef.h>

#include "counterweight/base/text.h"

/* Appends words so that no reader of Markdown takes a part of them for markup, in a table neither:
 * what could be is escaped as CommonMark 0.31 has it (section 2.4), angle brackets and ampersands
 * are written as entities. `words` has no line ends, as no words of findings and sheets have. */
void cw_markdown_words(cw_text *out, const char *words);

/* "[1]", as words: the number of the source in the list at the end. */
void cw_markdown_citation(cw_text *out, size_t source);

#endif
