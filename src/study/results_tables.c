/* The tables of a finished results file: for people and for other programs, in plain numbers. */
#include "study/results_tables.h"

#include <math.h>

#include "study/store_ledger.h"
#include "study/summary.h"

#define SUBJECT "quantity, what_if, issue, forum, model, state, claim, unit"

static const cw_results_table tables[] = {
    {"run", NULL,
     "SELECT key, value FROM run WHERE key NOT IN ('first_draw', 'end_draw', 'done') ORDER BY key"},
    {"summaries",
     "CREATE TABLE summaries (series INTEGER PRIMARY KEY, draws INTEGER NOT NULL, "
     "  undefined INTEGER NOT NULL, mean REAL, standard_deviation REAL, least REAL, "
     "  greatest REAL, positive REAL, positive_low95 REAL, positive_high95 REAL, "
     "  negative REAL) STRICT",
     "SELECT " SUBJECT ", summaries.draws AS draws, undefined, mean, standard_deviation, least, "
     "  greatest, positive, positive_low95, positive_high95, negative "
     "FROM summaries JOIN series USING (series) ORDER BY series"},
    {"quantiles",
     "CREATE TABLE quantiles (series INTEGER NOT NULL, probability REAL NOT NULL, value REAL, "
     "  error REAL, PRIMARY KEY (series, probability)) STRICT",
     "SELECT " SUBJECT ", probability, value, error "
     "FROM quantiles JOIN series USING (series) ORDER BY series, probability"},
    {"histograms",
     "CREATE TABLE histograms (series INTEGER NOT NULL, low REAL NOT NULL, high REAL NOT NULL, "
     "  draws INTEGER NOT NULL, PRIMARY KEY (series, low)) STRICT",
     "SELECT " SUBJECT ", histograms.low AS low, histograms.high AS high, draws "
     "FROM histograms JOIN series USING (series) ORDER BY series, histograms.low"},
    {"shares",
     "CREATE TABLE shares (counter INTEGER PRIMARY KEY, hits INTEGER NOT NULL, "
     "  draws INTEGER NOT NULL, share REAL, low95 REAL, high95 REAL) STRICT",
     "SELECT quantity, what_if, issue, forum, state, operation, claim, shares.hits AS hits, "
     "  shares.draws AS draws, share, low95, high95 "
     "FROM shares JOIN counter USING (counter) ORDER BY counter"},
    {"claims",
     "CREATE TABLE claims (claim TEXT NOT NULL PRIMARY KEY, verdict TEXT NOT NULL, left REAL, "
     "  comparison TEXT, right REAL, hits INTEGER NOT NULL, draws INTEGER NOT NULL, share REAL, "
     "  low95 REAL, high95 REAL) STRICT",
     "SELECT claim, verdict, left, comparison, right, hits, draws, share, low95, high95 "
     "FROM claims ORDER BY rowid"},
    {"codebook",
     "CREATE TABLE codebook (\"table\" TEXT NOT NULL, \"column\" TEXT NOT NULL, "
     "  unit TEXT NOT NULL, meaning TEXT NOT NULL, PRIMARY KEY (\"table\", \"column\")) STRICT",
     "SELECT \"table\", \"column\", unit, meaning FROM codebook ORDER BY rowid"},
    {NULL, NULL, NULL},
};

static const double probabilities[] = {0.01, 0.025, 0.05, 0.1,   0.25, 0.5,
                                       0.75, 0.9,   0.95, 0.975, 0.99};
#define PROBABILITIES (sizeof probabilities / sizeof *probabilities)

const cw_results_table *cw_results_tables_known(void)
{
    return tables;
}

static const cw_tally *tally_of(const cw_ledger *ledger, size_t series)
{
    return &ledger->series[ledger->series[series].tallied_as].tally;
}

static void enter_summary(cw_store *store, sqlite3_stmt *insertion, size_t series,
                          const cw_tally *tally)
{
    cw_probability positive = cw_probability_of(tally->positive, tally->draws);
    cw_probability negative = cw_probability_of(tally->negative, tally->draws);
    bool any = tally->draws > 0;
    const double numbers[] = {cw_tally_mean(tally),     cw_tally_deviation(tally),
                              any ? tally->least : NAN, any ? tally->greatest : NAN,
                              positive.value,           positive.low95,
                              positive.high95,          negative.value};
    cw_store_bind_whole(insertion, 1, series);
    cw_store_bind_whole(insertion, 2, tally->draws);
    cw_store_bind_whole(insertion, 3, tally->undefined);
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
        cw_store_bind_number(insertion, 4 + (int)k, numbers[k]);
    cw_store_do(store, insertion);
}

static void fill_summaries(cw_store *store, const cw_ledger *ledger)
{
    sqlite3_stmt *insertion =
        cw_store_prepare(store, "INSERT INTO summaries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (size_t s = 0; s < ledger->series_count; s++)
        enter_summary(store, insertion, s, tally_of(ledger, s));
    cw_store_finish(insertion);
}

static void fill_quantiles(cw_store *store, const cw_ledger *ledger)
{
    sqlite3_stmt *insertion = cw_store_prepare(store, "INSERT INTO quantiles VALUES (?, ?, ?, ?)");
    for (size_t s = 0; s < ledger->series_count; s++) {
        const cw_tally *tally = tally_of(ledger, s);
        double values[PROBABILITIES];
        cw_tally_quantiles(values, tally, probabilities, PROBABILITIES);
        for (size_t q = 0; q < PROBABILITIES && tally->draws > 0; q++) {
            cw_store_bind_whole(insertion, 1, s);
            cw_store_bind_number(insertion, 2, probabilities[q]);
            cw_store_bind_number(insertion, 3, values[q]);
            cw_store_bind_number(insertion, 4, cw_tally_quantile_error(tally));
            cw_store_do(store, insertion);
        }
    }
    cw_store_finish(insertion);
}

/* Bars a point wide (of shares, a hundredth), the steps of the grid from `low` up to, but without,
 * `high`. */
static void enter_bars(cw_store *store, sqlite3_stmt *insertion, size_t series,
                       const cw_tally *tally)
{
    size_t width = tally->grid.per_unit > 100 ? (size_t)tally->grid.per_unit / 100
                                              : (size_t)tally->grid.per_unit;
    size_t steps = cw_grid_steps(&tally->grid);
    for (size_t step = cw_tally_next(tally, 0); step < steps;) {
        size_t from = step / width * width;
        uint64_t draws = 0;
        for (; step < from + width && step < steps; step = cw_tally_next(tally, step + 1))
            draws += cw_tally_count(tally, step);
        cw_store_bind_whole(insertion, 1, series);
        cw_store_bind_number(insertion, 2, cw_grid_value(&tally->grid, from));
        cw_store_bind_number(insertion, 3, cw_grid_value(&tally->grid, from + width));
        cw_store_bind_whole(insertion, 4, draws);
        cw_store_do(store, insertion);
    }
}

static void fill_histograms(cw_store *store, const cw_ledger *ledger)
{
    sqlite3_stmt *insertion = cw_store_prepare(store, "INSERT INTO histograms VALUES (?, ?, ?, ?)");
    for (size_t s = 0; s < ledger->series_count; s++)
        enter_bars(store, insertion, s, tally_of(ledger, s));
    cw_store_finish(insertion);
}

static void bind_share(sqlite3_stmt *insertion, int place, uint64_t hits, uint64_t draws)
{
    cw_probability share = cw_probability_of(hits, draws);
    cw_store_bind_whole(insertion, place, hits);
    cw_store_bind_whole(insertion, place + 1, draws);
    cw_store_bind_number(insertion, place + 2, share.value);
    cw_store_bind_number(insertion, place + 3, share.low95);
    cw_store_bind_number(insertion, place + 4, share.high95);
}

static void fill_shares(cw_store *store, const cw_ledger *ledger)
{
    sqlite3_stmt *insertion =
        cw_store_prepare(store, "INSERT INTO shares VALUES (?, ?, ?, ?, ?, ?)");
    for (size_t c = 0; c < ledger->counter_count; c++) {
        const cw_counter *counter = &ledger->counters[ledger->counters[c].counted_as];
        cw_store_bind_whole(insertion, 1, c);
        bind_share(insertion, 2, counter->hits, counter->draws);
        cw_store_do(store, insertion);
    }
    cw_store_finish(insertion);
}

static void fill_claims(cw_store *store, const cw_ledger *ledger)
{
    static const char *const comparisons[] = {"above", "below", "equal"};
    sqlite3_stmt *insertion =
        cw_store_prepare(store, "INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (size_t c = 0; c < ledger->claim_count; c++) {
        const cw_tested_claim *claim = &ledger->claims[c];
        cw_judged_claim judged = cw_ledger_judge(ledger, claim);
        bool tested = claim->kind == CW_CLAIM_TESTED;
        cw_store_bind_words(insertion, 1, claim->id);
        cw_store_bind_words(insertion, 2, cw_verdict_id(judged.verdict));
        cw_store_bind_number(insertion, 3, judged.left);
        cw_store_bind_words(insertion, 4, tested ? comparisons[claim->comparison] : NULL);
        cw_store_bind_number(insertion, 5, judged.right);
        bind_share(insertion, 6, judged.hits, judged.draws);
        cw_store_do(store, insertion);
    }
    cw_store_finish(insertion);
}

static void fill_codebook(cw_store *store)
{
    const char *const(*rows)[4] = cw_results_codebook();
    sqlite3_stmt *insertion = cw_store_prepare(store, "INSERT INTO codebook VALUES (?, ?, ?, ?)");
    for (size_t r = 0; rows[r][0] != NULL; r++) {
        for (int word = 0; word < 4; word++)
            cw_store_bind_words(insertion, word + 1, rows[r][word]);
        cw_store_do(store, insertion);
    }
    cw_store_finish(insertion);
}

cw_status cw_results_finish(cw_store *store, const cw_ledger *ledger)
{
    for (const cw_results_table *table = tables; table->name != NULL; table++)
        if (table->create != NULL)
            cw_store_run(store, table->create);
    fill_summaries(store, ledger);
    fill_quantiles(store, ledger);
    fill_histograms(store, ledger);
    fill_shares(store, ledger);
    fill_claims(store, ledger);
    fill_codebook(store);
    return cw_store_seal(store, NULL);
}
