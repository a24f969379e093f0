/* The calibration that ships, and how it is read. */
#include "counterweight/bargaining/calibration.h"

#include <math.h>
#include <string.h>

#include "counterweight/bargaining/model.h"

/* Points between two bins, and the error about each. */
#define BIN 5.0
#define ERROR 2.0

/* All from `counterweight backtest TABLE`: --csv has the widths (error_spread), --json the rest. */
static const cw_calibrated_spread published_spreads[] = {
    {"weighted-mean", 35.0}, {"mean", 42.0},          {"weighted-median", 60.0},
    {"median", 80.0},        {"condorcet", 60.0},     {"probabilistic-condorcet", 35.0},
    {"nash", 80.0},          {"nash-far", 35.0},      {"kalai-smorodinsky", 80.0},
    {"core", 80.0},          {"agenda-setter", 80.0}, {"challenge-s", 80.0},
    {"challenge-a", 60.0},   {"spatial", 35.0},       {"exchange", 42.0},
    {"spatial-joint", 42.0},
};

#define OF_150(count) ((count) / 150.0)

static const cw_calibration published = {
    .from = "150 decisions of the European Union (DEU III)",
    /* election-1, -3, -6, weighted-mean-15, -30, climatology */
    .mix = {.weights = {0, 0, 0, 0, 0, 0, 0.484914, 0.000049, 0.000001, 0.245128, 0.029813, 0,
                        0.240095},
            .sureness = 0.95},
    .happened = {OF_150(26), OF_150(0), OF_150(2), OF_150(1),  OF_150(3), OF_150(6),  OF_150(10),
                 OF_150(3),  OF_150(8), OF_150(4), OF_150(19), OF_150(0), OF_150(10), OF_150(3),
                 OF_150(15), OF_150(3), OF_150(7), OF_150(2),  OF_150(4), OF_150(2),  OF_150(22)},
    .sharpness = 1.0,
    .spreads = published_spreads,
    .spread_count = sizeof published_spreads / sizeof *published_spreads,
};

const cw_calibration *cw_calibration_published(void)
{
    return &published;
}

double cw_calibration_spread(const cw_calibration *calibration, const char *model)
{
    for (size_t k = 0; k < calibration->spread_count; k++) {
        if (strcmp(calibration->spreads[k].model, model) == 0) {
            return calibration->spreads[k].spread;
        }
    }
    return NAN;
}

void cw_calibration_climatology(cw_density *out, const cw_calibration *calibration)
{
    double points[CW_CALIBRATION_BINS];
    for (size_t k = 0; k < CW_CALIBRATION_BINS; k++) {
        points[k] = BIN * (double)k;
    }
    cw_density_of_errors(out, points, calibration->happened, CW_CALIBRATION_BINS, ERROR);
}

size_t cw_calibration_bin(double outcome)
{
    return (size_t)floor(outcome / BIN + 0.5);
}
