/* The question: two states, a forum that knows the one, an issue on which both take a stand. */
#include "dossier/check.h"

static bool is_seated(const cw_checker *checker, size_t state)
{
    const cw_dossier *dossier = checker->dossier;
    return cw_seat_on(dossier, checker->seats, dossier->question.forum, state, dossier->as_of) !=
           CW_NONE;
}

/* The state under pressure must be there; who presses need not, which is worth knowing. */
static void check_forum(const cw_checker *checker, const cw_node *node)
{
    const cw_dossier *dossier = checker->dossier;
    const cw_question *question = &dossier->question;
    const cw_forum *forum = &dossier->forums[question->forum];
    char date[CW_DATE_TEXT_BYTES];
    cw_date_format(date, dossier->as_of);
    if (checker->seats[question->forum].broken) {
        return;
    }
    if (question->state != CW_NONE && !is_seated(checker, question->state)) {
        cw_check_error(checker, cw_node_get(node, "forum")->place,
                       "ask about a forum in which it has a seat, change 'as_of', or add the seat",
                       "'%s' has no seat in '%s' on %s", dossier->states[question->state].id,
                       forum->id, date);
    }
    if (question->against != CW_NONE && question->against != question->state &&
        cw_has_members(checker, forum) && !is_seated(checker, question->against)) {
        cw_diagnostics_add(checker->reader->diagnostics, CW_SEVERITY_NOTE,
                           cw_node_get(node, "against")->place, NULL,
                           "'%s', which presses, has no seat in '%s' on %s: it takes no part in "
                           "what is settled there, and can only go around it",
                           dossier->states[question->against].id, forum->id, date);
    }
}

/* Without a position of both there is nothing to bargain about. */
static void check_stand(const cw_checker *checker, size_t index, size_t state, cw_severity severity)
{
    const cw_issue *issue = &checker->dossier->issues[index];
    if (state == CW_NONE || cw_is_broken(checker, CW_KIND_ISSUE, index) ||
        cw_find_stand(issue, state) != NULL) {
        return;
    }
    cw_diagnostics_add(checker->reader->diagnostics, severity, issue->provenance.place,
                       "give it a position, or name others under 'state' and 'against'",
                       "'%s' has no position on '%s', which is about it",
                       checker->dossier->states[state].id, issue->id);
}

static void check_issue(const cw_checker *checker, size_t index)
{
    const cw_question *question = &checker->dossier->question;
    const cw_issue *issue = &checker->dossier->issues[index];
    cw_severity severity =
        question->asked && question->issue == index ? CW_SEVERITY_ERROR : CW_SEVERITY_WARNING;
    check_stand(checker, index, issue->state, severity);
    check_stand(checker, index, issue->against, severity);
    bool own = issue->state != question->state || issue->against != question->against;
    if (own && issue->state != CW_NONE && issue->state == issue->against) {
        cw_check_error(checker, issue->provenance.place, NULL,
                       "on '%s' the state under pressure and the one that presses are the same",
                       issue->id);
    }
}

void cw_check_question(const cw_checker *checker)
{
    const cw_question *question = &checker->dossier->question;
    const cw_node *node = checker->reader->top->question;
    for (size_t i = 0; i < checker->dossier->issue_count; i++) {
        check_issue(checker, i);
    }
    if (node == NULL) {
        return;
    }
    if (question->state != CW_NONE && question->state == question->against) {
        cw_check_error(checker, cw_node_get(node, "against")->place, NULL,
                       "the state under pressure and the one that presses are the same");
    }
    if (question->forum != CW_NONE) {
        check_forum(checker, node);
    }
}
