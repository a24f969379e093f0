/* The inputs that a collection of diagnostics has heard of, in the order first named. */
#ifndef BASE_SOURCE_TEXT_H
#define BASE_SOURCE_TEXT_H

#include <stddef.h>

#include "counterweight/base/diagnostic.h"

struct cw_source_text {
    cw_source_text *next;
    const char *file;
    const char *bytes; /* NULL where the text was not kept */
    size_t length;
};

/* The source of that name, or NULL. */
const cw_source_text *cw_source_find(const cw_diagnostics *diagnostics, const char *file);

#endif
