/* What commands read: a dossier, and the entries of it that the command line names. */
#include "cli/input.h"

#include <string.h>

#include "counterweight/study.h"

/* So many words are listed where none is like the one given. */
#define WORDS_LISTED ((size_t)40)

static cw_status guard_files(cw_session *session, const cw_dossier *dossier, const char *path)
{
    cw_status status = cw_guard_add(&session->guard, session->context, path);
    if (status == CW_OK)
        status = cw_guard_add_tables(&session->guard, session->context, dossier);
    return status;
}

static int in_lower_case(int letter)
{
    return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter;
}

bool cw_input_ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path);
    size_t end = strlen(ending);
    if (length < end)
        return false;
    for (size_t k = 0; k < end; k++)
        if (in_lower_case(path[length - end + k]) != ending[k])
            return false;
    return true;
}

bool cw_input_is_table(const char *path, bool is_said)
{
    return is_said || cw_input_ends_in(path, ".csv") || cw_input_ends_in(path, ".tsv");
}

cw_status cw_input_refuse_table(cw_session *session, const char *path)
{
    return cw_session_misuse(session,
                             "'%s' is a table, and '%s' reads dossiers; 'power' reads tables of "
                             "weights, 'forecast' and 'backtest' tables of issues",
                             path, session->command);
}

/* What was found in a dossier that can be used has been told; errors to come are about other things,
 * and are shown without it. */
static void forget_findings(cw_diagnostics *diagnostics)
{
    diagnostics->count = 0;
    diagnostics->warnings = 0;
    diagnostics->dropped = 0;
}

cw_status cw_input_dossier(cw_dossier **out, cw_session *session, const char *path)
{
    cw_dossier *dossier = NULL;
    cw_diagnostics *diagnostics = &session->diagnostics;
    if (cw_input_is_table(path, false))
        return cw_input_refuse_table(session, path);
    cw_status status = cw_dossier_read(&dossier, session->context, diagnostics, path);
    if (status == CW_OK)
        status = cw_study_audit(session->context, diagnostics, dossier);
    if (status == CW_OK)
        status = guard_files(session, dossier, path);
    if (status != CW_OK) {
        cw_session_show_errors(session);
        cw_dossier_free(dossier);
        return status;
    }
    if (diagnostics->warnings > 0)
        cw_session_remark(session, "%zu %s in the dossier; see 'counterweight check %s'",
                          diagnostics->warnings,
                          diagnostics->warnings == 1 ? "warning" : "warnings", path);
    forget_findings(diagnostics);
    *out = dossier;
    return CW_OK;
}

char cw_input_delimiter(const char *path)
{
    return cw_input_ends_in(path, ".tsv") ? '\t' : ',';
}

cw_status cw_input_table(cw_table **out, cw_session *session, const char *path)
{
    cw_status status = cw_guard_add(&session->guard, session->context, path);
    if (status == CW_OK)
        status = cw_table_read(out, session->context, &session->diagnostics, path,
                               cw_input_delimiter(path));
    if (status != CW_OK)
        cw_session_show_errors(session);
    return status;
}

cw_status cw_input_capabilities(cw_capabilities *out, cw_table **owned, cw_session *session,
                                const char *words)
{
    cw_status status = CW_OK;
    if (strcmp(words, "equal") != 0)
        status = cw_input_table(owned, session, words);
    *out = (cw_capabilities){.table = *owned};
    return status;
}

/* A word that nothing is like: says what there is, if it is not too much to read. */
static cw_status refuse_word(cw_session *session, const char *kind, const char *word,
                             const char *const *words, size_t count)
{
    cw_text list;
    cw_text_init(&list, session->context);
    for (size_t i = 0; i < count && count <= WORDS_LISTED; i++) {
        cw_text_append(&list, i == 0          ? (count > 1 ? "; there are " : "; there is ")
                              : i + 1 < count ? ", "
                                              : " and ");
        cw_text_append(&list, words[i]);
    }
    cw_status status = cw_session_misuse(session, "there is no %s '%s'%s", kind, word,
                                         count > 0 ? cw_text_string(&list) : "; there is none");
    cw_text_free(&list);
    return status;
}

cw_status cw_input_word(size_t *out, cw_session *session, const char *kind, const char *word,
                        const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i], word) == 0) {
            *out = i;
            return CW_OK;
        }
    }
    size_t nearest = cw_nearest_word(word, words, count);
    if (nearest == CW_NONE)
        return refuse_word(session, kind, word, words, count);
    return cw_session_misuse(session, "there is no %s '%s'; did you mean '%s'?", kind, word,
                             words[nearest]);
}

/* `ids` is an array of pointers, one inside each of `count` entries of `entry_bytes` bytes, the
 * first at `first`. */
static cw_status find_entry(size_t *out, cw_session *session, const char *kind, const char *id,
                            const char *const *first, size_t entry_bytes, size_t count)
{
    if (id == NULL) {
        *out = CW_NONE;
        return CW_OK;
    }
    const char **ids = cw_allocate(session->context, count, sizeof *ids);
    if (ids == NULL)
        return CW_ERROR_MEMORY;
    for (size_t i = 0; i < count; i++)
        memcpy(&ids[i], (const char *)first + i * entry_bytes, sizeof ids[i]);
    cw_status status = cw_input_word(out, session, kind, id, ids, count);
    cw_release(session->context, ids);
    return status;
}

/* The id is a member called `id` in every kind of entry. */
#define FIND(kind, entries, count)                                                                 \
    find_entry(out, session, kind, id, (count) > 0 ? &(entries)[0].id : NULL, sizeof(entries)[0],  \
               count)

cw_status cw_input_forum(size_t *out, cw_session *session, const cw_dossier *dossier,
                         const char *id)
{
    return FIND("forum", dossier->forums, dossier->forum_count);
}

cw_status cw_input_issue(size_t *out, cw_session *session, const cw_dossier *dossier,
                         const char *id)
{
    return FIND("issue", dossier->issues, dossier->issue_count);
}

cw_status cw_input_state(size_t *out, cw_session *session, const cw_dossier *dossier,
                         const char *id)
{
    return FIND("state", dossier->states, dossier->state_count);
}

cw_status cw_input_operation(size_t *out, cw_session *session, const cw_dossier *dossier,
                             const char *id)
{
    return FIND("operation", dossier->operations, dossier->operation_count);
}

cw_status cw_input_what_if(size_t *out, cw_session *session, const cw_dossier *dossier,
                           const char *id)
{
    if (id != NULL && strcmp(id, "base") == 0)
        id = NULL;
    return FIND("what-if", dossier->what_ifs, dossier->what_if_count);
}
