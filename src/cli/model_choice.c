#include "cli/model_choice.h"

#include "cli/model_list.h"

#define IDS_MAX (CW_OUTCOME_MODELS_MAX + CW_JOINT_CHOICE_MAX)

/* The ids that a list may name: those of the registry, then joint models. */
static size_t list_ids(const char **ids, const cw_model_variants *variants)
{
    size_t joint;
    size_t count = 0;
    const cw_joint_model *const *models = cw_joint_models(&joint);
    for (size_t k = 0; k < variants->registered; k++)
        ids[count++] = variants->models[k]->id;
    for (size_t k = 0; k < joint; k++)
        ids[count++] = models[k]->id;
    return count;
}

/* The fast ones of the registry. */
static void take_fast(cw_model_choice *out, const cw_model_variants *variants)
{
    for (size_t k = 0; k < variants->registered; k++)
        if (!variants->models[k]->is_slow)
            out->models[out->model_count++] = variants->models[k];
}

/* Those flagged among `count` ids, and all variants. */
static void take_flagged(cw_model_choice *out, const cw_model_variants *variants,
                         const bool *flagged, size_t count)
{
    size_t joint;
    const cw_joint_model *const *models = cw_joint_models(&joint);
    for (size_t k = 0; k < variants->count; k++)
        if (k >= variants->registered || flagged[k])
            out->models[out->model_count++] = variants->models[k];
    for (size_t k = variants->registered; k < count; k++)
        if (flagged[k])
            out->joint[out->joint_count++] = models[k - variants->registered];
}

cw_status cw_model_choice_read(cw_model_choice *out, cw_model_variants *variants,
                               cw_session *session, const char *list, bool only_fast)
{
    const char *ids[IDS_MAX];
    bool flagged[IDS_MAX] = {false};
    size_t count = list_ids(ids, variants);
    *out = (cw_model_choice){.named = list != NULL && !cw_model_list_is_all(list)};
    if (list == NULL && only_fast) {
        take_fast(out, variants);
        return CW_OK;
    }
    cw_status status = cw_model_variants_read(variants, session, list);
    if (status == CW_OK && (list == NULL || variants->plain.length > 0))
        status = cw_model_list_read(
            flagged, session, list == NULL ? NULL : cw_text_string(&variants->plain), ids, count);
    if (status == CW_OK)
        take_flagged(out, variants, flagged, count);
    return status;
}
