/* Reads bytes as a table of past decisions in the layout of the DEU data sets, with the capabilities of
 * its actors from votes or, where a line of "--" ends the table, from the table after it. What is read is
 * sound, and models that are solved at every draw say something on the scale or nothing. */
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "counterweight/base.h"
#include "counterweight/study/past.h"

#include "require.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_decision(const cw_past_decision *decision)
{
    size_t count;
    cw_bargaining_outcome outcomes[CW_OUTCOME_MODELS_MAX];
    cw_outcome_models(&count);
    require(decision->outcome >= 0.0 && decision->outcome <= 100.0);
    require(decision->problem.actors >= 3);
    require(cw_outcome_models_solve(outcomes, &decision->problem) == CW_OK);
    for (size_t k = 0; k < count; k++)
        require(isnan(outcomes[k].point) ||
                (outcomes[k].point >= -1e-9 && outcomes[k].point <= 100.0 + 1e-9));
}

/* Where the first table ends; *rest is the second, or NULL. */
static size_t split(const char *bytes, size_t size, const char **rest)
{
    static const char line[] = "\n--\n";
    size_t length = sizeof line - 1;
    for (size_t k = 0; k + length <= size; k++) {
        if (memcmp(bytes + k, line, length) == 0) {
            *rest = bytes + k + length;
            return k + 1;
        }
    }
    *rest = NULL;
    return size;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    const char *rest;
    size_t first = split(bytes, size, &rest);
    cw_context context;
    cw_context_init(&context);
    context.limits.diagnostics = 50;
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, &context);
    cw_table *table = NULL;
    cw_table *capability = NULL;
    cw_past *past = NULL;
    cw_status status =
        cw_table_parse(&table, &context, &diagnostics, "fuzz.tsv", bytes, first, '\t');
    if (status == CW_OK && rest != NULL)
        status = cw_table_parse(&capability, &context, &diagnostics, "capability.csv", rest,
                                size - (size_t)(rest - bytes), ',');
    if (status == CW_OK)
        status = cw_past_read_deu(&past, &context, &diagnostics, table,
                                  capability == NULL ? NULL : &(cw_capabilities){capability});
    require((status == CW_OK) == (past != NULL));
    require((status == CW_OK) == (diagnostics.errors == 0));
    for (size_t k = 0; past != NULL && k < past->count; k++)
        check_decision(&past->decisions[k]);
    cw_past_free(past);
    cw_table_free(capability);
    cw_table_free(table);
    cw_diagnostics_free(&diagnostics);
    return 0;
}
