#include "cli/forecast_models.h"

#include "cli/model_list.h"

#define IDS_MAX (CW_OUTCOME_MODELS_MAX + CW_FORECAST_JOINT_MAX)

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

static void choose_all(cw_forecast_query *query, const cw_model_variants *variants, bool only_fast)
{
    size_t joint;
    const cw_joint_model *const *models = cw_joint_models(&joint);
    for (size_t k = 0; k < variants->registered; k++)
        if (!only_fast || !variants->models[k]->is_slow)
            query->models[query->model_count++] = variants->models[k];
    for (size_t k = 0; k < joint && !only_fast; k++)
        query->joint[query->joint_count++] = models[k];
}

static void choose_named(cw_forecast_query *query, const cw_model_variants *variants,
                         const bool *named, size_t count)
{
    size_t joint;
    const cw_joint_model *const *models = cw_joint_models(&joint);
    for (size_t k = 0; k < variants->count; k++)
        if (k >= variants->registered || named[k])
            query->models[query->model_count++] = variants->models[k];
    for (size_t k = variants->registered; k < count; k++)
        if (named[k])
            query->joint[query->joint_count++] = models[k - variants->registered];
}

cw_status cw_forecast_choose_models(cw_forecast_query *query, cw_model_variants *variants,
                                    const char *list, bool of_dossier)
{
    const char *ids[IDS_MAX];
    bool named[IDS_MAX] = {false};
    size_t count = list_ids(ids, variants);
    query->named = list != NULL;
    query->model_count = query->joint_count = 0;
    if (list == NULL) {
        choose_all(query, variants, of_dossier && query->log == CW_LOG_NONE);
        return CW_OK;
    }
    cw_status status = cw_model_variants_read(variants, query->session, list);
    if (status == CW_OK && variants->plain.length > 0)
        status =
            cw_model_list_read(named, query->session, cw_text_string(&variants->plain), ids, count);
    if (status == CW_OK)
        choose_named(query, variants, named, count);
    return status;
}
