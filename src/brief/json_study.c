/* The study as JSON: what it was run on, what the headline hangs on, the claims, and the whole. */
#include "brief/json.h"
#include "counterweight/brief.h"
#include "counterweight/version.h"

#include <math.h>

/* By cw_varied. */
static const char *const varied_ids[] = {"gain", "settled", "bilateral"};

static void write_end(cw_json *json, const char *key, const cw_end_gain *gain)
{
    cw_json_object(json, key);
    cw_json_estimate(json, "mean", &gain->mean);
    cw_json_estimate(json, "median", &gain->median);
    cw_json_end_object(json);
}

static void write_shares(cw_json *json, const cw_driver *driver)
{
    cw_json_object(json, "shares");
    for (size_t f = 0; f < CW_VARIED_COUNT; f++) {
        cw_json_object(json, varied_ids[f]);
        cw_json_estimate(json, "first", &driver->shares[f].first);
        cw_json_estimate(json, "total", &driver->shares[f].total);
        cw_json_end_object(json);
    }
    cw_json_end_object(json);
}

void cw_json_drivers(cw_json *json, const cw_study *study)
{
    cw_json_array(json, "drivers");
    for (size_t d = 0; d < study->driver_count; d++) {
        const cw_driver *driver = &study->drivers[d];
        const cw_quantity *quantity = &study->dossier->quantities[driver->quantity];
        cw_json_object(json, NULL);
        cw_json_words(json, "quantity", quantity->path);
        cw_json_number(json, "low", driver->low);
        cw_json_number(json, "mode", quantity->mode);
        cw_json_number(json, "high", driver->high);
        cw_json_number(json, "gain_at_low", driver->gain_at_low);
        cw_json_number(json, "gain_at_high", driver->gain_at_high);
        cw_json_number(json, "swing", driver->swing);
        cw_json_number(json, "flip_at", driver->flips ? driver->flip_at : NAN);
        write_end(json, "drawn_at_low", &driver->at_low);
        write_end(json, "drawn_at_high", &driver->at_high);
        cw_json_number(json, "rank_correlation", driver->rank_correlation);
        write_shares(json, driver);
        cw_json_provenance(json, study->dossier, &quantity->provenance);
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
}

/* How the shares of the drivers were found. */
static void write_variance(cw_json *json, const cw_study *study)
{
    const cw_variance *variance = &study->variance;
    if (variance->points == 0) {
        cw_json_words(json, "variance", NULL);
        return;
    }
    cw_json_object(json, "variance");
    cw_json_whole(json, "inputs", variance->inputs);
    cw_json_whole(json, "points", variance->points);
    cw_json_whole(json, "replicates", variance->replicates);
    cw_json_whole(json, "end_draws", variance->end_draws);
    for (size_t f = 0; f < CW_VARIED_COUNT; f++) {
        cw_json_object(json, varied_ids[f]);
        cw_json_number(json, "mean", variance->figures[f].mean);
        cw_json_number(json, "variance", variance->figures[f].variance);
        cw_json_end_object(json);
    }
    cw_json_end_object(json);
}

/* What turns the comparison, one quantity at a time. */
static void write_flips(cw_json *json, const cw_study *study, const cw_claim_result *result)
{
    if (!result->flips_known) {
        cw_json_words(json, "holds_at_modes", NULL);
        cw_json_words(json, "flips", NULL);
        return;
    }
    cw_json_flag(json, "holds_at_modes", result->holds_at_modes);
    cw_json_array(json, "flips");
    for (size_t k = 0; k < result->flip_count; k++) {
        cw_json_object(json, NULL);
        cw_json_words(json, "quantity", study->dossier->quantities[result->flips[k].quantity].path);
        cw_json_number(json, "at", result->flips[k].at);
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
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
    write_flips(json, study, result);
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
        cw_json_words(json, "verdict", cw_verdict_id(study->claims[i].verdict));
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
    cw_json json = {.out = out};
    cw_json_object(&json, NULL);
    cw_json_words(&json, "counterweight", CW_VERSION);
    cw_json_whole(&json, "format", CW_BRIEF_JSON_FORMAT);
    cw_json_whole(&json, "seed", study->options.seed);
    cw_json_whole(&json, "draws", study->options.draws);
    write_headline(&json, study);
    cw_json_dossier(&json, study->dossier);
    write_models(&json);
    cw_json_cases(&json, study, lean);
    cw_json_drivers(&json, study);
    write_variance(&json, study);
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
