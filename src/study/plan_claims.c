/* Planning the claims: each side of a comparison is a number, a series or a share of the draws. */
#include "study/figure.h"
#include "study/plan.h"

#include <math.h>

static const cw_side no_figure = {.form = CW_SIDE_NUMBER, .number = NAN, .index = CW_NONE};

static cw_side number_side(double number)
{
    return (cw_side){.form = CW_SIDE_NUMBER, .number = number, .index = CW_NONE};
}

static cw_side side_at(cw_side_form form, size_t index)
{
    return (cw_side){.form = form, .number = NAN, .index = index};
}

/* A figure of a venue is there already, where it is open. */
static cw_side venue_side(const cw_plan *plan, const cw_figure *figure)
{
    size_t pair = cw_experiment_pair(plan->experiment, figure->issue, figure->forum);
    if (pair == CW_NONE)
        return no_figure;
    const cw_planned_venue *at = cw_plan_venue(plan, cw_figure_case(figure), pair);
    if (at->venue == NULL)
        return no_figure;
    switch (figure->measure) {
    case CW_FINDING_GAIN:
        return side_at(CW_SIDE_SERIES, at->of_models + CW_OF_MODEL_GAIN);
    case CW_FINDING_OUTCOME:
        return side_at(CW_SIDE_SERIES, at->of_models + CW_OF_MODEL_SETTLED);
    case CW_FINDING_GAIN_PROBABILITY:
        return side_at(CW_SIDE_POSITIVE, at->of_models + CW_OF_MODEL_GAIN);
    default:
        return side_at(CW_SIDE_COUNTER, at->counters + CW_OF_VENUE_BYPASSED);
    }
}

static bool is_of_venue(const cw_figure *figure)
{
    return figure->measure == CW_FINDING_GAIN || figure->measure == CW_FINDING_OUTCOME ||
           figure->measure == CW_FINDING_GAIN_PROBABILITY ||
           figure->measure == CW_FINDING_BYPASS_PROBABILITY;
}

static const char *word_at(const char *const *id)
{
    return id != NULL ? *id : NULL;
}

static cw_subject subject_of(const cw_plan *plan, const cw_claim *claim, const cw_figure *figure,
                             const char *quantity)
{
    const cw_dossier *dossier = plan->experiment->dossier;
    return (cw_subject){
        .quantity = quantity,
        .claim = claim->id,
        .what_if =
            word_at(figure->what_if == CW_NONE ? NULL : &dossier->what_ifs[figure->what_if].id),
        .issue = word_at(figure->issue == CW_NONE ? NULL : &dossier->issues[figure->issue].id),
        .forum = word_at(figure->forum == CW_NONE ? NULL : &dossier->forums[figure->forum].id),
        .state = word_at(figure->state == CW_NONE ? NULL : &dossier->states[figure->state].id)};
}

/* A figure that nothing else asks for is drawn for the claim. */
static cw_status drawn_side(cw_side *out, cw_plan *plan, const cw_claim *claim,
                            const cw_figure *figure, bool is_left)
{
    static const cw_grid points = {0, 100, 100};
    static const cw_grid shares = {0, 1, 10000};
    bool dependence = figure->measure == CW_FINDING_DEPENDENCE;
    cw_planned_figure *drawn = &plan->figures[plan->figure_count];
    cw_status status;
    *drawn = (cw_planned_figure){.figure = *figure, .series = CW_NONE, .counter = CW_NONE};
    if (figure->measure == CW_FINDING_AGREEMENT) {
        cw_subject subject =
            subject_of(plan, claim, figure, is_left ? "left-agrees" : "right-agrees");
        status = cw_ledger_counter(&drawn->counter, plan->ledger, &subject, CW_NONE);
        *out = side_at(CW_SIDE_COUNTER, drawn->counter);
    } else {
        cw_subject subject =
            subject_of(plan, claim, figure, is_left ? "claim-left" : "claim-right");
        status = cw_ledger_series(&drawn->series, plan->ledger, &subject,
                                  dependence ? "points" : "share", dependence ? points : shares,
                                  CW_NONE);
        *out = side_at(CW_SIDE_SERIES, drawn->series);
    }
    plan->figure_count += status == CW_OK;
    return status;
}

static cw_status plan_side(cw_side *out, cw_plan *plan, const cw_claim *claim,
                           const cw_figure *written, bool is_left)
{
    cw_figure figure = cw_figure_complete(plan->experiment->dossier, written);
    if (is_of_venue(&figure))
        *out = venue_side(plan, &figure);
    else if (cw_figure_varies(&figure))
        return drawn_side(out, plan, claim, &figure, is_left);
    else
        *out = number_side(cw_figure_of_case(plan->experiment, &figure));
    return CW_OK;
}

static bool is_drawn(const cw_side *side)
{
    return side->form == CW_SIDE_NUMBER || side->form == CW_SIDE_SERIES;
}

static cw_status plan_claim(cw_plan *plan, const cw_claim *claim)
{
    cw_tested_claim tested = {.id = claim->id,
                              .kind = claim->kind,
                              .comparison = claim->comparison,
                              .left = no_figure,
                              .right = number_side(claim->number),
                              .holds = CW_NONE};
    cw_status status = CW_OK;
    if (claim->kind == CW_CLAIM_TESTED)
        status = plan_side(&tested.left, plan, claim, &claim->left, true);
    if (status == CW_OK && claim->kind == CW_CLAIM_TESTED && claim->against_figure)
        status = plan_side(&tested.right, plan, claim, &claim->right, false);
    if (status == CW_OK && claim->kind == CW_CLAIM_TESTED && is_drawn(&tested.left) &&
        is_drawn(&tested.right)) {
        cw_subject subject = {.quantity = "holds", .claim = claim->id};
        status = cw_ledger_counter(&tested.holds, plan->ledger, &subject, CW_NONE);
    }
    return status == CW_OK ? cw_ledger_claim(plan->ledger, &tested) : status;
}

cw_status cw_plan_claims(cw_plan *plan)
{
    const cw_dossier *dossier = plan->experiment->dossier;
    cw_status status = CW_OK;
    plan->figures =
        cw_arena_allocate(&plan->arena, 2 * dossier->claim_count, sizeof *plan->figures);
    if (plan->figures == NULL)
        return CW_ERROR_MEMORY;
    for (size_t c = 0; c < dossier->claim_count && status == CW_OK; c++)
        status = plan_claim(plan, &dossier->claims[c]);
    return status;
}
