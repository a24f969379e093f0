/* What-ifs on a plain table: members leave, act as a bloc, join. */
#include "cli/power_quota.h"

#include <math.h>
#include <string.h>

#include "cli/input.h"

/* Position of the member called by the `length` bytes at `name`, or CW_NONE. */
static size_t find_member(const cw_power_body *body, const char *name, size_t length)
{
    for (size_t m = 0; m < body->count; m++)
        if (strlen(body->ids[m]) == length && memcmp(body->ids[m], name, length) == 0)
            return m;
    return CW_NONE;
}

/* Marks the members that a list of names tells. */
static cw_status mark(bool *marked, cw_session *session, const cw_power_body *body,
                      const char *names)
{
    cw_status status = CW_OK;
    while (*names != '\0' && status == CW_OK) {
        size_t length = strcspn(names, ",");
        size_t member = 0;
        cw_text word;
        cw_text_init(&word, session->context);
        cw_text_append_bytes(&word, names, length);
        status = word.status;
        if (status == CW_OK)
            status = cw_input_word(&member, session, "member", cw_text_string(&word), body->ids,
                                   body->count);
        cw_text_free(&word);
        if (status == CW_OK)
            marked[member] = true;
        names += length + (names[length] == ',' ? 1 : 0);
    }
    return status;
}

/* Moves member `from` to place `to`, in every array of the body. */
static void move(cw_power_body *body, double *raw, size_t stride, size_t to, size_t from)
{
    body->ids[to] = body->ids[from];
    body->weights[to] = body->weights[from];
    if (body->unions != NULL) {
        body->unions[to] = body->unions[from];
        body->union_names[to] = body->union_names[from];
    }
    if (body->yes != NULL)
        body->yes[to] = body->yes[from];
    if (body->targets != NULL)
        body->targets[to] = body->targets[from];
    for (size_t c = 0; c < body->columns->count; c++)
        raw[c * stride + to] = raw[c * stride + from];
}

/* Adds the weights of a marked member to those of the first one. */
static void merge(cw_power_body *body, double *raw, size_t stride, size_t to, size_t from)
{
    body->weights[to] += body->weights[from];
    if (body->targets != NULL)
        body->targets[to] += body->targets[from];
    for (size_t c = 0; c < body->columns->count; c++)
        raw[c * stride + to] += raw[c * stride + from];
}

/* Removes the marked members, or melts them into the first of them, who takes the name `bloc`. */
static void drop(cw_power_body *body, double *raw, size_t stride, const bool *marked,
                 const char *bloc)
{
    size_t kept = 0;
    size_t first = CW_NONE;
    for (size_t m = 0; m < body->count; m++) {
        if (marked[m] && bloc != NULL && first != CW_NONE) {
            merge(body, raw, stride, first, m);
            continue;
        }
        if (marked[m] && bloc == NULL)
            continue;
        move(body, raw, stride, kept, m);
        if (marked[m]) {
            first = kept;
            body->ids[kept] = bloc;
        }
        kept++;
    }
    body->count = kept;
}

/* Reads "Name=weight[:weight...]" and adds the member. */
static cw_status add(cw_power_body *body, cw_session *session, double *raw, size_t stride,
                     const char *text, size_t length)
{
    const char *sign = memchr(text, '=', length);
    size_t at = body->count;
    if (sign == NULL || sign == text)
        return cw_session_misuse(session, "--join needs Name=weight, for several columns "
                                          "Name=weight:weight");
    body->ids[at] = cw_arena_copy(&body->arena, text, (size_t)(sign - text));
    if (body->ids[at] == NULL)
        return CW_ERROR_MEMORY;
    if (find_member(body, text, (size_t)(sign - text)) != CW_NONE)
        return cw_session_misuse(session, "'%s' is a member already", body->ids[at]);
    const char *number = sign + 1;
    size_t rest = length - (size_t)(number - text);
    for (size_t c = 0; c < body->columns->count; c++) {
        const char *colon = memchr(number, ':', rest);
        size_t digits = colon == NULL ? rest : (size_t)(colon - number);
        double *to = &raw[c * stride + at];
        if (cw_number_parse(to, number, digits) != CW_OK || *to < 0.0)
            return cw_session_misuse(session, "'%s' needs a weight of at least 0 for each column",
                                     body->ids[at]);
        number += digits + (colon == NULL ? 0 : 1);
        rest -= digits + (colon == NULL ? 0 : 1);
    }
    body->weights[at] = body->columns->count == 1 ? raw[at] : (double)NAN;
    if (body->unions != NULL) {
        body->unions[at] = stride + at; /* a union of its own: no row has this number */
        body->union_names[at] = "";
    }
    if (body->yes != NULL)
        body->yes[at] = 0.5;
    body->count++;
    return CW_OK;
}

static size_t count_commas(const char *list)
{
    size_t count = 1;
    for (; list != NULL && *list != '\0'; list++)
        count += *list == ',' ? 1 : 0;
    return count;
}

/* Columns closed up to the final number of members. */
static void close_up(cw_power_body *body, cw_power_columns *columns, double *raw, size_t stride)
{
    for (size_t c = 0; c < columns->count; c++)
        memmove(raw + c * body->count, raw + c * stride, body->count * sizeof *raw);
    columns->raw = raw;
}

/* Larger copies of all arrays, so that members can be added. */
static cw_status widen(cw_power_body *body, double **raw, size_t room)
{
    cw_arena *arena = &body->arena;
    size_t count = body->count;
    const char **ids = cw_arena_allocate(arena, room, sizeof *ids);
    double *weights = cw_arena_allocate(arena, room, sizeof *weights);
    size_t *unions = cw_arena_allocate(arena, room, sizeof *unions);
    const char **union_names = cw_arena_allocate(arena, room, sizeof *union_names);
    double *yes = cw_arena_allocate(arena, room, sizeof *yes);
    double *targets = cw_arena_allocate(arena, room, sizeof *targets);
    *raw = cw_arena_allocate(arena, room * body->columns->count, sizeof **raw);
    if (ids == NULL || weights == NULL || unions == NULL || union_names == NULL || yes == NULL ||
        targets == NULL || *raw == NULL)
        return CW_ERROR_MEMORY;
    memcpy(ids, body->ids, count * sizeof *ids);
    memcpy(weights, body->weights, count * sizeof *weights);
    for (size_t c = 0; c < body->columns->count; c++)
        memcpy(*raw + c * room, body->columns->raw + c * count, count * sizeof **raw);
    if (body->unions != NULL) {
        memcpy(unions, body->unions, count * sizeof *unions);
        memcpy(union_names, body->union_names, count * sizeof *union_names);
    }
    if (body->yes != NULL)
        memcpy(yes, body->yes, count * sizeof *yes);
    if (body->targets != NULL)
        memcpy(targets, body->targets, count * sizeof *targets);
    body->ids = body->names = ids;
    body->weights = weights;
    body->unions = body->unions == NULL ? NULL : unions;
    body->union_names = body->union_names == NULL ? NULL : union_names;
    body->yes = body->yes == NULL ? NULL : yes;
    body->targets = body->targets == NULL ? NULL : targets;
    return CW_OK;
}

cw_status cw_power_body_change(cw_power_body *body, cw_session *session,
                               const cw_power_table_request *request)
{
    cw_power_columns *columns = cw_arena_allocate(&body->arena, 1, sizeof *columns);
    size_t stride = body->count + count_commas(request->join);
    bool *marked = cw_arena_allocate(&body->arena, 2 * body->count, sizeof *marked);
    double *raw = NULL;
    if (columns == NULL || marked == NULL)
        return CW_ERROR_MEMORY;
    *columns = *body->columns;
    cw_status status = widen(body, &raw, stride);
    if (status == CW_OK && request->leave != NULL)
        status = mark(marked, session, body, request->leave);
    if (status == CW_OK)
        drop(body, raw, stride, marked, NULL);
    memset(marked, 0, body->count * sizeof *marked);
    if (status == CW_OK && request->bloc != NULL)
        status = mark(marked, session, body, request->bloc);
    if (status == CW_OK && request->bloc != NULL)
        drop(body, raw, stride, marked, request->bloc);
    const char *at = request->join;
    while (status == CW_OK && at != NULL && *at != '\0') {
        size_t length = strcspn(at, ",");
        status = add(body, session, raw, stride, at, length);
        at += length + (at[length] == ',' ? 1 : 0);
    }
    if (status == CW_OK && body->count == 0)
        status = cw_session_misuse(session, "nobody is left in the body");
    if (status != CW_OK)
        return status;
    close_up(body, columns, raw, stride);
    body->columns = columns;
    return CW_OK;
}
