/* Voting power, written as text, CSV or JSON. */
#include "cli/power_result.h"

#include <inttypes.h>
#include <math.h>

#include "cli/result.h"

/* Decimal digits of the largest number of 128 bits, and the NUL. */
#define WHOLE_BYTES 40

static void append_whole(cw_text *out, unsigned __int128 number)
{
    char digits[WHOLE_BYTES];
    size_t at = sizeof digits - 1;
    digits[at] = '\0';
    do {
        digits[--at] = (char)('0' + (int)(number % 10));
        number /= 10;
    } while (number > 0);
    cw_text_append(out, &digits[at]);
}

static bool has_weights(const cw_power_game *game)
{
    for (size_t i = 0; i < game->count; i++)
        if (!isnan(game->members[i].weight))
            return true;
    return false;
}

static void begin_sheet(cw_sheet *sheet, cw_context *context, const char *caption, bool weights,
                        bool for_people)
{
    static const cw_column columns[] = {
        {.id = "shapley_shubik", .title = "Shapley-Shubik", .form = CW_COLUMN_SHARE},
        {.id = "banzhaf", .title = "Banzhaf", .form = CW_COLUMN_SHARE},
        {.id = "banzhaf_absolute", .title = "Banzhaf, absolute", .form = CW_COLUMN_SHARE},
        {.id = "swings", .title = "Swings", .form = CW_COLUMN_NUMBER},
    };
    cw_sheet_init(sheet, context, caption);
    if (!for_people) {
        cw_sheet_column(sheet, (cw_column){.id = "game", .title = "", .form = CW_COLUMN_WORDS});
        cw_sheet_column(sheet, (cw_column){.id = "member", .title = "", .form = CW_COLUMN_WORDS});
    }
    cw_sheet_column(sheet, (cw_column){.id = "name", .title = "Member", .form = CW_COLUMN_WORDS});
    if (weights)
        cw_sheet_column(sheet,
                        (cw_column){.id = "weight", .title = "Weight", .form = CW_COLUMN_NUMBER});
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        cw_sheet_column(sheet, columns[i]);
}

static void add_member(cw_sheet *sheet, const cw_power_game *game, const cw_power_member *member,
                       bool weights, bool for_people)
{
    cw_sheet_row(sheet);
    if (!for_people) {
        cw_sheet_words(sheet, game->id);
        cw_sheet_words(sheet, member->id);
    }
    cw_sheet_words(sheet, member->name);
    if (weights)
        cw_sheet_figure(sheet, member->weight);
    cw_sheet_figure(sheet, member->shapley_shubik);
    cw_sheet_figure(sheet, member->banzhaf);
    cw_sheet_figure(sheet, member->banzhaf_absolute);
    if (game->known)
        cw_sheet_figure(sheet, (double)member->swings);
}

/* "csto: Collective Security Treaty Organisation. Rule: consensus. 1 winning coalition." */
static void append_caption(cw_text *out, const cw_power_game *game)
{
    cw_text_append_format(out, "%s: %s. Rule: %s. %zu %s", game->id, game->name, game->rule,
                          game->count, game->count == 1 ? "member" : "members");
    if (game->known)
        cw_text_append_format(out, ", %" PRIu64 " winning %s.", game->winning,
                              game->winning == 1 ? "coalition" : "coalitions");
    else if (game->count > 0)
        cw_text_append(out, ", whose coalitions cannot be counted.");
    else
        cw_text_append(out, ".");
}

static void append_text(cw_text *out, const cw_session *session, const cw_shared_settings *shared,
                        const cw_power_game *game)
{
    cw_text_style style = cw_result_style(session, shared);
    bool weights = has_weights(game);
    cw_text caption;
    cw_sheet sheet;
    cw_text_init(&caption, session->context);
    append_caption(&caption, game);
    begin_sheet(&sheet, session->context, cw_text_string(&caption), weights, true);
    for (size_t i = 0; i < game->count; i++)
        add_member(&sheet, game, &game->members[i], weights, true);
    cw_result_append_sheet(out, &sheet, &style);
    cw_sheet_free(&sheet);
    cw_text_free(&caption);
}

static void append_json_member(cw_text *out, const cw_power_game *game,
                               const cw_power_member *member)
{
    cw_result_json_words(out, "id", member->id);
    cw_text_append(out, ", ");
    cw_result_json_words(out, "name", member->name);
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "weight", member->weight);
    cw_text_append(out, ", \"indices\": {");
    cw_result_json_figure(out, "banzhaf", member->banzhaf);
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "banzhaf-absolute", member->banzhaf_absolute);
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "shapley-shubik", member->shapley_shubik);
    cw_text_append(out, "}, \"exact\": ");
    if (!game->known) {
        cw_text_append(out, "null");
        return;
    }
    cw_text_append_format(out, "{\"banzhaf-swings\": \"%" PRIu64 "\", \"shapley-shubik\": \"",
                          member->swings);
    append_whole(out, member->shapley_shubik_exact.numerator);
    cw_text_append(out, "/");
    append_whole(out, member->shapley_shubik_exact.denominator);
    cw_text_append(out, "\"}");
}

static void append_json(cw_text *out, const cw_power_game *game)
{
    cw_result_json_words(out, "id", game->id);
    cw_text_append(out, ", ");
    cw_result_json_words(out, "rule", game->rule);
    cw_text_append(out, ", \"members\": [");
    for (size_t i = 0; i < game->count; i++) {
        cw_text_append(out, i > 0 ? ", {" : "{");
        append_json_member(out, game, &game->members[i]);
        cw_text_append(out, "}");
    }
    cw_text_append(out, "], \"winning\": ");
    if (game->known)
        cw_text_append_format(out, "\"%" PRIu64 "\"", game->winning);
    else
        cw_text_append(out, "null");
    cw_text_append(out, ", ");
    cw_result_json_figure(out, "error_bound", game->known ? CW_POWER_ERROR_BOUND : (double)NAN);
}

static cw_status write_csv(cw_text *out, cw_context *context, const cw_power_game *games,
                           size_t count)
{
    cw_sheet sheet;
    begin_sheet(&sheet, context, NULL, true, false);
    for (size_t i = 0; i < count; i++)
        for (size_t m = 0; m < games[i].count; m++)
            add_member(&sheet, &games[i], &games[i].members[m], true, false);
    cw_status status = cw_sheet_write_csv(out, &sheet);
    cw_sheet_free(&sheet);
    return status;
}

cw_status cw_power_write(cw_text *out, const cw_session *session, const cw_shared_settings *shared,
                         const cw_power_game *games, size_t count)
{
    if (shared->csv)
        return write_csv(out, session->context, games, count);
    if (shared->json) {
        cw_result_begin_json(out);
        cw_text_append(out, "\"games\": [");
    }
    for (size_t i = 0; i < count; i++) {
        if (shared->json) {
            cw_text_append(out, i > 0 ? ", {" : "{");
            append_json(out, &games[i]);
            cw_text_append(out, "}");
        } else {
            append_text(out, session, shared, &games[i]);
        }
    }
    if (shared->json)
        cw_text_append(out, "]}\n");
    return out->status;
}
