#include "counterweight/base/json.h"

/* What comes before a value: a comma where one is due, the key. */
static void before(cw_json *json, const char *key)
{
    if (json->filled)
        cw_text_append(json->out, ", ");
    if (key != NULL) {
        cw_text_append_json(json->out, key);
        cw_text_append(json->out, ": ");
    }
    json->filled = true;
}

void cw_json_object(cw_json *json, const char *key)
{
    /* a line for each entry of a list: differences between two briefs then show line by line */
    if (key == NULL && json->filled) {
        cw_text_append(json->out, ",\n");
        json->filled = false;
    }
    before(json, key);
    cw_text_append(json->out, "{");
    json->filled = false;
}

void cw_json_end_object(cw_json *json)
{
    cw_text_append(json->out, "}");
    json->filled = true;
}

void cw_json_array(cw_json *json, const char *key)
{
    before(json, key);
    cw_text_append(json->out, "[");
    json->filled = false;
}

void cw_json_end_array(cw_json *json)
{
    cw_text_append(json->out, "]");
    json->filled = true;
}

void cw_json_words(cw_json *json, const char *key, const char *words)
{
    before(json, key);
    if (words == NULL)
        cw_text_append(json->out, "null");
    else
        cw_text_append_json(json->out, words);
}

void cw_json_number(cw_json *json, const char *key, double value)
{
    before(json, key);
    cw_text_append_exact(json->out, value);
}

void cw_json_whole(cw_json *json, const char *key, uint64_t value)
{
    before(json, key);
    cw_text_append_format(json->out, "%llu", (unsigned long long)value);
}

void cw_json_flag(cw_json *json, const char *key, bool value)
{
    before(json, key);
    cw_text_append(json->out, value ? "true" : "false");
}
