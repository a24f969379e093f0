/* Figures that claims compare: each is read off a world, or off the findings of a case. */
#include "study/figure.h"

#include <math.h>

size_t cw_figure_case(const cw_figure *figure)
{
    return figure->what_if == CW_NONE ? 0 : figure->what_if + 1;
}

static size_t or_else(size_t given, size_t otherwise)
{
    return given != CW_NONE ? given : otherwise;
}

cw_figure cw_figure_complete(const cw_dossier *dossier, const cw_figure *figure)
{
    cw_figure complete = *figure;
    if (!dossier->question.asked)
        return complete;
    complete.state = or_else(figure->state, dossier->question.state);
    complete.other = or_else(figure->other, dossier->question.against);
    complete.forum = or_else(figure->forum, dossier->question.forum);
    complete.issue = or_else(figure->issue, dossier->question.issue);
    return complete;
}

bool cw_figure_varies(const cw_figure *figure)
{
    switch (figure->measure) {
    case CW_FINDING_GAIN:
    case CW_FINDING_OUTCOME:
    case CW_FINDING_CAPABILITY_SHARE:
    case CW_FINDING_HHI:
    case CW_FINDING_CON:
    case CW_FINDING_DEPENDENCE:
        return true;
    default:
        return false;
    }
}

static const cw_venue *venue_of(const cw_experiment *experiment, const cw_figure *figure)
{
    size_t pair = cw_experiment_pair(experiment, figure->issue, figure->forum);
    return pair == CW_NONE ? NULL : experiment->venues[cw_figure_case(figure)].pairs[pair];
}

static double settlement_in_world(const cw_experiment *experiment, const cw_figure *figure,
                                  const double *values)
{
    cw_settlement settlement;
    const cw_venue *venue = venue_of(experiment, figure);
    if (venue == NULL)
        return NAN;
    cw_venue_settle(&settlement, venue, values, cw_venue_default_model());
    return figure->measure == CW_FINDING_GAIN ? settlement.gain : settlement.settled;
}

static double concentration_in_world(const cw_case *built, const cw_figure *figure,
                                     const double *values)
{
    if (figure->forum == CW_NONE)
        return NAN;
    cw_concentration found = cw_case_concentration(built, figure->forum, values);
    if (figure->measure == CW_FINDING_HHI)
        return found.hhi;
    if (figure->measure == CW_FINDING_CON)
        return found.con;
    const cw_seat *seat =
        figure->state == CW_NONE ? NULL : cw_case_seat(built, figure->forum, figure->state);
    if (seat == NULL || seat->standing != CW_STANDING_MEMBER)
        return NAN;
    return cw_world_get(values, built->capability[figure->state], 0.0) / found.total;
}

double cw_figure_in_world(const cw_experiment *experiment, const cw_figure *figure,
                          const double *values)
{
    const cw_case *built = experiment->study->cases[cw_figure_case(figure)].built;
    switch (figure->measure) {
    case CW_FINDING_GAIN:
    case CW_FINDING_OUTCOME:
        return settlement_in_world(experiment, figure, values);
    case CW_FINDING_DEPENDENCE:
        return figure->state == CW_NONE || figure->other == CW_NONE
                   ? NAN
                   : cw_world_get(values, cw_case_dependence(built, figure->state, figure->other),
                                  0.0);
    default:
        return concentration_in_world(built, figure, values);
    }
}

static double of_venue(const cw_experiment *experiment, const cw_figure *figure)
{
    size_t pair = cw_experiment_pair(experiment, figure->issue, figure->forum);
    const cw_case_result *result = &experiment->study->cases[cw_figure_case(figure)];
    if (pair == CW_NONE || !result->venues[pair].open)
        return NAN;
    return figure->measure == CW_FINDING_GAIN_PROBABILITY ? result->venues[pair].gain_positive.value
                                                          : result->venues[pair].bypassed.value;
}

static double of_forum(const cw_experiment *experiment, const cw_figure *figure)
{
    const cw_case_result *result = &experiment->study->cases[cw_figure_case(figure)];
    if (figure->forum == CW_NONE)
        return NAN;
    const cw_case_forum *forum = &result->built->forums[figure->forum];
    const cw_forum_result *found = &result->forums[figure->forum];
    if (figure->measure == CW_FINDING_MEMBERS)
        return (double)forum->member_count;
    if (!found->power_known)
        return NAN;
    for (size_t m = 0; m < forum->member_count; m++)
        if (forum->seats[m].state == figure->state)
            return figure->measure == CW_FINDING_BANZHAF ? found->banzhaf[m]
                                                         : found->shapley_shubik[m];
    /* A state without a seat has no vote, and so no power. */
    return 0.0;
}

static double of_mandate(const cw_experiment *experiment, const cw_figure *figure)
{
    const cw_case_result *result = &experiment->study->cases[cw_figure_case(figure)];
    cw_role role = figure->measure == CW_FINDING_MAY_LEAD ? CW_ROLE_LEAD : CW_ROLE_DEPLOY;
    for (size_t m = 0; m < result->mandate_count; m++) {
        const cw_mandate_result *mandate = &result->mandates[m];
        if (mandate->operation == figure->operation && mandate->candidate == figure->state &&
            mandate->role == role)
            return mandate->at_modes == CW_TRUE ? 1.0 : 0.0;
    }
    return NAN;
}

/* P(the forum agrees), over the draws, by drawing again: claims ask for few of these. */
static double of_agreement(const cw_experiment *experiment, const cw_figure *figure)
{
    const cw_venue *venue = venue_of(experiment, figure);
    uint64_t hits = 0;
    if (venue == NULL)
        return NAN;
    cw_world_at_modes(experiment->scratch, experiment->sampler,
                      experiment->study->cases[cw_figure_case(figure)].built);
    for (size_t d = 0; d < experiment->draws; d++) {
        cw_experiment_world(experiment->scratch, experiment, cw_figure_case(figure), d);
        hits += cw_venue_agrees(venue, experiment->scratch, figure->outcome);
    }
    return (double)hits / (double)experiment->draws;
}

double cw_figure_of_case(const cw_experiment *experiment, const cw_figure *figure)
{
    switch (figure->measure) {
    case CW_FINDING_GAIN_PROBABILITY:
    case CW_FINDING_BYPASS_PROBABILITY:
        return of_venue(experiment, figure);
    case CW_FINDING_SHAPLEY_SHUBIK:
    case CW_FINDING_BANZHAF:
    case CW_FINDING_MEMBERS:
        return of_forum(experiment, figure);
    case CW_FINDING_AGREEMENT:
        return of_agreement(experiment, figure);
    default:
        return of_mandate(experiment, figure);
    }
}
