/* course: one what-if followed through its changes, in the order written. Each change must find what
 * it changes, and change it. */
#ifndef DOSSIER_COURSE_H
#define DOSSIER_COURSE_H

#include "dossier/check.h"

/* What the checks of changes share while they follow one what-if. The lists hold what earlier changes
 * left behind; `last` heads, for each state, the chain of its entries in a list. */
typedef struct cw_course {
    const cw_checker *checker;
    const cw_what_if *what_if;
    size_t number;           /* of the change under way */
    cw_date date;            /* on which the what-if plays */
    size_t *last_seat;       /* by state: its last entry of `seats`, or CW_NONE */
    cw_list seats;           /* of what changes made of seats */
    size_t *last_number;     /* by state: its last entry of `numbers`, or CW_NONE */
    cw_list numbers;         /* of what changes put in the place of numbers */
    cw_list touched_states;  /* of size_t: whose chains must be cut before the next what-if */
    double *factor;          /* by quantity: what it is multiplied with so far */
    cw_list touched_factors; /* of size_t: quantities whose factor must be set back */
} cw_course;

static inline const char *cw_course_state(const cw_course *self, size_t state)
{
    return self->checker->dossier->states[state].id;
}

static inline const char *cw_course_forum(const cw_course *self, size_t forum)
{
    return self->checker->dossier->forums[forum].id;
}

/* Follows a change of seats or of the chair. */
void cw_follow_seats(cw_course *self, const cw_edit *edit);

/* Follows a change of one or several numbers. */
void cw_follow_numbers(cw_course *self, const cw_edit *edit);

#endif
