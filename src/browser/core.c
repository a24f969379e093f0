#include "browser/core.h"

#include "browser/numbers.h"
#include "browser/words.h"
#include "counterweight/study/live.h"

/* Most pairs of one run. */
#define PAIRS_MAX 4096

struct cw_core {
    cw_context context;
    cw_live *live;
    cw_text words;
    double *ranges; /* owned */
    size_t issues[PAIRS_MAX];
    size_t forums[PAIRS_MAX];
    size_t pairs;
    cw_numbers numbers;
    bool has_run; /* and nothing was changed since */
};

unsigned char *cw_core_allocate(size_t bytes)
{
    cw_context context;
    cw_context_init(&context);
    return cw_allocate(&context, bytes, 1);
}

void cw_core_release(unsigned char *block)
{
    cw_context context;
    cw_context_init(&context);
    cw_release(&context, block);
}

/* A core lies in memory of the context that it holds: a copy of that context frees it. */
static void release_core(cw_core *core)
{
    cw_context context = core->context;
    cw_release(&context, core);
}

cw_core *cw_core_open(const unsigned char *block, size_t length)
{
    cw_context context;
    cw_context_init(&context);
    cw_core *core = cw_allocate(&context, 1, sizeof *core);
    if (core == NULL)
        return NULL;
    core->context = context;
    cw_text_init(&core->words, &core->context);
    core->numbers.context = &core->context;
    if (cw_live_open(&core->live, &core->context, block, length) == CW_OK)
        return core;
    release_core(core);
    return NULL;
}

void cw_core_close(cw_core *core)
{
    if (core == NULL)
        return;
    cw_live_free(core->live);
    cw_text_free(&core->words);
    cw_release(&core->context, core->ranges);
    cw_release(&core->context, core->numbers.items);
    release_core(core);
}

const char *cw_core_words(cw_core *core)
{
    if (core->words.length == 0)
        cw_words_of_dossier(&core->words, cw_live_dossier(core->live));
    return core->words.status == CW_OK ? cw_text_string(&core->words) : NULL;
}

const double *cw_core_ranges(cw_core *core)
{
    const cw_dossier *dossier = cw_live_dossier(core->live);
    if (core->ranges != NULL)
        return core->ranges;
    core->ranges = cw_allocate(&core->context, dossier->quantity_count, 3 * sizeof *core->ranges);
    for (size_t q = 0; q < dossier->quantity_count && core->ranges != NULL; q++) {
        core->ranges[3 * q] = dossier->quantities[q].low;
        core->ranges[3 * q + 1] = dossier->quantities[q].mode;
        core->ranges[3 * q + 2] = dossier->quantities[q].high;
    }
    return core->ranges;
}

void cw_core_reset(cw_core *core)
{
    cw_live_reset(core->live);
    core->pairs = 0;
    core->has_run = false;
}

/* A whole number from 0 that fits 31 bits; else CW_NONE, which is nobody's place. */
static size_t place_of(double number)
{
    if (!(number >= 0.0 && number < 0x1p31) || number != (double)(uint32_t)number)
        return CW_NONE;
    return (size_t)number;
}

static unsigned choice_of(double number)
{
    size_t place = place_of(number);
    return place == CW_NONE ? UINT32_MAX : (unsigned)place;
}

static cw_status change(cw_core *core, unsigned kind, double a, double b, double c, double d)
{
    switch (kind) {
    case 0:
        return place_of(a) == CW_NONE ? CW_ERROR_USAGE : cw_live_start(core->live, place_of(a));
    case 1:
        return cw_live_set_range(core->live, place_of(a), b, c, d);
    case 2:
        return cw_live_set_seat(core->live, place_of(a), place_of(b), choice_of(c));
    case 3:
        return cw_live_set_chair(core->live, place_of(a), place_of(b));
    case 4:
        return cw_live_set_rule(core->live, place_of(a), choice_of(b), place_of(c));
    case 5:
        return cw_live_set_model(core->live, place_of(a));
    default:
        return CW_ERROR_USAGE;
    }
}

int cw_core_change(cw_core *core, unsigned kind, double a, double b, double c, double d)
{
    core->has_run = false;
    return (int)change(core, kind, a, b, c, d);
}

int cw_core_ask(cw_core *core, unsigned issue, unsigned forum)
{
    if (core->pairs == PAIRS_MAX)
        return CW_ERROR_LIMIT;
    core->issues[core->pairs] = issue;
    core->forums[core->pairs++] = forum;
    core->has_run = false;
    return CW_OK;
}

int cw_core_run(cw_core *core, uint32_t seed_low, uint32_t seed_high, unsigned draws)
{
    uint64_t seed = (uint64_t)seed_high << 32 | seed_low;
    core->numbers.count = 0;
    core->numbers.status = CW_OK;
    cw_status status =
        cw_live_run(core->live, seed, draws, core->issues, core->forums, core->pairs);
    core->has_run = status == CW_OK;
    if (status == CW_OK) {
        cw_numbers_of_run(&core->numbers, core->live, core->pairs);
        status = core->numbers.status;
    }
    return (int)status;
}

const double *cw_core_numbers(const cw_core *core)
{
    return core->numbers.items;
}

size_t cw_core_number_count(const cw_core *core)
{
    return core->numbers.count;
}

const char *cw_core_rule(const cw_core *core, unsigned forum)
{
    if (!core->has_run || forum >= cw_live_dossier(core->live)->forum_count)
        return "";
    return cw_live_case(core->live)->forums[forum].rule_text;
}
