/* What forums decide, draw by draw: the decisions that conditions of operations ask for. */
#ifndef COUNTERWEIGHT_STUDY_DECISIONS_H
#define COUNTERWEIGHT_STUDY_DECISIONS_H

#include "study/experiment.h"

/* Most draws that are decided at a time. */
#define CW_DECIDED_DRAWS 8192

/* Of so many draws left, those of the next block. */
static inline size_t cw_decided_draws(size_t left)
{
    return left < CW_DECIDED_DRAWS ? left : (size_t)CW_DECIDED_DRAWS;
}

/* The decisions of the forums in one case. */
typedef struct cw_decisions {
    cw_experiment *experiment; /* borrowed */
    size_t case_index;
    cw_venue **venues; /* [decision]; owned; NULL where no member has a position, or out of reach */
    cw_venue **asked;  /* of these, those that do not vote as in the base case */
    unsigned char *yes; /* [decision][draw of the block]; unset where nobody can decide */
    size_t first;       /* the block: its first draw */
    size_t draws;
} cw_decisions;

/* Prepares the decisions of a case; `base` are those of the base case, or NULL for the base case
 * itself. CW_ERROR_MEMORY. cw_decisions_close() frees them, failed or not. */
cw_status cw_decisions_open(cw_decisions *out, cw_experiment *experiment, size_t case_index,
                            const cw_decisions *base);
void cw_decisions_close(cw_decisions *decisions);

/* Lets the forums decide in at most CW_DECIDED_DRAWS draws from `first` on, up to `end`; the base case
 * has decided in the same ones. On all threads. Errors: CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. */
cw_status cw_decisions_draw(cw_decisions *decisions, const cw_decisions *base, size_t first,
                            size_t end);

/* Whether the forum of one decision would agree in the world where all is at its mode; false where
 * nobody can decide. Writes to the world of worker 0. */
bool cw_decisions_at_modes(const cw_decisions *decisions, size_t decision);

#endif
