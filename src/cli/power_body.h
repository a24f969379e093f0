/* A body whose voting power is asked for: a forum of a dossier, or a plain table of members. */
#ifndef CW_CLI_POWER_BODY_H
#define CW_CLI_POWER_BODY_H

#include <stdbool.h>
#include <stddef.h>

#include "counterweight/table.h"
#include "counterweight/voting.h"
#include "counterweight/world.h"

#include "cli/session.h"

typedef struct cw_power_body {
    const char *id;
    const char *name;
    const char *rule; /* for people */
    cw_place place;   /* where the rule was written */
    size_t count;
    const char **ids; /* by member; so too below */
    const char **names;
    double *weights; /* NaN where there are none, or several */
    size_t *unions;  /* NULL: none */
    const char **union_names;
    double *yes;                            /* probabilities; NULL: one half */
    double *chances;                        /* to propose, in any measure; NULL: equal */
    double *targets;                        /* power wanted; NULL: none */
    const struct cw_power_columns *columns; /* of a table: weights as read; else NULL */
    cw_game *game;                          /* owned; NULL without members */
    cw_power *power;                        /* owned; NULL until solved */
    cw_arena arena;
} cw_power_body;

/* A forum in a case. Words are borrowed from the dossier. Errors: CW_ERROR_LIMIT, CW_ERROR_MEMORY. */
cw_status cw_power_body_of_forum(cw_power_body *out, cw_session *session, const cw_case *built,
                                 size_t forum);

/* Takes a body, which it borrows. */
typedef cw_status cw_power_body_function(void *payload, cw_power_body *body);

/* Reads a dossier and hands each of its forums, or the one called `forum` (NULL: all), in a case under
 * `what_if` (NULL: the base case) to `take`, until that fails. CW_NO, told, where the dossier has no forums;
 * errors of reading, told; those of cw_power_body_of_forum() and of `take`. */
cw_status cw_power_bodies_of_dossier(cw_session *session, const char *path, const char *forum,
                                     const char *what_if, cw_power_body_function *take,
                                     void *payload);

/* What the command line says of a table. NULL: nothing. */
typedef struct cw_power_table_request {
    const char *quota;  /* "12", "65%", ">50%"; "votes:255,population:62%": all must be met */
    const char *unions; /* columns */
    const char *yes;
    const char *chances; /* of each one to make a proposal, in any measure */
    const char *target;  /* column of the power wanted; no others are then read as weights */
    const char *join;    /* "Name=weight,..." */
    const char *leave;   /* names */
    const char *bloc;
} cw_power_table_request;

/* Reads a table of members: the first column names them, the others are weights but for those that
 * the request names. Mistakes become diagnostics. Errors: CW_ERROR_INPUT, CW_ERROR_USAGE (told),
 * CW_ERROR_IO, CW_ERROR_LIMIT, CW_ERROR_MEMORY. */
cw_status cw_power_body_of_table(cw_power_body *out, cw_session *session, const char *path,
                                 const cw_power_table_request *request);

/* The same body under another quota, as the request writes it. The rule and game of `body` are
 * replaced, its power is forgotten. A quota beyond the total is remarked on, but not if it is one
 * `of_range`. */
cw_status cw_power_body_decide(cw_power_body *body, cw_session *session, const char *quota,
                               bool of_range);

void cw_power_body_free(cw_power_body *body);

#endif
