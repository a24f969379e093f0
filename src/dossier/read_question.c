#include "dossier/schemas.h"
#include "dossier/sections.h"

static const cw_field fields[] = {
    {"state", cw_field_reference, offsetof(cw_question, state), CW_REQUIRED, CW_KIND_STATE},
    {"against", cw_field_reference, offsetof(cw_question, against), CW_REQUIRED, CW_KIND_STATE},
    {"forum", cw_field_reference, offsetof(cw_question, forum), CW_REQUIRED, CW_KIND_FORUM},
    {"issue", cw_field_reference, offsetof(cw_question, issue), CW_OPTIONAL, CW_KIND_ISSUE},
};
const cw_schema cw_question_schema = CW_SCHEMA("question", "the question", fields);

void cw_read_question(cw_reader *reader, const cw_node *node)
{
    cw_question *question = &reader->dossier->question;
    *question =
        (cw_question){.state = CW_NONE, .against = CW_NONE, .forum = CW_NONE, .issue = CW_NONE};
    if (node == NULL || !cw_read_record(reader, &cw_question_schema, node, question)) {
        return;
    }
    question->asked =
        question->state != CW_NONE && question->against != CW_NONE && question->forum != CW_NONE;
}

static bool can_take(const cw_issue *issue, size_t forum)
{
    for (size_t i = 0; i < issue->forum_count; i++) {
        if (issue->forums[i] == forum) {
            return true;
        }
    }
    return false;
}

void cw_settle_question(cw_reader *reader)
{
    const cw_dossier *dossier = reader->dossier;
    cw_question *question = &reader->dossier->question;
    if (!question->asked) {
        return;
    }
    const cw_node *written = cw_node_get(reader->top->question, "issue");
    if (written == NULL) {
        for (size_t i = 0; i < dossier->issue_count && question->issue == CW_NONE; i++) {
            question->issue = can_take(&dossier->issues[i], question->forum) ? i : CW_NONE;
        }
    }
    if (question->issue == CW_NONE) {
        question->asked = false;
        if (written == NULL) {
            cw_reader_error(reader, reader->top->question->key, NULL,
                            "the question has no issue: none can be taken to '%s'",
                            dossier->forums[question->forum].id);
        }
    } else if (!can_take(&dossier->issues[question->issue], question->forum)) {
        cw_reader_error(reader, written != NULL ? written : reader->top->question, NULL,
                        "the issue '%s' cannot be taken to '%s'",
                        dossier->issues[question->issue].id, dossier->forums[question->forum].id);
    }
}
