/* A ledger in a results file. */
#ifndef COUNTERWEIGHT_STUDY_STORE_LEDGER_H
#define COUNTERWEIGHT_STUDY_STORE_LEDGER_H

#include "counterweight/base/digest.h"

#include "study/ledger.h"
#include "study/store.h"

/* Makes the tables in a new file and enters all of the ledger but what was drawn. */
cw_status cw_store_create(cw_store *store, const cw_ledger *ledger);

/* Enters what was drawn so far, in place of what stands there. */
cw_status cw_store_save(cw_store *store, const cw_ledger *ledger);

/* Reads the ledger of a file into an empty one, after checking every seal. CW_ERROR_INPUT: the file is
 * damaged. */
cw_status cw_store_load(cw_ledger *ledger, cw_store *store);

/* Seals what stands in a table (all of them where `table` is NULL), so that damage is found. */
cw_status cw_store_seal(cw_store *store, const char *table);

/* Checks all seals, and those of the single draws that were kept. CW_ERROR_INPUT: damaged. */
cw_status cw_store_check_seals(cw_store *store);

/* Writes the seal of one chunk of draws, `length` bytes of a series from draw `first` on. */
void cw_store_seal_draws(char out[CW_DIGEST_HEX], uint64_t series, uint64_t first,
                         const void *bytes, size_t length);

/* Draws kept one by one: `count` draws of a series from `first` on. */
cw_status cw_store_keep_draws(cw_store *store, sqlite3_stmt *insertion, size_t series,
                              uint64_t first, const double *values, size_t count);

/* The statement for the above. */
sqlite3_stmt *cw_store_prepare_draws(cw_store *store);

#endif
