#include "base/severity.h"
#include "counterweight/base/diagnostic.h"

static void append_json_or_null(cw_text *out, const char *string)
{
    if (string)
        cw_text_append_json(out, string);
    else
        cw_text_append(out, "null");
}

static void write_item(const cw_diagnostic *item, cw_text *out)
{
    cw_text_append(out, "{\"file\": ");
    cw_text_append_json(out, item->place.file);
    cw_text_append_format(out, ", \"line\": %zu, \"column\": %zu, \"width\": %zu, ",
                          item->place.line, item->place.column, item->place.width);
    cw_text_append_format(out,
                          "\"severity\": \"%s\", \"message\": ", cw_severity_name(item->severity));
    cw_text_append_json(out, item->message);
    cw_text_append(out, ", \"remedy\": ");
    append_json_or_null(out, item->remedy);
    cw_text_append(out, "}");
}

void cw_diagnostics_write_json(const cw_diagnostics *diagnostics, cw_text *out)
{
    cw_text_append_format(out, "{\"errors\": %zu, \"warnings\": %zu, \"diagnostics\": [",
                          diagnostics->errors, diagnostics->warnings);
    for (size_t i = 0; i < diagnostics->count; i++) {
        if (i > 0)
            cw_text_append(out, ", ");
        write_item(&diagnostics->items[i], out);
    }
    cw_text_append(out, "]}\n");
}
