/* live: one case of a dossier, changed by its reader and settled again on the spot.
 *
 * A page carries a dossier as a capsule. Here its reader may move every assumption: the ends and the
 * mode of each quantity, who has a seat and which, who chairs, how a forum decides, from which
 * what-if to start, which outcome model settles. The figures are those that a study of the changed
 * dossier gives for the same seed and draws, to the last bit where the same C library computes them.
 * Quantities keep their random streams, so a moved range changes nothing but itself. Pure: no
 * input or output, no threads; it runs in a browser as it does here. */
#ifndef COUNTERWEIGHT_STUDY_LIVE_H
#define COUNTERWEIGHT_STUDY_LIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "counterweight/base/context.h"
#include "counterweight/dossier.h"
#include "counterweight/study.h"

/* Most draws of one run: what a page can wait for. */
#define CW_LIVE_DRAWS_MAX 100000

/* A dossier under its reader's hands. One thread at a time. */
typedef struct cw_live cw_live;

/* Opens a capsule (counterweight/capsule.h), unchanged. The bytes are not kept. The caller frees it
 * with cw_live_free(). Errors: CW_ERROR_INPUT (not a capsule), CW_ERROR_MEMORY; *out is then
 * untouched. `context` is borrowed until then. */
cw_status cw_live_open(cw_live **out, cw_context *context, const unsigned char *capsule,
                       size_t length);
void cw_live_free(cw_live *live);

/* What is changed: all entries have the numbers they have in the dossier of the capsule. Borrowed. */
const cw_dossier *cw_live_dossier(const cw_live *live);

/* The case under the changes, as of the last run; NULL before the first. Borrowed until the next
 * change or run. */
const cw_case *cw_live_case(const cw_live *live);

/* Takes all changes back, the start and the model too. */
void cw_live_reset(cw_live *live);

/* Begins from a what-if, or with CW_NONE from the base case: its edits come before all others. To be
 * called before any other change, after cw_live_reset(). Errors: CW_ERROR_USAGE (no such what-if),
 * CW_ERROR_MEMORY. */
cw_status cw_live_start(cw_live *live, size_t what_if);

/* Gives a quantity other numbers, in its own unit, low <= mode <= high, within what it measures. It
 * keeps the form in which it is written: two equal ends are a number; a uniform range stays uniform
 * where the mode is its middle; every other range is triangular, or PERT where it was. CW_ERROR_USAGE
 * where the numbers are not such. */
cw_status cw_live_set_range(cw_live *live, size_t quantity, double low, double mode, double high);

/* Gives a state a seat, changes the one it has, or (CW_LIVE_ABSENT) takes it away. A new seat has no
 * voice and no weights. A change of what is so already does nothing. Errors: CW_ERROR_USAGE (no such
 * forum or state), CW_ERROR_MEMORY. */
#define CW_LIVE_ABSENT 3
cw_status cw_live_set_seat(cw_live *live, size_t forum, size_t state, unsigned standing);

/* Makes a member chair. Errors: CW_ERROR_USAGE (no such forum or state), CW_ERROR_MEMORY. */
cw_status cw_live_set_chair(cw_live *live, size_t forum, size_t state);

/* Lets a forum decide by consensus, by a majority of its members (more than half), by at least
 * `amount` members, or by the rule that the what-if number `amount` gives it. Errors: CW_ERROR_USAGE
 * (no such forum, an amount below 1, a what-if without a rule for it), CW_ERROR_MEMORY. */
typedef enum cw_live_rule {
    CW_LIVE_CONSENSUS,
    CW_LIVE_MAJORITY,
    CW_LIVE_COUNT,
    CW_LIVE_RULE_OF_WHAT_IF
} cw_live_rule;
cw_status cw_live_set_rule(cw_live *live, size_t forum, unsigned rule, size_t amount);

/* Settles by the model at this place of cw_outcome_models(). CW_ERROR_USAGE where there is none. */
cw_status cw_live_set_model(cw_live *live, size_t model);

/* Settles every pair asked for in `draws` draws under `seed`; pair k is issue issues[k] at forum
 * forums[k]. Errors: CW_ERROR_USAGE (fewer draws than 100 or more than CW_LIVE_DRAWS_MAX, a pair that
 * is none), CW_ERROR_MEMORY. Cost O(draws * (quantities + pairs)), and the voting power of forums
 * whose votes were changed. */
cw_status cw_live_run(cw_live *live, uint64_t seed, size_t draws, const size_t *issues,
                      const size_t *forums, size_t pairs);

/* What the last run found for pair k. `gain_change` and `gain_rises` are against the dossier as it is
 * in the capsule, without a what-if, on the same draws, by the same model; forecasts and settlements
 * are NULL. Borrowed until the next run. */
const cw_venue_result *cw_live_venue(const cw_live *live, size_t pair);

/* A forum under the changes, as of the last run: only those of a pair asked for are measured, others
 * are all zero. Borrowed until the next run. */
const cw_forum_result *cw_live_forum(const cw_live *live, size_t forum);

#endif
