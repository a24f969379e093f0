/* Finding entries by id, the date of a what-if, and naming quantities. */
#include <string.h>

#include "dossier/names.h"

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

static const char *const measure_words[] = {
    [CW_MEASURE_POSITION] = "position",     [CW_MEASURE_STATUS_QUO] = "status quo",
    [CW_MEASURE_SALIENCE] = "salience",     [CW_MEASURE_CAPABILITY] = "capability",
    [CW_MEASURE_DEPENDENCE] = "dependence", [CW_MEASURE_BYPASS_COST] = "cost of bypassing",
    [CW_MEASURE_FORMALITY] = "formality",   [CW_MEASURE_AGENDA_POWER] = "agenda power",
    [CW_MEASURE_VOICE] = "voice",
};

static const char *before_forum(cw_measure measure)
{
    switch (measure) {
    case CW_MEASURE_BYPASS_COST:
        return " ";
    case CW_MEASURE_VOICE:
        return " in ";
    case CW_MEASURE_AGENDA_POWER:
        return " of the chair of ";
    default:
        return " of ";
    }
}

cw_date cw_dossier_date(const cw_dossier *dossier, size_t what_if)
{
    cw_date date = dossier->as_of;
    size_t count = what_if == CW_NONE ? 0 : dossier->what_ifs[what_if].edit_count;
    for (size_t e = 0; e < count; e++) {
        const cw_edit *edit = &dossier->what_ifs[what_if].edits[e];
        date = edit->form == CW_EDIT_DATE ? edit->date : date;
    }
    return date;
}

bool cw_edit_names(const cw_edit *edit, size_t state)
{
    for (size_t i = 0; i < edit->state_count; i++) {
        if (edit->states[i] == state) {
            return true;
        }
    }
    return false;
}

void cw_dossier_describe_quantity(const cw_dossier *dossier, size_t quantity, cw_text *out)
{
    const cw_quantity *described = &dossier->quantities[quantity];
    cw_text_append(out, measure_words[described->measure]);
    if (described->state != CW_NONE) {
        cw_text_append_format(out, " of %s%s", cw_state_article(dossier, described->state),
                              cw_state_name(dossier, described->state));
    }
    if (described->other != CW_NONE) {
        cw_text_append_format(out, " on %s", cw_state_name(dossier, described->other));
    }
    if (described->forum != CW_NONE) {
        cw_text_append_format(out, "%s%s%s", before_forum(described->measure),
                              cw_forum_article(dossier, described->forum),
                              cw_forum_name(dossier, described->forum));
    }
    if (described->issue != CW_NONE) {
        cw_text_append_format(out, "%s'%s'",
                              described->measure == CW_MEASURE_STATUS_QUO ? " of " : " on ",
                              dossier->issues[described->issue].id);
    }
    if (described->what_if != CW_NONE) {
        cw_text_append_format(out, ", what-if '%s'", dossier->what_ifs[described->what_if].id);
    }
}
