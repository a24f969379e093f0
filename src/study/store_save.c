/* Writing a ledger into a results file. */
#include "study/store_ledger.h"

#include <stdio.h>
#include <string.h>

#include "study/tally_code.h"

#define SUBJECT_COLUMNS                                                                            \
    "quantity TEXT NOT NULL, what_if TEXT, issue TEXT, forum TEXT, model TEXT, state TEXT, "       \
    "operation TEXT, claim TEXT"

static const char schema[] =
    "CREATE TABLE run (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;"
    "CREATE TABLE series (series INTEGER PRIMARY KEY, " SUBJECT_COLUMNS ", unit TEXT NOT NULL, "
    "  low INTEGER NOT NULL, high INTEGER NOT NULL, per_unit INTEGER NOT NULL, "
    "  tallied_as INTEGER NOT NULL) STRICT;"
    "CREATE TABLE tally (series INTEGER PRIMARY KEY, draws INTEGER NOT NULL, "
    "  undefined INTEGER NOT NULL, positive INTEGER NOT NULL, negative INTEGER NOT NULL, "
    "  sum BLOB NOT NULL, squares BLOB NOT NULL, least REAL, greatest REAL, "
    "  counts BLOB NOT NULL) STRICT;"
    "CREATE TABLE counter (counter INTEGER PRIMARY KEY, " SUBJECT_COLUMNS ", "
    "  counted_as INTEGER NOT NULL, hits INTEGER NOT NULL, draws INTEGER NOT NULL) STRICT;"
    "CREATE TABLE tested_claim (claim INTEGER PRIMARY KEY, id TEXT NOT NULL, "
    "  kind INTEGER NOT NULL, comparison INTEGER NOT NULL, "
    "  left_form INTEGER NOT NULL, left_number REAL, left_index INTEGER, "
    "  right_form INTEGER NOT NULL, right_number REAL, right_index INTEGER, "
    "  holds INTEGER) STRICT;"
    "CREATE TABLE draws (series INTEGER NOT NULL, first_draw INTEGER NOT NULL, "
    "  count INTEGER NOT NULL, value BLOB NOT NULL, sha256 TEXT NOT NULL, "
    "  PRIMARY KEY (series, first_draw)) STRICT;"
    "CREATE TABLE seal (name TEXT NOT NULL PRIMARY KEY, sha256 TEXT NOT NULL) STRICT;";

static void enter_trait(cw_store *store, sqlite3_stmt *insertion, const char *key,
                        const char *value)
{
    if (insertion == NULL)
        return;
    cw_store_bind_words(insertion, 1, key);
    cw_store_bind_words(insertion, 2, value);
    cw_store_do(store, insertion);
}

static void enter_number(cw_store *store, sqlite3_stmt *insertion, const char *key, uint64_t number)
{
    char words[24];
    snprintf(words, sizeof words, "%llu", (unsigned long long)number);
    enter_trait(store, insertion, key, words);
}

static void enter_run(cw_store *store, const cw_ledger *ledger)
{
    sqlite3_stmt *insertion = cw_store_prepare(store, "REPLACE INTO run VALUES (?, ?)");
    for (size_t t = 0; t < ledger->trait_count; t++)
        enter_trait(store, insertion, ledger->traits[t].key, ledger->traits[t].value);
    enter_number(store, insertion, "first_draw", ledger->first_draw);
    enter_number(store, insertion, "end_draw", ledger->end_draw);
    enter_number(store, insertion, "done", ledger->done);
    cw_store_finish(insertion);
}

static void bind_subject(sqlite3_stmt *insertion, int place, const cw_subject *subject)
{
    cw_subject copy = *subject;
    for (size_t w = 0; w < CW_SUBJECT_WORDS; w++)
        cw_store_bind_words(insertion, place + (int)w, *cw_subject_word(&copy, w));
}

static void enter_series(cw_store *store, const cw_ledger *ledger)
{
    sqlite3_stmt *insertion =
        cw_store_prepare(store, "INSERT INTO series VALUES (?, ?,?,?,?,?,?,?,?, ?, ?, ?, ?, ?)");
    for (size_t s = 0; s < ledger->series_count && insertion != NULL; s++) {
        const cw_series *series = &ledger->series[s];
        cw_store_bind_whole(insertion, 1, s);
        bind_subject(insertion, 2, &series->subject);
        cw_store_bind_words(insertion, 10, series->unit);
        sqlite3_bind_int(insertion, 11, series->tally.grid.low);
        sqlite3_bind_int(insertion, 12, series->tally.grid.high);
        sqlite3_bind_int(insertion, 13, series->tally.grid.per_unit);
        cw_store_bind_whole(insertion, 14, series->tallied_as);
        cw_store_do(store, insertion);
    }
    cw_store_finish(insertion);
}

static void bind_side(sqlite3_stmt *insertion, int place, const cw_side *side)
{
    sqlite3_bind_int(insertion, place, (int)side->form);
    cw_store_bind_number(insertion, place + 1, side->number);
    cw_store_bind_whole(insertion, place + 2, side->index);
}

static void enter_claims(cw_store *store, const cw_ledger *ledger)
{
    sqlite3_stmt *insertion = cw_store_prepare(
        store, "INSERT INTO tested_claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (size_t c = 0; c < ledger->claim_count && insertion != NULL; c++) {
        const cw_tested_claim *claim = &ledger->claims[c];
        cw_store_bind_whole(insertion, 1, c);
        cw_store_bind_words(insertion, 2, claim->id);
        sqlite3_bind_int(insertion, 3, (int)claim->kind);
        sqlite3_bind_int(insertion, 4, (int)claim->comparison);
        bind_side(insertion, 5, &claim->left);
        bind_side(insertion, 8, &claim->right);
        cw_store_bind_whole(insertion, 11, claim->holds);
        cw_store_do(store, insertion);
    }
    cw_store_finish(insertion);
}

cw_status cw_store_create(cw_store *store, const cw_ledger *ledger)
{
    char pragmas[96];
    snprintf(pragmas, sizeof pragmas, "PRAGMA application_id = %d; PRAGMA user_version = %d",
             CW_STORE_APPLICATION, CW_STORE_SCHEMA);
    cw_store_run(store, pragmas);
    cw_store_run(store, schema);
    enter_series(store, ledger);
    enter_claims(store, ledger);
    store->is_new = false;
    cw_store_save(store, ledger);
    return cw_store_seal(store, NULL);
}

/* 128 bits, low byte first. */
static void write_wide(unsigned char out[16], unsigned __int128 number)
{
    for (size_t i = 0; i < 16; i++)
        out[i] = (unsigned char)(number >> (8 * i));
}

static void enter_tally(cw_store *store, sqlite3_stmt *insertion, size_t series,
                        const cw_tally *tally, cw_text *code)
{
    unsigned char sum[16];
    unsigned char squares[16];
    code->length = 0;
    cw_tally_encode(code, tally);
    if (code->status != CW_OK && store->status == CW_OK)
        store->status = code->status;
    write_wide(sum, (unsigned __int128)tally->sum);
    write_wide(squares, tally->squares);
    cw_store_bind_whole(insertion, 1, series);
    cw_store_bind_whole(insertion, 2, tally->draws);
    cw_store_bind_whole(insertion, 3, tally->undefined);
    cw_store_bind_whole(insertion, 4, tally->positive);
    cw_store_bind_whole(insertion, 5, tally->negative);
    cw_store_bind_bytes(insertion, 6, sum, sizeof sum);
    cw_store_bind_bytes(insertion, 7, squares, sizeof squares);
    sqlite3_bind_null(insertion, 8);
    sqlite3_bind_null(insertion, 9);
    if (tally->draws > 0) {
        cw_store_bind_number(insertion, 8, tally->least);
        cw_store_bind_number(insertion, 9, tally->greatest);
    }
    cw_store_bind_bytes(insertion, 10, code->bytes, code->length);
    cw_store_do(store, insertion);
}

static void enter_tallies(cw_store *store, const cw_ledger *ledger)
{
    cw_text code;
    sqlite3_stmt *insertion =
        cw_store_prepare(store, "REPLACE INTO tally VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    cw_text_init(&code, ledger->context);
    for (size_t s = 0; s < ledger->series_count && insertion != NULL; s++)
        if (ledger->series[s].tallied_as == s)
            enter_tally(store, insertion, s, &ledger->series[s].tally, &code);
    cw_text_free(&code);
    cw_store_finish(insertion);
}

static void enter_counters(cw_store *store, const cw_ledger *ledger)
{
    sqlite3_stmt *insertion =
        cw_store_prepare(store, "REPLACE INTO counter VALUES (?, ?,?,?,?,?,?,?,?, ?, ?, ?)");
    for (size_t c = 0; c < ledger->counter_count && insertion != NULL; c++) {
        const cw_counter *counter = &ledger->counters[c];
        cw_store_bind_whole(insertion, 1, c);
        bind_subject(insertion, 2, &counter->subject);
        cw_store_bind_whole(insertion, 10, counter->counted_as);
        cw_store_bind_whole(insertion, 11, counter->hits);
        cw_store_bind_whole(insertion, 12, counter->draws);
        cw_store_do(store, insertion);
    }
    cw_store_finish(insertion);
}

cw_status cw_store_save(cw_store *store, const cw_ledger *ledger)
{
    enter_run(store, ledger);
    enter_tallies(store, ledger);
    enter_counters(store, ledger);
    cw_store_seal(store, "run");
    cw_store_seal(store, "tally");
    return cw_store_seal(store, "counter");
}

sqlite3_stmt *cw_store_prepare_draws(cw_store *store)
{
    return cw_store_prepare(store, "INSERT INTO draws VALUES (?, ?, ?, ?, ?)");
}

/* Doubles are stored low byte first, whatever the machine. */
static void write_doubles(unsigned char *out, const double *values, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        uint64_t bits;
        memcpy(&bits, &values[k], sizeof bits);
        for (size_t i = 0; i < sizeof bits; i++)
            out[k * sizeof bits + i] = (unsigned char)(bits >> (8 * i));
    }
}

cw_status cw_store_keep_draws(cw_store *store, sqlite3_stmt *insertion, size_t series,
                              uint64_t first, const double *values, size_t count)
{
    char hex[CW_DIGEST_HEX];
    if (insertion == NULL || store->status != CW_OK)
        return store->status;
    unsigned char *bytes = cw_allocate(store->context, count, sizeof *values);
    if (bytes == NULL)
        return store->status = CW_ERROR_MEMORY;
    write_doubles(bytes, values, count);
    cw_store_seal_draws(hex, series, first, bytes, count * sizeof *values);
    cw_store_bind_whole(insertion, 1, series);
    cw_store_bind_whole(insertion, 2, first);
    cw_store_bind_whole(insertion, 3, count);
    cw_store_bind_bytes(insertion, 4, bytes, count * sizeof *values);
    cw_store_bind_words(insertion, 5, hex);
    cw_store_do(store, insertion);
    cw_release(store->context, bytes);
    return store->status;
}
