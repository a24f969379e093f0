/* Seals: the SHA-256 of how each table was made and what stands in it, since SQLite itself notices damage
 * to its own structure alone. */
#include "study/store_ledger.h"

#include <stdio.h>
#include <string.h>

/* Tables that always are, in the order of sealing; those of the finished results come on top. */
static const char *const tables[] = {"run",          "series",    "tally",     "counter",
                                     "tested_claim", "summaries", "quantiles", "histograms",
                                     "shares",       "claims",    "codebook"};

static void add_whole(cw_digester *digester, uint64_t number)
{
    unsigned char bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(number >> (8 * i));
    cw_digester_add(digester, bytes, sizeof bytes);
}

/* A value with its type and length, so that no two rows read alike. */
static void add_value(cw_digester *digester, sqlite3_stmt *row, int column)
{
    int type = sqlite3_column_type(row, column);
    uint64_t bits = 0;
    double number;
    add_whole(digester, (uint64_t)type);
    if (type == SQLITE_INTEGER) {
        add_whole(digester, (uint64_t)sqlite3_column_int64(row, column));
    } else if (type == SQLITE_FLOAT) {
        number = sqlite3_column_double(row, column);
        memcpy(&bits, &number, sizeof bits);
        add_whole(digester, bits);
    } else if (type != SQLITE_NULL) {
        const void *bytes = sqlite3_column_blob(row, column);
        size_t length = (size_t)sqlite3_column_bytes(row, column);
        add_whole(digester, length);
        cw_digester_add(digester, bytes, length);
    }
}

/* The names of the columns, which an export has in its heading, are in the statement that made them. */
static void add_statement(cw_digester *digester, cw_store *store, const char *table)
{
    sqlite3_stmt *row = cw_store_prepare(store, "SELECT sql FROM sqlite_schema WHERE name = ?");
    if (row != NULL)
        cw_store_bind_words(row, 1, table);
    while (cw_store_next(store, row))
        add_value(digester, row, 0);
    cw_store_finish(row);
}

static void digest_table(char out[CW_DIGEST_HEX], cw_store *store, const char *table)
{
    char sql[128];
    cw_digester digester;
    cw_digester_init(&digester);
    add_statement(&digester, store, table);
    snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY rowid", table);
    sqlite3_stmt *rows = cw_store_prepare(store, sql);
    while (cw_store_next(store, rows))
        for (int c = 0; c < sqlite3_column_count(rows); c++)
            add_value(&digester, rows, c);
    cw_store_finish(rows);
    cw_digest digest = cw_digester_finish(&digester);
    cw_digest_write_hex(out, &digest);
}

static cw_status damaged(cw_store *store, const char *table)
{
    return cw_store_refuse(store, CW_ERROR_INPUT, "remove it and run the study again",
                           "is damaged: the table '%s' is not as it was written", table);
}

/* Whether the table is there. SQLite finds one whatever the case of its letters, and where its name
 * has become bytes instead of words; what is sealed has the name as it was written. */
static bool exists(cw_store *store, const char *table)
{
    bool found = cw_store_has_table(store, table);
    sqlite3_stmt *row = cw_store_prepare(store, "SELECT 1 FROM sqlite_schema WHERE name = ?");
    if (row != NULL)
        cw_store_bind_words(row, 1, table);
    bool named = cw_store_next(store, row);
    cw_store_finish(row);
    if (found && !named && store->status == CW_OK)
        damaged(store, table);
    return found;
}

static void seal_table(cw_store *store, const char *table)
{
    char hex[CW_DIGEST_HEX];
    if (!exists(store, table))
        return;
    digest_table(hex, store, table);
    sqlite3_stmt *insertion = cw_store_prepare(store, "REPLACE INTO seal VALUES (?, ?)");
    if (insertion != NULL) {
        cw_store_bind_words(insertion, 1, table);
        cw_store_bind_words(insertion, 2, hex);
        cw_store_do(store, insertion);
    }
    cw_store_finish(insertion);
}

cw_status cw_store_seal(cw_store *store, const char *table)
{
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
        if (table == NULL || strcmp(table, tables[t]) == 0)
            seal_table(store, tables[t]);
    return store->status;
}

static void check_table(cw_store *store, const char *table)
{
    char hex[CW_DIGEST_HEX];
    if (store->status != CW_OK || !exists(store, table))
        return;
    digest_table(hex, store, table);
    sqlite3_stmt *row = cw_store_prepare(store, "SELECT sha256 FROM seal WHERE name = ?");
    if (row != NULL)
        cw_store_bind_words(row, 1, table);
    const char *sealed = cw_store_next(store, row) ? cw_store_words(row, 0) : NULL;
    if (store->status == CW_OK && (sealed == NULL || strcmp(sealed, hex) != 0))
        damaged(store, table);
    cw_store_finish(row);
}

void cw_store_seal_draws(char out[CW_DIGEST_HEX], uint64_t series, uint64_t first,
                         const void *bytes, size_t length)
{
    cw_digester digester;
    cw_digester_init(&digester);
    add_whole(&digester, series);
    add_whole(&digester, first);
    cw_digester_add(&digester, bytes, length);
    cw_digest digest = cw_digester_finish(&digester);
    cw_digest_write_hex(out, &digest);
}

/* Whether a row of `draws` (series, first_draw, count, value, sha256) is as it was written. */
static bool chunk_is_whole(sqlite3_stmt *row)
{
    char hex[CW_DIGEST_HEX];
    const void *bytes = sqlite3_column_blob(row, 3);
    size_t length = (size_t)sqlite3_column_bytes(row, 3);
    const char *sealed = cw_store_words(row, 4);
    cw_store_seal_draws(hex, cw_store_whole(row, 0), cw_store_whole(row, 1), bytes, length);
    return sealed != NULL && strcmp(sealed, hex) == 0 &&
           cw_store_whole(row, 2) == length / sizeof(double);
}

static void check_draws(cw_store *store)
{
    sqlite3_stmt *rows =
        cw_store_prepare(store, "SELECT series, first_draw, count, value, sha256 FROM draws");
    while (cw_store_next(store, rows))
        if (!chunk_is_whole(rows))
            damaged(store, "draws");
    cw_store_finish(rows);
}

cw_status cw_store_check_seals(cw_store *store)
{
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
        check_table(store, tables[t]);
    /* These two have no seal of their own, but a name. */
    (void)exists(store, "seal");
    (void)exists(store, "draws");
    if (store->status == CW_OK)
        check_draws(store);
    return store->status;
}
