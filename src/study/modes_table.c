#include "counterweight/study/modes_table.h"

#include "study/forum_issues.h"

/* A table under construction; what is here is owned by its arena. */
typedef struct laying {
    cw_modes_table *made;
    const cw_dossier *dossier;
    const double *modes;
    size_t *issues;
    size_t *forums;
    size_t issue; /* asked for, or CW_NONE */
    size_t forum;
} laying;

static const char **name_actors(cw_arena *arena, const cw_dossier *dossier, const cw_venue *venue)
{
    size_t count;
    const size_t *states = cw_venue_voters(venue, &count);
    const char **names = cw_arena_allocate(arena, count, sizeof *names);
    for (size_t m = 0; names != NULL && m < count; m++) {
        names[m] = dossier->states[states[m]].id;
    }
    return names;
}

static cw_status lay_issue(laying *l, size_t issue, size_t forum)
{
    cw_modes_table *made = l->made;
    cw_arena *arena = &made->table.arena;
    size_t place = made->table.issue_count;
    cw_venue *venue = NULL;
    cw_status status = cw_venue_build(&venue, arena->context, made->built, issue, forum);
    if (status == CW_ERROR_LIMIT || (status == CW_OK && venue == NULL)) {
        return CW_OK;
    }
    if (status != CW_OK) {
        return status;
    }
    made->venues[place] = venue;
    made->table.issue_count++;
    cw_venue_table *laid = cw_arena_allocate(arena, 1, sizeof *laid);
    cw_table_issue *as = &made->table.issues[place];
    as->id = cw_forum_issue_name(arena, l->dossier, issue, forum);
    as->actors = name_actors(arena, l->dossier, venue);
    if (laid == NULL || as->id == NULL || as->actors == NULL) {
        return CW_ERROR_MEMORY;
    }
    cw_venue_lay(laid, venue, l->modes);
    as->problem = laid->problem;
    l->issues[place] = issue;
    l->forums[place] = forum;
    return CW_OK;
}

static size_t count_pairs(const cw_dossier *dossier)
{
    size_t count = 0;
    for (size_t i = 0; i < dossier->issue_count; i++) {
        count += dossier->issues[i].forum_count;
    }
    return count;
}

static cw_status lay_all(laying *l)
{
    cw_modes_table *made = l->made;
    cw_arena *arena = &made->table.arena;
    size_t room = count_pairs(l->dossier);
    made->table.issues = cw_arena_allocate(arena, room, sizeof *made->table.issues);
    made->venues = cw_arena_allocate(arena, room, sizeof(*made->venues));
    made->issues = l->issues = cw_arena_allocate(arena, room, sizeof *l->issues);
    made->forums = l->forums = cw_arena_allocate(arena, room, sizeof *l->forums);
    if (made->table.issues == NULL || made->venues == NULL || l->issues == NULL ||
        l->forums == NULL) {
        return CW_ERROR_MEMORY;
    }
    cw_status status = CW_OK;
    for (size_t i = 0; i < l->dossier->issue_count && status == CW_OK; i++) {
        const cw_issue *issue = &l->dossier->issues[i];
        for (size_t f = 0; f < issue->forum_count && status == CW_OK; f++) {
            bool asked = (l->issue == CW_NONE || l->issue == i) &&
                         (l->forum == CW_NONE || l->forum == issue->forums[f]);
            status = !asked                                    ? CW_OK
                     : cw_context_is_cancelled(arena->context) ? CW_ERROR_INTERRUPTED
                                                               : lay_issue(l, i, issue->forums[f]);
        }
    }
    return status;
}

/* ---- All issues together ---- */

static bool can_be_joined(const cw_modes_table *made)
{
    size_t count = made->table.issue_count;
    bool alike = count > 1 && count <= CW_EXCHANGE_ISSUES_MAX;
    for (size_t k = 1; alike && k < count; k++) {
        alike = made->forums[k] == made->forums[0];
    }
    return alike;
}

static cw_status name_joint(cw_joint_table *joint, const cw_modes_table *made,
                            const cw_forum_issues *of)
{
    joint->actors = cw_arena_allocate(&joint->arena, of->actor_count, sizeof *joint->actors);
    joint->issues = cw_arena_allocate(&joint->arena, of->issue_count, sizeof *joint->issues);
    if (joint->actors == NULL || joint->issues == NULL) {
        return CW_ERROR_MEMORY;
    }
    for (size_t m = 0; m < of->actor_count; m++) {
        joint->actors[m] = made->built->dossier->states[of->states[m]].id;
    }
    for (size_t k = 0; k < of->issue_count; k++) {
        joint->issues[k] = made->built->dossier->issues[made->issues[k]].id;
    }
    return CW_OK;
}

static cw_status join(cw_modes_table *made, const double *modes)
{
    cw_forum_issues of;
    cw_context *context = made->table.arena.context;
    if (!can_be_joined(made)) {
        return CW_OK;
    }
    cw_joint_table *joint = made->joint = cw_allocate(context, 1, sizeof *joint);
    if (joint == NULL) {
        return CW_ERROR_MEMORY;
    }
    cw_arena_init(&joint->arena, context);
    cw_status status = cw_forum_issues_gather(&of, &joint->arena, made->built, made->venues,
                                              made->issues, made->table.issue_count);
    if (status == CW_OK) {
        status = name_joint(joint, made, &of);
    }
    if (status != CW_OK) {
        return status;
    }
    double *numbers =
        cw_arena_allocate(&joint->arena, cw_forum_issues_numbers(&of), sizeof *numbers);
    if (numbers == NULL) {
        return CW_ERROR_MEMORY;
    }
    cw_forum_issues_lay(&joint->problem, numbers, &of, modes);
    if (of.actor_count > CW_EXCHANGE_ACTORS_MAX) {
        cw_joint_table_free(joint);
        made->joint = NULL;
    }
    return CW_OK;
}

/* ---- The whole ---- */

static cw_status lay(laying *l, size_t what_if)
{
    cw_modes_table *made = l->made;
    cw_context *context = made->table.arena.context;
    cw_sampler *sampler = NULL;
    double *modes =
        cw_arena_allocate(&made->table.arena, l->dossier->quantity_count + 1, sizeof *modes);
    if (modes == NULL) {
        return CW_ERROR_MEMORY;
    }
    cw_status status = cw_case_build(&made->built, context, l->dossier, what_if);
    if (status == CW_OK) {
        status = cw_sampler_build(&sampler, context, l->dossier);
    }
    if (status == CW_OK) {
        cw_world_at_modes(modes, sampler, made->built);
        l->modes = modes;
        status = lay_all(l);
    }
    cw_sampler_free(sampler);
    return status == CW_OK ? join(made, modes) : status;
}

cw_status cw_modes_table_build(cw_modes_table **out, cw_context *context, const cw_dossier *dossier,
                               size_t what_if, size_t issue, size_t forum)
{
    cw_modes_table *made = cw_allocate(context, 1, sizeof *made);
    if (made == NULL) {
        return CW_ERROR_MEMORY;
    }
    cw_arena_init(&made->table.arena, context);
    laying l = {.made = made, .dossier = dossier, .issue = issue, .forum = forum};
    cw_status status = lay(&l, what_if);
    if (status == CW_OK) {
        *out = made;
    } else {
        cw_modes_table_free(made);
    }
    return status;
}

void cw_modes_table_free(cw_modes_table *table)
{
    if (table == NULL) {
        return;
    }
    cw_context *context = table->table.arena.context;
    cw_joint_table_free(table->joint);
    for (size_t k = 0; k < table->table.issue_count; k++) {
        cw_venue_free(table->venues[k]);
    }
    cw_case_free(table->built);
    cw_arena_free(&table->table.arena);
    cw_release(context, table);
}
