/* Adding up the shards of a run. */
#include "counterweight/study/results.h"

#include <string.h>

#include "study/results_tables.h"
#include "study/store_ledger.h"
#include "study/traits.h"

typedef struct cw_merging {
    cw_context *context;
    cw_diagnostics *diagnostics;
    const char *path;
    const char *const *parts;
    size_t count;
    cw_ledger ledger;   /* the sum so far: first read, then added to */
    uint64_t shards;    /* of how many shards the parts are */
    const char **found; /* [shard]: the part that has it */
} cw_merging;

/* Reads "2/4". */
static bool read_shard(uint64_t *shard, uint64_t *shards, const cw_ledger *ledger)
{
    const char *words = cw_ledger_value(ledger, "shard");
    const char *slash = words != NULL ? strchr(words, '/') : NULL;
    return slash != NULL && cw_integer_parse(shard, words, (size_t)(slash - words)) == CW_OK &&
           cw_integer_parse(shards, slash + 1, strlen(slash + 1)) == CW_OK && *shard >= 1 &&
           *shard <= *shards && *shards <= CW_RESULTS_SHARDS_MAX;
}

/* Notes which shard a part is. The first part says of how many. */
static cw_status place_part(cw_merging *merging, cw_store *store, const cw_ledger *part)
{
    uint64_t shard;
    uint64_t shards;
    if (!read_shard(&shard, &shards, part))
        return cw_store_refuse(store, CW_ERROR_INPUT, NULL, "is damaged: it is no shard");
    if (part->done < part->end_draw - part->first_draw)
        return cw_store_refuse(store, CW_ERROR_INPUT, "give the command of that run again",
                               "is not finished: it has %llu of %llu draws",
                               (unsigned long long)part->done,
                               (unsigned long long)(part->end_draw - part->first_draw));
    if (merging->found == NULL) {
        merging->shards = shards;
        merging->found = cw_allocate(merging->context, (size_t)shards + 1, sizeof *merging->found);
        if (merging->found == NULL)
            return CW_ERROR_MEMORY;
    }
    if (shards != merging->shards)
        return cw_store_refuse(store, CW_ERROR_INPUT, NULL,
                               "is shard %llu of %llu, but '%s' is one of %llu",
                               (unsigned long long)shard, (unsigned long long)shards,
                               merging->parts[0], (unsigned long long)merging->shards);
    if (merging->found[shard] != NULL && strcmp(merging->found[shard], store->path) == 0)
        return cw_store_refuse(store, CW_ERROR_INPUT, "name each shard once", "is named twice");
    if (merging->found[shard] != NULL)
        return cw_store_refuse(store, CW_ERROR_INPUT, "name each shard once",
                               "is shard %llu of %llu, and so is '%s'", (unsigned long long)shard,
                               (unsigned long long)shards, merging->found[shard]);
    merging->found[shard] = store->path;
    return CW_OK;
}

static cw_status add_ledger(cw_merging *merging, cw_store *store, cw_ledger *part)
{
    cw_status status = place_part(merging, store, part);
    if (status != CW_OK)
        return status;
    if (merging->ledger.series == NULL && merging->ledger.trait_count == 0) {
        merging->ledger = *part;
        cw_ledger_init(part, merging->context);
        return CW_OK;
    }
    status = cw_traits_compare(store, part, &merging->ledger, CW_TRAITS_BUT_SHARD);
    return status == CW_OK ? cw_ledger_merge(&merging->ledger, part) : status;
}

static cw_status add_part(cw_merging *merging, const char *path)
{
    cw_store store;
    cw_ledger part;
    cw_ledger_init(&part, merging->context);
    cw_status status = cw_store_open_to_read(&store, merging->context, merging->diagnostics, path);
    if (status == CW_OK)
        status = cw_store_load(&part, &store);
    if (status == CW_OK)
        status = add_ledger(merging, &store, &part);
    cw_ledger_free(&part);
    cw_store_close(&store);
    if (status == CW_OK && cw_context_is_cancelled(merging->context))
        status = CW_ERROR_INTERRUPTED;
    return status;
}

/* Names every shard that is not there, up to the length of a message. */
static cw_status check_complete(const cw_merging *merging)
{
    cw_text missing;
    cw_text_init(&missing, merging->context);
    size_t count = 0;
    for (uint64_t s = 1; s <= merging->shards; s++)
        if (merging->found[s] == NULL)
            cw_text_append_format(&missing, "%s%llu", count++ > 0 ? ", " : "",
                                  (unsigned long long)s);
    if (count > 0)
        cw_diagnostics_add(merging->diagnostics, CW_SEVERITY_ERROR,
                           (cw_place){.file = merging->path, .width = 1},
                           "name the files of all shards", "%zu of %llu shards %s missing: %s",
                           count, (unsigned long long)merging->shards, count == 1 ? "is" : "are",
                           cw_text_string(&missing));
    cw_text_free(&missing);
    return count > 0 ? CW_ERROR_INPUT : CW_OK;
}

/* Takes over the single draws of a part. They were checked when the part was read. */
static cw_status copy_draws(cw_merging *merging, cw_store *target, const char *path)
{
    cw_store store;
    cw_store_open_to_read(&store, merging->context, merging->diagnostics, path);
    sqlite3_stmt *rows = cw_store_prepare(&store, "SELECT * FROM draws");
    sqlite3_stmt *insertion = cw_store_prepare_draws(target);
    while (target->status == CW_OK && cw_store_next(&store, rows)) {
        for (int c = 0; c < sqlite3_column_count(rows); c++)
            cw_store_bind_value(target, insertion, c + 1, sqlite3_column_value(rows, c));
        cw_store_do(target, insertion);
    }
    cw_status status = store.status != CW_OK ? store.status : target->status;
    cw_store_finish(insertion);
    cw_store_finish(rows);
    cw_store_close(&store);
    return status;
}

/* From here on it is the ledger of the whole run. */
static cw_status make_whole(cw_ledger *ledger)
{
    ledger->first_draw = 0;
    ledger->end_draw = ledger->done;
    return cw_ledger_retrait(ledger, "shard", "1/1");
}

static cw_status write_whole(cw_merging *merging)
{
    cw_store store;
    cw_status status =
        cw_store_open_to_write(&store, merging->context, merging->diagnostics, merging->path);
    if (status == CW_OK)
        status = make_whole(&merging->ledger);
    if (status == CW_OK && !store.is_new)
        status = cw_store_refuse(&store, CW_ERROR_INPUT, "give another name, or remove it",
                                 "is there already");
    if (status == CW_OK)
        status = cw_store_create(&store, &merging->ledger);
    for (size_t p = 0; p < merging->count && status == CW_OK; p++)
        status = copy_draws(merging, &store, merging->parts[p]);
    if (status == CW_OK)
        status = cw_results_finish(&store, &merging->ledger);
    if (status == CW_OK)
        status = cw_store_commit(&store);
    cw_store_close(&store);
    return status;
}

cw_status cw_results_merge(cw_context *context, cw_diagnostics *diagnostics, const char *path,
                           const char *const *parts, size_t count)
{
    cw_merging merging = {.context = context,
                          .diagnostics = diagnostics,
                          .path = path,
                          .parts = parts,
                          .count = count};
    cw_status status = count > 0 ? CW_OK : CW_ERROR_USAGE;
    cw_ledger_init(&merging.ledger, context);
    for (size_t p = 0; p < count && status == CW_OK; p++)
        status = add_part(&merging, parts[p]);
    if (status == CW_OK)
        status = check_complete(&merging);
    if (status == CW_OK)
        status = write_whole(&merging);
    cw_ledger_free(&merging.ledger);
    cw_release(context, merging.found);
    return status;
}
