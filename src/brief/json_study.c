/* The study as JSON: what it was run on, what the headline hangs on, the claims, and the whole. */
#include "brief/json.h"
#include "counterweight/brief.h"
#include "counterweight/version.h"

void cw_json_drivers(cw_json *json, const cw_study *study)
{
    cw_json_array(json, "drivers");
    for (size_t d = 0; d < study->driver_count; d++) {
        const cw_driver *driver = &study->drivers[d];
        const cw_quantity *quantity = &study->dossier->quantities[driver->quantity];
        cw_json_object(json, NULL);
        cw_json_words(json, "quantity", quantity->path);
        cw_json_number(json, "low", driver->low);
        cw_json_number(json, "high", driver->high);
        cw_json_number(json, "gain_at_low", driver->gain_at_low);
        cw_json_number(json, "gain_at_high", driver->gain_at_high);
        cw_json_number(json, "swing", driver->swing);
        cw_json_number(json, "rank_correlation", driver->rank_correlation);
        if (driver->flips) {
            cw_json_number(json, "flip_at", driver->flip_at);
        } else {
            cw_json_words(json, "flip_at", NULL);
        }
        cw_json_provenance(json, study->dossier, &quantity->provenance);
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
}

static const char *verdict_id(cw_verdict verdict)
{
    static const char *const ids[] = {"borne_out", "not_borne_out", "depends",  "untestable",
                                      "right",     "wrong",         "judgement"};
    return ids[verdict];
}

static void write_test(cw_json *json, const cw_study *study, size_t i)
{
    static const char *const comparisons[] = {"above", "below", "equal"};
    const cw_claim *claim = &study->dossier->claims[i];
    const cw_claim_result *result = &study->claims[i];
    if (claim->kind != CW_CLAIM_TESTED) {
        return;
    }
    cw_json_words(json, "is", comparisons[claim->comparison]);
    cw_json_number(json, "left", result->left);
    cw_json_number(json, "right", result->right);
    cw_json_probability(json, "holds", &result->holds);
    cw_json_words(json, "hangs_on",
                  result->hangs_on == CW_NONE ? NULL
                                              : study->dossier->quantities[result->hangs_on].path);
}

void cw_json_claims(cw_json *json, const cw_study *study)
{
    cw_json_array(json, "claims");
    for (size_t i = 0; i < study->dossier->claim_count; i++) {
        const cw_claim *claim = &study->dossier->claims[i];
        cw_json_object(json, NULL);
        cw_json_words(json, "id", claim->id);
        cw_json_words(json, "text", claim->text);
        cw_json_words(json, "note", claim->note);
        cw_json_words(json, "verdict", verdict_id(study->claims[i].verdict));
        write_test(json, study, i);
        cw_json_provenance(json, study->dossier, &claim->provenance);
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
}

static void write_years(cw_json *json, const cw_dossier *dossier, const cw_timeline *timeline)
{
    cw_json_array(json, "years");
    for (size_t y = 0; y < timeline->year_count; y++) {
        const cw_timeline_year *year = &timeline->years[y];
        cw_json_object(json, NULL);
        cw_json_whole(json, "year", (uint64_t)year->year);
        cw_json_whole(json, "members", year->members);
        cw_json_whole(json, "figures", year->figures);
        cw_json_state(json, "chair", dossier, year->chair);
        cw_json_concentration(json, "concentration", &year->concentration, dossier);
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
}

void cw_json_timelines(cw_json *json, const cw_study *study)
{
    cw_json_array(json, "timelines");
    for (size_t f = 0; f < study->dossier->forum_count && study->timelines != NULL; f++) {
        cw_json_object(json, NULL);
        cw_json_forum(json, "forum", study->dossier, f);
        write_years(json, study->dossier, &study->timelines[f]);
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
}

static void write_models(cw_json *json)
{
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    cw_json_array(json, "models");
    for (size_t m = 0; m < count; m++) {
        cw_json_object(json, NULL);
        cw_json_words(json, "id", models[m]->id);
        cw_json_words(json, "title", models[m]->title);
        cw_json_words(json, "paper", models[m]->paper);
        cw_json_words(json, "limits", models[m]->limits);
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
    cw_json_words(json, "model", cw_venue_default_model()->id);
}

static void write_headline(cw_json *json, const cw_study *study)
{
    if (study->headline == CW_NONE) {
        cw_json_words(json, "headline", NULL);
        return;
    }
    const cw_venue_result *venue = &study->cases[0].venues[study->headline];
    cw_json_object(json, "headline");
    cw_json_issue(json, "issue", study->dossier, venue->issue);
    cw_json_forum(json, "forum", study->dossier, venue->forum);
    cw_json_end_object(json);
}

cw_status cw_json_brief(cw_text *out, const cw_study *study, bool lean)
{
    cw_json json = {.out = out, .lean = lean};
    cw_json_object(&json, NULL);
    cw_json_words(&json, "counterweight", CW_VERSION);
    cw_json_whole(&json, "format", CW_BRIEF_JSON_FORMAT);
    cw_json_whole(&json, "seed", study->options.seed);
    cw_json_whole(&json, "draws", study->options.draws);
    write_headline(&json, study);
    cw_json_dossier(&json, study->dossier);
    write_models(&json);
    cw_json_cases(&json, study);
    cw_json_drivers(&json, study);
    cw_json_claims(&json, study);
    cw_json_timelines(&json, study);
    cw_json_end_object(&json);
    cw_text_append(out, "\n");
    return out->status;
}

cw_status cw_brief_write_json(cw_text *out, const cw_study *study)
{
    return cw_json_brief(out, study, false);
}
