/* A condition as words, where the analyst gave none. */
#include <string.h>

#include "dossier/conditions.h"
#include "dossier/names.h"

static const char *forum_name(cw_reader *reader, size_t forum)
{
    return cw_reader_scratch_format(reader, "%s%s", cw_forum_article(reader->dossier, forum),
                                    cw_forum_name(reader->dossier, forum));
}

static const char *standing_words(cw_reader *reader, unsigned standings)
{
    static const char *const words[] = {"a member", "an observer", "a partner"};
    const char *list = "";
    for (unsigned i = 0; i < 3; i++) {
        if ((standings & (1U << i)) != 0) {
            list = cw_reader_scratch_format(reader, "%s%s%s", list, list[0] == '\0' ? "" : " or ",
                                            words[i]);
        }
    }
    return list;
}

static const char *state_words(cw_reader *reader, const cw_condition *condition)
{
    cw_text text;
    cw_text_init(&text, reader->context);
    cw_text_append(&text, "is ");
    for (size_t i = 0; i < condition->state_count; i++) {
        const char *before = i == 0 ? "" : i + 1 < condition->state_count ? ", " : " or ";
        cw_text_append_format(&text, "%s%s", before,
                              cw_state_name(reader->dossier, condition->states[i]));
    }
    return cw_reader_finish_text(reader, &text);
}

static const char *decision_words(cw_reader *reader, const cw_condition *condition)
{
    const cw_issue *issue = &reader->dossier->issues[condition->issue];
    const char *forum = forum_name(reader, condition->forum);
    const char *question = issue->question != NULL ? issue->question : issue->id;
    for (size_t i = 0; i < issue->anchor_count; i++) {
        if (issue->anchors[i].point == condition->outcome) {
            return cw_reader_format(reader, "%s agrees to '%s' (%s)", forum,
                                    issue->anchors[i].words, question);
        }
    }
    return cw_reader_format(reader, "%s agrees to move off the status quo (%s)", forum, question);
}

static const char *joined_words(cw_reader *reader, const cw_condition *condition,
                                const char *between)
{
    cw_text text;
    cw_text_init(&text, reader->context);
    for (size_t i = 0; i < condition->child_count; i++) {
        cw_text_append(&text, i == 0 ? "" : between);
        cw_text_append(&text, condition->children[i].label);
    }
    return cw_reader_finish_text(reader, &text);
}

/* The opposite of a condition: "is not a party to the war" reads better than "not: is a party". */
static const char *negated_words(cw_reader *reader, const cw_condition *condition)
{
    const char *label = condition->children[0].label;
    if (strncmp(label, "is ", 3) == 0) {
        return cw_reader_format(reader, "is not %s", label + 3);
    }
    return cw_reader_format(reader, "it is not so that %s", label);
}

const char *cw_condition_words(cw_reader *reader, const cw_condition *condition, size_t host)
{
    const cw_dossier *dossier = reader->dossier;
    switch (condition->form) {
    case CW_CONDITION_FACT:
        return dossier->facts[condition->fact].text != NULL ? dossier->facts[condition->fact].text
                                                            : "";
    case CW_CONDITION_MEMBER:
        return cw_reader_format(reader, "is %s of %s", standing_words(reader, condition->standings),
                                forum_name(reader, condition->forum));
    case CW_CONDITION_HOST:
        return cw_reader_format(reader, "%s is %s of %s",
                                host != CW_NONE ? cw_state_name(reader->dossier, host) : "the host",
                                standing_words(reader, condition->standings),
                                forum_name(reader, condition->forum));
    case CW_CONDITION_PARTY: {
        const cw_conflict *conflict = &dossier->conflicts[condition->conflict];
        return cw_reader_format(reader, "is a party to %s",
                                conflict->name != NULL ? conflict->name : conflict->id);
    }
    case CW_CONDITION_DECIDED:
        return decision_words(reader, condition);
    case CW_CONDITION_STATE:
        return state_words(reader, condition);
    case CW_CONDITION_ALL:
        return joined_words(reader, condition, "; and ");
    case CW_CONDITION_ANY:
        return joined_words(reader, condition, "; or ");
    default:
        return negated_words(reader, condition);
    }
}
