#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "support/read_dossier.h"

cw_dossier *read_dossier(cw_context *context, const char *text)
{
    cw_diagnostics diagnostics;
    cw_dossier *dossier = NULL;
    cw_diagnostics_init(&diagnostics, context);
    cw_status status =
        cw_dossier_parse(&dossier, context, &diagnostics, "test.yaml", text, strlen(text));
    if (status != CW_OK) {
        cw_text shown;
        cw_text_init(&shown, context);
        cw_diagnostics_write_text(&diagnostics, &shown, false);
        print_error("%s\n", cw_text_string(&shown));
        cw_text_free(&shown);
    }
    cw_diagnostics_free(&diagnostics);
    assert_int_equal(status, CW_OK);
    return dossier;
}
