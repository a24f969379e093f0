/* Finding entries by id, and naming quantities. */
#include <string.h>

#include "counterweight/dossier.h"

#define DEFINE_FIND(name, array, number)                                                           \
    size_t name(const cw_dossier *dossier, const char *id)                                         \
    {                                                                                              \
        for (size_t i = 0; i < dossier->number; i++) {                                             \
            if (strcmp(dossier->array[i].id, id) == 0) {                                           \
                return i;                                                                          \
            }                                                                                      \
        }                                                                                          \
        return CW_NONE;                                                                            \
    }

DEFINE_FIND(cw_dossier_find_state, states, state_count)
DEFINE_FIND(cw_dossier_find_forum, forums, forum_count)
DEFINE_FIND(cw_dossier_find_issue, issues, issue_count)
DEFINE_FIND(cw_dossier_find_operation, operations, operation_count)

static void append_states_words(const cw_dossier *dossier, const cw_quantity *quantity,
                                cw_text *out)
{
    if (quantity->state != CW_NONE) {
        cw_text_append_format(out, " of %s", dossier->states[quantity->state].name);
    }
    if (quantity->other != CW_NONE) {
        cw_text_append_format(out, " on %s", dossier->states[quantity->other].name);
    }
}

void cw_dossier_describe_quantity(const cw_dossier *dossier, size_t quantity, cw_text *out)
{
    static const char *const words[] = {
        [CW_MEASURE_POSITION] = "position",     [CW_MEASURE_STATUS_QUO] = "status quo",
        [CW_MEASURE_SALIENCE] = "salience",     [CW_MEASURE_CAPABILITY] = "capability",
        [CW_MEASURE_DEPENDENCE] = "dependence", [CW_MEASURE_BYPASS_COST] = "cost of bypassing",
        [CW_MEASURE_FORMALITY] = "formality",   [CW_MEASURE_AGENDA_POWER] = "agenda power",
        [CW_MEASURE_VOICE] = "voice",
    };
    const cw_quantity *described = &dossier->quantities[quantity];
    cw_text_append(out, words[described->measure]);
    append_states_words(dossier, described, out);
    if (described->forum != CW_NONE) {
        const char *between = described->measure == CW_MEASURE_BYPASS_COST    ? " "
                              : described->measure == CW_MEASURE_VOICE        ? " in "
                              : described->measure == CW_MEASURE_AGENDA_POWER ? " of the chair of "
                                                                              : " of ";
        cw_text_append_format(out, "%s%s", between, dossier->forums[described->forum].name);
    }
    if (described->issue != CW_NONE) {
        cw_text_append_format(out, " on '%s'", dossier->issues[described->issue].id);
    }
    if (described->what_if != CW_NONE) {
        cw_text_append_format(out, " if '%s'", dossier->what_ifs[described->what_if].id);
    }
}
