/* Quotas as the command line writes them. */
#include "cli/power_quota.h"

#include <math.h>
#include <string.h>

#define SWEEP_MAX 10000

/* One condition: at least (or more than) so much of a column. */
typedef struct cw_quota_part {
    size_t column; /* of the table's weights; the number of columns: the members themselves */
    double amount;
    bool percent;
    bool more_than;
} cw_quota_part;

static cw_status misread(cw_session *session, const char *quota, const char *amount)
{
    if (amount[0] == '-')
        return cw_session_misuse(session,
                                 "a quota is not below 0, as '%s' is: write what those who agree "
                                 "must have, such as 12 or 65%%",
                                 quota);
    return cw_session_misuse(session,
                             "'%s' is no quota: write 12, 65%%, >50%%, votes:255 or "
                             "votes:255,members:55%%",
                             quota);
}

/* Reads "[>]NUMBER[%]". */
static bool read_amount(cw_quota_part *out, const char *text, size_t length)
{
    out->more_than = length > 0 && text[0] == '>';
    if (out->more_than) {
        text++;
        length--;
    }
    out->percent = length > 0 && text[length - 1] == '%';
    if (out->percent)
        length--;
    return cw_number_parse(&out->amount, text, length) == CW_OK && out->amount >= 0.0;
}

cw_status cw_power_quota_share(double *percent, bool *more_than, cw_session *session,
                               const char *quota)
{
    cw_quota_part part;
    int64_t digits;
    int places;
    if (!read_amount(&part, quota, strlen(quota)) || !part.percent || !(part.amount > 0.0) ||
        part.amount > 100.0 || (part.more_than && part.amount >= 100.0) ||
        cw_decimal_of(&digits, &places, part.amount) != CW_OK || places > 4)
        return cw_session_misuse(session,
                                 "'%s' is no quota for a design: write 65%% or >50%%, up to 100%% "
                                 "and 4 decimals",
                                 quota);
    *percent = part.amount;
    *more_than = part.more_than;
    return CW_OK;
}

/* Reads "[COLUMN:]AMOUNT". */
static cw_status read_condition(cw_quota_part *out, cw_session *session, const cw_power_body *body,
                                const char *text, size_t length, const char *quota)
{
    const cw_power_columns *columns = body->columns;
    const char *colon = memchr(text, ':', length);
    out->column = 0;
    if (colon != NULL) {
        size_t named = (size_t)(colon - text);
        while (out->column < columns->count &&
               (strlen(columns->names[out->column]) != named ||
                memcmp(columns->names[out->column], text, named) != 0))
            out->column++;
        bool is_members = named == 7 && memcmp(text, "members", 7) == 0;
        if (out->column == columns->count && !is_members)
            return cw_session_misuse(session, "the table has no column of weights '%.*s'",
                                     (int)named, text);
        length -= named + 1;
        text = colon + 1;
    } else if (columns->count > 1) {
        return cw_session_misuse(session,
                                 "the table has several columns of weights: write --quota %s:%s",
                                 columns->names[0], quota);
    }
    return read_amount(out, text, length) ? CW_OK : misread(session, quota, text);
}

static const double *raw_of(const cw_power_body *body, const cw_quota_part *condition, double *ones)
{
    if (condition->column < body->columns->count)
        return body->columns->raw + condition->column * body->count;
    for (size_t m = 0; m < body->count; m++)
        ones[m] = 1.0;
    return ones;
}

/* A number with as many decimals as it was written with. */
static void append_decimal(cw_text *text, double value)
{
    int64_t digits;
    int places;
    if (cw_decimal_of(&digits, &places, value) == CW_OK)
        cw_text_append_fixed(text, value, places);
    else
        cw_text_append_exact(text, value);
}

/* What no coalition can reach is said with both figures, in the unit of the table. */
static void remark_quota(cw_session *session, const cw_power_body *body,
                         const cw_quota_part *condition, int64_t total, int places)
{
    cw_text text;
    cw_text_init(&text, session->context);
    cw_text_append(&text, condition->more_than ? "more than " : "a quota of ");
    append_decimal(&text, condition->amount);
    cw_text_append(&text,
                   condition->percent ? "% is beyond the total, " : " is beyond the total, ");
    cw_text_append_fixed(&text, (double)total / pow(10.0, places), places);
    cw_session_remark(session, "%s: %s", body->id, cw_text_string(&text));
    cw_text_free(&text);
}

/* One column of whole weights and its quota. */
static cw_status scale(int64_t *weights, int64_t *quota, cw_session *session,
                       const cw_power_body *body, const cw_quota_part *condition, double *ones,
                       bool of_range)
{
    int places;
    int64_t total = 0;
    cw_status status =
        cw_weights_scale(weights, &places, raw_of(body, condition, ones), body->count);
    if (status != CW_OK)
        return status;
    for (size_t m = 0; m < body->count; m++)
        total += weights[m];
    status = condition->percent
                 ? cw_quota_of_share(quota, condition->amount, total, condition->more_than)
                 : cw_quota_scale(quota, condition->amount, places, condition->more_than);
    if (status == CW_OK && *quota <= 0 && !of_range)
        cw_session_remark(session, "%s: a quota of 0 is met without a vote: write one above 0",
                          body->id);
    if (status == CW_OK && *quota > total && !of_range)
        remark_quota(session, body, condition, total, places);
    return status;
}

static cw_status compile(cw_power_body *body, cw_session *session, const cw_quota_part *conditions,
                         size_t count, bool of_range)
{
    cw_context *context = session->context;
    cw_game_node *nodes = cw_allocate(context, count + 1, sizeof *nodes);
    int64_t *weights = cw_allocate(context, count * body->count, sizeof *weights);
    double *ones = cw_allocate(context, body->count, sizeof *ones);
    cw_status status = nodes == NULL || weights == NULL || ones == NULL ? CW_ERROR_MEMORY : CW_OK;
    if (status == CW_OK)
        nodes[0] = (cw_game_node){.form = CW_GAME_ALL, .first_child = 1, .child_count = count};
    for (size_t k = 0; k < count && status == CW_OK; k++) {
        nodes[k + 1] = (cw_game_node){.form = CW_GAME_WEIGHT, .column = k};
        status = scale(weights + k * body->count, &nodes[k + 1].quota, session, body,
                       &conditions[k], ones, of_range);
        if (status == CW_ERROR_LIMIT)
            (void)cw_session_fail(session, status,
                                  "a weight or the quota is too large, or has too many decimals, "
                                  "to be made a whole number exactly: as whole numbers they must "
                                  "add up to less than 4.6e18");
    }
    if (status == CW_OK)
        status = cw_game_build(&body->game, context,
                               &(cw_game_description){.members = body->count,
                                                      .columns = count,
                                                      .weights = weights,
                                                      .nodes = nodes,
                                                      .node_count = count + 1});
    cw_release(context, ones);
    cw_release(context, weights);
    cw_release(context, nodes);
    return status;
}

/* "at least 12", "more than 50% of votes": one condition, as the command line wrote it. */
static void append_part(cw_text *text, const char *part, size_t length)
{
    const char *colon = memchr(part, ':', length);
    size_t named = colon == NULL ? 0 : (size_t)(colon - part);
    const char *amount = colon == NULL ? part : colon + 1;
    size_t digits = length - (size_t)(amount - part);
    bool more_than = digits > 0 && amount[0] == '>';
    cw_text_append(text, more_than ? "more than " : "at least ");
    cw_text_append_bytes(text, amount + (more_than ? 1 : 0), digits - (more_than ? 1 : 0));
    if (colon != NULL) {
        cw_text_append(text, " of ");
        cw_text_append_bytes(text, part, named);
    }
}

static cw_status describe(cw_power_body *body, cw_session *session, const char *quota)
{
    cw_text text;
    cw_text_init(&text, session->context);
    cw_text_append(&text, "those who agree have ");
    for (const char *at = quota; *at != '\0';) {
        size_t length = strcspn(at, ",");
        cw_text_append(&text, at == quota ? "" : " and ");
        append_part(&text, at, length);
        at += length + (at[length] == ',' ? 1 : 0);
    }
    body->rule = cw_arena_copy(&body->arena, cw_text_string(&text), text.length);
    cw_status status = text.status;
    if (status == CW_OK && body->rule == NULL)
        status = CW_ERROR_MEMORY;
    cw_text_free(&text);
    return status;
}

cw_status cw_power_body_decide(cw_power_body *body, cw_session *session, const char *quota,
                               bool of_range)
{
    size_t most = 1;
    for (const char *at = quota; *at != '\0'; at++)
        most += *at == ',' ? 1 : 0;
    cw_quota_part *conditions = cw_allocate(session->context, most, sizeof *conditions);
    if (conditions == NULL)
        return CW_ERROR_MEMORY;
    cw_power_free(body->power);
    cw_game_free(body->game);
    body->power = NULL;
    body->game = NULL;
    cw_status status = CW_OK;
    const char *at = quota;
    for (size_t k = 0; k < most && status == CW_OK; k++) {
        size_t length = strcspn(at, ",");
        status = read_condition(&conditions[k], session, body, at, length, quota);
        at += length + (at[length] == ',' ? 1 : 0);
    }
    if (status == CW_OK)
        status = compile(body, session, conditions, most, of_range);
    if (status == CW_OK)
        status = describe(body, session, quota);
    cw_release(session->context, conditions);
    return status;
}

/* ---- Sweeps ---- */

/* A range as written. */
typedef struct cw_quota_range {
    cw_quota_part first;
    cw_quota_part last;
    cw_quota_part step;
} cw_quota_range;

/* Reads "50%..90%/1%"; the step may be without "%". */
static bool read_range(cw_quota_range *out, const char *text, size_t length)
{
    const char *dots = strstr(text, "..");
    size_t start = (size_t)(dots - text);
    const char *slash = memchr(dots, '/', length - start);
    size_t end = slash == NULL ? length : (size_t)(slash - text);
    out->step = (cw_quota_part){.amount = 1.0};
    return read_amount(&out->first, text, start) &&
           read_amount(&out->last, dots + 2, end - start - 2) &&
           (slash == NULL || read_amount(&out->step, slash + 1, length - end - 1));
}

/* What is wrong with a range, and what to write; NULL: nothing. */
static const char *mistake_in(const cw_quota_range *range, bool is_read, const char *text)
{
    if (!is_read)
        return strchr(text, '-') != NULL
                   ? "quotas and steps are not below 0: write 5..10/1, or 50%..90%/1%"
                   : "write FIRST..LAST/STEP: 50%..90%/1%, or votes:50%..90%/1%";
    if (range->first.more_than || range->last.more_than)
        return "a range is of what must be reached, so leave out '>': write 50%..90%/1%";
    if (range->first.percent != range->last.percent)
        return "both ends must be shares, or neither: write 50%..90%/1%, or 5..10/1";
    if (range->step.percent && !range->first.percent)
        return "the step is a share and the quotas are not: write 5..10/1";
    if (!(range->step.amount > 0.0))
        return "a step of 0 leads nowhere: write 5..10/1, or 50%..90%/1%";
    if (range->last.amount < range->first.amount)
        return "the lower quota comes first: write 5..10/1, or 50%..90%/1%";
    return NULL;
}

cw_status cw_power_sweep_read(cw_power_sweep *out, bool *is_sweep, cw_session *session,
                              const char *quota)
{
    const char *dots = strstr(quota, "..");
    *is_sweep = dots != NULL;
    if (dots == NULL)
        return CW_OK;
    const char *start = dots;
    while (start > quota && start[-1] != ':' && start[-1] != ',')
        start--;
    size_t length = strcspn(start, ",");
    cw_quota_range range = {0};
    bool is_read = read_range(&range, start, length);
    const char *mistake = mistake_in(&range, is_read, start);
    if (strstr(start + length, "..") != NULL)
        mistake = "only one condition can be a range: write votes:50%..90%/1%,members:55%";
    if (mistake != NULL)
        return cw_session_misuse(session, "'%s' is no range of quotas; %s", quota, mistake);
    double count = floor((range.last.amount - range.first.amount) / range.step.amount + 1e-9) + 1.0;
    if (count > SWEEP_MAX)
        return cw_session_misuse(session,
                                 "'%s' has more than %d quotas: take a larger step, or a part of "
                                 "the range",
                                 quota, SWEEP_MAX);
    size_t before = (size_t)(start - quota);
    *out = (cw_power_sweep){.quota = quota,
                            .before = before,
                            .after = before + length,
                            .first = range.first.amount,
                            .last = range.last.amount,
                            .step = range.step.amount,
                            .percent = range.first.percent,
                            .count = (size_t)count};
    return CW_OK;
}

void cw_power_sweep_quota(cw_text *out, const cw_power_sweep *sweep, size_t k)
{
    /* In millionths: a step of 0.1 % would else show its rounding. */
    double millionths = round((sweep->first + (double)k * sweep->step) * 1e6);
    double quota = millionths / 1e6;
    int decimals = 6;
    while (decimals > 0 && fmod(millionths, 10.0) == 0.0) {
        millionths /= 10.0;
        decimals--;
    }
    cw_text_append_bytes(out, sweep->quota, sweep->before);
    cw_text_append_fixed(out, quota, decimals);
    cw_text_append(out, sweep->percent ? "%" : "");
    cw_text_append(out, sweep->quota + sweep->after);
}
