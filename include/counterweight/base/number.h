/* Numbers and dates as people write them, read the same in every locale. */
#ifndef COUNTERWEIGHT_BASE_NUMBER_H
#define COUNTERWEIGHT_BASE_NUMBER_H

#include <stddef.h>
#include <stdint.h>

#include "counterweight/base/status.h"

/* Reads a decimal number, the whole of `text` and nothing else: [+-]digits[.digits][e[+-]digits],
 * a digit on at least one side of the point. Correctly rounded. No hexadecimal, no "inf", no "nan",
 * no blanks, no thousands separators. On success *out; else *out is untouched and the status is
 * CW_ERROR_INPUT (not a number) or CW_ERROR_LIMIT (its size exceeds a double; what is too small for
 * one is rounded, to zero in the end). Any length is read exactly. Thread-safe. */
cw_status cw_number_parse(double *out, const char *text, size_t length);

/* Reads a whole number from 0 to 2^64 - 1, digits only. Errors as cw_number_parse(). */
cw_status cw_integer_parse(uint64_t *out, const char *text, size_t length);

/* A day, counted from 1970-01-01 (day 0) in the proleptic Gregorian calendar. */
typedef int32_t cw_date;
#define CW_DATE_OPEN_START INT32_MIN /* since ever */
#define CW_DATE_OPEN_END INT32_MAX   /* until further notice */

/* The day of a calendar date; year 1 to 9999, month 1 to 12, day 1 to 31. A day that the month
 * lacks is counted on into the next. Thread-safe. */
cw_date cw_date_from_calendar(int year, int month, int day);

/* Reads YYYY, YYYY-MM or YYYY-MM-DD (ISO 8601); what is missing is the first: 2006 is 2006-01-01.
 * CW_ERROR_INPUT for anything else, 30 February included; *out is then untouched. Thread-safe. */
cw_status cw_date_parse(cw_date *out, const char *text, size_t length);

/* The calendar year of a day. Thread-safe. */
int cw_date_year(cw_date date);

/* Writes YYYY-MM-DD and a NUL; the open ends, and all outside the years 1 to 9999, are written
 * "..". Thread-safe. */
#define CW_DATE_TEXT_BYTES 12
void cw_date_format(char out[CW_DATE_TEXT_BYTES], cw_date date);

#endif
