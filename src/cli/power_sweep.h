/* The power of one body under many quotas, as text: a table for each index. */
#ifndef CW_CLI_POWER_SWEEP_H
#define CW_CLI_POWER_SWEEP_H

#include "counterweight/brief/sheet.h"

#include "cli/power_body.h"

/* The values of all members under one quota. */
typedef struct cw_power_sweep_row {
    const char *label;
    double *values; /* [index wanted][member] */
    struct cw_power_sweep_row *next;
} cw_power_sweep_row;

/* What is kept until all quotas are known: which of the two stands across depends on their number. */
typedef struct cw_power_sweep_table {
    uint64_t wanted; /* bit k: index k of the registry */
    bool by_default; /* nobody asked for just these */
    size_t members;
    size_t rows;
    const char **names;
    cw_power_sweep_row *first;
    cw_power_sweep_row *last;
    cw_status status; /* the first failure */
    cw_arena arena;
} cw_power_sweep_table;

/* Begins without a row. `context` is borrowed until the end. `by_default`: the text is to say how to
 * see other indices. */
void cw_power_sweep_begin(cw_power_sweep_table *table, cw_context *context, uint64_t wanted,
                          bool by_default);

/* Adds a solved body under the quota that `label` tells; all bodies have the same members. */
void cw_power_sweep_add(cw_power_sweep_table *table, const cw_power_body *body, const char *label);

/* Appends a table for each index of members (of the body: one column "Body"): quotas down and members
 * across, or, if there are fewer quotas, members down. Returns the first failure. */
cw_status cw_power_sweep_write(cw_text *out, const cw_power_sweep_table *table,
                               const cw_text_style *style);
void cw_power_sweep_end(cw_power_sweep_table *table);

#endif
