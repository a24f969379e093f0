/* Drawing on until the headline is as sure as was asked for. */
#include "counterweight/study.h"

double cw_study_width(const cw_study *study)
{
    const cw_estimate *median = &study->cases[0].precision.median;
    return median->high95 - median->low95;
}

static bool is_enough(const cw_study *study, double points)
{
    return study->headline == CW_NONE || !study->cases[0].venues[study->headline].open ||
           cw_study_width(study) <= points;
}

cw_status cw_study_run_until(cw_study **out, cw_context *context, const cw_dossier *dossier,
                             const cw_study_options *options, double points)
{
    cw_study_options tried = options != NULL ? *options : CW_STUDY_OPTIONS_INIT;
    cw_study *study = NULL;
    if (!(points > 0.0) || tried.draws > CW_STUDY_UNTIL_DRAWS_MAX)
        return CW_ERROR_USAGE;
    cw_status status = cw_study_run(&study, context, dossier, &tried);
    while (status == CW_OK && !is_enough(study, points) &&
           tried.draws <= CW_STUDY_UNTIL_DRAWS_MAX / 2) {
        cw_study_free(study);
        study = NULL;
        tried.draws *= 2;
        status = cw_study_run(&study, context, dossier, &tried);
    }
    if (status == CW_OK)
        *out = study;
    return status;
}
