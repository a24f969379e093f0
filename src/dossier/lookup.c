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

void cw_dossier_describe_quantity(const cw_dossier *dossier, size_t index, cw_text *out)
{
    static const char *const words[] = {
        [CW_MEASURE_POSITION] = "position",     [CW_MEASURE_STATUS_QUO] = "status quo",
        [CW_MEASURE_SALIENCE] = "salience",     [CW_MEASURE_CAPABILITY] = "capability",
        [CW_MEASURE_DEPENDENCE] = "dependence", [CW_MEASURE_BYPASS_COST] = "cost of bypassing",
        [CW_MEASURE_FORMALITY] = "formality",   [CW_MEASURE_AGENDA_POWER] = "agenda power",
        [CW_MEASURE_VOICE] = "voice",
    };
    const cw_quantity *quantity = &dossier->quantities[index];
    cw_text_append(out, words[quantity->measure]);
    append_states_words(dossier, quantity, out);
    if (quantity->forum != CW_NONE) {
        const char *between = quantity->measure == CW_MEASURE_BYPASS_COST    ? " "
                              : quantity->measure == CW_MEASURE_VOICE        ? " in "
                              : quantity->measure == CW_MEASURE_AGENDA_POWER ? " of the chair of "
                                                                             : " of ";
        cw_text_append_format(out, "%s%s", between, dossier->forums[quantity->forum].name);
    }
    if (quantity->issue != CW_NONE) {
        cw_text_append_format(out, " on '%s'", dossier->issues[quantity->issue].id);
    }
    if (quantity->what_if != CW_NONE) {
        cw_text_append_format(out, " if '%s'", dossier->what_ifs[quantity->what_if].id);
    }
}
