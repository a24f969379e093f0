/* The headline in the base case, as a function of its inputs. */
#ifndef COUNTERWEIGHT_STUDY_PROBE_H
#define COUNTERWEIGHT_STUDY_PROBE_H

#include "study/experiment.h"

/* The inputs are the uncertain quantities with a part in the headline's settlement; whatever else the
 * world holds stays at its mode. */
typedef struct cw_probe {
    const cw_experiment *experiment; /* borrowed, and so the worlds */
    const cw_case *built;
    cw_venue *venue; /* owned; NULL: the issue cannot be taken there */
    size_t *inputs;  /* owned: quantities, ascending */
    size_t *places;  /* owned: of each among cw_sampler_uncertain() */
    size_t input_count;
} cw_probe;

/* Errors: CW_ERROR_MEMORY, with nothing to close. Closed with cw_probe_close(). The experiment's worlds
 * (one for each thread) are the probe's until then. */
cw_status cw_probe_open(cw_probe *out, cw_experiment *experiment);
void cw_probe_close(cw_probe *probe);

/* The world of one worker; between calls every quantity is at its mode. */
double *cw_probe_world(const cw_probe *probe, size_t worker);

/* Puts all inputs into the world of one worker and settles the headline there. */
cw_settlement cw_probe_settle(const cw_probe *probe, size_t worker, const double *x);

/* Puts all inputs back to their modes. */
void cw_probe_rest(const cw_probe *probe, size_t worker);

/* Fills in what the ends of the range of each driver do while all other inputs are drawn: the first
 * `draws` draws of the study. One driver for each input, in their order. On all threads. Errors:
 * CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. */
cw_status cw_probe_ends(cw_driver *drivers, const cw_probe *probe, size_t draws);

#endif
