/* What the figures are about: the entries of the dossier, by id. */
#include "brief/json.h"

static void write_date(cw_json *json, const char *key, cw_date date)
{
    char words[CW_DATE_TEXT_BYTES];
    cw_date_format(words, date);
    cw_json_words(json, key, words);
}

static void write_question(cw_json *json, const cw_dossier *dossier)
{
    const cw_question *question = &dossier->question;
    if (!question->asked) {
        cw_json_words(json, "question", NULL);
        return;
    }
    cw_json_object(json, "question");
    cw_json_state(json, "state", dossier, question->state);
    cw_json_state(json, "against", dossier, question->against);
    cw_json_forum(json, "forum", dossier, question->forum);
    cw_json_issue(json, "issue", dossier, question->issue);
    cw_json_end_object(json);
}

static void write_sources(cw_json *json, const cw_dossier *dossier)
{
    cw_json_array(json, "sources");
    for (size_t i = 0; i < dossier->source_count; i++) {
        const cw_source *source = &dossier->sources[i];
        cw_json_object(json, NULL);
        cw_json_words(json, "id", source->id);
        cw_json_words(json, "author", source->author);
        cw_json_words(json, "title", source->title);
        cw_json_words(json, "publisher", source->publisher);
        cw_json_words(json, "date", source->date);
        cw_json_words(json, "url", source->url);
        cw_json_words(json, "note", source->note);
        cw_json_whole(json, "uses", source->uses);
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
}

static void write_states(cw_json *json, const cw_dossier *dossier)
{
    cw_json_array(json, "states");
    for (size_t i = 0; i < dossier->state_count; i++) {
        cw_json_object(json, NULL);
        cw_json_words(json, "id", dossier->states[i].id);
        cw_json_words(json, "name", dossier->states[i].name);
        cw_json_words(json, "kind", dossier->states[i].organisation ? "organisation" : "state");
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
}

/* An end that the dossier leaves open is null. */
static void write_term(cw_json *json, cw_date since, cw_date until)
{
    if (since == CW_DATE_OPEN_START) {
        cw_json_words(json, "since", NULL);
    } else {
        write_date(json, "since", since);
    }
    if (until == CW_DATE_OPEN_END) {
        cw_json_words(json, "until", NULL);
    } else {
        write_date(json, "until", until);
    }
}

static void write_memberships(cw_json *json, const cw_dossier *dossier, const cw_forum *forum)
{
    cw_json_array(json, "memberships");
    for (size_t i = 0; i < forum->membership_count; i++) {
        const cw_membership *membership = &forum->memberships[i];
        cw_json_object(json, NULL);
        cw_json_state(json, "state", dossier, membership->state);
        cw_json_standing(json, "status", membership->standing);
        write_term(json, membership->since, membership->until);
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
}

static void write_chairs(cw_json *json, const cw_dossier *dossier, const cw_forum *forum)
{
    cw_json_array(json, "chairs");
    for (size_t i = 0; i < forum->chair_count; i++) {
        const cw_office *office = &forum->chairs[i];
        cw_json_object(json, NULL);
        cw_json_state(json, "state", dossier, office->state);
        write_term(json, office->since, office->until);
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
}

static void write_forums(cw_json *json, const cw_dossier *dossier)
{
    cw_json_array(json, "forums");
    for (size_t i = 0; i < dossier->forum_count; i++) {
        const cw_forum *forum = &dossier->forums[i];
        cw_json_object(json, NULL);
        cw_json_words(json, "id", forum->id);
        cw_json_words(json, "name", forum->name);
        write_memberships(json, dossier, forum);
        write_chairs(json, dossier, forum);
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
}

static void write_scale(cw_json *json, const cw_issue *issue)
{
    cw_json_array(json, "scale");
    for (size_t a = 0; a < issue->anchor_count; a++) {
        cw_json_object(json, NULL);
        cw_json_number(json, "point", issue->anchors[a].point);
        cw_json_words(json, "words", issue->anchors[a].words);
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
}

static void write_issue(cw_json *json, const cw_dossier *dossier, const cw_issue *issue)
{
    cw_json_object(json, NULL);
    cw_json_words(json, "id", issue->id);
    cw_json_words(json, "question", issue->question);
    cw_json_state(json, "state", dossier, issue->state);
    cw_json_state(json, "against", dossier, issue->against);
    write_scale(json, issue);
    if (issue->happened) {
        cw_json_object(json, "outcome");
        cw_json_number(json, "value", issue->outcome);
        cw_json_provenance(json, dossier, &issue->outcome_provenance);
        cw_json_end_object(json);
    } else {
        cw_json_words(json, "outcome", NULL);
    }
    cw_json_end_object(json);
}

static void write_operations(cw_json *json, const cw_dossier *dossier)
{
    cw_json_array(json, "operations");
    for (size_t i = 0; i < dossier->operation_count; i++) {
        cw_json_object(json, NULL);
        cw_json_words(json, "id", dossier->operations[i].id);
        cw_json_words(json, "title", dossier->operations[i].title);
        cw_json_end_object(json);
    }
    cw_json_end_array(json);
}

static void write_quantity(cw_json *json, const cw_dossier *dossier, size_t q)
{
    static const char *const measures[] = {"position",   "status_quo",   "salience",
                                           "capability", "dependence",   "bypass_cost",
                                           "formality",  "agenda_power", "voice"};
    static const char *const shapes[] = {"fixed", "uniform", "triangular", "pert"};
    const cw_quantity *quantity = &dossier->quantities[q];
    cw_json_object(json, NULL);
    cw_json_words(json, "path", quantity->path);
    cw_json_words(json, "measure", measures[quantity->measure]);
    cw_json_words(json, "shape", shapes[quantity->shape]);
    cw_json_number(json, "low", quantity->low);
    cw_json_number(json, "mode", quantity->mode);
    cw_json_number(json, "high", quantity->high);
    cw_json_state(json, "state", dossier, quantity->state);
    cw_json_state(json, "on", dossier, quantity->other);
    cw_json_forum(json, "forum", dossier, quantity->forum);
    cw_json_issue(json, "issue", dossier, quantity->issue);
    cw_json_what_if(json, "what_if", dossier, quantity->what_if);
    cw_json_provenance(json, dossier, &quantity->provenance);
    cw_json_end_object(json);
}

void cw_json_dossier(cw_json *json, const cw_dossier *dossier)
{
    cw_json_object(json, "dossier");
    cw_json_words(json, "title", dossier->title);
    cw_json_words(json, "author", dossier->author);
    cw_json_words(json, "note", dossier->note);
    write_date(json, "as_of", dossier->as_of);
    cw_json_words(json, "loss", dossier->loss == CW_LOSS_FORM_LINEAR ? "linear" : "quadratic");
    write_question(json, dossier);
    write_sources(json, dossier);
    write_states(json, dossier);
    write_forums(json, dossier);
    cw_json_array(json, "issues");
    for (size_t i = 0; i < dossier->issue_count; i++) {
        write_issue(json, dossier, &dossier->issues[i]);
    }
    cw_json_end_array(json);
    write_operations(json, dossier);
    cw_json_array(json, "quantities");
    for (size_t q = 0; q < dossier->quantity_count; q++) {
        write_quantity(json, dossier, q);
    }
    cw_json_end_array(json);
    cw_json_end_object(json);
}
