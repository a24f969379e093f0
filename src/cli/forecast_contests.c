/* Who is for the position of one actor, who for that of another: for each pair at different places. */
#include "cli/forecast_contests.h"

#include "cli/result.h"

#define WORDS(key, heading)                                                                        \
    {                                                                                              \
        .id = key, .title = heading, .form = CW_COLUMN_WORDS                                       \
    }
#define POINTS(key, heading)                                                                       \
    {                                                                                              \
        .id = key, .title = heading, .form = CW_COLUMN_NUMBER, .decimals = 2                       \
    }

static const cw_column of_coalitions[] = {WORDS("issue", "Issue"), WORDS("first", "First"),
                                          WORDS("second", "Second"), WORDS("actor", "Actor"),
                                          POINTS("vote", "Vote for the first")};
static const cw_column of_pairs[] = {WORDS("first", "First"),
                                     WORDS("second", "Second"),
                                     POINTS("for", "For"),
                                     POINTS("against", "Against"),
                                     WORDS("side", "With the first"),
                                     WORDS("other_side", "With the second")};
void cw_contests_columns(cw_sheet *sheet, bool for_people)
{
    const cw_column *columns = for_people ? of_pairs : of_coalitions;
    size_t count = for_people ? sizeof of_pairs / sizeof *of_pairs
                              : sizeof of_coalitions / sizeof *of_coalitions;
    for (size_t k = 0; k < count; k++)
        cw_sheet_column(sheet, columns[k]);
}

/* Votes of one pair, and what is told of them. */
typedef struct contest {
    const cw_table_issue *issue;
    size_t first;
    size_t second;
    const double *votes;
} contest;

static void append_side(cw_text *out, const contest *of, double sign)
{
    bool any = false;
    for (size_t m = 0; m < of->issue->problem.actors; m++) {
        if (sign * of->votes[m] > 0.0) {
            cw_text_append_format(out, "%s%s", any ? ", " : "", of->issue->actors[m]);
            any = true;
        }
    }
    cw_text_append(out, any ? "" : "nobody");
}

static double strength(const contest *of, double sign)
{
    double sum = 0.0;
    for (size_t m = 0; m < of->issue->problem.actors; m++)
        sum += sign * of->votes[m] > 0.0 ? sign * of->votes[m] : 0.0;
    return sum;
}

static void add_pair(cw_sheet *sheet, const contest *of)
{
    cw_sheet_row(sheet);
    cw_sheet_words(sheet, of->issue->actors[of->first]);
    cw_sheet_words(sheet, of->issue->actors[of->second]);
    cw_sheet_figure(sheet, strength(of, 1.0));
    cw_sheet_figure(sheet, strength(of, -1.0));
    for (int side = 1; side >= -1; side -= 2) {
        cw_text names;
        cw_text_init(&names, sheet->arena.context);
        append_side(&names, of, side);
        cw_sheet_text(sheet, &names);
        cw_text_free(&names);
    }
}

static void add_votes(cw_sheet *sheet, const contest *of)
{
    for (size_t m = 0; m < of->issue->problem.actors; m++) {
        cw_sheet_row(sheet);
        cw_sheet_words(sheet, of->issue->id);
        cw_sheet_words(sheet, of->issue->actors[of->first]);
        cw_sheet_words(sheet, of->issue->actors[of->second]);
        cw_sheet_words(sheet, of->issue->actors[m]);
        cw_sheet_figure(sheet, of->votes[m]);
    }
}

cw_status cw_contests_add(cw_sheet *sheet, const cw_forecast_query *query,
                          const cw_table_issue *issue, bool for_people)
{
    double votes[CW_ACTORS_MAX];
    const double *position = issue->problem.position;
    for (size_t i = 0; i < issue->problem.actors; i++) {
        if (cw_context_is_cancelled(query->session->context))
            return CW_ERROR_INTERRUPTED;
        for (size_t j = i + 1; j < issue->problem.actors; j++) {
            if (position[i] == position[j])
                continue;
            contest of = {issue, i, j, votes};
            cw_contest_votes(votes, &issue->problem, position[i], position[j]);
            if (for_people)
                add_pair(sheet, &of);
            else
                add_votes(sheet, &of);
        }
    }
    return CW_OK;
}

cw_status cw_contests_text(cw_text *out, const cw_forecast_sheet *of, size_t issue)
{
    cw_sheet sheet;
    cw_text caption;
    const cw_table_issue *on = &of->table->issues[issue];
    cw_text_style style = cw_result_style(of->query->session, of->query->shared);
    cw_text_init(&caption, of->query->session->context);
    cw_text_append_format(
        &caption, "%s: who would be with whom, by capability times salience times points", on->id);
    cw_sheet_begin(&sheet, &caption);
    cw_contests_columns(&sheet, true);
    cw_status status = cw_contests_add(&sheet, of->query, on, true);
    cw_result_append_sheet(out, &sheet, &style);
    cw_sheet_free(&sheet);
    cw_text_free(&caption);
    return status;
}
