/* What tells one run from another: entered with its results, compared before anything is added. */
#include "study/traits.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "counterweight/version.h"

/* Keys of the table `run`, what they are called in a complaint, and whether their values are short
 * enough to be shown there. */
static const struct {
    const char *key;
    const char *words;
    bool shown;
} names[] = {
    {"counterweight", "the version of the program", true},
    {"dossier", "the dossier", false},
    {"title", "the title of the dossier", true},
    {"seed", "the seed", true},
    {"draws", "the number of draws", true},
    {"models", "the models", true},
    {"keep_draws", "whether single draws are kept", true},
    {"shard", "the shard", true},
    {"until_precise", "the width to be reached", true},
    {"until_from", "the number of draws to begin with", true},
};

static cw_status enter_number(cw_ledger *ledger, const char *key, uint64_t number)
{
    char words[24];
    snprintf(words, sizeof words, "%" PRIu64, number);
    return cw_ledger_trait(ledger, key, words);
}

static cw_status enter_models(cw_ledger *ledger, const size_t *models, size_t count)
{
    size_t known;
    const cw_outcome_model *const *registry = cw_outcome_models(&known);
    cw_text words;
    cw_text_init(&words, ledger->context);
    for (size_t m = 0; m < count; m++) {
        cw_text_append(&words, m > 0 ? "," : "");
        cw_text_append(&words, registry[models[m]]->id);
    }
    cw_status status = words.status;
    if (status == CW_OK)
        status = cw_ledger_trait(ledger, "models", cw_text_string(&words));
    cw_text_free(&words);
    return status;
}

static cw_status enter_shard(cw_ledger *ledger, const cw_results_options *options)
{
    char words[48];
    snprintf(words, sizeof words, "%" PRIu64 "/%" PRIu64, options->shard, options->shards);
    return cw_ledger_trait(ledger, "shard", words);
}

/* A number with as few decimals as read the same number back, so that 0.1 is "0.1". */
static void append_short(cw_text *out, double number)
{
    for (int decimals = 0; decimals <= 17; decimals++) {
        double back;
        out->length = 0;
        cw_text_append_fixed(out, number, decimals);
        if (cw_number_parse(&back, cw_text_string(out), out->length) == CW_OK && back == number)
            return;
    }
    out->length = 0;
    cw_text_append_exact(out, number);
}

/* Only runs that go on until they are precise have these. */
static cw_status enter_until(cw_ledger *ledger, const cw_results_options *options)
{
    cw_text width;
    if (options->until_precise == 0.0)
        return CW_OK;
    cw_text_init(&width, ledger->context);
    append_short(&width, options->until_precise);
    cw_status status = width.status;
    if (status == CW_OK)
        status = cw_ledger_trait(ledger, "until_precise", cw_text_string(&width));
    cw_text_free(&width);
    return status == CW_OK ? enter_number(ledger, "until_from", options->draws) : status;
}

cw_status cw_traits_enter(cw_ledger *ledger, const cw_dossier *dossier,
                          const cw_results_options *options, const size_t *models,
                          size_t model_count)
{
    char hex[CW_DIGEST_HEX];
    cw_digest_write_hex(hex, &dossier->digest);
    cw_status status = cw_ledger_trait(ledger, "counterweight", CW_VERSION);
    if (status == CW_OK)
        status = cw_ledger_trait(ledger, "dossier", hex);
    if (status == CW_OK)
        status = cw_ledger_trait(ledger, "title", dossier->title);
    if (status == CW_OK)
        status = enter_number(ledger, "seed", options->seed);
    if (status == CW_OK)
        status = enter_number(ledger, "draws", options->draws);
    if (status == CW_OK)
        status = enter_models(ledger, models, model_count);
    if (status == CW_OK)
        status = cw_ledger_trait(ledger, "keep_draws", options->keep_draws ? "yes" : "no");
    if (status == CW_OK)
        status = enter_shard(ledger, options);
    return status == CW_OK ? enter_until(ledger, options) : status;
}

cw_status cw_traits_set_draws(cw_ledger *ledger)
{
    char words[24];
    snprintf(words, sizeof words, "%" PRIu64, ledger->end_draw);
    return cw_ledger_retrait(ledger, "draws", words);
}

static bool is_same(const cw_ledger *one, const cw_ledger *other, const char *key)
{
    const char *value = cw_ledger_value(one, key);
    const char *wanted = cw_ledger_value(other, key);
    return value != NULL && wanted != NULL && strcmp(value, wanted) == 0;
}

bool cw_traits_go_on(const cw_ledger *held, const cw_ledger *wanted)
{
    uint64_t times = wanted->end_draw > 0 ? held->end_draw / wanted->end_draw : 0;
    bool is_doubled = times > 0 && (times & (times - 1)) == 0 &&
                      times * wanted->end_draw == held->end_draw &&
                      held->end_draw <= CW_RESULTS_UNTIL_DRAWS_MAX;
    return is_doubled && is_same(held, wanted, "until_precise") &&
           is_same(held, wanted, "until_from");
}

/* "the seed (1, not 2)" */
static void append_difference(cw_text *out, size_t name, const char *held, const char *wanted)
{
    cw_text_append(out, out->length > 0 ? "; " : "");
    cw_text_append(out, names[name].words);
    if (names[name].shown)
        cw_text_append_format(out, " (%s, not %s)", held, wanted);
}

cw_status cw_traits_compare(cw_store *store, const cw_ledger *held, const cw_ledger *wanted,
                            cw_traits_compared which)
{
    cw_text differences;
    cw_text_init(&differences, store->context);
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        const char *one = cw_ledger_value(held, names[n].key);
        const char *other = cw_ledger_value(wanted, names[n].key);
        if (which == CW_TRAITS_BUT_SHARD && strcmp(names[n].key, "shard") == 0)
            continue;
        bool differ = one == NULL || other == NULL ? one != other : strcmp(one, other) != 0;
        if (differ)
            append_difference(&differences, n, one != NULL ? one : "none",
                              other != NULL ? other : "none");
    }
    if (differences.length > 0)
        cw_store_refuse(store, CW_ERROR_INPUT,
                        which == CW_TRAITS_ALL ? "give another name, or remove it" : NULL,
                        "is of another run; it differs in %s", cw_text_string(&differences));
    cw_text_free(&differences);
    return store->status;
}
