/* What makes the page more than words and tables: its program, and the figures that it draws. */
#ifndef COUNTERWEIGHT_BRIEF_PAGE_H
#define COUNTERWEIGHT_BRIEF_PAGE_H

#include <stdbool.h>

#include "counterweight/base/text.h"
#include "counterweight/study.h"

/* Whether the build could make the program. Pure. */
bool cw_page_has_program(void);

/* The Content-Security-Policy: nothing loads, nothing is sent, only the page's own style applies;
 * with `program` that program runs, and what it needs. Cost O(bytes of style and program). */
void cw_page_write_policy(cw_text *out, bool program);

/* The figures as JSON, the program, and for a program that can recompute the numbers of the dossier. */
void cw_page_write_program(cw_text *out, const cw_study *study);

#endif
