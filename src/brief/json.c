#include "brief/json.h"

void cw_json_probability(cw_json *json, const char *key, const cw_probability *probability)
{
    cw_json_object(json, key);
    cw_json_number(json, "value", probability->value);
    cw_json_number(json, "low95", probability->low95);
    cw_json_number(json, "high95", probability->high95);
    cw_json_end_object(json);
}

void cw_json_estimate(cw_json *json, const char *key, const cw_estimate *estimate)
{
    cw_json_object(json, key);
    cw_json_number(json, "value", estimate->value);
    cw_json_number(json, "low95", estimate->low95);
    cw_json_number(json, "high95", estimate->high95);
    cw_json_end_object(json);
}

void cw_json_summary(cw_json *json, const char *key, const cw_summary *summary)
{
    cw_json_object(json, key);
    cw_json_number(json, "mean", summary->mean);
    cw_json_number(json, "median", summary->median);
    cw_json_number(json, "low80", summary->low80);
    cw_json_number(json, "high80", summary->high80);
    cw_json_number(json, "low95", summary->low95);
    cw_json_number(json, "high95", summary->high95);
    cw_json_flag(json, "constant", summary->constant);
    cw_json_end_object(json);
}

void cw_json_concentration(cw_json *json, const char *key, const cw_concentration *concentration,
                           const cw_dossier *dossier)
{
    cw_json_object(json, key);
    cw_json_number(json, "total", concentration->total);
    cw_json_state(json, "leader", dossier, concentration->leader);
    cw_json_number(json, "leader_share", concentration->leader_share);
    cw_json_number(json, "hhi", concentration->hhi);
    cw_json_number(json, "con", concentration->con);
    cw_json_number(json, "effective_number", concentration->effective_number);
    cw_json_end_object(json);
}

void cw_json_state(cw_json *json, const char *key, const cw_dossier *dossier, size_t state)
{
    cw_json_words(json, key, state == CW_NONE ? NULL : dossier->states[state].id);
}

void cw_json_forum(cw_json *json, const char *key, const cw_dossier *dossier, size_t forum)
{
    cw_json_words(json, key, forum == CW_NONE ? NULL : dossier->forums[forum].id);
}

void cw_json_issue(cw_json *json, const char *key, const cw_dossier *dossier, size_t issue)
{
    cw_json_words(json, key, issue == CW_NONE ? NULL : dossier->issues[issue].id);
}

void cw_json_what_if(cw_json *json, const char *key, const cw_dossier *dossier, size_t what_if)
{
    cw_json_words(json, key, what_if == CW_NONE ? NULL : dossier->what_ifs[what_if].id);
}

void cw_json_source(cw_json *json, const char *key, const cw_dossier *dossier, size_t source)
{
    cw_json_words(json, key, source == CW_NONE ? NULL : dossier->sources[source].id);
}

void cw_json_provenance(cw_json *json, const cw_dossier *dossier, const cw_provenance *provenance)
{
    cw_json_source(json, "source", dossier, provenance->source);
    cw_json_words(json, "quote", provenance->quote);
    cw_json_words(json, "why", provenance->why);
}

void cw_json_truth(cw_json *json, const char *key, cw_truth truth)
{
    static const char *const words[] = {"no", "yes", "unknown"};
    cw_json_words(json, key, words[truth]);
}

void cw_json_standing(cw_json *json, const char *key, cw_standing standing)
{
    static const char *const words[] = {"member", "observer", "partner"};
    cw_json_words(json, key, words[standing]);
}
