#include "browser/words.h"

#include "counterweight/bargaining.h"
#include "counterweight/base/json.h"
#include "counterweight/venue.h"

/* A place in another list, from 0; null where there is none. */
static void put_place(cw_json *json, const char *key, size_t place)
{
    if (place == CW_NONE)
        cw_json_words(json, key, NULL);
    else
        cw_json_whole(json, key, place);
}

static void put_question(cw_json *json, const cw_question *question)
{
    if (!question->asked) {
        cw_json_words(json, "question", NULL);
        return;
    }
    cw_json_object(json, "question");
    put_place(json, "state", question->state);
    put_place(json, "against", question->against);
    put_place(json, "forum", question->forum);
    put_place(json, "issue", question->issue);
    cw_json_end_object(json);
}

static void put_states(cw_json *json, const cw_dossier *dossier)
{
    cw_json_array(json, "states");
    for (size_t s = 0; s < dossier->state_count; s++) {
        cw_json_object(json, NULL);
        cw_json_words(json, "id", dossier->states[s].id);
        cw_json_words(json, "name", dossier->states[s].name);
        cw_json_flag(json, "organisation", dossier->states[s].organisation);
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
}

static void put_forums(cw_json *json, const cw_dossier *dossier)
{
    cw_json_array(json, "forums");
    for (size_t f = 0; f < dossier->forum_count; f++) {
        cw_json_object(json, NULL);
        cw_json_words(json, "id", dossier->forums[f].id);
        cw_json_words(json, "name", dossier->forums[f].name);
        cw_json_words(json, "rule", dossier->forums[f].rule_text);
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
}

static void put_issue(cw_json *json, const cw_issue *issue)
{
    cw_json_object(json, NULL);
    cw_json_words(json, "id", issue->id);
    cw_json_words(json, "question", issue->question);
    cw_json_array(json, "forums");
    for (size_t f = 0; f < issue->forum_count; f++)
        cw_json_whole(json, NULL, issue->forums[f]);
    cw_json_end_array(json);
    cw_json_array(json, "states");
    for (size_t s = 0; s < issue->stand_count; s++)
        cw_json_whole(json, NULL, issue->stands[s].state);
    cw_json_end_array(json);
    cw_json_end_object(json);
}

static void put_issues(cw_json *json, const cw_dossier *dossier)
{
    cw_json_array(json, "issues");
    for (size_t i = 0; i < dossier->issue_count; i++)
        put_issue(json, &dossier->issues[i]);
    cw_json_end_array(json);
}

static void put_what_ifs(cw_json *json, const cw_dossier *dossier)
{
    cw_json_array(json, "what_ifs");
    for (size_t w = 0; w < dossier->what_if_count; w++) {
        const cw_what_if *what = &dossier->what_ifs[w];
        cw_json_object(json, NULL);
        cw_json_words(json, "id", what->id);
        cw_json_words(json, "title", what->title);
        cw_json_array(json, "rules");
        for (size_t e = 0; e < what->edit_count; e++)
            if (what->edits[e].form == CW_EDIT_RULE)
                cw_json_whole(json, NULL, what->edits[e].forum);
        cw_json_end_array(json);
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
}

static void put_models(cw_json *json)
{
    size_t count;
    size_t standard = 0;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    cw_json_array(json, "models");
    for (size_t m = 0; m < count; m++) {
        cw_json_object(json, NULL);
        cw_json_words(json, "id", models[m]->id);
        cw_json_words(json, "title", models[m]->title);
        cw_json_words(json, "idea", models[m]->idea);
        cw_json_end_object(json);
        if (models[m] == cw_venue_default_model())
            standard = m;
    }
    cw_json_end_array(json);
    cw_json_whole(json, "model", standard);
}

/* Writes words that had to be put together, and frees them. */
static void put_made(cw_json *json, const char *key, cw_text *words)
{
    cw_json_words(json, key, cw_text_string(words));
    cw_text_inherit(json->out, words);
    cw_text_free(words);
}

static void put_source(cw_json *json, const cw_source *source)
{
    cw_text words;
    cw_text_init(&words, json->out->context);
    if (source->author != NULL) {
        cw_text_append(&words, source->author);
        cw_text_append(&words, ", ");
    }
    cw_text_append(&words, source->title);
    if (source->date != NULL) {
        cw_text_append(&words, ", ");
        cw_text_append(&words, source->date);
    }
    put_made(json, NULL, &words);
}

static void put_sources(cw_json *json, const cw_dossier *dossier)
{
    cw_json_array(json, "sources");
    for (size_t s = 0; s < dossier->source_count; s++)
        put_source(json, &dossier->sources[s]);
    cw_json_end_array(json);
}

static void put_quantity(cw_json *json, const cw_dossier *dossier, size_t q)
{
    static const char *const measures[] = {
        [CW_MEASURE_POSITION] = "position",     [CW_MEASURE_STATUS_QUO] = "status_quo",
        [CW_MEASURE_SALIENCE] = "salience",     [CW_MEASURE_CAPABILITY] = "capability",
        [CW_MEASURE_DEPENDENCE] = "dependence", [CW_MEASURE_BYPASS_COST] = "bypass_cost",
        [CW_MEASURE_FORMALITY] = "formality",   [CW_MEASURE_AGENDA_POWER] = "agenda_power",
        [CW_MEASURE_VOICE] = "voice",
    };
    static const char *const shapes[] = {"fixed", "uniform", "triangular", "pert"};
    const cw_quantity *quantity = &dossier->quantities[q];
    cw_text title;
    cw_text_init(&title, json->out->context);
    cw_dossier_describe_quantity(dossier, q, &title);
    cw_json_object(json, NULL);
    cw_json_words(json, "path", quantity->path);
    put_made(json, "title", &title);
    cw_json_words(json, "measure", measures[quantity->measure]);
    cw_json_words(json, "shape", shapes[quantity->shape]);
    put_place(json, "state", quantity->state);
    put_place(json, "on", quantity->other);
    put_place(json, "forum", quantity->forum);
    put_place(json, "issue", quantity->issue);
    put_place(json, "what_if", quantity->what_if);
    put_place(json, "source", quantity->provenance.source);
    cw_json_end_object(json);
}

static void put_quantities(cw_json *json, const cw_dossier *dossier)
{
    cw_json_array(json, "quantities");
    for (size_t q = 0; q < dossier->quantity_count; q++)
        put_quantity(json, dossier, q);
    cw_json_end_array(json);
}

void cw_words_of_dossier(cw_text *out, const cw_dossier *dossier)
{
    cw_json json = {.out = out};
    cw_json_object(&json, NULL);
    cw_json_words(&json, "title", dossier->title);
    put_question(&json, &dossier->question);
    put_states(&json, dossier);
    put_forums(&json, dossier);
    put_issues(&json, dossier);
    put_what_ifs(&json, dossier);
    put_models(&json);
    put_sources(&json, dossier);
    put_quantities(&json, dossier);
    cw_json_end_object(&json);
}
