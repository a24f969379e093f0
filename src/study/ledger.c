/* The ledger of a run over draws. */
#include "study/ledger.h"

#include <string.h>

void cw_ledger_init(cw_ledger *ledger, cw_context *context)
{
    *ledger = (cw_ledger){.context = context};
    cw_arena_init(&ledger->arena, context);
}

void cw_ledger_free(cw_ledger *ledger)
{
    for (size_t s = 0; s < ledger->series_count; s++)
        cw_tally_free(&ledger->series[s].tally);
    cw_release(ledger->context, ledger->series);
    cw_release(ledger->context, ledger->counters);
    cw_release(ledger->context, ledger->claims);
    cw_arena_free(&ledger->arena);
    cw_ledger_init(ledger, ledger->context);
}

const char **cw_subject_word(cw_subject *subject, size_t word)
{
    const char **const words[CW_SUBJECT_WORDS] = {
        &subject->quantity, &subject->what_if, &subject->issue,     &subject->forum,
        &subject->model,    &subject->state,   &subject->operation, &subject->claim};
    return words[word];
}

/* Makes *word a copy of its own; NULL stays. */
static cw_status keep(cw_ledger *ledger, const char **word)
{
    if (*word == NULL)
        return CW_OK;
    *word = cw_arena_copy(&ledger->arena, *word, strlen(*word));
    return *word != NULL ? CW_OK : CW_ERROR_MEMORY;
}

static cw_status keep_subject(cw_ledger *ledger, cw_subject *subject)
{
    cw_status status = CW_OK;
    for (size_t w = 0; w < CW_SUBJECT_WORDS && status == CW_OK; w++)
        status = keep(ledger, cw_subject_word(subject, w));
    return status;
}

/* Room for one more entry of `size` bytes at *entries. */
static cw_status grow(cw_context *context, void *entries, size_t count, size_t *capacity,
                      size_t size)
{
    void *held;
    if (count < *capacity)
        return CW_OK;
    size_t wanted = *capacity == 0 ? 64 : 2 * *capacity;
    memcpy(&held, entries, sizeof held);
    held = cw_resize(context, held, wanted, size);
    if (held == NULL)
        return CW_ERROR_MEMORY;
    memcpy(entries, &held, sizeof held);
    *capacity = wanted;
    return CW_OK;
}

cw_status cw_ledger_trait(cw_ledger *ledger, const char *key, const char *value)
{
    cw_trait trait = {key, value};
    if (ledger->trait_count == CW_TRAITS_MAX)
        return CW_ERROR_LIMIT;
    cw_status status = keep(ledger, &trait.key);
    if (status == CW_OK)
        status = keep(ledger, &trait.value);
    if (status == CW_OK)
        ledger->traits[ledger->trait_count++] = trait;
    return status;
}

cw_status cw_ledger_series(size_t *out, cw_ledger *ledger, const cw_subject *subject,
                           const char *unit, cw_grid grid, size_t same_as)
{
    size_t at = ledger->series_count;
    cw_series series = {
        .subject = *subject, .unit = unit, .tallied_as = same_as == CW_NONE ? at : same_as};
    cw_status status = grow(ledger->context, &ledger->series, at, &ledger->series_capacity,
                            sizeof *ledger->series);
    if (status == CW_OK)
        status = keep_subject(ledger, &series.subject);
    if (status == CW_OK)
        status = keep(ledger, &series.unit);
    if (status == CW_OK)
        status = cw_tally_init(&series.tally, ledger->context, grid);
    if (status != CW_OK)
        return status;
    ledger->series[ledger->series_count++] = series;
    if (out != NULL)
        *out = at;
    return CW_OK;
}

cw_status cw_ledger_counter(size_t *out, cw_ledger *ledger, const cw_subject *subject,
                            size_t same_as)
{
    size_t at = ledger->counter_count;
    cw_counter counter = {.subject = *subject, .counted_as = same_as == CW_NONE ? at : same_as};
    cw_status status = grow(ledger->context, &ledger->counters, at, &ledger->counter_capacity,
                            sizeof *ledger->counters);
    if (status == CW_OK)
        status = keep_subject(ledger, &counter.subject);
    if (status != CW_OK)
        return status;
    ledger->counters[ledger->counter_count++] = counter;
    if (out != NULL)
        *out = at;
    return CW_OK;
}

cw_status cw_ledger_claim(cw_ledger *ledger, const cw_tested_claim *claim)
{
    cw_tested_claim kept = *claim;
    cw_status status = grow(ledger->context, &ledger->claims, ledger->claim_count,
                            &ledger->claim_capacity, sizeof *ledger->claims);
    if (status == CW_OK)
        status = keep(ledger, &kept.id);
    if (status == CW_OK)
        ledger->claims[ledger->claim_count++] = kept;
    return status;
}

cw_status cw_ledger_retrait(cw_ledger *ledger, const char *key, const char *value)
{
    cw_status status = keep(ledger, &value);
    for (size_t t = 0; t < ledger->trait_count && status == CW_OK; t++)
        if (strcmp(ledger->traits[t].key, key) == 0)
            ledger->traits[t].value = value;
    return status;
}

const char *cw_ledger_value(const cw_ledger *ledger, const char *key)
{
    for (size_t t = 0; t < ledger->trait_count; t++)
        if (strcmp(ledger->traits[t].key, key) == 0)
            return ledger->traits[t].value;
    return NULL;
}

static bool is_same_grid(const cw_grid *one, const cw_grid *other)
{
    return one->low == other->low && one->high == other->high && one->per_unit == other->per_unit;
}

cw_status cw_ledger_merge(cw_ledger *ledger, const cw_ledger *other)
{
    if (ledger->series_count != other->series_count ||
        ledger->counter_count != other->counter_count)
        return CW_ERROR_INPUT;
    cw_status status = CW_OK;
    for (size_t s = 0; s < ledger->series_count && status == CW_OK; s++) {
        const cw_tally *added = &other->series[s].tally;
        status = is_same_grid(&ledger->series[s].tally.grid, &added->grid)
                     ? cw_tally_merge(&ledger->series[s].tally, added)
                     : CW_ERROR_INPUT;
    }
    for (size_t c = 0; c < ledger->counter_count; c++) {
        ledger->counters[c].hits += other->counters[c].hits;
        ledger->counters[c].draws += other->counters[c].draws;
    }
    ledger->done += other->done;
    return status;
}
