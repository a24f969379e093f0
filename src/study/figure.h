/* Figures that claims compare. */
#ifndef COUNTERWEIGHT_STUDY_FIGURE_H
#define COUNTERWEIGHT_STUDY_FIGURE_H

#include "study/experiment.h"

/* A figure with all that the claim left out filled in from the question. */
cw_figure cw_figure_complete(const cw_dossier *dossier, const cw_figure *figure);

/* Writes the figure for every draw into `column`: what differs from draw to draw as it is there, else
 * one number for the case throughout. NaN where it does not exist. On all threads. Errors:
 * CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. */
cw_status cw_figure_fill(double *column, cw_experiment *experiment, const cw_figure *figure);

#endif
