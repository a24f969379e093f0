/* A decision rule as a line of words. */
#include "dossier/names.h"
#include "dossier/sections.h"
#include "dossier/words.h"

/* An amount as people write it: 255, 83.2; never more than six decimals. */
static void append_amount(cw_text *text, double amount)
{
    int decimals = 0;
    double scaled = amount;
    while (decimals < 6 && scaled < 1e9 && scaled != (double)(uint64_t)scaled) {
        scaled *= 10;
        decimals++;
    }
    cw_text_append_fixed(text, amount, decimals);
}

static void append_veto(const cw_dossier *dossier, const cw_rule *rule, cw_text *text)
{
    size_t count = rule->state_count;
    cw_append_words(text, count == 1 ? "" : count == 2 ? "neither " : "none of ");
    for (size_t i = 0; i < count; i++) {
        const char *last = count == 2 ? " nor " : " and ";
        cw_append_words(text, i == 0 ? "" : i + 1 < count ? ", " : last);
        cw_append_words(text, cw_state_name(dossier, rule->states[i]));
    }
    cw_append_words(text, count == 1 ? " does not object" : " objects");
}

static void append_amount_of_members(const cw_rule *rule, cw_text *text)
{
    if (rule->form == CW_RULE_SHARE && rule->more_than && rule->amount == 50) {
        cw_append_words(text, "more than half of the members agree");
        return;
    }
    cw_append_words(text, rule->more_than ? "more than " : "at least ");
    append_amount(text, rule->amount);
    cw_append_words(text, rule->percent       ? "% of the members agree"
                          : rule->amount == 1 ? " of the members agrees"
                                              : " of the members agree");
}

static void append_weight(const cw_forum *forum, const cw_rule *rule, cw_text *text)
{
    cw_append_words(text, rule->more_than ? "members with more than " : "members with at least ");
    append_amount(text, rule->amount);
    cw_append_words(text, rule->percent ? "% of all " : " ");
    cw_append_words(text, forum->columns[rule->column]);
    cw_append_words(text, " agree");
}

static void append_rule(cw_reader *reader, const cw_rule *rule, const cw_forum *forum, bool inner,
                        cw_text *text);

static void append_children(cw_reader *reader, const cw_rule *rule, const cw_forum *forum,
                            bool inner, cw_text *text)
{
    const char *between = rule->form == CW_RULE_ALL ? ", and " : ", or ";
    bool brackets = inner && rule->child_count > 1;
    cw_append_words(text, brackets ? "(" : "");
    for (size_t i = 0; i < rule->child_count; i++) {
        cw_append_words(text, i == 0 ? "" : between);
        append_rule(reader, &rule->children[i], forum, rule->child_count > 1, text);
    }
    cw_append_words(text, brackets ? ")" : "");
}

static void append_rule(cw_reader *reader, const cw_rule *rule, const cw_forum *forum, bool inner,
                        cw_text *text)
{
    switch (rule->form) {
    case CW_RULE_CONSENSUS:
        cw_append_words(text, "no member objects");
        break;
    case CW_RULE_COUNT:
    case CW_RULE_SHARE:
        append_amount_of_members(rule, text);
        break;
    case CW_RULE_WEIGHT:
        append_weight(forum, rule, text);
        break;
    case CW_RULE_VETO:
        append_veto(reader->dossier, rule, text);
        break;
    case CW_RULE_NOT:
        cw_append_words(text, "it is not so that ");
        append_rule(reader, &rule->children[0], forum, true, text);
        break;
    case CW_RULE_ALL:
    case CW_RULE_ANY:
        append_children(reader, rule, forum, inner, text);
        break;
    }
}

const char *cw_rule_words(cw_reader *reader, const cw_rule *rule, const cw_forum *forum)
{
    cw_text text;
    cw_text_init(&text, reader->context);
    append_rule(reader, rule, forum, false, &text);
    return cw_finish_words(reader, &text);
}
