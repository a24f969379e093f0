/* JSON written as it comes: commas, keys and escapes are seen to here. */
#ifndef COUNTERWEIGHT_BASE_JSON_H
#define COUNTERWEIGHT_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "counterweight/base/text.h"

/* A value under way: {.out = text}, which is borrowed. Failures are kept by the text. */
typedef struct cw_json {
    cw_text *out;
    bool filled; /* something stands before in the object or array being written */
} cw_json;

/* Begin and end objects and arrays. In all functions here `key` is NULL within an array and for the value
 * as a whole. An object that is not the first of its array begins a line. What is begun must be ended by
 * the caller. Thread-safe for different texts. */
void cw_json_object(cw_json *json, const char *key);
void cw_json_end_object(cw_json *json);
void cw_json_array(cw_json *json, const char *key);
void cw_json_end_array(cw_json *json);

/* Append a value: words as by cw_text_append_json() (NULL: null), a number as by cw_text_append_exact()
 * (NaN and infinities: null), a whole number, true or false. */
void cw_json_words(cw_json *json, const char *key, const char *words);
void cw_json_number(cw_json *json, const char *key, double value);
void cw_json_whole(cw_json *json, const char *key, uint64_t value);
void cw_json_flag(cw_json *json, const char *key, bool value);

#endif
