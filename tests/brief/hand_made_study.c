#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "brief/hand_made_study.h"
#include "counterweight/base/file.h"

enum { RUS, BLR, KAZ, CHN };
enum { CSTO, SCO, LATER };
enum { TROOPS, MISSION };

static void *room(cw_study *study, size_t count, size_t size)
{
    void *items = cw_arena_allocate(&study->arena, count, size);
    assert_non_null(items);
    return items;
}

cw_summary hand_made_summary(double median, double low, double high)
{
    double below = low - 1.0;
    double above = high + 1.0;
    bool constant = low == high;
    return (cw_summary){.mean = median,
                        .median = median,
                        .low80 = low,
                        .high80 = high,
                        .low95 = constant ? low : below,
                        .high95 = constant ? high : above,
                        .constant = constant};
}

static cw_probability share(double value)
{
    return (cw_probability){
        .value = value, .low95 = fmax(0.0, value - 0.01), .high95 = fmin(1.0, value + 0.01)};
}

static void fill_participants(cw_study *study, cw_venue_result *venue)
{
    venue->participants = room(study, 4, sizeof *venue->participants);
    venue->participant_count = venue->issue == TROOPS && venue->forum == CSTO ? 4 : 3;
    venue->participants[0] = (cw_participant){RUS, true, 90.0, 0.62, 12.0, 17.0, -4.0, true};
    venue->participants[1] = (cw_participant){BLR, true, 16.7, 0.22, 60.0, -17.0, 4.0, true};
    venue->participants[2] = (cw_participant){KAZ, true, 5.0, 0.16, 0.0, -17.0, 4.0, false};
    venue->participants[3] = (cw_participant){CHN, false, 40.0, 0.0, 0.0, 0.0, 0.0, false};
}

static void fill_models(cw_study *study, cw_venue_result *venue)
{
    size_t count = 0;
    (void)cw_outcome_models(&count);
    venue->forecasts = room(study, count, sizeof *venue->forecasts);
    venue->settlements = room(study, count, sizeof *venue->settlements);
    for (size_t m = 0; m < count; m++) {
        double median = m == 1 ? NAN : 50.0 + (double)m;
        venue->forecasts[m] = hand_made_summary(median, median - 5.0, median + 6.25);
        venue->settlements[m] = hand_made_summary(median, median, median);
    }
}

static void fill_venue(cw_study *study, cw_venue_result *venue, size_t case_index)
{
    double step = (double)case_index;
    venue->open = true;
    venue->voters = venue->forum == CSTO ? 3 : 2;
    venue->bilateral = hand_made_summary(61.26, 44.0, 83.0);
    venue->settled = hand_made_summary(57.04, 40.5, 75.25);
    venue->gain = hand_made_summary(4.22 + step, 0.0, 15.14);
    venue->gain_positive = share(0.63);
    venue->threat_binds = share(0.71);
    venue->bypassed = share(0.12);
    venue->decides = share(1.0);
    venue->gain_change =
        case_index == 0 ? hand_made_summary(0.0, 0.0, 0.0) : hand_made_summary(step, -0.5, 2.5);
    venue->gain_rises = share(case_index == 0 ? 0.0 : 0.83);
    fill_models(study, venue);
    fill_participants(study, venue);
}

static void fill_venues(hand_made_study *made, cw_case_result *result, size_t case_index)
{
    static const size_t pairs[][2] = {
        {TROOPS, CSTO}, {TROOPS, SCO}, {TROOPS, LATER}, {MISSION, CSTO}};
    result->venue_count = 4;
    result->venues = room(&made->study, 4, sizeof *result->venues);
    for (size_t v = 0; v < 4; v++) {
        cw_venue_result *venue = &result->venues[v];
        venue->issue = pairs[v][0];
        venue->forum = pairs[v][1];
        bool emptied = venue->forum == CSTO && case_index == 3;
        if (venue->forum != LATER && !emptied) {
            fill_venue(&made->study, venue, case_index);
        }
    }
}

static void fill_forum(hand_made_study *made, cw_case_result *result, size_t f)
{
    const cw_case_forum *built = &result->built->forums[f];
    cw_forum_result *forum = &result->forums[f];
    double weight[8] = {0};
    forum->exists = built->member_count > 0;
    forum->member_count = built->member_count;
    forum->capability_share = room(&made->study, built->seat_count, sizeof(double));
    forum->shapley_shubik = room(&made->study, built->seat_count, sizeof(double));
    forum->banzhaf = room(&made->study, built->seat_count, sizeof(double));
    forum->power_known = forum->exists;
    for (size_t s = 0; s < built->member_count; s++) {
        weight[s] = (double)(1 + built->seats[s].state);
    }
    forum->concentration = cw_concentration_of(weight, built->member_count);
    if (forum->concentration.leader != CW_NONE) {
        forum->concentration.leader = built->seats[forum->concentration.leader].state;
    }
    for (size_t s = 0; s < built->seat_count; s++) {
        bool member = s < built->member_count;
        forum->capability_share[s] = member ? weight[s] / forum->concentration.total : NAN;
        forum->shapley_shubik[s] = member ? 1.0 / (double)built->member_count : NAN;
        forum->banzhaf[s] = forum->shapley_shubik[s];
    }
}

/* BLR may not for want of a mandate; nor may RUS lead, being a party to the war. */
static void fill_mandates(hand_made_study *made, cw_case_result *result, size_t case_index)
{
    const cw_operation *operation = &made->dossier->operations[0];
    bool mandate = case_index == 2;
    result->mandate_count = 4;
    result->mandates = room(&made->study, 4, sizeof *result->mandates);
    for (size_t m = 0; m < 4; m++) {
        cw_mandate_result *one = &result->mandates[m];
        one->candidate = m / 2 == 0 ? RUS : BLR;
        one->role = m % 2 == 0 ? CW_ROLE_DEPLOY : CW_ROLE_LEAD;
        bool may = mandate && !(one->candidate == RUS && one->role == CW_ROLE_LEAD);
        one->at_modes = may ? CW_TRUE : CW_FALSE;
        one->allowed = share(may ? 1.0 : 0.0);
        one->unknown = share(0.0);
        if (!mandate) {
            one->obstacles.items[one->obstacles.count++] = &operation->deploy.children[1];
        }
        if (one->candidate == RUS && one->role == CW_ROLE_LEAD) {
            one->obstacles.must_fail[one->obstacles.count] = true;
            one->obstacles.items[one->obstacles.count++] = &operation->lead.children[0];
        }
    }
}

/* The quantity with this path. */
static size_t quantity(const cw_dossier *dossier, const char *path)
{
    for (size_t q = 0; q < dossier->quantity_count; q++) {
        if (strcmp(dossier->quantities[q].path, path) == 0) {
            return q;
        }
    }
    fail_msg("no quantity %s", path);
    return CW_NONE;
}

static cw_estimate about(double value)
{
    return (cw_estimate){value, value - 0.25, value + 0.25};
}

static cw_end_gain end_gain(double mean, double median)
{
    return (cw_end_gain){about(mean), about(median)};
}

/* The same for all figures. */
static void fill_shares(cw_driver *driver, double first, double total)
{
    for (size_t f = 0; f < CW_VARIED_COUNT; f++)
        driver->shares[f] = (cw_variance_share){{first, first - 0.01, first + 0.01},
                                                {total, total - 0.02, total + 0.02}};
}

static void fill_drivers(hand_made_study *made)
{
    cw_study *study = &made->study;
    study->driver_count = 3;
    study->drivers = room(study, 3, sizeof *study->drivers);
    study->variance = (cw_variance){.inputs = 9,
                                    .points = 64,
                                    .replicates = 16,
                                    .end_draws = 100,
                                    .figures = {{4.2, 31.5}, {44.9, 20.25}, {49.1, 16.0}}};
    study->drivers[0] = (cw_driver){.quantity = quantity(made->dossier, "forums.csto.bypass_cost"),
                                    .low = 5.0,
                                    .high = 30.0,
                                    .gain_at_low = -1.04,
                                    .gain_at_high = 12.0,
                                    .swing = 13.04,
                                    .rank_correlation = 0.52,
                                    .flips = true,
                                    .flip_at = 6.125,
                                    .at_low = end_gain(-0.5, -1.0),
                                    .at_high = end_gain(10.5, 11.0)};
    fill_shares(&study->drivers[0], 0.5, 0.75);
    study->drivers[1] =
        (cw_driver){.quantity = quantity(made->dossier, "issues.troops.positions.BLR"),
                    .low = 5.0,
                    .high = 30.0,
                    .gain_at_low = 2.0,
                    .gain_at_high = 4.5,
                    .swing = 2.5,
                    .rank_correlation = NAN,
                    .at_low = end_gain(2.5, 2.25),
                    .at_high = end_gain(4.5, 4.75)};
    fill_shares(&study->drivers[1], 0.125, 0.25);
    study->drivers[2] = (cw_driver){.quantity = quantity(made->dossier, "states.KAZ.capability"),
                                    .low = 0.003,
                                    .high = 0.005,
                                    .gain_at_low = 4.2,
                                    .gain_at_high = 4.2,
                                    .swing = 0.01,
                                    .rank_correlation = 0.001,
                                    .at_low = end_gain(4.2, 4.1),
                                    .at_high = end_gain(4.2, 4.1)};
    fill_shares(&study->drivers[2], -0.001, 0.002);
}

static void fill_claims(hand_made_study *made)
{
    cw_claim_result *claims = room(&made->study, 4, sizeof *claims);
    made->study.claims = claims;
    claims[0] = (cw_claim_result){.verdict = CW_VERDICT_DEPENDS,
                                  .left = 5.22,
                                  .right = 4.22,
                                  .holds = share(0.83),
                                  .hangs_on = quantity(made->dossier, "forums.csto.bypass_cost"),
                                  .flips_known = true,
                                  .holds_at_modes = true,
                                  .flips = room(&made->study, 1, sizeof(cw_flip)),
                                  .flip_count = 1};
    claims[0].flips[0] = (cw_flip){claims[0].hangs_on, 7.5};
    claims[1] = (cw_claim_result){.verdict = CW_VERDICT_BORNE_OUT,
                                  .left = 0.873,
                                  .right = 0.5,
                                  .holds = share(1.0),
                                  .hangs_on = CW_NONE};
    claims[2] = (cw_claim_result){.verdict = CW_VERDICT_WRONG,
                                  .left = NAN,
                                  .right = NAN,
                                  .holds = share(NAN),
                                  .hangs_on = CW_NONE};
    claims[3] = claims[2];
    claims[3].verdict = CW_VERDICT_JUDGEMENT;
}

static void read_small_dossier(hand_made_study *made)
{
    cw_diagnostics diagnostics;
    cw_diagnostics_init(&diagnostics, &made->context);
    cw_status status =
        cw_dossier_read(&made->dossier, &made->context, &diagnostics, "brief/small.yaml");
    if (status != CW_OK) {
        cw_text shown;
        cw_text_init(&shown, &made->context);
        cw_diagnostics_write_text(&diagnostics, &shown, false);
        print_error("%s\n", cw_text_string(&shown));
        cw_text_free(&shown);
    }
    cw_diagnostics_free(&diagnostics);
    assert_int_equal(status, CW_OK);
}

/* The first forum has two years, the others none. */
static void fill_timelines(hand_made_study *made)
{
    cw_study *study = &made->study;
    study->timelines = room(study, made->dossier->forum_count, sizeof *study->timelines);
    cw_timeline_year *years = room(study, 2, sizeof *years);
    for (size_t y = 0; y < 2; y++) {
        years[y] = (cw_timeline_year){.year = 2021 + (int)y,
                                      .members = 2 + y,
                                      .chair = y == 0 ? CW_NONE : 1,
                                      .concentration = {.total = 5.0,
                                                        .leader = 0,
                                                        .leader_share = 0.75,
                                                        .hhi = 0.625,
                                                        .con = 0.5,
                                                        .effective_number = 1.6},
                                      .figures = 2};
    }
    study->timelines[0] = (cw_timeline){.years = years, .year_count = 2};
}

void hand_made_study_init(hand_made_study *made)
{
    cw_context_init(&made->context);
    read_small_dossier(made);
    cw_study *study = &made->study;
    *study = (cw_study){.dossier = made->dossier,
                        .options = {.seed = 20220524, .draws = 10000, .threads = 1},
                        .case_count = 1 + made->dossier->what_if_count};
    cw_arena_init(&study->arena, &made->context);
    study->cases = room(study, study->case_count, sizeof *study->cases);
    for (size_t c = 0; c < study->case_count; c++) {
        cw_case_result *result = &study->cases[c];
        size_t what_if = c == 0 ? CW_NONE : c - 1;
        assert_int_equal(cw_case_build(&result->built, &made->context, made->dossier, what_if),
                         CW_OK);
        fill_venues(made, result, c);
        result->forums = room(study, made->dossier->forum_count, sizeof *result->forums);
        for (size_t f = 0; f < made->dossier->forum_count; f++) {
            fill_forum(made, result, f);
        }
        fill_mandates(made, result, c);
        result->precision = (cw_precision){about(4.5),  about(4.25), about(0.5),
                                           about(12.0), about(-1.0), about(15.0)};
    }
    fill_drivers(made);
    fill_claims(made);
    fill_timelines(made);
}

void hand_made_study_free(hand_made_study *made)
{
    for (size_t c = 0; c < made->study.case_count; c++) {
        cw_case_free(made->study.cases[c].built);
    }
    cw_arena_free(&made->study.arena);
    cw_dossier_free(made->dossier);
}

cw_venue_result *hand_made_headline(hand_made_study *made, size_t case_index)
{
    return &made->study.cases[case_index].venues[made->study.headline];
}
