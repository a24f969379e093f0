/* The models of the registry, one file each. To add one: its file, a row here, a row in
 * registry.c, a test, a page in docs/methods. */
#ifndef CW_BARGAINING_MODELS_H
#define CW_BARGAINING_MODELS_H

#include "counterweight/bargaining.h"

extern const cw_outcome_model cw_model_mean;
extern const cw_outcome_model cw_model_weighted_mean;
extern const cw_outcome_model cw_model_median;
extern const cw_outcome_model cw_model_weighted_median;
extern const cw_outcome_model cw_model_condorcet;
extern const cw_outcome_model cw_model_probabilistic_condorcet;
extern const cw_outcome_model cw_model_nash;
extern const cw_outcome_model cw_model_nash_far;
extern const cw_outcome_model cw_model_kalai_smorodinsky;
extern const cw_outcome_model cw_model_core;
extern const cw_outcome_model cw_model_agenda_setter;
extern const cw_outcome_model cw_model_rubinstein;
extern const cw_outcome_model cw_model_challenge_s;
extern const cw_outcome_model cw_model_challenge_a;
extern const cw_outcome_model cw_model_spatial;

#endif
