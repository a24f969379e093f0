/* A capsule holds what the figures hang on: all of it, and nothing that is not a capsule passes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "capsule/forget_words.h"
#include "capsule/pen.h"
#include "counterweight/brief.h"
#include "counterweight/capsule.h"
#include "support/failing_allocator.h"
#include "support/read_dossier.h"

#define SMALL "brief/small.yaml"

static cw_dossier *read_file(cw_context *context, const char *path)
{
    cw_diagnostics diagnostics;
    cw_dossier *dossier = NULL;
    cw_diagnostics_init(&diagnostics, context);
    assert_int_equal(cw_dossier_read(&dossier, context, &diagnostics, path), CW_OK);
    cw_diagnostics_free(&diagnostics);
    return dossier;
}

static void tell_figures(cw_text *out, cw_context *context, const cw_dossier *dossier)
{
    cw_study *study = NULL;
    cw_study_options options = CW_STUDY_OPTIONS_INIT;
    options.draws = 100;
    options.threads = 1;
    assert_int_equal(cw_study_run(&study, context, dossier, &options), CW_OK);
    cw_text_init(out, context);
    assert_int_equal(cw_brief_write_json(out, study), CW_OK);
    cw_study_free(study);
}

static void same_figures(const char *path)
{
    cw_context context;
    cw_context_init(&context);
    cw_dossier *dossier = read_file(&context, path);
    cw_dossier *unfolded = NULL;
    unsigned char *bytes = NULL;
    unsigned char *again = NULL;
    size_t length = 0;
    size_t length_again = 0;
    assert_int_equal(cw_capsule_fold(&bytes, &length, &context, dossier), CW_OK);
    assert_int_equal(cw_capsule_unfold(&unfolded, &context, bytes, length), CW_OK);
    assert_int_equal(cw_capsule_fold(&again, &length_again, &context, unfolded), CW_OK);
    assert_int_equal(length, length_again);
    assert_memory_equal(bytes, again, length);

    cw_text expected;
    cw_text found;
    forget_words(dossier);
    tell_figures(&expected, &context, dossier);
    tell_figures(&found, &context, unfolded);
    assert_string_equal(cw_text_string(&found), cw_text_string(&expected));
    cw_text_free(&expected);
    cw_text_free(&found);
    cw_release(&context, bytes);
    cw_release(&context, again);
    cw_dossier_free(unfolded);
    cw_dossier_free(dossier);
}

/* Every dossier that ships, whose paths stand in CW_TEST_DOSSIERS, separated by colons. */
static void every_dossier_gives_the_same_figures(void **state)
{
    (void)state;
    const char *path = getenv("CW_TEST_DOSSIERS");
    if (path == NULL)
        path = SMALL;
    while (*path != '\0') {
        char one[1024] = {0};
        size_t length = strcspn(path, ":");
        assert_true(length > 0 && length < sizeof one);
        memcpy(one, path, length);
        same_figures(one);
        path += length + (path[length] == ':' ? 1 : 0);
    }
}

/* The capsule of a small dossier with every kind of entry; the caller frees it. */
static unsigned char *fold_small(cw_context *context, size_t *length)
{
    cw_dossier *dossier = read_file(context, SMALL);
    unsigned char *bytes = NULL;
    assert_int_equal(cw_capsule_fold(&bytes, length, context, dossier), CW_OK);
    cw_dossier_free(dossier);
    return bytes;
}

static void a_part_of_a_capsule_is_refused(void **state)
{
    (void)state;
    cw_context context;
    size_t length;
    cw_context_init(&context);
    unsigned char *bytes = fold_small(&context, &length);
    for (size_t part = 0; part < length; part++) {
        cw_dossier *untouched = NULL;
        /* In a block of its own, so that reading beyond it is seen. */
        unsigned char *copy = cw_allocate(&context, part, 1);
        memcpy(copy, bytes, part);
        assert_int_equal(cw_capsule_unfold(&untouched, &context, copy, part), CW_ERROR_INPUT);
        assert_null(untouched);
        cw_release(&context, copy);
    }
    unsigned char *longer = cw_allocate(&context, length + 1, 1);
    memcpy(longer, bytes, length);
    cw_dossier *untouched = NULL;
    assert_int_equal(cw_capsule_unfold(&untouched, &context, longer, length + 1), CW_ERROR_INPUT);
    cw_release(&context, longer);
    cw_release(&context, bytes);
}

/* Any byte may be any other: the capsule is refused, or it is the capsule of some dossier. */
static void a_damaged_capsule_is_refused_or_sound(void **state)
{
    (void)state;
    cw_context context;
    size_t length;
    size_t refused = 0;
    cw_context_init(&context);
    unsigned char *bytes = fold_small(&context, &length);
    for (size_t at = 0; at < length; at++) {
        cw_dossier *dossier = NULL;
        bytes[at] ^= 0xff;
        cw_status status = cw_capsule_unfold(&dossier, &context, bytes, length);
        bytes[at] ^= 0xff;
        assert_true((status == CW_OK) == (dossier != NULL));
        assert_true(status == CW_OK || status == CW_ERROR_INPUT);
        refused += status != CW_OK;
        cw_dossier_free(dossier);
    }
    assert_true(refused > length / 4);
    cw_release(&context, bytes);
}

static void another_version_is_refused(void **state)
{
    (void)state;
    cw_context context;
    size_t length;
    cw_dossier *untouched = NULL;
    cw_context_init(&context);
    unsigned char *bytes = fold_small(&context, &length);
    assert_memory_equal(bytes, "CWcp\x01\x00\x00\x00", 8);
    bytes[4] = CW_CAPSULE_VERSION + 1;
    assert_int_equal(cw_capsule_unfold(&untouched, &context, bytes, length), CW_ERROR_INPUT);
    cw_release(&context, bytes);
}

typedef struct cw_folded {
    const unsigned char *bytes;
    size_t length;
} cw_folded;

static cw_status unfold_and_fold(cw_context *context, void *payload)
{
    const cw_folded *folded = payload;
    cw_dossier *dossier = NULL;
    unsigned char *bytes = NULL;
    size_t length = 0;
    cw_status status = cw_capsule_unfold(&dossier, context, folded->bytes, folded->length);
    assert_true((status == CW_OK) == (dossier != NULL));
    if (status == CW_OK)
        status = cw_capsule_fold(&bytes, &length, context, dossier);
    cw_release(context, bytes);
    cw_dossier_free(dossier);
    return status;
}

/* What does not fit a capsule's lengths and places of 32 bits. */
static void numbers_beyond_32_bits(void **state)
{
    (void)state;
    size_t place = UINT32_MAX;
    cw_pen pen = {.direction = CW_PEN_MEASURES};
    assert_int_equal(cw_pen_count(&pen, UINT32_MAX - 1), UINT32_MAX - 1);
    assert_int_equal(cw_pen_count(&pen, UINT32_MAX), 0);
    assert_int_equal(pen.status, CW_ERROR_LIMIT);
    pen = (cw_pen){.direction = CW_PEN_MEASURES};
    cw_pen_place_or_none(&pen, &place, CW_NONE);
    assert_int_equal(pen.status, CW_ERROR_LIMIT);
}

/* Rules and conditions that nest deeper than the reader of the capsule may go. */
static void nesting_is_limited(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "forums: {f: {name: F, members: [{state: A}], rule: {all: [{any: [consensus]}]}}}\n",
        "forums: {f: {name: F, members: [{state: A}], rule: consensus}}\n"
        "facts: {x: {text: x, holds: true}}\n"
        "operations: {o: {title: o, forum: f, deploy: {all: [{any: [{fact: x}]}]}}}\n",
    };
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        cw_context context;
        cw_text text;
        unsigned char *bytes = NULL;
        size_t length = 0;
        cw_context_init(&context);
        cw_text_init(&text, &context);
        cw_text_append_format(&text,
                              "counterweight: 1\ntitle: t\nas_of: 2022-05-24\n"
                              "states: {A: {name: A, capability: 1}}\n%s",
                              texts[k]);
        cw_dossier *dossier = read_dossier(&context, cw_text_string(&text));
        context.limits.nesting = 2;
        assert_int_equal(cw_capsule_fold(&bytes, &length, &context, dossier), CW_ERROR_LIMIT);
        assert_true(bytes == NULL && length == 0);
        context.limits.nesting = 3;
        assert_int_equal(cw_capsule_fold(&bytes, &length, &context, dossier), CW_OK);
        cw_release(&context, bytes);
        cw_text_free(&text);
        cw_dossier_free(dossier);
    }
}

/* More than one of what the dossiers that ship have one of at most. */
static void several_of_each(void **state)
{
    (void)state;
    cw_context context;
    cw_dossier *unfolded = NULL;
    unsigned char *bytes = NULL;
    size_t length = 0;
    cw_context_init(&context);
    cw_dossier *dossier = read_dossier(
        &context, "counterweight: 1\ntitle: t\nas_of: 2022-05-24\n"
                  "states: {A: {name: A, capability: 1}, B: {name: B, capability: 2}}\n"
                  "forums: {f: {name: F, members: [{states: [A, B]}], rule: consensus}}\n"
                  "facts: {x: {text: x, holds: true}, y: {text: y, holds: false}}\n"
                  "conflicts: {c: {name: C, parties: [A]}, d: {name: D, parties: [A, B]}}\n"
                  "operations:\n"
                  "  o: {title: o, forum: f, deploy: {party_to: c}}\n"
                  "  p: {title: p, forum: f, lead: {not: {party_to: d}}}\n");
    assert_int_equal(cw_capsule_fold(&bytes, &length, &context, dossier), CW_OK);
    assert_int_equal(cw_capsule_unfold(&unfolded, &context, bytes, length), CW_OK);
    assert_int_equal(unfolded->conflict_count, 2);
    assert_string_equal(unfolded->conflicts[0].id, "c");
    assert_string_equal(unfolded->conflicts[1].id, "d");
    assert_int_equal(unfolded->conflicts[1].party_count, 2);
    assert_int_equal(unfolded->conflicts[1].parties[1], 1);
    assert_int_equal(unfolded->operations[1].lead.children[0].conflict, 1);
    assert_int_equal(unfolded->facts[1].holds, CW_FALSE);
    cw_release(&context, bytes);
    cw_dossier_free(unfolded);
    cw_dossier_free(dossier);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    cw_context context;
    cw_folded folded;
    cw_context_init(&context);
    unsigned char *bytes = fold_small(&context, &folded.length);
    folded.bytes = bytes;
    assert_true(cw_sweep_allocations(unfold_and_fold, &folded, CW_SWEEP_MUST_REPORT) > 2);
    cw_release(&context, bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_dossier_gives_the_same_figures),
        cmocka_unit_test(a_part_of_a_capsule_is_refused),
        cmocka_unit_test(a_damaged_capsule_is_refused_or_sound),
        cmocka_unit_test(another_version_is_refused),
        cmocka_unit_test(numbers_beyond_32_bits),
        cmocka_unit_test(nesting_is_limited),
        cmocka_unit_test(several_of_each),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
