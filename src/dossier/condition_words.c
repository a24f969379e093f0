/* A condition as words, where the analyst gave none. */
#include <string.h>

#include "dossier/conditions.h"
#include "dossier/names.h"
#include "dossier/words.h"

static void append_forum(const cw_dossier *dossier, size_t forum, cw_text *text)
{
    cw_append_words(text, cw_forum_article(dossier, forum));
    cw_append_words(text, cw_forum_name(dossier, forum));
}

/* "is a member or a partner of the Collective Security Treaty Organisation" */
static void append_membership(const cw_dossier *dossier, const cw_condition *condition,
                              cw_text *text)
{
    static const char *const words[] = {"a member", "an observer", "a partner"};
    const char *before = "is ";
    for (unsigned i = 0; i < 3; i++) {
        if ((condition->standings & (1U << i)) != 0) {
            cw_append_words(text, before);
            cw_append_words(text, words[i]);
            before = " or ";
        }
    }
    cw_append_words(text, " of ");
    append_forum(dossier, condition->forum, text);
}

static void append_states(const cw_dossier *dossier, const cw_condition *condition, cw_text *text)
{
    cw_append_words(text, "is ");
    for (size_t i = 0; i < condition->state_count; i++) {
        cw_append_words(text, i == 0 ? "" : i + 1 < condition->state_count ? ", " : " or ");
        cw_append_words(text, cw_state_name(dossier, condition->states[i]));
    }
}

static void append_decision(const cw_dossier *dossier, const cw_condition *condition, cw_text *text)
{
    const cw_issue *issue = &dossier->issues[condition->issue];
    const char *what = NULL;
    for (size_t i = 0; i < issue->anchor_count; i++) {
        if (issue->anchors[i].point == condition->outcome) {
            what = issue->anchors[i].words;
        }
    }
    append_forum(dossier, condition->forum, text);
    cw_append_words(text, what != NULL ? " agrees to '" : " agrees to move off the status quo (");
    cw_append_words(text, what != NULL ? what : "");
    cw_append_words(text, what != NULL ? "' (" : "");
    cw_append_words(text, issue->question != NULL ? issue->question : issue->id);
    cw_append_words(text, ")");
}

static void append_children(const cw_condition *condition, const char *between, cw_text *text)
{
    for (size_t i = 0; i < condition->child_count; i++) {
        cw_append_words(text, i == 0 ? "" : between);
        cw_append_words(text, condition->children[i].label);
    }
}

/* The opposite of a condition: "is not a party to the war" reads better than "not: is a party". */
static void append_negated(const cw_condition *condition, cw_text *text)
{
    const char *label = condition->children[0].label;
    bool simple = strncmp(label, "is ", 3) == 0;
    cw_append_words(text, simple ? "is not " : "it is not so that ");
    cw_append_words(text, simple ? label + 3 : label);
}

static void append_condition(const cw_dossier *dossier, const cw_condition *condition, size_t host,
                             cw_text *text)
{
    const char *name = NULL;
    switch (condition->form) {
    case CW_CONDITION_FACT:
        name = dossier->facts[condition->fact].text;
        cw_append_words(text, name != NULL ? name : dossier->facts[condition->fact].id);
        break;
    case CW_CONDITION_HOST:
        cw_append_words(text, host != CW_NONE ? cw_state_name(dossier, host) : "the host");
        cw_append_words(text, " ");
        append_membership(dossier, condition, text);
        break;
    case CW_CONDITION_MEMBER:
        append_membership(dossier, condition, text);
        break;
    case CW_CONDITION_PARTY:
        name = dossier->conflicts[condition->conflict].name;
        cw_append_words(text, "is a party to ");
        cw_append_words(text, name != NULL ? name : dossier->conflicts[condition->conflict].id);
        break;
    case CW_CONDITION_DECIDED:
        append_decision(dossier, condition, text);
        break;
    case CW_CONDITION_STATE:
        append_states(dossier, condition, text);
        break;
    case CW_CONDITION_ALL:
    case CW_CONDITION_ANY:
        append_children(condition, condition->form == CW_CONDITION_ALL ? "; and " : "; or ", text);
        break;
    case CW_CONDITION_NOT:
        append_negated(condition, text);
        break;
    }
}

const char *cw_condition_words(cw_reader *reader, const cw_condition *condition, size_t host)
{
    cw_text text;
    cw_text_init(&text, reader->context);
    append_condition(reader->dossier, condition, host, &text);
    return cw_finish_words(reader, &text);
}
