/* Reading a finished results file: its tables as CSV and JSON. */
#include "counterweight/study/results.h"

#include <string.h>

#include "study/results_tables.h"
#include "study/store_ledger.h"

struct cw_results {
    cw_store store;
};

/* A shard, or a run that has not come to its end, is no result. */
static cw_status check_finished(cw_store *store, const cw_ledger *ledger)
{
    const char *shard = cw_ledger_value(ledger, "shard");
    unsigned long long done = ledger->done;
    unsigned long long all = ledger->end_draw - ledger->first_draw;
    if (done < all)
        return cw_store_refuse(store, CW_ERROR_INPUT, "give the command of that run again",
                               "is not finished: it has %llu of %llu draws", done, all);
    if (shard == NULL || strcmp(shard, "1/1") != 0)
        return cw_store_refuse(store, CW_ERROR_INPUT, "join the shards with 'counterweight merge'",
                               "is shard %s of a run", shard != NULL ? shard : "?");
    return CW_OK;
}

static cw_status check_whole(cw_results *results, cw_context *context)
{
    cw_ledger ledger;
    cw_ledger_init(&ledger, context);
    cw_status status = cw_store_load(&ledger, &results->store);
    if (status == CW_OK)
        status = check_finished(&results->store, &ledger);
    cw_ledger_free(&ledger);
    return status;
}

cw_status cw_results_open(cw_results **out, cw_context *context, cw_diagnostics *diagnostics,
                          const char *path)
{
    cw_results *results = cw_allocate(context, 1, sizeof *results);
    if (results == NULL)
        return CW_ERROR_MEMORY;
    cw_status status = cw_store_open_to_read(&results->store, context, diagnostics, path);
    if (status == CW_OK)
        status = check_whole(results, context);
    if (status == CW_OK)
        *out = results;
    else
        cw_results_close(results);
    return status;
}

void cw_results_close(cw_results *results)
{
    if (results == NULL)
        return;
    cw_context *context = results->store.context;
    cw_store_close(&results->store);
    cw_release(context, results);
}

const char *const *cw_results_tables(void)
{
    static const char *const names[] = {"run",    "summaries", "quantiles", "histograms",
                                        "shares", "claims",    "codebook",  NULL};
    return names;
}

static const cw_results_table *find_table(const char *name)
{
    const cw_results_table *table = cw_results_tables_known();
    while (table->name != NULL && strcmp(table->name, name) != 0)
        table++;
    return table->name != NULL ? table : NULL;
}

/* Writes one value; words by `append_words`. */
static void append_value(cw_text *out, sqlite3_stmt *row, int column, const char *nothing,
                         void (*append_words)(cw_text *text, const char *words))
{
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_NULL:
        cw_text_append(out, nothing);
        break;
    case SQLITE_INTEGER:
        cw_text_append_format(out, "%lld", (long long)sqlite3_column_int64(row, column));
        break;
    case SQLITE_FLOAT:
        cw_text_append_exact(out, sqlite3_column_double(row, column));
        break;
    default:
        append_words(out, cw_store_words(row, column));
        break;
    }
}

static void append_csv_row(cw_text *out, sqlite3_stmt *row)
{
    for (int c = 0; c < sqlite3_column_count(row); c++) {
        cw_text_append(out, c > 0 ? "," : "");
        append_value(out, row, c, "", cw_text_append_csv);
    }
    cw_text_append(out, "\n");
}

static void append_csv_heading(cw_text *out, sqlite3_stmt *rows)
{
    for (int c = 0; c < sqlite3_column_count(rows); c++) {
        cw_text_append(out, c > 0 ? "," : "");
        cw_text_append(out, sqlite3_column_name(rows, c));
    }
    cw_text_append(out, "\n");
}

static void append_json_row(cw_text *out, sqlite3_stmt *row)
{
    for (int c = 0; c < sqlite3_column_count(row); c++) {
        cw_text_append(out, c > 0 ? ", " : "{");
        cw_text_append_json(out, sqlite3_column_name(row, c));
        cw_text_append(out, ": ");
        append_value(out, row, c, "null", cw_text_append_json);
    }
    cw_text_append(out, "}");
}

static cw_status outcome(const cw_text *out, const cw_results *results)
{
    return results->store.status != CW_OK ? results->store.status : out->status;
}

cw_status cw_results_write_csv(cw_text *out, cw_results *results, const char *table)
{
    const cw_results_table *found = find_table(table);
    if (found == NULL)
        return CW_ERROR_USAGE;
    sqlite3_stmt *rows = cw_store_prepare(&results->store, found->select);
    append_csv_heading(out, rows);
    while (cw_store_next(&results->store, rows))
        append_csv_row(out, rows);
    cw_store_finish(rows);
    return outcome(out, results);
}

cw_status cw_results_write_json(cw_text *out, cw_results *results, const char *table)
{
    const cw_results_table *found = find_table(table);
    const char *joint = "[";
    if (found == NULL)
        return CW_ERROR_USAGE;
    sqlite3_stmt *rows = cw_store_prepare(&results->store, found->select);
    for (; cw_store_next(&results->store, rows); joint = ",") {
        cw_text_append(out, joint);
        cw_text_append(out, "\n");
        append_json_row(out, rows);
    }
    cw_text_append(out, joint[0] == '[' ? "[]" : "\n]");
    cw_store_finish(rows);
    return outcome(out, results);
}
