/* The bargains of a turn: who proposes what to whom, and which one each actor takes. */
#include <math.h>

#include "bargaining/extent.h"
#include "bargaining/spatial_table.h"
#include "bargaining/tolerance.h"

/* Least gain worth a challenge, in satisfaction (0 to 1). */
#define GAIN_WORTHWHILE 1e-5

/* Weight either side keeps in any case, so that two who neither care nor can win stay put. */
#define LEAST_WEIGHT 1e-6

/* Places agreed on are whole ten-thousandths of the scale: spurious differences die out. */
#define PLACES 10000.0

static double to_place(double share)
{
    return floor(0.5 + share * PLACES) / PLACES;
}

/* Both sides move towards each other, each holding on by its weight. */
static void interpolate_weighted(double *to_i, double *to_j, double x_i, double weight_i,
                                 double x_j, double weight_j)
{
    double all = weight_i + LEAST_WEIGHT + weight_j;
    *to_i = to_place(((weight_i + LEAST_WEIGHT) * x_i + weight_j * x_j) / all);
    *to_j = to_place((weight_i * x_i + (LEAST_WEIGHT + weight_j) * x_j) / all);
}

/* Only the side less likely to win moves. */
static void interpolate_surplus(double *to_i, double *to_j, double x_i, double salience_i,
                                double x_j, double salience_j, double victory)
{
    double surplus_j = cw_larger(1.0 - 2.0 * victory, 0.0);
    double surplus_i = cw_larger(2.0 * victory - 1.0, 0.0);
    double square_i = salience_i * salience_i;
    double square_j = salience_j * salience_j;
    double push_j = surplus_j * square_j;
    double push_i = surplus_i * square_i;
    *to_i = x_i + (x_j - x_i) * push_j / (push_j + LEAST_WEIGHT + (1.0 - surplus_j) * square_i);
    *to_j = x_j + (x_i - x_j) * push_i / (push_i + LEAST_WEIGHT + (1.0 - surplus_i) * square_j);
}

/* Where i and j would stand if i has this chance to prevail. */
static void interpolate(double *place_i, double *place_j, const cw_spatial_table *table, size_t i,
                        size_t j, double victory)
{
    for (size_t issue = 0; issue < table->issues; issue++) {
        size_t cell_i = i * table->issues + issue;
        size_t cell_j = j * table->issues + issue;
        double strength_i = table->salience[cell_i] * victory;
        double strength_j = table->salience[cell_j] * (1.0 - victory);
        double *to_i = place_i + issue;
        double *to_j = place_j + issue;
        double x_i = table->position[cell_i];
        double x_j = table->position[cell_j];
        switch (table->options->interpolation) {
        case CW_INTERPOLATION_SQUARES:
            interpolate_weighted(to_i, to_j, x_i, strength_i * strength_i, x_j,
                                 strength_j * strength_j);
            break;
        case CW_INTERPOLATION_PRODUCTS:
            interpolate_weighted(to_i, to_j, x_i, strength_i, x_j, strength_j);
            break;
        case CW_INTERPOLATION_SURPLUS:
            interpolate_surplus(to_i, to_j, x_i, table->salience[cell_i], x_j,
                                table->salience[cell_j], victory);
            break;
        }
    }
}

static double *place_of(const cw_spatial_table *table, size_t bargain, size_t side)
{
    return table->proposal + (2 * bargain + side) * table->issues;
}

static size_t add_bargain(cw_spatial_table *table, cw_spatial_bargain bargain, double victory)
{
    size_t index = table->bargain_count++;
    table->bargains[index] = bargain;
    interpolate(place_of(table, index, 0), place_of(table, index, 1), table, bargain.from,
                bargain.to, victory);
    return index;
}

/* Pulls the last two bargains into one, each side's estimate weighing as that side does. */
static void merge_last_two(cw_spatial_table *table, const cw_spatial_bargain *bargain)
{
    double own = table->capability[bargain->from] * table->salience_sum[bargain->from];
    double other = table->capability[bargain->to] * table->salience_sum[bargain->to];
    double share = own + other > 0.0 ? own / (own + other) : 0.5;
    size_t last = --table->bargain_count;
    for (size_t side = 0; side < 2; side++) {
        double *kept = place_of(table, last - 1, side);
        const double *dropped = place_of(table, last, side);
        for (size_t issue = 0; issue < table->issues; issue++) {
            kept[issue] = share * kept[issue] + (1.0 - share) * dropped[issue];
        }
    }
}

/* The challenge that promises i most; false where none is worth it. */
static bool best_challenge(cw_spatial_bargain *best, const cw_spatial_table *table, size_t i)
{
    best->gain = GAIN_WORTHWHILE;
    best->from = i;
    best->to = CW_NONE;
    for (size_t j = 0; j < table->actors; j++) {
        double gain = 0.0;
        double victory = j == i ? 0.0 : cw_spatial_challenge(table, i, i, j, &gain);
        if (j != i && gain > best->gain + (best->to == CW_NONE ? 0.0 : CW_GAIN_TOLERANCE)) {
            best->gain = gain;
            best->victory = victory;
            best->to = j;
        }
    }
    return best->to != CW_NONE;
}

void cw_spatial_propose(cw_spatial_table *table)
{
    table->bargain_count = 0;
    for (size_t i = 0; i < table->actors && !cw_spatial_is_stopped(table); i++) {
        cw_spatial_bargain best;
        if (!best_challenge(&best, table, i)) {
            continue;
        }
        (void)cw_spatial_challenge(table, best.to, best.to, i, &best.counter_gain);
        (void)add_bargain(table, best, best.victory);
        if (table->options->bargaining != CW_BARGAIN_OF_CHALLENGER) {
            double gain = 0.0;
            double victory = cw_spatial_challenge(table, best.to, i, best.to, &gain);
            (void)add_bargain(table, best, victory);
        }
        if (table->options->bargaining == CW_BARGAIN_OF_BOTH) {
            merge_last_two(table, &best);
        }
    }
}

/* How much better actor `judge` likes the whole if `bargain` is carried out, times the actors. */
static double prospect_of(const cw_spatial_table *table, size_t judge, size_t bargain)
{
    const cw_spatial_bargain *proposed = &table->bargains[bargain];
    const double *salience = table->salience + judge * table->issues;
    const double *here = table->position + judge * table->issues;
    const double *now = table->utility + judge * table->actors;
    double sum = -now[proposed->from] - now[proposed->to];
    for (size_t side = 0; side < 2; side++) {
        double distance =
            cw_spatial_distance(salience, here, place_of(table, bargain, side), table->issues);
        sum += cw_spatial_utility(distance, table->risk[judge]);
    }
    return sum;
}

/* Fills the prospects of all actors under the options of actor k, its present place first. */
static size_t list_options(size_t *bargain_of, const cw_spatial_table *table, size_t k)
{
    size_t options = 0;
    bargain_of[options++] = CW_NONE;
    for (size_t b = 0; b < table->bargain_count; b++) {
        if (table->bargains[b].from == k || table->bargains[b].to == k) {
            bargain_of[options++] = b;
        }
    }
    for (size_t judge = 0; judge < table->actors; judge++) {
        double *row = table->prospect + judge * options;
        row[0] = 0.0;
        for (size_t option = 1; option < options; option++) {
            row[option] = prospect_of(table, judge, bargain_of[option]) / (double)table->actors;
        }
    }
    return options;
}

/* The option all actors together would most probably elect; ties: the earlier, the present place
 * first of all. */
static size_t elected(const cw_spatial_table *table, size_t k)
{
    size_t bargain_of[2 * CW_SPATIAL_ACTORS_MAX + 1];
    size_t options = list_options(bargain_of, table, k);
    size_t best = 0;
    if (options > 1) {
        cw_spatial_elect(table->chance, table, table->prospect, options);
    }
    for (size_t option = 1; option < options; option++) {
        if (table->chance[option] > table->chance[best] + CW_WEIGHT_TOLERANCE) {
            best = option;
        }
    }
    return bargain_of[best];
}

void cw_spatial_choose(cw_spatial_table *table)
{
    for (size_t k = 0; k < table->actors && !cw_spatial_is_stopped(table); k++) {
        size_t taken = elected(table, k);
        const double *place = table->position + k * table->issues;
        if (taken != CW_NONE) {
            place = place_of(table, taken, table->bargains[taken].from == k ? 0 : 1);
        }
        for (size_t issue = 0; issue < table->issues; issue++) {
            table->next[k * table->issues + issue] = place[issue];
        }
        table->taken[k] = taken;
    }
}

double cw_spatial_turn(cw_spatial_table *table)
{
    cw_spatial_appraise(table);
    cw_spatial_propose(table);
    cw_spatial_choose(table);
    double moved = 0.0;
    for (size_t k = 0; k < table->actors; k++) {
        double square = 0.0;
        for (size_t issue = 0; issue < table->issues; issue++) {
            size_t cell = k * table->issues + issue;
            double move = table->next[cell] - table->position[cell];
            square += move * move;
            table->position[cell] = table->next[cell];
        }
        moved += sqrt(square);
    }
    return moved;
}
