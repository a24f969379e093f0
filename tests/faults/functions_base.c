#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "faults/functions.h"

static cw_status allocate(cw_context *context, void *payload)
{
    (void)payload;
    void *block = cw_allocate(context, 3, 5);
    cw_release(context, block);
    return block != NULL ? CW_OK : CW_ERROR_MEMORY;
}

static cw_status resize(cw_context *context, void *payload)
{
    (void)payload;
    void *block = cw_resize(context, NULL, 3, 5);
    void *larger = block != NULL ? cw_resize(context, block, 300, 5) : NULL;
    cw_release(context, larger != NULL ? larger : block);
    return larger != NULL ? CW_OK : CW_ERROR_MEMORY;
}

static cw_status arena_allocate(cw_context *context, void *payload)
{
    cw_arena arena;
    bool all = true;
    (void)payload;
    cw_arena_init(&arena, context);
    for (size_t k = 0; k < 4; k++)
        all = cw_arena_allocate(&arena, 1000, 7) != NULL && all;
    cw_arena_free(&arena);
    return all ? CW_OK : CW_ERROR_MEMORY;
}

static cw_status arena_copy(cw_context *context, void *payload)
{
    cw_arena arena;
    (void)payload;
    cw_arena_init(&arena, context);
    char *copy = cw_arena_copy(&arena, "words", 5);
    assert_true(copy == NULL || strcmp(copy, "words") == 0);
    cw_arena_free(&arena);
    return copy != NULL ? CW_OK : CW_ERROR_MEMORY;
}

/* Findings that cannot be kept are counted all the same. */
static cw_status diagnose(cw_context *context, void *payload)
{
    cw_diagnostics diagnostics;
    cw_text text, json;
    (void)payload;
    cw_diagnostics_init(&diagnostics, context);
    cw_diagnostics_keep_source(&diagnostics, "a", "one\ntwo\n", 8);
    for (size_t k = 0; k < 20; k++)
        cw_diagnostics_add(&diagnostics, CW_SEVERITY_ERROR, (cw_place){"a", 20 - k, 1, 1},
                           "mend it", "mistake %zu", k);
    assert_int_equal(diagnostics.errors, 20);
    assert_int_equal(diagnostics.count + diagnostics.dropped, 20);
    cw_diagnostics_sort(&diagnostics);
    cw_text_init(&text, context);
    cw_text_init(&json, context);
    cw_diagnostics_write_text(&diagnostics, &text, true);
    cw_diagnostics_write_json(&diagnostics, &json);
    cw_text_inherit(&text, &json);
    cw_status status = text.status;
    cw_text_free(&json);
    cw_text_free(&text);
    cw_diagnostics_free(&diagnostics);
    return status;
}

/* The error counts and has its status, whether or not there was memory to keep it. */
static cw_status refuse_new(cw_context *context, void *payload)
{
    cw_diagnostics diagnostics;
    (void)payload;
    cw_diagnostics_init(&diagnostics, context);
    assert_int_equal(cw_file_refuse_new(&diagnostics, context, "no/such/folder/file"), CW_ERROR_IO);
    assert_int_equal(diagnostics.errors, 1);
    cw_diagnostics_free(&diagnostics);
    return CW_OK;
}

static cw_status file_read(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_diagnostics diagnostics;
    cw_bytes bytes = {0};
    cw_diagnostics_init(&diagnostics, context);
    cw_status status = cw_file_read(&bytes, context, &diagnostics, things->dossier_path, 1 << 20);
    assert_true((status == CW_OK) == (bytes.data != NULL));
    cw_release(context, bytes.data);
    cw_diagnostics_free(&diagnostics);
    return status;
}

/* The new file or none. */
static cw_status file_write(cw_context *context, void *payload)
{
    const cw_things *things = payload;
    cw_diagnostics diagnostics;
    size_t before = cw_temporary_folder_count(&things->folder);
    cw_diagnostics_init(&diagnostics, context);
    cw_status status = cw_file_write(context, &diagnostics, things->new_path, "words", 5);
    bool written = unlink(things->new_path) == 0;
    assert_true(written || status != CW_OK);
    assert_int_equal(cw_temporary_folder_count(&things->folder), before);
    cw_diagnostics_free(&diagnostics);
    return status;
}

static cw_status nothing(void *payload, size_t worker, size_t chunk)
{
    (void)payload;
    (void)worker;
    (void)chunk;
    return CW_OK;
}

/* Without memory for helpers the calling thread does all the work. */
static cw_status pool_run(cw_context *context, void *payload)
{
    return cw_pool_run(context, 2, 3, nothing, payload);
}

typedef void appender(cw_text *text);

/* Long enough to make the text grow a few times. */
static cw_status append(cw_context *context, appender *function)
{
    cw_text text;
    cw_text_init(&text, context);
    for (size_t k = 0; k < 30; k++)
        function(&text);
    cw_status status = text.status;
    assert_true(status != CW_OK || text.length >= 30);
    cw_text_free(&text);
    return status;
}

#define APPENDING(name, call)                                                                      \
    static void append_##name(cw_text *text)                                                       \
    {                                                                                              \
        call;                                                                                      \
    }                                                                                              \
    static cw_status name(cw_context *context, void *payload)                                      \
    {                                                                                              \
        (void)payload;                                                                             \
        return append(context, append_##name);                                                     \
    }
APPENDING(words, cw_text_append(text, "some words"))
APPENDING(bytes, cw_text_append_bytes(text, "bytes", 5))
APPENDING(repeated, cw_text_append_repeated(text, '-', 9))
APPENDING(format, cw_text_append_format(text, "%d of %d", 1, 2))
APPENDING(fixed, cw_text_append_fixed(text, 1.25, 2))
APPENDING(exact, cw_text_append_exact(text, 0.1))
APPENDING(json, cw_text_append_json(text, "a\"<b>"))
APPENDING(html, cw_text_append_html(text, "a<b>"))
APPENDING(csv, cw_text_append_csv(text, "a,b"))
APPENDING(printable, cw_text_append_printable(text, "a\033[1m"))

const cw_function_row cw_base_rows[] = {
    CW_MUST_REPORT(cw_allocate, allocate),
    CW_MUST_REPORT(cw_resize, resize),
    CW_MUST_REPORT(cw_arena_allocate, arena_allocate),
    CW_MUST_REPORT(cw_arena_copy, arena_copy),
    CW_MAY_COPE(cw_diagnostics_keep_source, diagnose),
    CW_MAY_COPE(cw_diagnostics_add, diagnose),
    CW_MAY_COPE(cw_diagnostics_write_text, diagnose),
    CW_MAY_COPE(cw_diagnostics_write_json, diagnose),
    CW_MAY_COPE(cw_file_refuse_new, refuse_new),
    CW_MUST_REPORT(cw_file_read, file_read),
    CW_MUST_REPORT(cw_file_write, file_write),
    CW_MAY_COPE(cw_pool_run, pool_run),
    CW_MUST_REPORT(cw_text_append, words),
    CW_MUST_REPORT(cw_text_append_bytes, bytes),
    CW_MUST_REPORT(cw_text_append_repeated, repeated),
    CW_MUST_REPORT(cw_text_append_format, format),
    CW_MUST_REPORT(cw_text_append_fixed, fixed),
    CW_MUST_REPORT(cw_text_append_exact, exact),
    CW_MUST_REPORT(cw_text_append_json, json),
    CW_MUST_REPORT(cw_text_append_html, html),
    CW_MUST_REPORT(cw_text_append_csv, csv),
    CW_MUST_REPORT(cw_text_append_printable, printable),
};
const size_t cw_base_row_count = sizeof cw_base_rows / sizeof *cw_base_rows;
