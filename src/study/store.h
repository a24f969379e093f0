/* The results file: an SQLite database, opened by one writer or by readers, and every refusal of
 * SQLite told in words.
 *
 * A store remembers its first failure, and then does nothing more: a caller goes on freely and looks
 * once, at the end. */
#ifndef COUNTERWEIGHT_STUDY_STORE_H
#define COUNTERWEIGHT_STUDY_STORE_H

#include <sqlite3.h>

#include "counterweight/base.h"

/* Written into the header of the file: "CWst", and the version of the tables. */
#define CW_STORE_APPLICATION 0x43577374
#define CW_STORE_SCHEMA 1

typedef struct cw_store {
    cw_context *context;         /* borrowed, as are the two below */
    cw_diagnostics *diagnostics; /* told of the failure */
    const char *path;
    sqlite3 *database; /* owned */
    bool is_new;       /* has no tables yet */
    bool is_ours; /* the file was not there before, and nothing is committed: removed on closing */
    cw_status status;
} cw_store;

/* Opens `path` for this process alone, creating it where it is missing, and begins a transaction; an
 * empty file counts as new. Or opens it for reading, as of now. Refused: what is no results file, is
 * of another version, is damaged, cannot be written, or is being written by another process.
 * CW_ERROR_IO, CW_ERROR_INPUT, CW_ERROR_MEMORY; cw_store_close() is called in any case. */
cw_status cw_store_open_to_write(cw_store *store, cw_context *context, cw_diagnostics *diagnostics,
                                 const char *path);
cw_status cw_store_open_to_read(cw_store *store, cw_context *context, cw_diagnostics *diagnostics,
                                const char *path);

/* Makes all that was written since the last time permanent, at once, and begins anew. */
cw_status cw_store_commit(cw_store *store);

/* Closes the file. What was not committed is undone. */
void cw_store_close(cw_store *store);

/* Runs statements without parameters or results. */
cw_status cw_store_run(cw_store *store, const char *sql);

/* Prepares one statement; NULL after a failure. Finished with cw_store_finish(). */
sqlite3_stmt *cw_store_prepare(cw_store *store, const char *sql);

/* Whether SQLite finds a table of this name, whatever the case of its letters. */
bool cw_store_has_table(cw_store *store, const char *table);

/* Whether there is another row. */
bool cw_store_next(cw_store *store, sqlite3_stmt *statement);

/* Runs a statement that gives no rows, and resets it for other parameters. */
void cw_store_do(cw_store *store, sqlite3_stmt *statement);

void cw_store_finish(sqlite3_stmt *statement);

/* Parameters, from 1. Words of NULL and numbers that are NaN are stored as NULL; words and bytes are
 * borrowed until the statement is done. Whole numbers from 2^63 on cannot be stored, and do not
 * occur. */
void cw_store_bind_words(sqlite3_stmt *statement, int place, const char *words);
void cw_store_bind_whole(sqlite3_stmt *statement, int place, uint64_t number);
void cw_store_bind_number(sqlite3_stmt *statement, int place, double number);
void cw_store_bind_bytes(sqlite3_stmt *statement, int place, const void *bytes, size_t length);

/* A column of a row of another store; it is copied, which may fail. */
void cw_store_bind_value(cw_store *store, sqlite3_stmt *statement, int place,
                         const sqlite3_value *value);

/* Columns, from 0. Words are NULL, numbers NaN, whole numbers CW_NONE where nothing is stored. Words
 * are NULL as well where there is no memory for them: the next call about the store fails then, before
 * anything that was read so is believed. */
const char *cw_store_words(sqlite3_stmt *statement, int column);
uint64_t cw_store_whole(sqlite3_stmt *statement, int column);
double cw_store_number(sqlite3_stmt *statement, int column);

/* Notes a failure about the file: "'x.db' WHAT", as printf. Returns `status`. */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
cw_status
cw_store_refuse(cw_store *store, cw_status status, const char *remedy, const char *format, ...);

#endif
