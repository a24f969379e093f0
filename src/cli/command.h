/* Commands: one descriptor each, in its own file, listed once in the registry.
 *
 * To add a command: write command_NAME.c with its descriptor, add a row to registry.c, a manual
 * page docs/man/counterweight-NAME.1.scd, and cases in tests/cli. */
#ifndef CW_CLI_COMMAND_H
#define CW_CLI_COMMAND_H

#include <stddef.h>

#include "cli/option.h"
#include "cli/session.h"

/* A command line a reader can copy, and what it is for. */
typedef struct cw_example {
    const char *line;    /* without "counterweight " */
    const char *purpose; /* one line, no full stop */
} cw_example;

typedef struct cw_command {
    const char *name;    /* "brief" */
    const char *summary; /* one line, no full stop: "answer the question of a dossier" */
    const char *operand; /* "DOSSIER"; NULL: takes none */
    bool operand_may_be_missing;
    bool operand_may_repeat; /* run() is handed the first; the session has them all */
    const char *about;       /* what it does; paragraphs end with a line end */
    const cw_example *examples;
    size_t example_count;
    const cw_option *options;
    size_t option_count;
    const void *defaults; /* settings where the command line is silent; cw_shared_settings first */
    size_t settings_bytes;
    /* Does it. `settings` are its own, `operand` is NULL where missing. Failures are told through
     * the session before they are returned. */
    cw_status (*run)(cw_session *session, const void *settings, const char *operand);
} cw_command;

/* All commands in the order in which the help lists them. Static. */
const cw_command *const *cw_commands(size_t *count);

/* The command of this name, or NULL. */
const cw_command *cw_command_find(const char *name);

/* Complains that there is no command of this name and suggests the nearest. CW_ERROR_USAGE. */
cw_status cw_command_misnamed(cw_session *session, const char *name);

#endif
