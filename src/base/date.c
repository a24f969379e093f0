#include <stdbool.h>
#include <string.h>

#include "counterweight/base/number.h"

/* The calendar repeats after 400 years. Years are taken to begin in March, so that the leap day is
 * their last. See Richards (2013), "Calendars", in the Explanatory Supplement to the Astronomical
 * Almanac, 3rd ed., section 15.11, for this kind of conversion. */
enum { DAYS_OF_400_YEARS = 146097, DAYS_OF_100_YEARS = 36524, DAYS_OF_4_YEARS = 1461 };

/* From 1 March of year 0 to 1 January 1970. */
enum { DAYS_BEFORE_1970 = 719468 };

typedef struct calendar_day {
    int year, month, day;
} calendar_day;

/* Rounds down, also for negative numbers. */
static int64_t divide_down(int64_t dividend, int64_t divisor)
{
    return dividend / divisor - (dividend % divisor < 0);
}

/* Days from 1 March to the first of a month that is `months` months later; the months from March
 * have 31, 30, 31, 30, 31 days over and over, which is 153 days for five. */
static int days_before_month(int months)
{
    return (153 * months + 2) / 5;
}

cw_date cw_date_from_calendar(int year, int month, int day)
{
    int months = (month + 9) % 12; /* since March */
    int64_t march_year = (int64_t)year - (month <= 2);
    int64_t days = march_year * 365 + divide_down(march_year, 4) - divide_down(march_year, 100) +
                   divide_down(march_year, 400);
    return (cw_date)(days + days_before_month(months) + day - 1 - DAYS_BEFORE_1970);
}

static calendar_day to_calendar(cw_date date)
{
    int64_t days = (int64_t)date + DAYS_BEFORE_1970;
    int64_t cycle = divide_down(days, DAYS_OF_400_YEARS);
    int of_cycle = (int)(days - cycle * DAYS_OF_400_YEARS);

    /* Taking out the leap days that went before leaves years of 365 days each. */
    int leap_days = of_cycle / (DAYS_OF_4_YEARS - 1) - of_cycle / DAYS_OF_100_YEARS +
                    of_cycle / (DAYS_OF_400_YEARS - 1);
    int year = (of_cycle - leap_days) / 365;
    int of_year = of_cycle - (365 * year + year / 4 - year / 100);
    int months = (5 * of_year + 2) / 153;
    int month = months < 10 ? months + 3 : months - 9;
    return (calendar_day){
        .year = (int)(cycle * 400) + year + (month <= 2),
        .month = month,
        .day = of_year - days_before_month(months) + 1,
    };
}

/* The number that `count` digits at `text` make, or -1 if they are not all digits. */
static int take_number(const char *text, size_t count)
{
    int number = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

/* Whether the calendar has this day: if not, counting the days arrives at another one. */
static bool exists(calendar_day day)
{
    if (day.year < 1 || day.month < 1 || day.month > 12 || day.day < 1)
        return false;
    calendar_day counted = to_calendar(cw_date_from_calendar(day.year, day.month, day.day));
    return counted.month == day.month && counted.day == day.day;
}

cw_status cw_date_parse(cw_date *out, const char *text, size_t length)
{
    if (length != strlen("YYYY") && length != strlen("YYYY-MM") && length != strlen("YYYY-MM-DD"))
        return CW_ERROR_INPUT;
    calendar_day day = {.year = take_number(text, 4), .month = 1, .day = 1};
    if (length > 4)
        day.month = text[4] == '-' ? take_number(text + 5, 2) : -1;
    if (length > 7)
        day.day = text[7] == '-' ? take_number(text + 8, 2) : -1;
    if (!exists(day))
        return CW_ERROR_INPUT;
    *out = cw_date_from_calendar(day.year, day.month, day.day);
    return CW_OK;
}

int cw_date_year(cw_date date)
{
    return to_calendar(date).year;
}

static void write_number(char *out, int number, size_t digits)
{
    for (; digits > 0; number /= 10)
        out[--digits] = (char)('0' + number % 10);
}

void cw_date_format(char out[CW_DATE_TEXT_BYTES], cw_date date)
{
    calendar_day day = to_calendar(date);
    if (day.year < 1 || day.year > 9999) {
        memcpy(out, "..", sizeof "..");
        return;
    }
    memcpy(out, "YYYY-MM-DD", sizeof "YYYY-MM-DD");
    write_number(out, day.year, 4);
    write_number(out + 5, day.month, 2);
    write_number(out + 8, day.day, 2);
}
