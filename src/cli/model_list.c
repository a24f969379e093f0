#include "cli/model_list.h"

#include <string.h>

#include "counterweight/bargaining.h"

#include "cli/input.h"

#define ALL "all"

static bool begins_with_all(const char *list)
{
    size_t length = strcspn(list, ",");
    return length == strlen(ALL) && strncmp(list, ALL, length) == 0;
}

bool cw_model_list_is_all(const char *list)
{
    bool found = begins_with_all(list);
    for (const char *at = strchr(list, ','); at != NULL && !found; at = strchr(at + 1, ','))
        found = begins_with_all(at + 1);
    return found;
}

static bool is_among(const char *word, const char *const *ids, size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (strcmp(ids[k], word) == 0)
            return true;
    return false;
}

static bool is_joint(const char *word)
{
    size_t count = 0;
    const cw_joint_model *const *models = cw_joint_models(&count);
    for (size_t k = 0; k < count; k++)
        if (strcmp(models[k]->id, word) == 0)
            return true;
    return false;
}

cw_status cw_model_list_check_scale(cw_session *session, const char *word)
{
    if (strcmp(word, "baron-ferejohn") != 0)
        return CW_OK;
    return cw_session_misuse(session,
                             "'%s' divides a pie and names no point on a scale: 'counterweight "
                             "divide' shows what each member gets",
                             word);
}

cw_status cw_model_list_word(size_t *found, cw_session *session, const char *word,
                             const char *const *ids, size_t count)
{
    const bool is_known = is_among(word, ids, count);
    cw_status status = cw_model_list_check_scale(session, word);
    if (status != CW_OK)
        return status;
    if (!is_known && strchr(word, ':') != NULL)
        return cw_session_misuse(session,
                                 "'%s' sets something in a model: only forecast and backtest take "
                                 "settings, the draws of a study take models as they are",
                                 word);
    if (!is_known && is_joint(word))
        return cw_session_misuse(session,
                                 "outcome model '%s' settles several issues at once, and here each "
                                 "is settled alone; forecast and backtest take it",
                                 word);
    if (!is_known && cw_outcome_model_find(word) != NULL)
        return cw_session_misuse(session,
                                 "outcome model '%s' goes round by round, too slow for every draw "
                                 "of a study; forecast and backtest take it",
                                 word);
    return cw_input_word(found, session, "outcome model", word, ids, count);
}

/* Finds the word that `list` begins with, up to its first comma, among the ids. */
static cw_status find_first(size_t *found, cw_session *session, const char *list,
                            const char *const *ids, size_t count)
{
    cw_text word;
    cw_text_init(&word, session->context);
    cw_text_append_bytes(&word, list, strcspn(list, ","));
    cw_status status = word.status;
    if (status == CW_OK)
        status = cw_model_list_word(found, session, cw_text_string(&word), ids, count);
    cw_text_free(&word);
    return status;
}

cw_status cw_model_list_read(bool *wanted, cw_session *session, const char *list,
                             const char *const *ids, size_t count)
{
    cw_status status = CW_OK;
    for (size_t k = 0; k < count; k++)
        wanted[k] = list == NULL || cw_model_list_is_all(list);
    while (list != NULL && status == CW_OK) {
        size_t found = 0;
        if (!begins_with_all(list)) {
            status = find_first(&found, session, list, ids, count);
            wanted[found] = wanted[found] || status == CW_OK;
        }
        list += strcspn(list, ",");
        list = *list == ',' ? list + 1 : NULL;
    }
    return status;
}
