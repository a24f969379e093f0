/* Figures that claims compare. */
#ifndef COUNTERWEIGHT_STUDY_FIGURE_H
#define COUNTERWEIGHT_STUDY_FIGURE_H

#include "study/experiment.h"

/* A figure with all that the claim left out filled in from the question. */
cw_figure cw_figure_complete(const cw_dossier *dossier, const cw_figure *figure);

/* Index of the figure's case. */
size_t cw_figure_case(const cw_figure *figure);

/* Whether the figure differs from draw to draw; else it is one number for the case. */
bool cw_figure_varies(const cw_figure *figure);

/* A figure that does not differ, from what was found in its case; NaN where it does not exist. */
double cw_figure_of_case(const cw_experiment *experiment, const cw_figure *figure);

/* A figure ready to be read off worlds of its case. */
typedef struct cw_reading {
    cw_figure figure;
    size_t case_index;
    const cw_case *built; /* borrowed */
    cw_venue *venue;      /* owned; NULL where it needs none or it is closed */
    double constant;      /* of a figure that does not vary */
} cw_reading;

/* Prepares the reading of a completed figure. CW_ERROR_MEMORY, with nothing to close. */
cw_status cw_reading_open(cw_reading *out, const cw_experiment *experiment,
                          const cw_figure *figure);
void cw_reading_close(cw_reading *reading);

/* The figure in one world of its case; NaN where it does not exist. Whether a forum agrees is 1 or 0
 * there. Thread-safe. */
double cw_reading_at(const cw_reading *reading, const double *values);

/* Writes a figure that differs for every draw into `column`, NaN where it does not exist; of whether
 * a forum agrees, 1 for yes and 0 for no. On all threads. Errors: CW_ERROR_MEMORY,
 * CW_ERROR_INTERRUPTED. */
cw_status cw_figure_draw(double *column, cw_experiment *experiment, const cw_figure *figure);

/* Writes the figure for every draw into `column`: what differs from draw to draw as it is there, else
 * one number for the case throughout. NaN where it does not exist. On all threads. Errors:
 * CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. */
cw_status cw_figure_fill(double *column, cw_experiment *experiment, const cw_figure *figure);

#endif
