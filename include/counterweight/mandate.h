/* mandate: who may take part in an operation, who may lead it, and what stands in the way. */
#ifndef COUNTERWEIGHT_MANDATE_H
#define COUNTERWEIGHT_MANDATE_H

#include <stddef.h>

#include "counterweight/venue.h"
#include "counterweight/world.h"

/* Most conditions of one operation that are named as standing in the way of one state. */
#define CW_OBSTACLES_MAX 16

/* The two things one may want to do. */
typedef enum cw_role { CW_ROLE_DEPLOY, CW_ROLE_LEAD } cw_role;

/* Answers a condition that hangs on another forum's decision: CW_TRUE if it agrees in this world.
 * `payload` as given with the question. */
typedef cw_truth cw_decision_function(void *payload, const cw_condition *decided);

typedef struct cw_mandate_question {
    const cw_case *built;
    size_t operation;
    size_t candidate; /* state */
    cw_role role;
    cw_decision_function *decision;
    void *decision_payload;
} cw_mandate_question;

/* Whether the candidate may (Kleene's three-valued logic: what is unknown stays unknown unless it
 * cannot matter). To lead, a state must also be allowed to take part. Pure but for `decision`. */
cw_truth cw_mandate_allows(const cw_mandate_question *question);

/* The conditions that stand in the way, none of which can be spared: a smallest set of leaves of
 * the condition that, if each turned, would let the candidate through. */
typedef struct cw_obstacles {
    const cw_condition *items[CW_OBSTACLES_MAX]; /* borrowed from the dossier */
    bool must_fail[CW_OBSTACLES_MAX]; /* the leaf stands under a `not`: it would have to fail */
    const cw_condition *within[CW_OBSTACLES_MAX]; /* the nearest `all` or `any` around the leaf that
                                                     the analyst gave a label; or NULL */
    size_t count;                                 /* 0 where the candidate may */
    bool impossible; /* nothing can mend it (an `any` of nothing) or too many to list */
} cw_obstacles;

/* Finds the obstacles of a question; unknown conditions count as standing in the way. */
void cw_mandate_obstacles(cw_obstacles *out, const cw_mandate_question *question);

/* Appends an obstacle in words: its label, after that of the labelled condition around it: "the safeguards:
 * the host consents". */
void cw_obstacle_describe(cw_text *out, const cw_obstacles *obstacles, size_t index);

#endif
