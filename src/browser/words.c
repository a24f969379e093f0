#include "browser/words.h"

#include "counterweight/bargaining.h"
#include "counterweight/venue.h"

static void name(cw_text *out, const char *key)
{
    cw_text_append(out, "\"");
    cw_text_append(out, key);
    cw_text_append(out, "\":");
}

static void put_words(cw_text *out, const char *key, const char *words)
{
    name(out, key);
    cw_text_append_json(out, words);
}

static void put_place(cw_text *out, const char *key, size_t place)
{
    name(out, key);
    if (place == CW_NONE)
        cw_text_append(out, "null");
    else
        cw_text_append_format(out, "%zu", place);
}

/* The comma before every entry of a list but the first. */
static void separate(cw_text *out, size_t entry)
{
    cw_text_append(out, entry == 0 ? "" : ",");
}

static void put_question(cw_text *out, const cw_question *question)
{
    name(out, "question");
    if (!question->asked) {
        cw_text_append(out, "null");
        return;
    }
    cw_text_append(out, "{");
    put_place(out, "state", question->state);
    cw_text_append(out, ",");
    put_place(out, "against", question->against);
    cw_text_append(out, ",");
    put_place(out, "forum", question->forum);
    cw_text_append(out, ",");
    put_place(out, "issue", question->issue);
    cw_text_append(out, "}");
}

static void put_states(cw_text *out, const cw_dossier *dossier)
{
    for (size_t s = 0; s < dossier->state_count; s++) {
        separate(out, s);
        cw_text_append(out, "{");
        put_words(out, "id", dossier->states[s].id);
        cw_text_append(out, ",");
        put_words(out, "name", dossier->states[s].name);
        cw_text_append(out, dossier->states[s].organisation ? ",\"organisation\":true}"
                                                            : ",\"organisation\":false}");
    }
}

static void put_forums(cw_text *out, const cw_dossier *dossier)
{
    for (size_t f = 0; f < dossier->forum_count; f++) {
        separate(out, f);
        cw_text_append(out, "{");
        put_words(out, "id", dossier->forums[f].id);
        cw_text_append(out, ",");
        put_words(out, "name", dossier->forums[f].name);
        cw_text_append(out, ",");
        put_words(out, "rule", dossier->forums[f].rule_text);
        cw_text_append(out, "}");
    }
}

static void put_issues(cw_text *out, const cw_dossier *dossier)
{
    for (size_t i = 0; i < dossier->issue_count; i++) {
        const cw_issue *issue = &dossier->issues[i];
        separate(out, i);
        cw_text_append(out, "{");
        put_words(out, "id", issue->id);
        cw_text_append(out, ",");
        put_words(out, "question", issue->question);
        cw_text_append(out, ",\"forums\":[");
        for (size_t f = 0; f < issue->forum_count; f++)
            cw_text_append_format(out, f == 0 ? "%zu" : ",%zu", issue->forums[f]);
        cw_text_append(out, "],\"states\":[");
        for (size_t s = 0; s < issue->stand_count; s++)
            cw_text_append_format(out, s == 0 ? "%zu" : ",%zu", issue->stands[s].state);
        cw_text_append(out, "]}");
    }
}

static void put_what_ifs(cw_text *out, const cw_dossier *dossier)
{
    for (size_t w = 0; w < dossier->what_if_count; w++) {
        const cw_what_if *what = &dossier->what_ifs[w];
        size_t rules = 0;
        separate(out, w);
        cw_text_append(out, "{");
        put_words(out, "id", what->id);
        cw_text_append(out, ",");
        put_words(out, "title", what->title);
        cw_text_append(out, ",\"rules\":[");
        for (size_t e = 0; e < what->edit_count; e++)
            if (what->edits[e].form == CW_EDIT_RULE)
                cw_text_append_format(out, rules++ == 0 ? "%zu" : ",%zu", what->edits[e].forum);
        cw_text_append(out, "]}");
    }
}

static size_t put_models(cw_text *out)
{
    size_t count;
    size_t standard = 0;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    for (size_t m = 0; m < count; m++) {
        separate(out, m);
        cw_text_append(out, "{");
        put_words(out, "id", models[m]->id);
        cw_text_append(out, ",");
        put_words(out, "title", models[m]->title);
        cw_text_append(out, ",");
        put_words(out, "idea", models[m]->idea);
        cw_text_append(out, "}");
        if (models[m] == cw_venue_default_model())
            standard = m;
    }
    return standard;
}

static void put_source(cw_text *out, const cw_source *source)
{
    cw_text words;
    cw_text_init(&words, out->context);
    if (source->author != NULL) {
        cw_text_append(&words, source->author);
        cw_text_append(&words, ", ");
    }
    cw_text_append(&words, source->title);
    if (source->date != NULL) {
        cw_text_append(&words, ", ");
        cw_text_append(&words, source->date);
    }
    cw_text_append_json(out, cw_text_string(&words));
    if (words.status != CW_OK)
        out->status = words.status;
    cw_text_free(&words);
}

static void put_quantity_title(cw_text *out, const cw_dossier *dossier, size_t quantity)
{
    cw_text words;
    cw_text_init(&words, out->context);
    cw_dossier_describe_quantity(dossier, quantity, &words);
    put_words(out, "title", cw_text_string(&words));
    if (words.status != CW_OK)
        out->status = words.status;
    cw_text_free(&words);
}

static void put_quantity(cw_text *out, const cw_dossier *dossier, size_t q)
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
    cw_text_append(out, "{");
    put_words(out, "path", quantity->path);
    cw_text_append(out, ",");
    put_quantity_title(out, dossier, q);
    cw_text_append(out, ",");
    put_words(out, "measure", measures[quantity->measure]);
    cw_text_append(out, ",");
    put_words(out, "shape", shapes[quantity->shape]);
    const char *const keys[] = {"state", "on", "forum", "issue", "what_if", "source"};
    const size_t places[] = {quantity->state, quantity->other,   quantity->forum,
                             quantity->issue, quantity->what_if, quantity->provenance.source};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        cw_text_append(out, ",");
        put_place(out, keys[k], places[k]);
    }
    cw_text_append(out, "}");
}

void cw_words_of_dossier(cw_text *out, const cw_dossier *dossier)
{
    cw_text_append(out, "{");
    put_words(out, "title", dossier->title);
    cw_text_append(out, ",");
    put_question(out, &dossier->question);
    cw_text_append(out, ",\"states\":[");
    put_states(out, dossier);
    cw_text_append(out, "],\"forums\":[");
    put_forums(out, dossier);
    cw_text_append(out, "],\"issues\":[");
    put_issues(out, dossier);
    cw_text_append(out, "],\"what_ifs\":[");
    put_what_ifs(out, dossier);
    cw_text_append(out, "],\"models\":[");
    size_t standard = put_models(out);
    cw_text_append_format(out, "],\"model\":%zu,\"sources\":[", standard);
    for (size_t s = 0; s < dossier->source_count; s++) {
        separate(out, s);
        put_source(out, &dossier->sources[s]);
    }
    cw_text_append(out, "],\"quantities\":[");
    for (size_t q = 0; q < dossier->quantity_count; q++) {
        separate(out, q);
        put_quantity(out, dossier, q);
    }
    cw_text_append(out, "]}");
}
