/* The outcome models that a command is asked for. */
#ifndef CW_CLI_MODEL_CHOICE_H
#define CW_CLI_MODEL_CHOICE_H

#include "cli/model_variants.h"

/* Most joint models there can be. */
#define CW_JOINT_CHOICE_MAX 8

typedef struct cw_model_choice {
    const cw_outcome_model *models[CW_OUTCOME_MODELS_MAX];
    size_t model_count;
    const cw_joint_model *joint[CW_JOINT_CHOICE_MAX];
    size_t joint_count;
    bool named; /* one by one: there is a list, and it does not say "all" */
} cw_model_choice;

/* Chooses the models that a list names (ids, ids with settings, joint models), in the order of the registry,
 * variants after it, joint models apart; "all": every one. Without a list (NULL) every one, too, or where
 * `only_fast` those fast enough for every draw. `variants`, begun by the caller, holds what the choice then
 * borrows. A complaint and CW_ERROR_USAGE where a name is none. */
cw_status cw_model_choice_read(cw_model_choice *out, cw_model_variants *variants,
                               cw_session *session, const char *list, bool only_fast);

#endif
