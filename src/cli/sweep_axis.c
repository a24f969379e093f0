/* What 'sweep --vary' names: a number of the dossier and the values it takes. */
#include "cli/sweep_axis.h"

#include <string.h>

/* Numbers listed in a complaint. */
#define LISTED 40

static cw_status misread(cw_session *session, const char *written)
{
    return cw_session_misuse(session,
                             "cannot read '%s'; write --vary PATH=FROM..TO/STEPS, such as "
                             "forums.csto.bypass_cost=0..50/10",
                             written);
}

/* ---- Paths ---- */

/* Appends the paths that have a part in the settlement. */
static void append_choice(cw_text *out, const cw_dossier *dossier, const bool *has_part)
{
    size_t listed = 0;
    size_t all = 0;
    for (size_t q = 0; q < dossier->quantity_count; q++)
        all += has_part[q];
    for (size_t q = 0; q < dossier->quantity_count && listed < LISTED; q++) {
        if (!has_part[q])
            continue;
        cw_text_append(out, listed == 0 ? "" : ", ");
        cw_text_append_printable(out, dossier->quantities[q].path);
        listed++;
    }
    if (all > listed)
        cw_text_append_format(out, " and %zu more", all - listed);
}

/* Complains with `complaint` and the list of what can be varied. */
static cw_status complain(cw_session *session, const cw_dossier *dossier,
                          const cw_sweep_options *options, const char *complaint)
{
    cw_text choice;
    bool *has_part = cw_allocate(session->context, dossier->quantity_count, sizeof *has_part);
    if (has_part == NULL)
        return CW_ERROR_MEMORY;
    cw_text_init(&choice, session->context);
    cw_status status = cw_sweep_inputs(has_part, session->context, dossier, options);
    if (status == CW_OK)
        append_choice(&choice, dossier, has_part);
    if (status != CW_OK || choice.length == 0)
        status = cw_session_misuse(session, "%s", complaint);
    else
        status = cw_session_misuse(session, "%s; what has a part in the settlement: %s", complaint,
                                   cw_text_string(&choice));
    cw_text_free(&choice);
    cw_release(session->context, has_part);
    return status;
}

cw_status cw_sweep_axis_missing(cw_session *session, const cw_dossier *dossier,
                                const cw_sweep_options *options)
{
    return complain(session, dossier, options,
                    "say what to vary: --vary PATH=FROM..TO/STEPS, once or twice");
}

static cw_status complain_path(cw_session *session, const cw_dossier *dossier,
                               const cw_sweep_options *options, const char *path)
{
    const char **paths = cw_allocate(session->context, dossier->quantity_count, sizeof *paths);
    if (paths == NULL)
        return CW_ERROR_MEMORY;
    for (size_t q = 0; q < dossier->quantity_count; q++)
        paths[q] = dossier->quantities[q].path;
    size_t nearest = cw_nearest_word(path, paths, dossier->quantity_count);
    cw_text words;
    cw_text_init(&words, session->context);
    cw_text_append(&words, "the dossier has no number '");
    cw_text_append_printable(&words, path);
    cw_text_append(&words, "'");
    cw_status status = nearest == CW_NONE
                           ? complain(session, dossier, options, cw_text_string(&words))
                           : cw_session_misuse(session, "%s; did you mean '%s'?",
                                               cw_text_string(&words), paths[nearest]);
    cw_text_free(&words);
    cw_release(session->context, paths);
    return status;
}

static cw_status find_path(size_t *out, cw_session *session, const cw_dossier *dossier,
                           const cw_sweep_options *options, const char *written, size_t length)
{
    for (size_t q = 0; q < dossier->quantity_count; q++) {
        const char *path = dossier->quantities[q].path;
        if (strlen(path) == length && memcmp(path, written, length) == 0) {
            *out = q;
            return CW_OK;
        }
    }
    cw_text path;
    cw_text_init(&path, session->context);
    cw_text_append_bytes(&path, written, length);
    cw_status status = path.status;
    if (status == CW_OK)
        status = complain_path(session, dossier, options, cw_text_string(&path));
    cw_text_free(&path);
    return status;
}

/* ---- Values ---- */

/* "FROM..TO/STEPS". False where it is not so written. */
static bool read_values(cw_sweep_axis *out, uint64_t *steps, const char *values)
{
    const char *dots = strstr(values, "..");
    const char *slash = strrchr(values, '/');
    if (dots == NULL || slash == NULL || slash < dots)
        return false;
    const char *to = dots + 2;
    return cw_number_parse(&out->from, values, (size_t)(dots - values)) == CW_OK &&
           cw_number_parse(&out->to, to, (size_t)(slash - to)) == CW_OK &&
           cw_integer_parse(steps, slash + 1, strlen(slash + 1)) == CW_OK;
}

static cw_status check_values(cw_session *session, const cw_dossier *dossier,
                              const cw_sweep_axis *axis, uint64_t steps, const char *written)
{
    const cw_quantity *quantity = &dossier->quantities[axis->quantity];
    double most = cw_measure_most(quantity->measure);
    bool bounded = most <= 100.0;
    if (steps == 0 || steps > CW_SWEEP_STEPS_MAX)
        return cw_session_misuse(session, "'%s' asks for %llu steps; 1 to %d can be made", written,
                                 (unsigned long long)steps, CW_SWEEP_STEPS_MAX);
    if (!(axis->from >= 0.0 && axis->from <= most && axis->to >= 0.0 && axis->to <= most))
        return bounded ? cw_session_misuse(session, "'%s': the values must lie between 0 and %d",
                                           written, (int)most)
                       : cw_session_misuse(session,
                                           "'%s': the values must not be below 0 or "
                                           "above 1e100",
                                           written);
    return CW_OK;
}

cw_status cw_sweep_axis_read(cw_sweep_axis *out, cw_session *session, const cw_dossier *dossier,
                             const cw_sweep_options *options, const char *written)
{
    cw_sweep_axis axis = {0};
    uint64_t steps = 0;
    const char *equals = strchr(written, '=');
    if (equals == NULL || !read_values(&axis, &steps, equals + 1))
        return misread(session, written);
    cw_status status =
        find_path(&axis.quantity, session, dossier, options, written, (size_t)(equals - written));
    if (status == CW_OK)
        status = check_values(session, dossier, &axis, steps, written);
    axis.steps = axis.from == axis.to ? 0 : (size_t)steps; /* one value is told once */
    if (status == CW_OK)
        *out = axis;
    return status;
}
