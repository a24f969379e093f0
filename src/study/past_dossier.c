/* Past decisions from a dossier: issues on which it is on record what happened. */
#include "counterweight/study/past.h"

#include "study/forum_issues.h"

/* What is read from, and where it goes. */
typedef struct reading {
    cw_context *context;
    const cw_dossier *dossier;
    cw_past *past;
    const double *modes; /* the world with every quantity at its mode */
    size_t forum;        /* asked for, or CW_NONE */
} reading;

static bool can_be_taken(const cw_issue *issue, size_t forum)
{
    for (size_t k = 0; k < issue->forum_count; k++) {
        if (issue->forums[k] == forum) {
            return true;
        }
    }
    return false;
}

static cw_status try_forum(cw_venue **venue, size_t *at, const reading *r, size_t issue,
                           size_t forum)
{
    *at = forum;
    if (forum == CW_NONE || !can_be_taken(&r->dossier->issues[issue], forum)) {
        return CW_OK;
    }
    return cw_venue_build(venue, r->context, r->past->built, issue, forum);
}

/* Where the issue was taken, NULL if nowhere; *at is the forum. */
static cw_status find_venue(cw_venue **venue, size_t *at, const reading *r, size_t issue)
{
    const cw_issue *of = &r->dossier->issues[issue];
    *venue = NULL;
    if (r->forum != CW_NONE) {
        return try_forum(venue, at, r, issue, r->forum);
    }
    const cw_question *question = &r->dossier->question;
    cw_status status = try_forum(venue, at, r, issue, question->asked ? question->forum : CW_NONE);
    for (size_t k = 0; status == CW_OK && *venue == NULL && k < of->forum_count; k++) {
        status = try_forum(venue, at, r, issue, of->forums[k]);
    }
    return status;
}

/* Who votes, and with what: capabilities as coded, which are those of a state on all issues. False: no
 * memory. */
static bool take_voters(cw_past_decision *decision, const reading *r, const cw_venue *venue)
{
    size_t count;
    const size_t *states = cw_venue_voters(venue, &count);
    size_t *actor = cw_arena_allocate(&r->past->arena, count, sizeof *actor);
    double *capability = cw_arena_allocate(&r->past->arena, count, sizeof *capability);
    if (actor == NULL || capability == NULL) {
        return false;
    }
    for (size_t m = 0; m < count; m++) {
        actor[m] = states[m];
        capability[m] = cw_world_get(r->modes, r->past->built->capability[states[m]], 0.0);
    }
    decision->actor = actor;
    decision->capability = capability;
    return true;
}

static cw_status take_issue(const reading *r, size_t issue)
{
    cw_past *past = r->past;
    size_t forum = CW_NONE;
    cw_venue *venue = NULL;
    cw_status status =
        r->dossier->issues[issue].happened ? find_venue(&venue, &forum, r, issue) : CW_OK;
    if (status != CW_OK) {
        return status;
    }
    if (venue == NULL) {
        past->left_out++;
        return CW_OK;
    }
    size_t place = past->count++;
    cw_venue_table *table = cw_arena_allocate(&past->arena, 1, sizeof *table);
    past->venues[place] = venue;
    past->ids[place] = cw_forum_issue_name(&past->arena, r->dossier, issue, forum);
    if (table == NULL || past->ids[place] == NULL) {
        return CW_ERROR_MEMORY;
    }
    cw_venue_lay(table, venue, r->modes);
    past->decisions[place] = (cw_past_decision){
        .problem = table->problem,
        .outcome = r->dossier->issues[issue].outcome,
        .cluster = issue,
        .sitting = forum,
    };
    return take_voters(&past->decisions[place], r, venue) ? CW_OK : CW_ERROR_MEMORY;
}

static cw_status take_issues(reading *r, double *modes, cw_sampler *sampler)
{
    cw_past *past = r->past;
    size_t issues = r->dossier->issue_count;
    cw_world_at_modes(modes, sampler, past->built);
    r->modes = modes;
    past->decisions = cw_arena_allocate(&past->arena, issues, sizeof *past->decisions);
    past->ids = cw_arena_allocate(&past->arena, issues, sizeof *past->ids);
    past->rules = cw_arena_allocate(&past->arena, issues, sizeof(*past->rules));
    past->venues = cw_arena_allocate(&past->arena, issues, sizeof(*past->venues));
    if (past->decisions == NULL || past->ids == NULL || past->rules == NULL ||
        past->venues == NULL) {
        return CW_ERROR_MEMORY;
    }
    cw_status status = CW_OK;
    for (size_t k = 0; k < issues && status == CW_OK; k++) {
        status = cw_context_is_cancelled(r->context) ? CW_ERROR_INTERRUPTED : take_issue(r, k);
    }
    return status;
}

cw_status cw_past_read_dossier(cw_past **out, cw_context *context, const cw_dossier *dossier,
                               size_t forum)
{
    cw_past *past = cw_allocate(context, 1, sizeof *past);
    double *modes = cw_allocate(context, dossier->quantity_count + 1, sizeof *modes);
    cw_sampler *sampler = NULL;
    reading r = {.context = context, .dossier = dossier, .past = past, .forum = forum};
    cw_status status = CW_ERROR_MEMORY;
    if (past != NULL) {
        cw_arena_init(&past->arena, context);
    }
    if (past == NULL || modes == NULL) {
        goto out;
    }
    status = cw_case_build(&past->built, context, dossier, CW_NONE);
    if (status == CW_OK) {
        status = cw_sampler_build(&sampler, context, dossier);
    }
    if (status == CW_OK) {
        status = take_issues(&r, modes, sampler);
    }
    if (status == CW_OK) {
        *out = past;
        past = NULL;
    }
out:
    cw_sampler_free(sampler);
    cw_release(context, modes);
    cw_past_free(past);
    return status;
}
