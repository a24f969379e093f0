#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/base/number.h"

static cw_status parse(cw_date *out, const char *text)
{
    return cw_date_parse(out, text, strlen(text));
}

static void assert_formats(cw_date date, const char *expected)
{
    char text[CW_DATE_TEXT_BYTES];
    cw_date_format(text, date);
    assert_string_equal(text, expected);
}

static void known_days(void **state)
{
    (void)state;
    assert_int_equal(cw_date_from_calendar(1970, 1, 1), 0);
    assert_int_equal(cw_date_from_calendar(1969, 12, 31), -1);
    assert_int_equal(cw_date_from_calendar(2000, 3, 1), 11017);
    assert_int_equal(cw_date_from_calendar(2022, 5, 24), 19136);
    assert_int_equal(cw_date_from_calendar(1, 1, 1), -719162);
    assert_int_equal(cw_date_from_calendar(9999, 12, 31), 2932896);
}

static int days_of_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 ? is_leap : 0);
}

/* Day by day by the rule one learns at school, through a whole cycle of the calendar and more. */
static void every_day_of_a_cycle_follows_the_day_before(void **state)
{
    (void)state;
    cw_date expected = cw_date_from_calendar(1799, 1, 1);
    for (int year = 1799; year <= 2201; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= days_of_month(year, month); day++) {
                cw_date date = cw_date_from_calendar(year, month, day);
                assert_int_equal(date, expected++);
                assert_int_equal(cw_date_year(date), year);
                char text[CW_DATE_TEXT_BYTES];
                cw_date_format(text, date);
                cw_date again;
                assert_int_equal(parse(&again, text), CW_OK);
                assert_int_equal(again, date);
            }
}

static void the_calendar_repeats_after_400_years(void **state)
{
    (void)state;
    for (int year = 1; year <= 9599; year += 7)
        assert_int_equal(
            cw_date_from_calendar(year + 400, 2, 28) - cw_date_from_calendar(year, 2, 28), 146097);
}

static void missing_parts_are_the_first(void **state)
{
    (void)state;
    cw_date date;
    assert_int_equal(parse(&date, "2006"), CW_OK);
    assert_formats(date, "2006-01-01");
    assert_int_equal(parse(&date, "2022-05"), CW_OK);
    assert_formats(date, "2022-05-01");
    assert_int_equal(parse(&date, "0001"), CW_OK);
    assert_formats(date, "0001-01-01");
    assert_int_equal(cw_date_parse(&date, "2022-05-24T12:00", 10), CW_OK);
    assert_formats(date, "2022-05-24");
}

static void leap_days(void **state)
{
    (void)state;
    cw_date date;
    assert_int_equal(parse(&date, "2000-02-29"), CW_OK);
    assert_int_equal(parse(&date, "2024-02-29"), CW_OK);
    assert_int_equal(parse(&date, "1900-02-29"), CW_ERROR_INPUT);
    assert_int_equal(parse(&date, "2023-02-29"), CW_ERROR_INPUT);
}

static void refuses_all_else(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",           "20",         "202",         "20222",       "2022-",
        "2022-5",     "2022-13",    "2022-00",     "2022-05-00",  "2022-05-32",
        "2022-02-30", "2022-04-31", "2022-5-24",   "2022-05-2",   "2022/05/24",
        "2022-05/24", "24-05-2022", "2022-05-24 ", " 2022-05-24", "+022-05-24",
        "-022",       "0000",       "0000-01-01",  "20a2",        "2022-0a",
        "2022-05-2a", "2022-05--1",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cw_date date = 42;
        if (parse(&date, wrong[i]) != CW_ERROR_INPUT || date != 42)
            fail_msg("'%s' was taken for a date", wrong[i]);
    }
}

static void open_ends_are_dots(void **state)
{
    (void)state;
    assert_formats(CW_DATE_OPEN_START, "..");
    assert_formats(CW_DATE_OPEN_END, "..");
    assert_formats(cw_date_from_calendar(9999, 12, 31), "9999-12-31");
    assert_formats(cw_date_from_calendar(9999, 12, 31) + 1, "..");
    assert_formats(cw_date_from_calendar(1, 1, 1) - 1, "..");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days),
        cmocka_unit_test(every_day_of_a_cycle_follows_the_day_before),
        cmocka_unit_test(the_calendar_repeats_after_400_years),
        cmocka_unit_test(missing_parts_are_the_first),
        cmocka_unit_test(leap_days),
        cmocka_unit_test(refuses_all_else),
        cmocka_unit_test(open_ends_are_dots),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
