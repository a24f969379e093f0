/* JSON of what a study and its dossier consist of. In all functions `key` is NULL within an array. */
#ifndef COUNTERWEIGHT_BRIEF_JSON_H
#define COUNTERWEIGHT_BRIEF_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "counterweight/base/json.h"
#include "counterweight/study.h"

/* {"value", "low95", "high95"} */
void cw_json_probability(cw_json *json, const char *key, const cw_probability *probability);

/* The same of a figure of any unit. */
void cw_json_estimate(cw_json *json, const char *key, const cw_estimate *estimate);

/* {"mean", "median", "low80", "high80", "low95", "high95", "constant"} */
void cw_json_summary(cw_json *json, const char *key, const cw_summary *summary);

/* {"total", "leader", "leader_share", "hhi", "con", "effective_number"} */
void cw_json_concentration(cw_json *json, const char *key, const cw_concentration *concentration,
                           const cw_dossier *dossier);

/* Ids of entries of the dossier; null for CW_NONE. */
void cw_json_state(cw_json *json, const char *key, const cw_dossier *dossier, size_t state);
void cw_json_forum(cw_json *json, const char *key, const cw_dossier *dossier, size_t forum);
void cw_json_issue(cw_json *json, const char *key, const cw_dossier *dossier, size_t issue);
void cw_json_what_if(cw_json *json, const char *key, const cw_dossier *dossier, size_t what_if);
void cw_json_source(cw_json *json, const char *key, const cw_dossier *dossier, size_t source);

/* "source", "quote", "why" of the object being written. */
void cw_json_provenance(cw_json *json, const cw_dossier *dossier, const cw_provenance *provenance);

/* "member", "observer", "partner" */
void cw_json_standing(cw_json *json, const char *key, cw_standing standing);

/* "yes", "no", "unknown" */
void cw_json_truth(cw_json *json, const char *key, cw_truth truth);

/* The brief, and its parts. `lean`: what the page shows, which is of the what-ifs only the venues, without
 * models and participants. */
cw_status cw_json_brief(cw_text *out, const cw_study *study, bool lean);
void cw_json_dossier(cw_json *json, const cw_dossier *dossier);
void cw_json_cases(cw_json *json, const cw_study *study, bool lean);
void cw_json_drivers(cw_json *json, const cw_study *study);
void cw_json_claims(cw_json *json, const cw_study *study);
void cw_json_timelines(cw_json *json, const cw_study *study);

#endif
