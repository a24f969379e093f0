#include "counterweight/study/joint_table.h"

#include <string.h>

/* Actors by name while issues are put together: the number of a name is its place here. */
typedef struct names {
    const char **name;
    size_t count;
} names;

/* Names beyond those that fit all have the first number that is too many. */
static size_t number_of(names *of, const char *name)
{
    for (size_t k = 0; k < of->count; k++) {
        if (strcmp(of->name[k], name) == 0) {
            return k;
        }
    }
    if (of->count == CW_EXCHANGE_ACTORS_MAX) {
        return CW_EXCHANGE_ACTORS_MAX;
    }
    of->name[of->count] = name;
    return of->count++;
}

/* The issues of the table with their actors numbered; NULL: no memory. */
static cw_joint_issue *number_actors(names *of, cw_arena *arena, const cw_issue_table *table)
{
    size_t seats = 0;
    for (size_t k = 0; k < table->issue_count; k++) {
        seats += table->issues[k].problem.actors;
    }
    cw_joint_issue *issues = cw_arena_allocate(arena, table->issue_count, sizeof *issues);
    size_t *numbers = cw_arena_allocate(arena, seats, sizeof *numbers);
    of->name = cw_arena_allocate(arena, CW_EXCHANGE_ACTORS_MAX, sizeof *of->name);
    if (issues == NULL || numbers == NULL || of->name == NULL) {
        return NULL;
    }
    for (size_t k = 0; k < table->issue_count; k++) {
        const cw_table_issue *issue = &table->issues[k];
        issues[k] = (cw_joint_issue){.problem = &issue->problem, .actor = numbers};
        for (size_t m = 0; m < issue->problem.actors; m++) {
            *numbers++ = number_of(of, issue->actors[m]);
        }
    }
    return issues;
}

/* `why` as of cw_joint_table_build(). Numbers go by first appearance, and so do the actors gathered: a number
 * is a place. */
static cw_status build(cw_joint_table *made, const char **why, const cw_issue_table *table)
{
    cw_arena *arena = &made->arena;
    names of = {.count = 0};
    const cw_joint_issue *issues = number_actors(&of, arena, table);
    made->actors = of.name;
    made->issues = cw_arena_allocate(arena, table->issue_count, sizeof *made->issues);
    if (issues == NULL || made->issues == NULL) {
        return CW_ERROR_MEMORY;
    }
    for (size_t k = 0; k < table->issue_count; k++) {
        made->issues[k] = table->issues[k].id;
    }
    return cw_joint_gather(&made->problem, why, arena, issues, table->issue_count);
}

cw_status cw_joint_table_build(cw_joint_table **out, const char **why, cw_context *context,
                               const cw_issue_table *table)
{
    *out = NULL;
    cw_joint_table *made = cw_allocate(context, 1, sizeof *made);
    if (made == NULL) {
        return CW_ERROR_MEMORY;
    }
    cw_arena_init(&made->arena, context);
    cw_status status = build(made, why, table);
    if (status == CW_OK && *why == NULL) {
        *out = made;
    } else {
        cw_joint_table_free(made);
    }
    return status;
}

void cw_joint_table_free(cw_joint_table *joint)
{
    if (joint != NULL) {
        cw_context *context = joint->arena.context;
        cw_arena_free(&joint->arena);
        cw_release(context, joint);
    }
}
