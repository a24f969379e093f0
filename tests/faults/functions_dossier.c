#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "faults/functions.h"
#include "support/whole_dossier.h"

static cw_status finish_dossier(cw_dossier *dossier, cw_diagnostics *diagnostics, cw_status status)
{
    assert_true((status == CW_OK) == (dossier != NULL));
    cw_dossier_free(dossier);
    cw_diagnostics_free(diagnostics);
    return status;
}

static cw_status finish_table(cw_table *table, cw_diagnostics *diagnostics, cw_status status)
{
    assert_true((status == CW_OK) == (table != NULL));
    cw_table_free(table);
    cw_diagnostics_free(diagnostics);
    return status;
}

static cw_status dossier_read(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_diagnostics diagnostics;
    cw_dossier *dossier = NULL;
    cw_diagnostics_init(&diagnostics, context);
    cw_status status = cw_dossier_read(&dossier, context, &diagnostics, things->dossier_path);
    return finish_dossier(dossier, &diagnostics, status);
}

static cw_status dossier_parse(cw_context *context, void *payload)
{
    cw_diagnostics diagnostics;
    cw_dossier *dossier = NULL;
    (void)payload;
    cw_diagnostics_init(&diagnostics, context);
    cw_status status = cw_dossier_parse(&dossier, context, &diagnostics, "text", whole_dossier,
                                        strlen(whole_dossier));
    return finish_dossier(dossier, &diagnostics, status);
}

static cw_status describe_quantity(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_text text;
    cw_text_init(&text, context);
    for (size_t q = 0; q < things->dossier->quantity_count; q++)
        cw_dossier_describe_quantity(things->dossier, q, &text);
    cw_status status = text.status;
    cw_text_free(&text);
    return status;
}

static cw_status table_read(cw_context *context, void *payload)
{
    cw_diagnostics diagnostics;
    cw_table *table = NULL;
    (void)payload;
    cw_diagnostics_init(&diagnostics, context);
    cw_status status =
        cw_table_read(&table, context, &diagnostics, "dossier/valid/council.csv", ',');
    return finish_table(table, &diagnostics, status);
}

static cw_status table_parse(cw_context *context, void *payload)
{
    cw_diagnostics diagnostics;
    cw_table *table = NULL;
    (void)payload;
    cw_diagnostics_init(&diagnostics, context);
    cw_status status = cw_table_parse(&table, context, &diagnostics, "text", cw_things_past,
                                      strlen(cw_things_past), ',');
    return finish_table(table, &diagnostics, status);
}

/* A cell that is no number is a mistake, told or, without memory, only counted. */
static cw_status table_number(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    double number = -77.0;
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, context);
    cw_status status = cw_table_number(&number, &diagnostics, things->names, 0, 0);
    assert_int_equal(status, CW_ERROR_INPUT);
    assert_true(number == -77.0);
    assert_int_equal(diagnostics.errors, 1);
    cw_diagnostics_free(&diagnostics);
    return CW_OK;
}

/* Without memory for names the nearest is not named; the column is missed all the same. */
static cw_status table_miss_column(cw_context *context, void *payload)
{
    static const char text[] = "name,weight\nA,1\n";
    cw_diagnostics diagnostics;
    cw_table *table = NULL;
    (void)payload;
    cw_diagnostics_init(&diagnostics, context);
    cw_status status =
        cw_table_parse(&table, context, &diagnostics, "text", text, sizeof text - 1, ',');
    if (status == CW_OK) {
        cw_table_miss_column(&diagnostics, table, "wieght", "it has two");
        assert_int_equal(diagnostics.errors, 1);
    }
    cw_table_free(table);
    cw_diagnostics_free(&diagnostics);
    return status;
}

static cw_status capsule_fold(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    unsigned char *bytes = NULL;
    size_t length = 0;
    cw_status status = cw_capsule_fold(&bytes, &length, context, things->dossier);
    assert_true((status == CW_OK) == (bytes != NULL) && (status == CW_OK) == (length > 0));
    cw_release(context, bytes);
    return status;
}

static cw_status capsule_unfold(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_dossier *dossier = NULL;
    cw_status status =
        cw_capsule_unfold(&dossier, context, things->capsule, things->capsule_length);
    assert_true((status == CW_OK) == (dossier != NULL));
    cw_dossier_free(dossier);
    return status;
}

const cw_function_row cw_dossier_rows[] = {
    CW_MAY_COPE(cw_dossier_read, dossier_read),
    CW_MAY_COPE(cw_dossier_parse, dossier_parse),
    CW_MUST_REPORT(cw_dossier_describe_quantity, describe_quantity),
    CW_MAY_COPE(cw_table_read, table_read),
    CW_MAY_COPE(cw_table_parse, table_parse),
    CW_MAY_COPE(cw_table_number, table_number),
    CW_MAY_COPE(cw_table_miss_column, table_miss_column),
    CW_MUST_REPORT(cw_capsule_fold, capsule_fold),
    CW_MUST_REPORT(cw_capsule_unfold, capsule_unfold),
};
const size_t cw_dossier_row_count = sizeof cw_dossier_rows / sizeof *cw_dossier_rows;
