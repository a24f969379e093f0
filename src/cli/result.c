/* Results of commands that are tables: as text, CSV or JSON. */
#include "cli/result.h"

#include <string.h>

#include "counterweight/version.h"

#define WIDTH_IN_FILES 80

cw_study_options cw_result_study_options(const cw_shared_settings *shared)
{
    return (cw_study_options){
        .seed = shared->seed, .draws = shared->draws, .threads = (size_t)shared->threads};
}

cw_text_style cw_result_style(const cw_session *session, const cw_shared_settings *shared)
{
    if (shared->output != NULL && strcmp(shared->output, "-") != 0)
        return (cw_text_style){.width = WIDTH_IN_FILES, .colour = false};
    return (cw_text_style){.width = session->width, .colour = session->colour_result};
}

void cw_result_append_sheet(cw_text *out, const cw_sheet *sheet, const cw_text_style *style)
{
    if (out->length > 0)
        cw_text_append(out, "\n");
    cw_status status = cw_sheet_write_text(out, sheet, style);
    if (out->status == CW_OK)
        out->status = status;
}

void cw_result_begin_json(cw_text *out)
{
    cw_text_append(out, "{\"counterweight\": \"" CW_VERSION "\", ");
}

void cw_result_json_words(cw_text *out, const char *key, const char *words)
{
    cw_text_append_format(out, "\"%s\": ", key);
    if (words != NULL)
        cw_text_append_json(out, words);
    else
        cw_text_append(out, "null");
}

void cw_result_json_figure(cw_text *out, const char *key, double value)
{
    cw_text_append_format(out, "\"%s\": ", key);
    cw_text_append_exact(out, value);
}
