/* The figures of the base case and of every what-if. */
#include "brief/json.h"

#include <math.h>

static void write_models(cw_json *json, const cw_venue_result *venue)
{
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    cw_json_array(json, "models");
    for (size_t m = 0; m < count; m++) {
        cw_json_object(json, NULL);
        cw_json_words(json, "id", models[m]->id);
        cw_json_summary(json, "forecast", &venue->forecasts[m]);
        cw_json_summary(json, "settled", &venue->settlements[m]);
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
}

static void write_participants(cw_json *json, const cw_dossier *dossier,
                               const cw_venue_result *venue)
{
    cw_json_array(json, "participants");
    for (size_t p = 0; p < venue->participant_count; p++) {
        const cw_participant *participant = &venue->participants[p];
        cw_json_object(json, NULL);
        cw_json_state(json, "state", dossier, participant->state);
        cw_json_flag(json, "votes", participant->votes);
        cw_json_number(json, "position", participant->position);
        cw_json_number(json, "weight", participant->weight);
        cw_json_number(json, "no_deal_cost", participant->no_deal_cost);
        cw_json_number(json, "change", participant->change);
        cw_json_number(json, "gain", participant->gain);
        cw_json_flag(json, "in_coalition", participant->in_coalition);
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
}

static void write_venue(cw_json *json, const cw_dossier *dossier, const cw_venue_result *venue,
                        bool brief)
{
    cw_json_object(json, NULL);
    cw_json_issue(json, "issue", dossier, venue->issue);
    cw_json_forum(json, "forum", dossier, venue->forum);
    cw_json_flag(json, "open", venue->open);
    cw_json_flag(json, "beyond_reach", venue->beyond_reach);
    if (venue->open) {
        cw_json_whole(json, "voters", venue->voters);
        cw_json_summary(json, "bilateral", &venue->bilateral);
        cw_json_summary(json, "settled", &venue->settled);
        cw_json_summary(json, "gain", &venue->gain);
        cw_json_probability(json, "gain_positive", &venue->gain_positive);
        cw_json_probability(json, "threat_binds", &venue->threat_binds);
        cw_json_probability(json, "bypassed", &venue->bypassed);
        cw_json_probability(json, "decides", &venue->decides);
        cw_json_summary(json, "gain_change", &venue->gain_change);
        cw_json_probability(json, "gain_rises", &venue->gain_rises);
        if (!brief) {
            write_models(json, venue);
            write_participants(json, dossier, venue);
        }
    }
    cw_json_end_object(json);
}

static void write_seat(cw_json *json, const cw_dossier *dossier, const cw_case_forum *built,
                       const cw_forum_result *result, size_t seat)
{
    bool member = seat < result->member_count;
    bool power = member && result->power_known;
    cw_json_object(json, NULL);
    cw_json_state(json, "state", dossier, built->seats[seat].state);
    cw_json_standing(json, "status", built->seats[seat].standing);
    cw_json_number(json, "capability_share", member ? result->capability_share[seat] : NAN);
    cw_json_number(json, "shapley_shubik", power ? result->shapley_shubik[seat] : NAN);
    cw_json_number(json, "banzhaf", power ? result->banzhaf[seat] : NAN);
    cw_json_end_object(json);
}

static void write_forum(cw_json *json, const cw_study *study, const cw_case_result *result,
                        size_t f)
{
    const cw_case_forum *built = &result->built->forums[f];
    const cw_forum_result *forum = &result->forums[f];
    cw_json_object(json, NULL);
    cw_json_forum(json, "forum", study->dossier, f);
    cw_json_flag(json, "exists", forum->exists);
    if (forum->exists) {
        cw_json_whole(json, "members", forum->member_count);
        cw_json_state(json, "chair", study->dossier, built->chair);
        cw_json_words(json, "rule", built->rule_text);
        cw_json_concentration(json, "concentration", &forum->concentration, study->dossier);
        cw_json_array(json, "seats");
        for (size_t s = 0; s < built->seat_count; s++) {
            write_seat(json, study->dossier, built, forum, s);
        }
        cw_json_end_array(json);
    }
    cw_json_end_object(json);
}

static void write_obstacles(cw_json *json, const cw_dossier *dossier, const cw_obstacles *obstacles)
{
    cw_json_array(json, "obstacles");
    for (size_t i = 0; i < obstacles->count; i++) {
        cw_json_object(json, NULL);
        const cw_condition *within = obstacles->within[i];
        cw_json_words(json, "label", obstacles->items[i]->label);
        cw_json_words(json, "within", within != NULL ? within->label : NULL);
        cw_json_flag(json, "must_fail", obstacles->must_fail[i]);
        cw_json_provenance(json, dossier, &obstacles->items[i]->provenance);
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
    cw_json_flag(json, "impossible", obstacles->impossible);
}

static void write_mandate(cw_json *json, const cw_dossier *dossier,
                          const cw_mandate_result *mandate)
{
    cw_json_object(json, NULL);
    cw_json_words(json, "operation", dossier->operations[mandate->operation].id);
    cw_json_state(json, "state", dossier, mandate->candidate);
    cw_json_words(json, "role", mandate->role == CW_ROLE_DEPLOY ? "deploy" : "lead");
    cw_json_truth(json, "may", mandate->at_modes);
    cw_json_probability(json, "allowed", &mandate->allowed);
    cw_json_probability(json, "unknown", &mandate->unknown);
    write_obstacles(json, dossier, &mandate->obstacles);
    cw_json_end_object(json);
}

static void write_precision(cw_json *json, const char *key, const cw_precision *precision)
{
    cw_json_object(json, key);
    cw_json_estimate(json, "mean", &precision->mean);
    cw_json_estimate(json, "median", &precision->median);
    cw_json_estimate(json, "low80", &precision->low80);
    cw_json_estimate(json, "high80", &precision->high80);
    cw_json_estimate(json, "low95", &precision->low95);
    cw_json_estimate(json, "high95", &precision->high95);
    cw_json_end_object(json);
}

static void write_case_head(cw_json *json, const cw_study *study, size_t c)
{
    char date[CW_DATE_TEXT_BYTES];
    cw_date_format(date, study->cases[c].built->date);
    cw_json_words(json, "what_if", c == 0 ? NULL : study->dossier->what_ifs[c - 1].id);
    cw_json_words(json, "title", c == 0 ? "base case" : study->dossier->what_ifs[c - 1].title);
    cw_json_words(json, "date", date);
    write_precision(json, "precision", &study->cases[c].precision);
}

static void write_forums_and_mandates(cw_json *json, const cw_study *study,
                                      const cw_case_result *result)
{
    cw_json_array(json, "forums");
    for (size_t f = 0; f < study->dossier->forum_count; f++) {
        write_forum(json, study, result, f);
    }
    cw_json_end_array(json);
    cw_json_array(json, "mandates");
    for (size_t m = 0; m < result->mandate_count; m++) {
        write_mandate(json, study->dossier, &result->mandates[m]);
    }
    cw_json_end_array(json);
}

static void write_case(cw_json *json, const cw_study *study, size_t c, bool lean)
{
    const cw_case_result *result = &study->cases[c];
    bool brief = lean && c > 0;
    cw_json_object(json, NULL);
    write_case_head(json, study, c);
    cw_json_array(json, "venues");
    for (size_t v = 0; v < result->venue_count; v++) {
        if (!brief || v == study->headline) {
            write_venue(json, study->dossier, &result->venues[v], brief);
        }
    }
    cw_json_end_array(json);
    if (!brief) {
        write_forums_and_mandates(json, study, result);
    }
    cw_json_end_object(json);
}

void cw_json_cases(cw_json *json, const cw_study *study, bool lean)
{
    cw_json_array(json, "cases");
    for (size_t c = 0; c < study->case_count; c++) {
        write_case(json, study, c, lean);
    }
    cw_json_end_array(json);
}
