/* Banzhaf's index and its kin: everything that follows from swings and winning coalitions. */
#include "voting/index_counts.h"

#include <math.h>

#include "voting/limbs.h"

double cw_tally_ratio(const cw_index_counts *counts, cw_tally numerator, cw_tally denominator)
{
    if (numerator.limbs != NULL && denominator.limbs != NULL)
        return cw_limbs_ratio(numerator.limbs, counts->limbs, denominator.limbs, counts->limbs);
    return denominator.share == 0.0 ? 0.0 : numerator.share / denominator.share;
}

static void by_member(double *out, const cw_index_counts *counts, cw_tally denominator,
                      double factor, double offset)
{
    for (size_t m = 0; m < counts->members; m++)
        out[m] = offset + factor * cw_tally_ratio(counts, counts->swings[m], denominator);
}

static double act(const cw_index_counts *counts)
{
    return cw_tally_ratio(counts, counts->winning, counts->all);
}

static void banzhaf(double *out, const cw_index_counts *counts)
{
    by_member(out, counts, counts->swing_sum, 1.0, 0.0);
}

static void banzhaf_absolute(double *out, const cw_index_counts *counts)
{
    by_member(out, counts, counts->all, 2.0, 0.0);
}

static void prevent(double *out, const cw_index_counts *counts)
{
    by_member(out, counts, counts->winning, 1.0, 0.0);
}

static void initiate(double *out, const cw_index_counts *counts)
{
    by_member(out, counts, counts->losing, 1.0, 0.0);
}

static void collective(double *out, const cw_index_counts *counts)
{
    for (size_t m = 0; m < counts->members; m++)
        out[m] = act(counts);
}

/* The coalitions with i that win, and those without i that lose, are together 2^(n-1) plus i's
 * swings (Dubey & Shapley 1979). */
static void rae(double *out, const cw_index_counts *counts)
{
    by_member(out, counts, counts->all, 1.0, 0.5);
}

/* The winning coalitions with i are (W + swings of i) / 2. */
static void nevison(double *out, const cw_index_counts *counts)
{
    by_member(out, counts, counts->all, 1.0, act(counts));
}

static void koenig_braeuninger(double *out, const cw_index_counts *counts)
{
    bool any_wins = cw_tally_ratio(counts, counts->winning, counts->winning) > 0.0;
    by_member(out, counts, counts->winning, 0.5, any_wins ? 0.5 : 0.0);
}

static const char anywhere[] = "none: every rule, every size that can be counted";

const cw_power_index cw_index_banzhaf = {
    .id = "banzhaf",
    .title = "Banzhaf",
    .definition =
        "The member's swings (coalitions that win with it and lose without it) as a share "
        "of all members' swings.",
    .paper = "Penrose 1946, The elementary statistics of majority voting; Banzhaf 1965, Weighted "
             "voting doesn't work; Coleman 1971",
    .limits = "shares hide how often anybody swings at all: see the absolute index",
    .cost = "one pass over the weights for each 63 members",
    .source = CW_INDEX_SWINGS,
    .fill = banzhaf};

const cw_power_index cw_index_banzhaf_absolute = {
    .id = "banzhaf-absolute",
    .title = "Banzhaf, absolute",
    .definition = "Probability that the member decides when all others say yes or no with equal "
                  "chance: its swings by 2^(n-1).",
    .paper =
        "Penrose 1946; Dubey & Shapley 1979, Mathematical properties of the Banzhaf power index",
    .limits = anywhere,
    .cost = "as banzhaf",
    .source = CW_INDEX_SWINGS,
    .fill = banzhaf_absolute};

const cw_power_index cw_index_coleman_prevent = {
    .id = "coleman-prevent",
    .title = "Coleman, to prevent",
    .heading = "Coleman prevent",
    .definition = "Share of the winning coalitions that the member could make lose by leaving.",
    .paper = "Coleman 1971, Control of collectivities and the power of a collectivity to act",
    .limits = anywhere,
    .cost = "as banzhaf",
    .source = CW_INDEX_SWINGS,
    .fill = prevent};

const cw_power_index cw_index_coleman_initiate = {
    .id = "coleman-initiate",
    .title = "Coleman, to initiate",
    .heading = "Coleman initiate",
    .definition = "Share of the losing coalitions that the member could make win by joining.",
    .paper = "Coleman 1971",
    .limits = anywhere,
    .cost = "as banzhaf",
    .source = CW_INDEX_SWINGS,
    .fill = initiate};

const cw_power_index cw_index_coleman_act = {
    .id = "coleman-act",
    .title = "Coleman, body's power to act",
    .definition = "Share of all coalitions that win: how easily the body as a whole decides.",
    .paper = "Coleman 1971",
    .limits = anywhere,
    .cost = "as banzhaf",
    .source = CW_INDEX_SWINGS,
    .of_body = true,
    .fill = collective};

const cw_power_index cw_index_rae = {
    .id = "rae",
    .title = "Rae",
    .definition = "Probability that the outcome is what the member voted for, all votes being "
                  "equally likely.",
    .paper = "Rae 1969, Decision-rules and individual values in constitutional choice; Dubey & "
             "Shapley 1979",
    .limits = anywhere,
    .cost = "as banzhaf",
    .source = CW_INDEX_SWINGS,
    .fill = rae};

const cw_power_index cw_index_nevison = {
    .id = "nevison",
    .title = "Nevison",
    .definition = "Probability that a proposal passes if the member says yes, the others being "
                  "equally likely to say yes or no.",
    .paper = "Nevison 1979, Structural power and satisfaction in simple games",
    .limits = anywhere,
    .cost = "as banzhaf",
    .source = CW_INDEX_SWINGS,
    .fill = nevison};

const cw_power_index cw_index_koenig_braeuninger = {
    .id = "koenig-braeuninger",
    .title = "Koenig-Braeuninger",
    .heading = "Koenig- Braeuninger",
    .definition = "Share of the winning coalitions that the member belongs to (inclusiveness).",
    .paper = "Koenig & Braeuninger 1998, The inclusiveness of European decision rules",
    .limits = "even a member who never matters belongs to half of them",
    .cost = "as banzhaf",
    .source = CW_INDEX_SWINGS,
    .fill = koenig_braeuninger};
