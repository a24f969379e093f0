/* Outcome models with settings of their own on the command line: "challenge-a:range=dynamic,q=0.5". */
#ifndef CW_CLI_MODEL_VARIANTS_H
#define CW_CLI_MODEL_VARIANTS_H

#include "counterweight/bargaining.h"

#include "cli/session.h"

/* Those of a list, after the whole registry. Begun with cw_model_variants_init(), freed with
 * cw_model_variants_free(). */
typedef struct cw_model_variants {
    const cw_outcome_model *models[CW_OUTCOME_MODELS_MAX];
    size_t registered; /* models[0..registered) is the registry; */
    size_t count;      /* models[registered..count) are the variants, in the order of the list */
    cw_text plain;     /* the rest of the list: the names without settings */
    cw_outcome_model own[CW_OUTCOME_MODELS_MAX];
    cw_text names[CW_OUTCOME_MODELS_MAX]; /* what the ids in `own` point to */
} cw_model_variants;

void cw_model_variants_init(cw_model_variants *variants, cw_context *context);
void cw_model_variants_free(cw_model_variants *variants);

/* Takes the names with settings out of "nash,challenge-a:range=dynamic,q=0.5,mean"; "nash,mean" is
 * left in `plain`. A piece with '=' and without ':' belongs to the name before it. A complaint that
 * names what is wrong and what would do, and CW_ERROR_USAGE, where such a name holds no model,
 * setting or value, or there are too many. NULL: none. */
cw_status cw_model_variants_read(cw_model_variants *variants, cw_session *session,
                                 const char *list);

/* Appends the models of the registry with what can be set in each: `counterweight help models`. */
void cw_model_variants_help(cw_text *out);

#endif
