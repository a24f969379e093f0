/* The doors of the WebAssembly module: what a page's program may call.
 *
 * Only whole numbers, doubles and pointers cross. A core is one opened capsule; the page makes
 * changes, asks for pairs, runs, and reads one array of doubles (browser/numbers.h says in which
 * order). Nothing here keeps state but the core, so the same functions are tested natively. One
 * thread at a time for each core. */
#ifndef COUNTERWEIGHT_BROWSER_CORE_H
#define COUNTERWEIGHT_BROWSER_CORE_H

#include <stddef.h>
#include <stdint.h>

typedef struct cw_core cw_core;

/* Memory for a capsule to be copied into, and back. NULL where it cannot be had. */
unsigned char *cw_core_allocate(size_t bytes);
void cw_core_release(unsigned char *block);

/* Opens the capsule in `block` (not kept). NULL where it is none, or memory cannot be had. The caller
 * closes it. */
cw_core *cw_core_open(const unsigned char *block, size_t length);
void cw_core_close(cw_core *core);

/* What can be changed, as a JSON text ended by a NUL: entries by place, in words (browser/words.h).
 * Owned by the core. NULL where memory cannot be had. */
const char *cw_core_words(cw_core *core);

/* low, mode, high of every quantity in order: three doubles each. Owned by the core; NULL where
 * memory cannot be had. */
const double *cw_core_ranges(cw_core *core);

/* Takes back all changes and all that was asked for. */
void cw_core_reset(cw_core *core);

/* One change; returns the cw_status. `kind` and what a to d are (places from 0; counterweight/study/
 * live.h says what each does):
 *   0 start: what-if                      3 chair: forum, state
 *   1 range: quantity, low, mode, high    4 rule: forum, cw_live_rule, amount
 *   2 seat: forum, state, standing or 3   5 model: place in the registry
 * A start comes before all else. Anything that is no such place is CW_ERROR_USAGE. */
int cw_core_change(cw_core *core, unsigned kind, double a, double b, double c, double d);

/* Asks for an issue at a forum in the next run; returns the cw_status. */
int cw_core_ask(cw_core *core, unsigned issue, unsigned forum);

/* Settles all that was asked for; returns the cw_status. The seed is `seed_high` * 2^32 + `seed_low`. */
int cw_core_run(cw_core *core, uint32_t seed_low, uint32_t seed_high, unsigned draws);

/* The figures of the last run, *not* owned by the caller, and how many numbers they are; NULL and 0
 * before the first. */
const double *cw_core_numbers(const cw_core *core);
size_t cw_core_number_count(const cw_core *core);

/* The rule by which a forum decides under the changes, in words; "" where there is no such forum or
 * nothing was run. Owned by the core. */
const char *cw_core_rule(const cw_core *core, unsigned forum);

#endif
