/* CSV: fields, places, and every way in which a table can be wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "counterweight/table.h"
#include "dossier/findings.h"

typedef struct fixture {
    cw_context context;
    cw_diagnostics diagnostics;
    cw_table *table;
} fixture;

static int set_up(void **state)
{
    static fixture self;
    cw_context_init(&self.context);
    cw_diagnostics_init(&self.diagnostics, &self.context);
    self.table = NULL;
    *state = &self;
    return 0;
}

static int tear_down(void **state)
{
    fixture *self = *state;
    cw_table_free(self->table);
    cw_diagnostics_free(&self->diagnostics);
    return 0;
}

static cw_status parse_with(fixture *self, const char *text, char delimiter)
{
    return cw_table_parse(&self->table, &self->context, &self->diagnostics, "test.csv", text,
                          strlen(text), delimiter);
}

static void expect_cell(const fixture *self, size_t row, size_t column, const char *text,
                        size_t line, size_t at)
{
    const cw_table_cell *cell = cw_table_at(self->table, row, column);
    assert_string_equal(cell->text, text);
    assert_int_equal(cell->length, strlen(text));
    assert_int_equal(cell->place.line, line);
    assert_int_equal(cell->place.column, at);
    assert_string_equal(cell->place.file, "test.csv");
}

/* Parses what is wrong; nothing comes out but the findings. */
static void expect_mistakes(fixture *self, const char *text, const char *expected)
{
    assert_int_equal(parse_with(self, text, ','), CW_ERROR_INPUT);
    assert_null(self->table);
    cw_text findings;
    cw_text_init(&findings, &self->context);
    append_findings(&self->diagnostics, &findings);
    assert_string_equal(cw_text_string(&findings), expected);
    cw_text_free(&findings);
    cw_diagnostics_free(&self->diagnostics);
}

static void test_fields_know_their_places(void **state)
{
    fixture *self = *state;
    assert_int_equal(parse_with(self,
                                "name,weight\n"
                                "France, 29 \n"
                                "\n"
                                "\"Korea, \"\"South\"\"\",\"1\n2\"\n"
                                "\xC3\x85land,\n",
                                ','),
                     CW_OK);
    assert_int_equal(self->table->column_count, 2);
    assert_int_equal(self->table->row_count, 3);
    assert_string_equal(self->table->heading[1].text, "weight");
    assert_int_equal(self->table->heading[1].place.column, 6);
    expect_cell(self, 0, 0, "France", 2, 1);
    expect_cell(self, 0, 1, "29", 2, 9);
    expect_cell(self, 1, 0, "Korea, \"South\"", 4, 1);
    expect_cell(self, 1, 1, "1\n2", 4, 20);
    expect_cell(self, 2, 0, "\xC3\x85land", 6, 1);
    expect_cell(self, 2, 1, "", 6, 7);
    assert_int_equal(self->diagnostics.count, 0);
}

static void test_byte_order_mark_and_crlf_are_accepted(void **state)
{
    fixture *self = *state;
    assert_int_equal(parse_with(self, "\xEF\xBB\xBFname,weight\r\nA,1\r\nB,2", ','), CW_OK);
    assert_string_equal(self->table->heading[0].text, "name");
    assert_int_equal(self->table->heading[0].place.column, 1);
    expect_cell(self, 1, 0, "B", 3, 1);
    expect_cell(self, 1, 1, "2", 3, 3);
}

static void test_other_delimiters(void **state)
{
    fixture *self = *state;
    assert_int_equal(parse_with(self, "name;weight\nA,B;1,5\n", ';'), CW_OK);
    expect_cell(self, 0, 0, "A,B", 2, 1);
    expect_cell(self, 0, 1, "1,5", 2, 5);
    cw_table_free(self->table);
    self->table = NULL;
    assert_int_equal(parse_with(self, "name\tweight\nA B\t1\n", '\t'), CW_OK);
    expect_cell(self, 0, 0, "A B", 2, 1);
    expect_cell(self, 0, 1, "1", 2, 5);
}

static void test_what_cannot_delimit_is_refused(void **state)
{
    fixture *self = *state;
    const char bad[] = {'\0', '"', ' ', '\r', '\n', '\x80'};
    for (size_t i = 0; i < sizeof bad; i++) {
        assert_int_equal(parse_with(self, "a,b\n", bad[i]), CW_ERROR_USAGE);
        assert_null(self->table);
    }
}

static void test_ragged_rows(void **state)
{
    expect_mistakes(*state, "a,b\n1\n1,2\n1,2,3\n",
                    "2:1: error: this row has 1 field, the heading has 2; put a field that has a "
                    "delimiter in it into quotes\n"
                    "4:1: error: this row has 3 fields, the heading has 2; put a field that has a "
                    "delimiter in it into quotes\n");
}

static void test_headings(void **state)
{
    expect_mistakes(*state, "a,,b,a\n1,2,3,4\n",
                    "1:3: error: this column has no name\n"
                    "1:6: error: another column has this name\n");
    expect_mistakes(*state, "", "0:0: error: the table is empty\n");
    expect_mistakes(*state, "\n\n", "0:0: error: the table is empty\n");
}

static void test_quotes_out_of_place(void **state)
{
    expect_mistakes(*state, "a,b\n1,x\"y\n",
                    "2:4: error: found a quote in the middle of a field, or text after its end\n");
    expect_mistakes(*state, "a,b\n1,\"x\"y\n",
                    "2:6: error: found a quote in the middle of a field, or text after its end\n");
    expect_mistakes(*state, "a,b\n1,\"x\n2,y\n",
                    "2:3: error: the text begun with this quote is never closed\n");
}

static void test_bytes_that_are_no_text(void **state)
{
    expect_mistakes(*state, "a,b\n1,\xE9\n",
                    "2:3: error: this is not UTF-8 text: found the byte "
                    "0xE9; save the file as UTF-8\n");
    expect_mistakes(*state, "a,b\n1,\x1B\n",
                    "2:3: error: found a control character (U+001B); delete it\n");
}

static void test_limits(void **state)
{
    fixture *self = *state;
    self->context.limits.items = 2;
    self->context.limits.word_bytes = 3;
    assert_int_equal(parse_with(self, "a\n123\n2\n", ','), CW_OK);
    assert_int_equal(self->table->row_count, 2);
    cw_table_free(self->table);
    self->table = NULL;
    expect_mistakes(self, "a\n1\n2\n3\n4\n", "4:1: error: too many rows\n");
    expect_mistakes(self, "a\n1234\n5\n", "2:1: error: this field is too long\n");
}

static void test_too_many_columns(void **state)
{
    fixture *self = *state;
    cw_text text;
    cw_text_init(&text, &self->context);
    for (size_t i = 1; i <= 4096; i++) {
        cw_text_append_format(&text, "%sc%zu", i > 1 ? "," : "", i);
    }
    assert_int_equal(parse_with(self, cw_text_string(&text), ','), CW_OK);
    assert_int_equal(self->table->column_count, 4096);
    cw_table_free(self->table);
    self->table = NULL;
    cw_text_append(&text, ",more");
    expect_mistakes(self, cw_text_string(&text), "1:1: error: too many columns\n");
    cw_text_free(&text);
}

static void test_columns_and_numbers(void **state)
{
    fixture *self = *state;
    assert_int_equal(parse_with(self, "name,weight\nA,2.5\nB,many\nC,\n", ','), CW_OK);
    assert_int_equal(cw_table_find_column(self->table, "weight"), 1);
    assert_true(cw_table_find_column(self->table, "Weight") == CW_NONE);
    double number = -1;
    assert_int_equal(cw_table_number(&number, &self->diagnostics, self->table, 0, 1), CW_OK);
    assert_true(number == 2.5);
    number = -1;
    assert_int_equal(cw_table_number(&number, &self->diagnostics, self->table, 1, 1),
                     CW_ERROR_INPUT);
    assert_int_equal(cw_table_number(&number, &self->diagnostics, self->table, 2, 1),
                     CW_ERROR_INPUT);
    assert_true(number == -1);
    assert_string_equal(self->diagnostics.items[0].message,
                        "'weight' must be a number, not 'many'");
    assert_int_equal(self->diagnostics.items[0].place.line, 3);
    assert_string_equal(self->diagnostics.items[1].message, "'weight' must be a number, not ''");
}

/* What was meant, where something is near; else what there should be. */
static void test_missing_columns(void **state)
{
    fixture *self = *state;
    assert_int_equal(parse_with(self, "name,weight\nA,2.5\n", ','), CW_OK);
    cw_table_miss_column(&self->diagnostics, self->table, "wieght", "a table has two");
    cw_table_miss_column(&self->diagnostics, self->table, "colour", "a table has two");
    assert_int_equal(self->diagnostics.errors, 2);
    assert_string_equal(self->diagnostics.items[0].message,
                        "the table has no column 'wieght'; is 'weight' meant to be it?");
    assert_string_equal(self->diagnostics.items[1].message,
                        "the table has no column 'colour'; a table has two");
    assert_int_equal(self->diagnostics.items[1].place.line, 1);
}

static void test_missing_file(void **state)
{
    fixture *self = *state;
    cw_status status = cw_table_read(&self->table, &self->context, &self->diagnostics,
                                     "dossier/mistakes/nowhere.csv", ',');
    assert_int_equal(status, CW_ERROR_IO);
    assert_null(self->table);
    assert_int_equal(self->diagnostics.errors, 1);
}

static void test_freeing_nothing_is_allowed(void **state)
{
    (void)state;
    cw_table_free(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_fields_know_their_places),
        TEST(test_byte_order_mark_and_crlf_are_accepted),
        TEST(test_other_delimiters),
        TEST(test_what_cannot_delimit_is_refused),
        TEST(test_ragged_rows),
        TEST(test_headings),
        TEST(test_quotes_out_of_place),
        TEST(test_bytes_that_are_no_text),
        TEST(test_limits),
        TEST(test_too_many_columns),
        TEST(test_columns_and_numbers),
        TEST(test_missing_columns),
        TEST(test_missing_file),
        TEST(test_freeing_nothing_is_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
