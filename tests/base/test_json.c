/* JSON as it is written, piece by piece. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "counterweight/base/json.h"

static cw_context context;

static void values_keys_and_commas(void **state)
{
    (void)state;
    cw_text out;
    cw_text_init(&out, &context);
    cw_json json = {.out = &out};
    cw_json_object(&json, NULL);
    cw_json_words(&json, "a \"word\"", "<b>\n");
    cw_json_words(&json, "none", NULL);
    cw_json_number(&json, "tenth", 0.1);
    cw_json_number(&json, "unknown", NAN);
    cw_json_number(&json, "endless", INFINITY);
    cw_json_whole(&json, "most", UINT64_MAX);
    cw_json_flag(&json, "yes", true);
    cw_json_flag(&json, "no", false);
    cw_json_end_object(&json);
    assert_string_equal(cw_text_string(&out),
                        "{\"a \\\"word\\\"\": \"\\u003cb\\u003e\\n\", \"none\": null, "
                        "\"tenth\": 0.10000000000000001, \"unknown\": null, \"endless\": null, "
                        "\"most\": 18446744073709551615, \"yes\": true, \"no\": false}");
    cw_text_free(&out);
}

static void lists_inside_lists(void **state)
{
    (void)state;
    cw_text out;
    cw_text_init(&out, &context);
    cw_json json = {.out = &out};
    cw_json_array(&json, NULL);
    cw_json_array(&json, NULL);
    cw_json_end_array(&json);
    cw_json_whole(&json, NULL, 0);
    cw_json_object(&json, NULL);
    cw_json_array(&json, "list");
    cw_json_whole(&json, NULL, 1);
    cw_json_whole(&json, NULL, 2);
    cw_json_end_array(&json);
    cw_json_object(&json, "empty");
    cw_json_end_object(&json);
    cw_json_flag(&json, "last", true);
    cw_json_end_object(&json);
    cw_json_end_array(&json);
    assert_string_equal(cw_text_string(&out),
                        "[[], 0,\n{\"list\": [1, 2], \"empty\": {}, \"last\": true}]");
    cw_text_free(&out);
}

int main(void)
{
    cw_context_init(&context);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_keys_and_commas),
        cmocka_unit_test(lists_inside_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
