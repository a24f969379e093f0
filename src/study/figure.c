/* Figures that claims compare: each is read off a world, or off the findings of a case. */
#include "study/figure.h"

#include <math.h>
#include <string.h>

/* The index of the figure's case. */
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
    case CW_FINDING_AGREEMENT:
        return true;
    default:
        return false;
    }
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

static double dependence_in_world(const cw_case *built, const cw_figure *figure,
                                  const double *values)
{
    if (figure->state == CW_NONE || figure->other == CW_NONE)
        return NAN;
    return cw_world_get(values, cw_case_dependence(built, figure->state, figure->other), 0.0);
}

static double settlement_in_world(const cw_reading *reading, const double *values)
{
    cw_settlement settlement;
    if (reading->venue == NULL)
        return NAN;
    cw_venue_settle(&settlement, reading->venue, values, cw_venue_default_model());
    return reading->figure.measure == CW_FINDING_GAIN ? settlement.gain : settlement.settled;
}

double cw_reading_at(const cw_reading *reading, const double *values)
{
    const cw_figure *figure = &reading->figure;
    switch (figure->measure) {
    case CW_FINDING_GAIN:
    case CW_FINDING_OUTCOME:
        return settlement_in_world(reading, values);
    case CW_FINDING_AGREEMENT:
        return reading->venue == NULL
                   ? NAN
                   : (double)cw_venue_agrees(reading->venue, values, figure->outcome);
    case CW_FINDING_DEPENDENCE:
        return dependence_in_world(reading->built, figure, values);
    case CW_FINDING_CAPABILITY_SHARE:
    case CW_FINDING_HHI:
    case CW_FINDING_CON:
        return concentration_in_world(reading->built, figure, values);
    default:
        return reading->constant;
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
    if (!found->power_known || figure->state == CW_NONE)
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
    default:
        return of_mandate(experiment, figure);
    }
}

/* The same number for every draw. */
static void fill_with(double *column, size_t draws, double number)
{
    for (size_t d = 0; d < draws; d++)
        column[d] = number;
}

/* P(the forum agrees) is one number: the share of draws in which it does. */
static void average(double *column, size_t draws)
{
    double sum = 0.0;
    for (size_t d = 0; d < draws; d++)
        sum += column[d];
    fill_with(column, draws, sum / (double)draws);
}

static bool needs_venue(const cw_experiment *experiment, const cw_figure *figure)
{
    return (figure->measure == CW_FINDING_GAIN || figure->measure == CW_FINDING_OUTCOME ||
            figure->measure == CW_FINDING_AGREEMENT) &&
           cw_experiment_pair(experiment, figure->issue, figure->forum) != CW_NONE;
}

/* The gains of the headline in the base case are at hand. */
static bool is_headline_gain(const cw_experiment *experiment, const cw_figure *figure)
{
    size_t headline = experiment->study->headline;
    return figure->measure == CW_FINDING_GAIN && figure->what_if == CW_NONE &&
           headline != CW_NONE && experiment->headline_gain != NULL &&
           experiment->pairs[headline].issue == figure->issue &&
           experiment->pairs[headline].forum == figure->forum;
}

cw_status cw_reading_open(cw_reading *out, const cw_experiment *experiment, const cw_figure *figure)
{
    bool votes = figure->measure == CW_FINDING_AGREEMENT;
    bool beyond_reach;
    *out = (cw_reading){.figure = *figure,
                        .case_index = cw_figure_case(figure),
                        .built = experiment->study->cases[cw_figure_case(figure)].built,
                        .constant = NAN};
    if (!cw_figure_varies(figure))
        out->constant = cw_figure_of_case(experiment, figure);
    if (!needs_venue(experiment, figure))
        return CW_OK;
    return cw_experiment_venue(&out->venue, &beyond_reach, experiment, out->case_index,
                               figure->issue, figure->forum, !votes);
}

void cw_reading_close(cw_reading *reading)
{
    cw_venue_free(reading->venue);
    reading->venue = NULL;
}

/* A column being filled. */
typedef struct cw_filling {
    const cw_reading *reading;
    double *column;
} cw_filling;

static void read_world(void *payload, size_t case_index, const double *values, size_t draw)
{
    const cw_filling *filling = payload;
    (void)case_index;
    filling->column[draw] = cw_reading_at(filling->reading, values);
}

cw_status cw_figure_draw(double *column, cw_experiment *experiment, const cw_figure *figure)
{
    if (is_headline_gain(experiment, figure)) {
        memcpy(column, experiment->headline_gain, experiment->draws * sizeof *column);
        return CW_OK;
    }
    cw_reading reading;
    cw_status status = cw_reading_open(&reading, experiment, figure);
    if (status != CW_OK)
        return status;
    cw_filling filling = {&reading, column};
    status = cw_experiment_each_world(experiment, &(cw_pass){.first_case = reading.case_index,
                                                             .case_count = 1,
                                                             .draws = experiment->draws,
                                                             .quiet = true,
                                                             .function = read_world,
                                                             .payload = &filling});
    cw_reading_close(&reading);
    return status;
}

cw_status cw_figure_fill(double *column, cw_experiment *experiment, const cw_figure *figure)
{
    if (!cw_figure_varies(figure)) {
        fill_with(column, experiment->draws, cw_figure_of_case(experiment, figure));
        return CW_OK;
    }
    cw_status status = cw_figure_draw(column, experiment, figure);
    if (status == CW_OK && figure->measure == CW_FINDING_AGREEMENT)
        average(column, experiment->draws);
    return status;
}
