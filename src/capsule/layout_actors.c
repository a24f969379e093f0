/* Numbers, sources, states, forums and ties. */
#include "capsule/layout.h"

/* Where something was read; the words read there stay behind. */
void cw_layout_provenance(cw_pen *pen, cw_provenance *provenance, const cw_dossier *dossier)
{
    cw_pen_place_or_none(pen, &provenance->source, dossier->source_count);
}

void cw_layout_quantity(cw_pen *pen, cw_quantity *quantity, const cw_dossier *dossier)
{
    CW_PEN_CHOICE(pen, quantity->measure, CW_MEASURE_VOICE);
    CW_PEN_CHOICE(pen, quantity->shape, CW_SHAPE_PERT);
    double most = cw_measure_most(quantity->measure);
    cw_pen_number(pen, &quantity->low, 0.0, most);
    cw_pen_number(pen, &quantity->mode, 0.0, most);
    cw_pen_number(pen, &quantity->high, 0.0, most);
    cw_pen_require(pen, quantity->low <= quantity->mode && quantity->mode <= quantity->high);
    cw_pen_words(pen, &quantity->path);
    cw_pen_place_or_none(pen, &quantity->state, dossier->state_count);
    cw_pen_place_or_none(pen, &quantity->other, dossier->state_count);
    cw_pen_place_or_none(pen, &quantity->forum, dossier->forum_count);
    cw_pen_place_or_none(pen, &quantity->issue, dossier->issue_count);
    cw_pen_place_or_none(pen, &quantity->what_if, dossier->what_if_count);
    cw_layout_provenance(pen, &quantity->provenance, dossier);
}

void cw_layout_source(cw_pen *pen, cw_source *source)
{
    uint32_t uses = (uint32_t)source->uses;
    cw_pen_words(pen, &source->id);
    cw_pen_words_or_null(pen, &source->author);
    cw_pen_words(pen, &source->title);
    cw_pen_words_or_null(pen, &source->date);
    cw_pen_whole(pen, &uses);
    if (cw_pen_reads(pen))
        source->uses = uses;
}

void cw_layout_state(cw_pen *pen, cw_state *state, const cw_dossier *dossier)
{
    cw_pen_words(pen, &state->id);
    cw_pen_words(pen, &state->name);
    cw_pen_flag(pen, &state->organisation);
    cw_pen_quantity_or_none(pen, &state->capability, dossier, CW_MEASURE_CAPABILITY);
    CW_PEN_LIST(pen, state->series, state->series_count);
    for (size_t y = 0; y < state->series_count; y++) {
        cw_pen_signed(pen, &state->series[y].year);
        cw_pen_number(pen, &state->series[y].value, 0.0, CW_CAPSULE_MOST);
    }
    if (state->series_count > 0)
        cw_layout_provenance(pen, &state->series_provenance, dossier);
    cw_layout_provenance(pen, &state->provenance, dossier);
}

static bool is_sound(const cw_rule *rule)
{
    if (rule->form == CW_RULE_NOT)
        return rule->child_count == 1;
    if (rule->form == CW_RULE_ALL || rule->form == CW_RULE_ANY)
        return true;
    return rule->child_count == 0;
}

void cw_layout_rule(cw_pen *pen, cw_rule *rule, size_t columns, const cw_dossier *dossier)
{
    CW_PEN_CHOICE(pen, rule->form, CW_RULE_NOT);
    cw_pen_number(pen, &rule->amount, 0.0, CW_CAPSULE_MOST);
    cw_pen_flag(pen, &rule->percent);
    cw_pen_flag(pen, &rule->more_than);
    if (rule->form == CW_RULE_WEIGHT)
        cw_pen_place(pen, &rule->column, columns);
    cw_pen_places(pen, &rule->states, &rule->state_count, dossier->state_count);
    cw_pen_require(pen, pen->nesting > 0);
    if (pen->nesting == 0)
        return;
    CW_PEN_LIST(pen, rule->children, rule->child_count);
    cw_pen_require(pen, is_sound(rule));
    pen->nesting--;
    for (size_t c = 0; c < rule->child_count; c++)
        cw_layout_rule(pen, &rule->children[c], columns, dossier);
    pen->nesting++;
}

void cw_layout_weights(cw_pen *pen, double **weights, size_t columns)
{
    bool given = *weights != NULL;
    cw_pen_flag(pen, &given);
    if (cw_pen_reads(pen))
        *weights = given ? cw_pen_room(pen, columns, sizeof **weights) : NULL;
    for (size_t c = 0; c < columns && *weights != NULL; c++)
        cw_pen_number_or_nan(pen, &(*weights)[c], 0.0, CW_CAPSULE_MOST);
}

static void handle_membership(cw_pen *pen, cw_membership *membership, size_t columns,
                              const cw_dossier *dossier)
{
    cw_pen_place(pen, &membership->state, dossier->state_count);
    CW_PEN_CHOICE(pen, membership->standing, CW_STANDING_PARTNER);
    cw_pen_signed(pen, &membership->since);
    cw_pen_signed(pen, &membership->until);
    cw_pen_quantity_or_none(pen, &membership->voice, dossier, CW_MEASURE_VOICE);
    cw_layout_weights(pen, &membership->weights, columns);
    cw_layout_provenance(pen, &membership->provenance, dossier);
}

static void handle_office(cw_pen *pen, cw_office *office, const cw_dossier *dossier)
{
    cw_pen_place(pen, &office->state, dossier->state_count);
    cw_pen_signed(pen, &office->since);
    cw_pen_signed(pen, &office->until);
    cw_layout_provenance(pen, &office->provenance, dossier);
}

void cw_layout_forum(cw_pen *pen, cw_forum *forum, const cw_dossier *dossier)
{
    cw_pen_words(pen, &forum->id);
    cw_pen_words(pen, &forum->name);
    CW_PEN_LIST(pen, forum->columns, forum->column_count);
    for (size_t c = 0; c < forum->column_count; c++)
        cw_pen_words(pen, &forum->columns[c]);
    CW_PEN_LIST(pen, forum->memberships, forum->membership_count);
    for (size_t m = 0; m < forum->membership_count; m++)
        handle_membership(pen, &forum->memberships[m], forum->column_count, dossier);
    cw_layout_rule(pen, &forum->rule, forum->column_count, dossier);
    cw_pen_words(pen, &forum->rule_text);
    cw_layout_provenance(pen, &forum->rule_provenance, dossier);
    CW_PEN_LIST(pen, forum->chairs, forum->chair_count);
    for (size_t c = 0; c < forum->chair_count; c++)
        handle_office(pen, &forum->chairs[c], dossier);
    cw_pen_quantity_or_none(pen, &forum->bypass_cost, dossier, CW_MEASURE_BYPASS_COST);
    cw_pen_quantity_or_none(pen, &forum->formality, dossier, CW_MEASURE_FORMALITY);
    cw_pen_quantity_or_none(pen, &forum->agenda_power, dossier, CW_MEASURE_AGENDA_POWER);
    cw_layout_provenance(pen, &forum->provenance, dossier);
}

void cw_layout_tie(cw_pen *pen, cw_tie *tie, const cw_dossier *dossier)
{
    cw_pen_place(pen, &tie->of, dossier->state_count);
    cw_pen_place(pen, &tie->on, dossier->state_count);
    cw_pen_quantity(pen, &tie->dependence, dossier, CW_MEASURE_DEPENDENCE);
}
