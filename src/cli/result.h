/* Results of commands that are tables: as text, CSV or JSON. */
#ifndef CW_CLI_RESULT_H
#define CW_CLI_RESULT_H

#include "counterweight/brief/sheet.h"
#include "counterweight/study.h"

#include "cli/session.h"

/* What the shared settings ask of a study. */
cw_study_options cw_result_study_options(const cw_shared_settings *shared);

/* The layout of text: that of the terminal on standard output, plain and 80 cells wide in a file. */
cw_text_style cw_result_style(const cw_session *session, const cw_shared_settings *shared);

/* Appends `sheet` as text, with an empty line before it unless it is the first of the result. */
void cw_result_append_sheet(cw_text *out, const cw_sheet *sheet, const cw_text_style *style);

/* Appends the start of every JSON result: {"counterweight": "0.1.0", */
void cw_result_begin_json(cw_text *out);

/* Appends `"key": "words"`; null where `words` is NULL. */
void cw_result_json_words(cw_text *out, const char *key, const char *words);

/* Appends `"key": value`; null for NaN. */
void cw_result_json_figure(cw_text *out, const char *key, double value);

#endif
