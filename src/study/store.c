/* The results file: opened, locked, committed; refusals of SQLite in words. */
#include "study/store.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A reader or another run that is about to end is waited for. */
#define BUSY_MILLISECONDS 500

/* Whether the last that SQLite did lacked memory. A column that cannot be had for want of it is NULL,
 * and looks like damage. */
static bool lacked_memory(const cw_store *store)
{
    return store->database != NULL && (sqlite3_errcode(store->database) & 0xff) == SQLITE_NOMEM;
}

static cw_status refuse_code(cw_store *store, int code);

cw_status cw_store_refuse(cw_store *store, cw_status status, const char *remedy, const char *format,
                          ...)
{
    char what[1024];
    va_list arguments;
    if (store->status != CW_OK)
        return store->status;
    if (status == CW_ERROR_INPUT && lacked_memory(store))
        return refuse_code(store, SQLITE_NOMEM);
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    store->status = status;
    cw_diagnostics_add(store->diagnostics, CW_SEVERITY_ERROR,
                       (cw_place){.file = store->path, .width = 1}, remedy, "'%s' %s", store->path,
                       what);
    return status;
}

/* What a code of SQLite means for whoever keeps results. */
static const struct {
    int code;
    cw_status status;
    const char *what;
    const char *remedy;
} refusals[] = {
    {SQLITE_READONLY_ROLLBACK, CW_ERROR_IO, "was left by a run that was cut off",
     "give the command of that run again"},
    {SQLITE_BUSY, CW_ERROR_IO, "is being written by another process",
     "wait for it, or give another name"},
    {SQLITE_LOCKED, CW_ERROR_IO, "is being written by another process",
     "wait for it, or give another name"},
    {SQLITE_FULL, CW_ERROR_IO, "cannot be written: no space is left on the disk",
     "what was saved before is whole; make room and give the same command again"},
    {SQLITE_READONLY, CW_ERROR_IO, "cannot be written: it is read-only", NULL},
    {SQLITE_CANTOPEN, CW_ERROR_IO, "cannot be opened", NULL},
    {SQLITE_PERM, CW_ERROR_IO, "cannot be opened: permission denied", NULL},
    {SQLITE_IOERR, CW_ERROR_IO, "cannot be read or written: the disk reports an error", NULL},
    {SQLITE_NOTADB, CW_ERROR_INPUT, "is no results file of 'counterweight study'",
     "give another name"},
    {SQLITE_CORRUPT, CW_ERROR_INPUT, "is damaged", "remove it and run the study again"},
    {SQLITE_NOMEM, CW_ERROR_MEMORY, "needs more memory than can be had", NULL},
};

/* Whether the disk refused to read the file. SQLite calls a file damaged then, which it need not be. */
static bool disk_failed(const cw_store *store)
{
    int error = 0;
    int code = sqlite3_file_control(store->database, "main", SQLITE_FCNTL_LAST_ERRNO, &error);
    return code == SQLITE_OK && error != 0;
}

static cw_status refuse_code(cw_store *store, int code)
{
    if (code == SQLITE_IOERR_NOMEM)
        code = SQLITE_NOMEM;
    if ((code & 0xff) == SQLITE_CORRUPT && disk_failed(store))
        code = SQLITE_IOERR;
    for (size_t r = 0; r < sizeof refusals / sizeof *refusals; r++)
        if (refusals[r].code == code || refusals[r].code == (code & 0xff))
            return cw_store_refuse(store, refusals[r].status, refusals[r].remedy, "%s",
                                   refusals[r].what);
    /* A table or column that is missing or of another kind. */
    return cw_store_refuse(store, CW_ERROR_INPUT, "remove it and run the study again",
                           "is damaged: %s", sqlite3_errmsg(store->database));
}

static void check(cw_store *store, int code)
{
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
        refuse_code(store, code);
}

cw_status cw_store_run(cw_store *store, const char *sql)
{
    if (store->status == CW_OK)
        check(store, sqlite3_exec(store->database, sql, NULL, NULL, NULL));
    return store->status;
}

sqlite3_stmt *cw_store_prepare(cw_store *store, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (store->status == CW_OK)
        check(store, sqlite3_prepare_v2(store->database, sql, -1, &statement, NULL));
    return statement;
}

bool cw_store_has_table(cw_store *store, const char *table)
{
    if (store->status != CW_OK)
        return false;
    int code = sqlite3_table_column_metadata(store->database, NULL, table, NULL, NULL, NULL, NULL,
                                             NULL, NULL);
    if (code != SQLITE_ERROR) /* which says that there is none */
        check(store, code);
    return code == SQLITE_OK;
}

bool cw_store_next(cw_store *store, sqlite3_stmt *statement)
{
    if (store->status == CW_OK && lacked_memory(store)) /* for a column of the row before */
        refuse_code(store, SQLITE_NOMEM);
    if (store->status != CW_OK)
        return false;
    int code = sqlite3_step(statement);
    check(store, code);
    return code == SQLITE_ROW;
}

void cw_store_do(cw_store *store, sqlite3_stmt *statement)
{
    if (store->status != CW_OK)
        return;
    check(store, sqlite3_step(statement));
    sqlite3_reset(statement);
}

void cw_store_finish(sqlite3_stmt *statement)
{
    sqlite3_finalize(statement);
}

void cw_store_bind_words(sqlite3_stmt *statement, int place, const char *words)
{
    sqlite3_bind_text(statement, place, words, -1, SQLITE_STATIC);
}

void cw_store_bind_whole(sqlite3_stmt *statement, int place, uint64_t number)
{
    if (number <= INT64_MAX)
        sqlite3_bind_int64(statement, place, (sqlite3_int64)number);
    else
        sqlite3_bind_null(statement, place);
}

void cw_store_bind_number(sqlite3_stmt *statement, int place, double number)
{
    /* SQLite stores a NaN as NULL. */
    sqlite3_bind_double(statement, place, number);
}

void cw_store_bind_bytes(sqlite3_stmt *statement, int place, const void *bytes, size_t length)
{
    sqlite3_bind_blob64(statement, place, bytes != NULL ? bytes : "", length, SQLITE_STATIC);
}

void cw_store_bind_value(cw_store *store, sqlite3_stmt *statement, int place,
                         const sqlite3_value *value)
{
    if (store->status == CW_OK)
        check(store, sqlite3_bind_value(statement, place, value));
}

const char *cw_store_words(sqlite3_stmt *statement, int column)
{
    return (const char *)sqlite3_column_text(statement, column);
}

uint64_t cw_store_whole(sqlite3_stmt *statement, int column)
{
    if (sqlite3_column_type(statement, column) == SQLITE_NULL)
        return CW_NONE;
    return (uint64_t)sqlite3_column_int64(statement, column);
}

double cw_store_number(sqlite3_stmt *statement, int column)
{
    return sqlite3_column_type(statement, column) == SQLITE_NULL
               ? NAN
               : sqlite3_column_double(statement, column);
}

static uint64_t read_pragma(cw_store *store, const char *sql)
{
    sqlite3_stmt *statement = cw_store_prepare(store, sql);
    uint64_t value = cw_store_next(store, statement) ? cw_store_whole(statement, 0) : 0;
    cw_store_finish(statement);
    return value;
}

/* Whether the file is one of ours, in a version that we read. */
static void check_kind(cw_store *store)
{
    uint64_t application = read_pragma(store, "PRAGMA application_id");
    uint64_t schema = read_pragma(store, "PRAGMA user_version");
    if (store->status != CW_OK)
        return;
    if (application != CW_STORE_APPLICATION)
        cw_store_refuse(store, CW_ERROR_INPUT, "give another name",
                        "is no results file of 'counterweight study'");
    else if (schema != CW_STORE_SCHEMA)
        cw_store_refuse(store, CW_ERROR_INPUT, "read it with the program that wrote it",
                        "has tables of version %llu; this program reads version %d",
                        (unsigned long long)schema, CW_STORE_SCHEMA);
}

/* Whether a finding of SQLite's check is that it could not have a page for want of memory: "unable to
 * get the page. error code=7". That is no damage. */
static bool tells_of_memory(const char *finding)
{
    static const char mark[] = "error code=";
    uint64_t code;
    const char *at = strstr(finding, mark);
    if (at == NULL)
        return false;
    at += sizeof mark - 1;
    return cw_integer_parse(&code, at, strspn(at, "0123456789")) == CW_OK &&
           (code == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM);
}

/* The structure of the file; what stands in its tables is sealed besides. A query may be answered from
 * an index alone, which no seal covers: so each has to agree with its table, which the quick check of
 * SQLite does not look at. */
static void check_structure(cw_store *store)
{
    sqlite3_stmt *statement = cw_store_prepare(store, "PRAGMA integrity_check(1)");
    const char *answer = cw_store_next(store, statement) ? cw_store_words(statement, 0) : NULL;
    if (store->status == CW_OK && (answer == NULL || strcmp(answer, "ok") != 0))
        refuse_code(store,
                    answer != NULL && tells_of_memory(answer) ? SQLITE_NOMEM : SQLITE_CORRUPT);
    cw_store_finish(statement);
}

/* A new file cannot be made for want of its folder. */
static void refuse_folder(cw_store *store)
{
    store->status = cw_file_refuse_new(store->diagnostics, store->context, store->path);
    store->is_ours = false;
}

static void open_database(cw_store *store, int flags)
{
    int code = sqlite3_open_v2(store->path, &store->database, flags, NULL);
    if (code == SQLITE_CANTOPEN && store->is_ours)
        refuse_folder(store);
    check(store, code);
    if (store->status != CW_OK)
        return;
    sqlite3_extended_result_codes(store->database, 1);
    sqlite3_busy_timeout(store->database, BUSY_MILLISECONDS);
    sqlite3_limit(store->database, SQLITE_LIMIT_TRIGGER_DEPTH, 0);
}

/* SQLite would follow a path that is no file only far enough to say that it cannot. */
static bool refuse_path(cw_store *store, bool to_read)
{
    struct stat found;
    const char *kind = cw_file_kind(store->path);
    if (kind != NULL)
        cw_store_refuse(store, CW_ERROR_IO, NULL, "%s", kind);
    else if (stat(store->path, &found) == 0) {
        if (!to_read && access(store->path, W_OK) != 0)
            cw_store_refuse(store, CW_ERROR_IO, "let it be written, or give another name",
                            "cannot be written: %s", strerror(errno));
    } else if (to_read || errno != ENOENT)
        cw_store_refuse(store, CW_ERROR_IO, NULL, "cannot be opened: %s", strerror(errno));
    else
        store->is_ours = true;
    return store->status != CW_OK;
}

static void store_init(cw_store *store, cw_context *context, cw_diagnostics *diagnostics,
                       const char *path)
{
    *store = (cw_store){.context = context, .diagnostics = diagnostics, .path = path};
}

cw_status cw_store_open_to_write(cw_store *store, cw_context *context, cw_diagnostics *diagnostics,
                                 const char *path)
{
    store_init(store, context, diagnostics, path);
    if (refuse_path(store, false))
        return store->status;
    open_database(store, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    /* A rollback journal, not a log for writing ahead, which does not work on the network folders of
     * clusters. EXTRA: the folder is synced too once the journal is gone. The exclusive lock is kept
     * until the file is closed. */
    cw_store_run(store, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = EXTRA;"
                        "PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;"
                        "BEGIN EXCLUSIVE");
    store->is_new = read_pragma(store, "PRAGMA page_count") == 0 ||
                    read_pragma(store, "SELECT count(*) FROM sqlite_schema") +
                            read_pragma(store, "PRAGMA application_id") ==
                        0;
    if (!store->is_new) {
        check_kind(store);
        check_structure(store);
    }
    return store->status;
}

cw_status cw_store_open_to_read(cw_store *store, cw_context *context, cw_diagnostics *diagnostics,
                                const char *path)
{
    store_init(store, context, diagnostics, path);
    if (refuse_path(store, true))
        return store->status;
    open_database(store, SQLITE_OPEN_READONLY);
    cw_store_run(store, "PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; BEGIN");
    check_kind(store);
    check_structure(store);
    return store->status;
}

cw_status cw_store_commit(cw_store *store)
{
    cw_store_run(store, "COMMIT; BEGIN EXCLUSIVE");
    store->is_ours = store->is_ours && store->status != CW_OK;
    return store->status;
}

/* SQLite leaves its journal where the disk failed, so that what is in the file can be put right. Of a
 * file that nothing is in there is nothing to put right. */
static void remove_file(const cw_store *store)
{
    cw_text journal;
    cw_text_init(&journal, store->context);
    cw_text_append(&journal, store->path);
    cw_text_append(&journal, "-journal");
    unlink(store->path);
    if (journal.status == CW_OK)
        unlink(cw_text_string(&journal));
    cw_text_free(&journal);
}

void cw_store_close(cw_store *store)
{
    if (store->database != NULL)
        sqlite3_close(store->database);
    store->database = NULL;
    if (store->is_ours)
        remove_file(store);
    store->is_ours = false;
}
