/* Indices that share out coalitions among those who matter in them, and Tijs's. */
#include "voting/index_counts.h"

#include <math.h>

void cw_normalise(double *out, const double *sums, size_t members)
{
    double total = 0.0;
    for (size_t m = 0; m < members && sums != NULL; m++)
        total += sums[m];
    for (size_t m = 0; m < members; m++)
        out[m] = sums == NULL ? (double)NAN : total > 0.0 ? sums[m] / total : 0.0;
}

static void johnston(double *out, const cw_index_counts *counts)
{
    cw_normalise(out, counts->johnston, counts->members);
}

static void deegan_packel(double *out, const cw_index_counts *counts)
{
    cw_normalise(out, counts->deegan_packel, counts->members);
}

static void public_good(double *out, const cw_index_counts *counts)
{
    cw_normalise(out, counts->public_good, counts->members);
}

static void shift(double *out, const cw_index_counts *counts)
{
    cw_normalise(out, counts->shift, counts->members);
}

static void shift_deegan_packel(double *out, const cw_index_counts *counts)
{
    cw_normalise(out, counts->shift_deegan_packel, counts->members);
}

static void tijs(double *out, const cw_index_counts *counts)
{
    for (size_t m = 0; m < counts->members; m++) {
        double share = counts->is_vetoer[m] ? 1.0 / (double)counts->vetoers : 0.0;
        out[m] = counts->vetoers == 0 ? (double)NAN : share;
    }
}

static const char large_limits[] =
    "rules in which members can be ordered by desirability (all weighted games) at any size that "
    "can be counted; others up to about four million profiles of members alike";

const cw_power_index cw_index_johnston = {
    .id = "johnston",
    .title = "Johnston",
    .definition = "Every coalition in which somebody is critical is shared out equally among those "
                  "who are; the member's part of all such coalitions.",
    .paper = "Johnston 1978, On the measurement of power: some reactions to Laver",
    .limits = large_limits,
    .cost = "about n times that of banzhaf",
    .source = CW_INDEX_SHARES,
    .fill = johnston};

const cw_power_index cw_index_deegan_packel = {
    .id = "deegan-packel",
    .title = "Deegan-Packel",
    .heading = "Deegan- Packel",
    .definition = "Every minimal winning coalition is equally likely and shared out equally among "
                  "its members.",
    .paper = "Deegan & Packel 1978, A new index of power for simple n-person games",
    .limits = large_limits,
    .cost = "about n times that of banzhaf",
    .source = CW_INDEX_SHARES,
    .fill = deegan_packel};

const cw_power_index cw_index_public_good = {
    .id = "public-good",
    .title = "Public good (Holler)",
    .definition = "The number of minimal winning coalitions that the member belongs to, as a share "
                  "of the sum over members.",
    .paper = "Holler 1982, Forming coalitions and measuring voting power; Holler & Packel 1983",
    .limits = "not monotone in the weights: a heavier member can have less",
    .cost = "as deegan-packel",
    .source = CW_INDEX_SHARES,
    .fill = public_good};

const cw_power_index cw_index_shift = {
    .id = "shift",
    .title = "Shift",
    .definition = "As public-good, over the minimal winning coalitions in which nobody can be "
                  "replaced by a strictly less desirable member without losing.",
    .paper = "Alonso-Meijide & Freixas 2010, A new power index based on minimal winning coalitions "
             "without any surplus",
    .limits = "up to about four million profiles of members alike (22 members if all differ)",
    .cost = "profiles times kinds of members squared",
    .source = CW_INDEX_SHIFT,
    .fill = shift};

const cw_power_index cw_index_shift_deegan_packel = {
    .id = "shift-deegan-packel",
    .title = "Shift Deegan-Packel",
    .heading = "Shift Deegan- Packel",
    .definition = "As deegan-packel, over the shift-minimal winning coalitions.",
    .paper = "Alonso-Meijide, Freixas & Molinero 2012, Computation of several power indices by "
             "generating functions",
    .limits = "as shift",
    .cost = "as shift",
    .source = CW_INDEX_SHIFT,
    .fill = shift_deegan_packel};

const cw_power_index cw_index_tijs = {
    .id = "tijs",
    .title = "Tijs",
    .definition = "One divided equally among the members with a veto; not defined where nobody has "
                  "one.",
    .paper = "Tijs 1981, Bounds for the core and the tau-value",
    .limits = "says nothing about bodies without vetoes",
    .cost = "none",
    .source = CW_INDEX_SWINGS,
    .fill = tijs};
