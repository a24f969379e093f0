/* Reading the ledger of a results file. What its seals vouch for is trusted to be what was written, and
 * still looked at before it is used. */
#include "study/store_ledger.h"

#include <math.h>
#include <string.h>

#include "study/tally_code.h"

static cw_status damaged(cw_store *store)
{
    return cw_store_refuse(store, CW_ERROR_INPUT, "remove it and run the study again",
                           "is damaged: its tables do not fit together");
}

static void keep_status(cw_store *store, cw_status status)
{
    if (status == CW_ERROR_INPUT || status == CW_ERROR_LIMIT)
        damaged(store);
    else if (status != CW_OK && store->status == CW_OK)
        store->status = status;
}

static bool read_number(uint64_t *out, const char *words)
{
    return words != NULL && cw_integer_parse(out, words, strlen(words)) == CW_OK;
}

static void load_trait(cw_ledger *ledger, cw_store *store, const char *key, const char *value)
{
    uint64_t *number = strcmp(key, "first_draw") == 0 ? &ledger->first_draw
                       : strcmp(key, "end_draw") == 0 ? &ledger->end_draw
                       : strcmp(key, "done") == 0     ? &ledger->done
                                                      : NULL;
    if (number == NULL)
        keep_status(store, cw_ledger_trait(ledger, key, value));
    else if (!read_number(number, value))
        damaged(store);
}

static void load_run(cw_ledger *ledger, cw_store *store)
{
    sqlite3_stmt *rows = cw_store_prepare(store, "SELECT key, value FROM run ORDER BY rowid");
    while (cw_store_next(store, rows)) {
        const char *key = cw_store_words(rows, 0);
        const char *value = cw_store_words(rows, 1);
        if (key == NULL || value == NULL)
            damaged(store);
        else
            load_trait(ledger, store, key, value);
    }
    cw_store_finish(rows);
}

static cw_subject subject_in(sqlite3_stmt *row, int column)
{
    cw_subject subject;
    for (size_t w = 0; w < CW_SUBJECT_WORDS; w++)
        *cw_subject_word(&subject, w) = cw_store_words(row, column + (int)w);
    return subject;
}

static bool is_sound(const cw_grid *grid)
{
    return grid->low >= -1000 && grid->high <= 1000 && grid->low < grid->high &&
           grid->per_unit > 0 && grid->per_unit <= 10000;
}

static void load_series(cw_ledger *ledger, cw_store *store)
{
    sqlite3_stmt *rows = cw_store_prepare(store, "SELECT * FROM series ORDER BY series");
    while (cw_store_next(store, rows)) {
        cw_subject subject = subject_in(rows, 1);
        const char *unit = cw_store_words(rows, 9);
        uint64_t same = cw_store_whole(rows, 13);
        size_t at = ledger->series_count;
        cw_grid grid = {sqlite3_column_int(rows, 10), sqlite3_column_int(rows, 11),
                        sqlite3_column_int(rows, 12)};
        if (cw_store_whole(rows, 0) != at || subject.quantity == NULL || unit == NULL ||
            !is_sound(&grid) || same > at || (same < at && ledger->series[same].tallied_as != same))
            damaged(store);
        else
            keep_status(store, cw_ledger_series(NULL, ledger, &subject, unit, grid,
                                                same == at ? CW_NONE : (size_t)same));
    }
    cw_store_finish(rows);
}

static void load_counters(cw_ledger *ledger, cw_store *store)
{
    sqlite3_stmt *rows = cw_store_prepare(store, "SELECT * FROM counter ORDER BY counter");
    while (cw_store_next(store, rows)) {
        cw_subject subject = subject_in(rows, 1);
        uint64_t same = cw_store_whole(rows, 9);
        size_t at = ledger->counter_count;
        if (cw_store_whole(rows, 0) != at || subject.quantity == NULL || same > at) {
            damaged(store);
            continue;
        }
        keep_status(store,
                    cw_ledger_counter(NULL, ledger, &subject, same == at ? CW_NONE : (size_t)same));
        if (store->status == CW_OK) {
            ledger->counters[at].hits = cw_store_whole(rows, 10);
            ledger->counters[at].draws = cw_store_whole(rows, 11);
        }
    }
    cw_store_finish(rows);
}

static unsigned __int128 read_wide(sqlite3_stmt *row, int column)
{
    unsigned __int128 number = 0;
    const unsigned char *bytes = sqlite3_column_blob(row, column);
    for (int i = sqlite3_column_bytes(row, column); i > 0; i--)
        number = number << 8 | bytes[i - 1];
    return number;
}

static void load_tally(cw_store *store, cw_tally *tally, sqlite3_stmt *row)
{
    tally->draws = cw_store_whole(row, 1);
    tally->undefined = cw_store_whole(row, 2);
    tally->positive = cw_store_whole(row, 3);
    tally->negative = cw_store_whole(row, 4);
    tally->sum = (__int128)read_wide(row, 5);
    tally->squares = read_wide(row, 6);
    tally->least = cw_store_number(row, 7);
    tally->greatest = cw_store_number(row, 8);
    const void *counts = sqlite3_column_blob(row, 9);
    keep_status(store, cw_tally_decode(tally, counts, (size_t)sqlite3_column_bytes(row, 9)));
}

static void load_tallies(cw_ledger *ledger, cw_store *store)
{
    size_t expected = 0;
    for (size_t s = 0; s < ledger->series_count; s++)
        expected += ledger->series[s].tallied_as == s;
    sqlite3_stmt *rows = cw_store_prepare(store, "SELECT * FROM tally ORDER BY series");
    while (cw_store_next(store, rows)) {
        uint64_t at = cw_store_whole(rows, 0);
        if (at >= ledger->series_count || ledger->series[at].tallied_as != at)
            damaged(store);
        else
            load_tally(store, &ledger->series[at].tally, rows);
        expected--;
    }
    if (store->status == CW_OK && expected != 0)
        damaged(store);
    cw_store_finish(rows);
}

static cw_side side_in(sqlite3_stmt *row, int column)
{
    return (cw_side){.form = (cw_side_form)sqlite3_column_int(row, column),
                     .number = cw_store_number(row, column + 1),
                     .index = (size_t)cw_store_whole(row, column + 2)};
}

static bool fits(const cw_side *side, const cw_ledger *ledger)
{
    size_t count = side->form == CW_SIDE_COUNTER ? ledger->counter_count : ledger->series_count;
    return side->form == CW_SIDE_NUMBER || side->index < count;
}

static void load_claims(cw_ledger *ledger, cw_store *store)
{
    sqlite3_stmt *rows = cw_store_prepare(store, "SELECT * FROM tested_claim ORDER BY claim");
    while (cw_store_next(store, rows)) {
        cw_tested_claim claim = {.id = cw_store_words(rows, 1),
                                 .kind = (cw_claim_kind)sqlite3_column_int(rows, 2),
                                 .comparison = (cw_comparison)sqlite3_column_int(rows, 3),
                                 .left = side_in(rows, 4),
                                 .right = side_in(rows, 7),
                                 .holds = (size_t)cw_store_whole(rows, 10)};
        if (claim.id == NULL || !fits(&claim.left, ledger) || !fits(&claim.right, ledger) ||
            (claim.holds != CW_NONE && claim.holds >= ledger->counter_count))
            damaged(store);
        else
            keep_status(store, cw_ledger_claim(ledger, &claim));
    }
    cw_store_finish(rows);
}

cw_status cw_store_load(cw_ledger *ledger, cw_store *store)
{
    cw_store_check_seals(store);
    load_run(ledger, store);
    load_series(ledger, store);
    load_counters(ledger, store);
    load_tallies(ledger, store);
    load_claims(ledger, store);
    return store->status;
}
