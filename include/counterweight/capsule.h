/* capsule: the numbers of a dossier folded into one block of bytes, for a page to carry.
 *
 * A page that recomputes needs what the models need, not what the reader reads elsewhere: a capsule
 * holds everything a figure can hang on (quantities, seats, rules, issues, ties, what-ifs, facts,
 * operations, claims, the question) and the names by which people know it. Left out are quotes,
 * reasons, notes, addresses of sources and places in the file. A study of the unfolded dossier gives
 * the same figures to the last bit. */
#ifndef COUNTERWEIGHT_CAPSULE_H
#define COUNTERWEIGHT_CAPSULE_H

#include <stddef.h>

#include "counterweight/base/context.h"
#include "counterweight/dossier.h"

/* Version of the layout, after the four bytes "CWcp". A reader takes its own version only. */
#define CW_CAPSULE_VERSION 1

/* Folds `dossier`: whole numbers of 32 bits and doubles of 64, little-endian on every machine, words
 * as length and UTF-8. The same dossier gives the same bytes. *out (never NULL on success) has *length
 * bytes and is the caller's, given back with cw_release(). Errors: CW_ERROR_MEMORY, CW_ERROR_LIMIT
 * (more than 2^32 - 2 of anything); outputs are then untouched. Cost O(dossier). Thread-safe. */
cw_status cw_capsule_fold(unsigned char **out, size_t *length, cw_context *context,
                          const cw_dossier *dossier);

/* Unfolds what cw_capsule_fold() wrote. The bytes may come from anywhere: lengths, references,
 * ranges and nesting are checked, and what no dossier could say is refused. The dossier's `file` is
 * "capsule"; all places are line 0; quotes, reasons, notes are NULL. The caller frees it with
 * cw_dossier_free(). Errors: CW_ERROR_INPUT (no capsule, of another version, or damaged),
 * CW_ERROR_MEMORY; *out is then untouched. Cost O(length). Thread-safe. */
cw_status cw_capsule_unfold(cw_dossier **out, cw_context *context, const unsigned char *bytes,
                            size_t length);

#endif
