#include "cli/model_list.h"

#include <string.h>

#include "cli/input.h"

/* Finds the word that `list` begins with, up to its first comma, among the ids. */
static cw_status find_first(size_t *found, cw_session *session, const char *list,
                            const char *const *ids, size_t count)
{
    cw_text word;
    cw_text_init(&word, session->context);
    cw_text_append_bytes(&word, list, strcspn(list, ","));
    cw_status status = word.status;
    if (status == CW_OK)
        status = cw_input_word(found, session, "outcome model", cw_text_string(&word), ids, count);
    cw_text_free(&word);
    return status;
}

cw_status cw_model_list_read(bool *wanted, cw_session *session, const char *list,
                             const char *const *ids, size_t count)
{
    cw_status status = CW_OK;
    for (size_t k = 0; k < count; k++)
        wanted[k] = list == NULL;
    while (list != NULL && status == CW_OK) {
        size_t found = 0;
        status = find_first(&found, session, list, ids, count);
        if (status == CW_OK)
            wanted[found] = true;
        list += strcspn(list, ",");
        list = *list == ',' ? list + 1 : NULL;
    }
    return status;
}
