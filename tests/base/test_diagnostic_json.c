#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/base/diagnostic.h"

static void assert_json(const cw_diagnostics *diagnostics, const char *expected)
{
    cw_text text;
    cw_text_init(&text, diagnostics->arena.context);
    cw_diagnostics_write_json(diagnostics, &text);
    assert_string_equal(cw_text_string(&text), expected);
    cw_text_free(&text);
}

static void nothing(void **state)
{
    (void)state;
    cw_context context;
    cw_diagnostics diagnostics;
    cw_context_init(&context);
    cw_diagnostics_init(&diagnostics, &context);
    assert_json(&diagnostics, "{\"errors\": 0, \"warnings\": 0, \"diagnostics\": []}\n");
    cw_diagnostics_free(&diagnostics);
}

static void findings(void **state)
{
    (void)state;
    cw_context context;
    cw_diagnostics diagnostics;
    cw_context_init(&context);
    cw_diagnostics_init(&diagnostics, &context);
    cw_place place = {.file = "a\"b.yaml", .line = 6, .column = 5, .width = 3};
    cw_diagnostics_add(&diagnostics, CW_SEVERITY_ERROR, place, "say <x>", "is '\x1B'");
    cw_diagnostics_add(&diagnostics, CW_SEVERITY_WARNING, (cw_place){.file = "c"}, NULL, "hm");
    assert_json(&diagnostics,
                "{\"errors\": 1, \"warnings\": 1, \"diagnostics\": ["
                "{\"file\": \"a\\\"b.yaml\", \"line\": 6, \"column\": 5, \"width\": 3, "
                "\"severity\": \"error\", \"message\": \"is '\\u001b'\", "
                "\"remedy\": \"say \\u003cx\\u003e\"}, "
                "{\"file\": \"c\", \"line\": 0, \"column\": 0, \"width\": 1, "
                "\"severity\": \"warning\", \"message\": \"hm\", \"remedy\": null}]}\n");
    cw_diagnostics_free(&diagnostics);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing),
        cmocka_unit_test(findings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
