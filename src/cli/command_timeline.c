/* counterweight timeline: members, chair and concentration over the years. */
#include "cli/commands.h"

#include <math.h>

#include "counterweight/study.h"

#include "cli/input.h"
#include "cli/result.h"

typedef struct timeline_settings {
    cw_shared_settings shared;
    const char *forum;
    uint64_t from; /* 0: as far as the dossier goes */
    uint64_t to;
} timeline_settings;

static const cw_option options[] = {
    CW_OPTION_ID("forum", timeline_settings, forum, "only this forum"),
    {.name = "from",
     .argument = "YEAR",
     .kind = CW_OPTION_WHOLE,
     .low = 1,
     .high = 9999,
     .help = "begin with this year",
     .target = offsetof(timeline_settings, from)},
    {.name = "to",
     .argument = "YEAR",
     .kind = CW_OPTION_WHOLE,
     .low = 1,
     .high = 9999,
     .help = "end with this year",
     .target = offsetof(timeline_settings, to)},
    CW_SHARED_RESULT,
    CW_SHARED_MANNER,
};

static const cw_example examples[] = {
    {"timeline dossiers/csto-2022.yaml --forum csto", "thirty years of the CSTO"},
    {"timeline dossiers/csto-2022.yaml --csv -o years.csv", "all forums as one table"},
};

static const timeline_settings defaults = {.shared = CW_SHARED_DEFAULTS};

/* What the rows are taken from. */
typedef struct timeline {
    cw_session *session;
    const cw_dossier *dossier;
    const timeline_settings *settings;
} timeline;

static void begin_sheet(cw_sheet *sheet, const timeline *line, const char *caption,
                        bool names_forum)
{
    static const cw_column columns[] = {
        {.id = "year", .title = "Year", .form = CW_COLUMN_NUMBER},
        {.id = "members", .title = "Members", .form = CW_COLUMN_NUMBER},
        {.id = "chair", .title = "Chair", .form = CW_COLUMN_WORDS},
        {.id = "leader", .title = "Strongest", .form = CW_COLUMN_WORDS},
        {.id = "leader_share", .title = "Its share", .form = CW_COLUMN_SHARE},
        {.id = "hhi", .title = "HHI", .form = CW_COLUMN_NUMBER, .decimals = 3},
        {.id = "con", .title = "CON", .form = CW_COLUMN_NUMBER, .decimals = 3},
        {.id = "effective_number",
         .title = "Effective number",
         .form = CW_COLUMN_NUMBER,
         .decimals = 2},
        {.id = "figures", .title = "With figures", .form = CW_COLUMN_NUMBER},
    };
    cw_sheet_init(sheet, line->session->context, caption);
    if (names_forum)
        cw_sheet_column(sheet,
                        (cw_column){.id = "forum", .title = "Forum", .form = CW_COLUMN_WORDS});
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        cw_sheet_column(sheet, columns[i]);
}

static void add_state(cw_sheet *sheet, const cw_dossier *dossier, size_t state)
{
    if (state == CW_NONE)
        cw_sheet_empty(sheet);
    else
        cw_sheet_words(sheet, dossier->states[state].id);
}

static void add_year(cw_sheet *sheet, const cw_dossier *dossier, const cw_timeline_year *year)
{
    const cw_concentration *concentration = &year->concentration;
    cw_sheet_figure(sheet, year->year);
    cw_sheet_figure(sheet, (double)year->members);
    add_state(sheet, dossier, year->chair);
    add_state(sheet, dossier, concentration->leader);
    cw_sheet_figure(sheet, concentration->leader_share);
    cw_sheet_figure(sheet, concentration->hhi);
    cw_sheet_figure(sheet, concentration->con);
    cw_sheet_figure(sheet, concentration->effective_number);
    cw_sheet_figure(sheet, (double)year->figures);
}

/* The years of a forum that are asked for, up to the last of which the dossier speaks; false where there are
 * none. Who has been a member from the start was one before the first, too. */
static bool find_years(int *from, int *to, const timeline *line, size_t forum)
{
    cw_timeline_span(line->dossier, forum, from, to);
    if (*from > *to)
        return false;
    if (line->settings->from > 0)
        *from = (int)line->settings->from;
    if (line->settings->to > 0 && (int)line->settings->to < *to)
        *to = (int)line->settings->to;
    return *from <= *to;
}

static bool has_years(const timeline *line, size_t first, size_t end)
{
    int from;
    int to;
    for (size_t forum = first; forum < end; forum++)
        if (find_years(&from, &to, line, forum))
            return true;
    return false;
}

/* Adds the years of one forum; none where the dossier says nothing about it. */
static cw_status add_forum(cw_sheet *sheet, const timeline *line, size_t forum, bool names_forum)
{
    int from = 0;
    int to = -1;
    cw_context *context = line->session->context;
    if (!find_years(&from, &to, line, forum))
        return CW_OK;
    size_t count = (size_t)(to - from) + 1;
    cw_timeline_year *years = cw_allocate(context, count, sizeof *years);
    if (years == NULL)
        return CW_ERROR_MEMORY;
    cw_status status = cw_timeline_build(years, context, line->dossier, forum, from, to);
    for (size_t i = 0; status == CW_OK && i < count; i++) {
        cw_sheet_row(sheet);
        if (names_forum)
            cw_sheet_words(sheet, line->dossier->forums[forum].id);
        add_year(sheet, line->dossier, &years[i]);
    }
    cw_release(context, years);
    return status;
}

static cw_status append_text(cw_text *out, const timeline *line, size_t forum)
{
    cw_sheet sheet;
    cw_text caption;
    cw_text_style style = cw_result_style(line->session, &line->settings->shared);
    const cw_forum *entry = &line->dossier->forums[forum];
    cw_text_init(&caption, line->session->context);
    cw_text_append_format(&caption, "%s: %s", entry->id, entry->name);
    begin_sheet(&sheet, line, cw_text_string(&caption), false);
    cw_sheet_inherit(&sheet, &caption);
    cw_status status = add_forum(&sheet, line, forum, false);
    if (status == CW_OK && (sheet.row_count > 0 || sheet.status != CW_OK))
        cw_result_append_sheet(out, &sheet, &style);
    cw_sheet_free(&sheet);
    cw_text_free(&caption);
    return status;
}

static cw_status append_json(cw_text *out, const timeline *line, size_t forum, bool first)
{
    cw_sheet sheet;
    begin_sheet(&sheet, line, NULL, false);
    cw_status status = add_forum(&sheet, line, forum, false);
    cw_text_append(out, first ? "{" : ", {");
    cw_result_json_words(out, "id", line->dossier->forums[forum].id);
    cw_text_append(out, ", \"years\": ");
    if (status == CW_OK)
        status = cw_sheet_write_json(out, &sheet);
    cw_text_append(out, "}");
    cw_sheet_free(&sheet);
    return status;
}

/* One table of all forums from `first` up to, but without, `end`. */
static cw_status write_csv(cw_text *out, const timeline *line, size_t first, size_t end)
{
    cw_sheet sheet;
    cw_status status = CW_OK;
    begin_sheet(&sheet, line, NULL, true);
    for (size_t forum = first; status == CW_OK && forum < end; forum++)
        status = add_forum(&sheet, line, forum, true);
    if (status == CW_OK)
        status = cw_sheet_write_csv(out, &sheet);
    cw_sheet_free(&sheet);
    return status;
}

static cw_status write_forums(cw_text *out, const timeline *line, size_t first, size_t end)
{
    const cw_shared_settings *shared = &line->settings->shared;
    cw_status status = CW_OK;
    if (shared->csv)
        return write_csv(out, line, first, end);
    if (shared->json) {
        cw_result_begin_json(out);
        cw_text_append(out, "\"forums\": [");
    }
    for (size_t forum = first; status == CW_OK && forum < end; forum++)
        status = shared->json ? append_json(out, line, forum, forum == first)
                              : append_text(out, line, forum);
    if (shared->json)
        cw_text_append(out, "]}\n");
    return status;
}

static cw_status run(cw_session *session, const void *payload, const char *operand)
{
    const timeline_settings *settings = payload;
    cw_dossier *dossier = NULL;
    size_t forum = CW_NONE;
    cw_text text;
    cw_text_init(&text, session->context);
    cw_status status = CW_OK;
    if (settings->to != 0 && settings->from > settings->to)
        status = cw_session_misuse(session, "'--from' is later than '--to'");
    if (status == CW_OK)
        status = cw_input_dossier(&dossier, session, operand);
    if (status == CW_OK)
        status = cw_input_forum(&forum, session, dossier, settings->forum);
    if (status == CW_OK) {
        timeline line = {session, dossier, settings};
        size_t first = forum != CW_NONE ? forum : 0;
        size_t end = forum != CW_NONE ? forum + 1 : dossier->forum_count;
        status = has_years(&line, first, end)
                     ? write_forums(&text, &line, first, end)
                     : cw_session_nothing(session,
                                          "the dossier says nothing of %s in the years asked for",
                                          first + 1 == end ? "the forum" : "any forum");
    }
    if (status == CW_OK)
        status = cw_session_deliver(session, &text, settings->shared.output);
    cw_text_free(&text);
    cw_dossier_free(dossier);
    return status;
}

const cw_command cw_command_timeline = {
    .name = "timeline",
    .summary = "members, chair and concentration over the years",
    .operand = "DOSSIER",
    .about = "For each forum and year, as of its last day: how many members, who chairs, whose "
             "capability is largest, and how concentrated capability is: the Herfindahl-"
             "Hirschman index (HHI), the concentration of Ray & Singer 1973 (CON) and the "
             "effective number of Laakso & Taagepera 1979. The last column counts the members "
             "with a figure of that year; the others are left out of the shares.",
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .defaults = &defaults,
    .settings_bytes = sizeof defaults,
    .run = run,
};
