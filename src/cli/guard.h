/* The files that a run reads, by whatever name: none of them is ever written over. */
#ifndef CW_CLI_GUARD_H
#define CW_CLI_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#include "counterweight/base.h"
#include "counterweight/dossier.h"

typedef struct cw_guarded_file cw_guarded_file;

/* Zero it before the first call. */
typedef struct cw_guard {
    cw_guarded_file *files; /* owned */
    size_t count;
    size_t capacity;
} cw_guard;

/* Adds a file; a path that is no regular file (standard input, one that does not exist) adds nothing.
 * CW_ERROR_MEMORY. */
cw_status cw_guard_add(cw_guard *guard, cw_context *context, const char *path);

/* Adds the tables that a dossier was read from. CW_ERROR_MEMORY. */
cw_status cw_guard_add_tables(cw_guard *guard, cw_context *context, const cw_dossier *dossier);

/* Whether `path` leads to one of the files. */
bool cw_guard_holds(const cw_guard *guard, const char *path);

void cw_guard_free(cw_guard *guard, cw_context *context);

#endif
