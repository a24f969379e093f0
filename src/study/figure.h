/* Figures that claims compare. */
#ifndef COUNTERWEIGHT_STUDY_FIGURE_H
#define COUNTERWEIGHT_STUDY_FIGURE_H

#include "study/experiment.h"

/* A figure with all that the claim left out filled in from the question. */
cw_figure cw_figure_complete(const cw_dossier *dossier, const cw_figure *figure);

/* Whether the figure differs from draw to draw (else it is one number for the case). */
bool cw_figure_varies(const cw_figure *figure);

/* The figure in one world of its case, for one that varies. NaN where it does not exist. */
double cw_figure_in_world(const cw_experiment *experiment, const cw_figure *figure,
                          const double *values);

/* The figure of a case, for one that does not vary. NaN where it does not exist. */
double cw_figure_of_case(const cw_experiment *experiment, const cw_figure *figure);

/* The index of the figure's case. */
size_t cw_figure_case(const cw_figure *figure);

#endif
