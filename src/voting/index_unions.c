/* Indices of members who have formed unions beforehand. */
#include "voting/index_counts.h"

#include <math.h>

static void copy(double *out, const double *values, size_t members)
{
    for (size_t m = 0; m < members; m++)
        out[m] = values == NULL ? (double)NAN : values[m];
}

#define FILL(name, field)                                                                          \
    static void name(double *out, const cw_index_counts *counts)                                   \
    {                                                                                              \
        copy(out, counts->unions.field, counts->members);                                          \
    }
FILL(owen, owen)
FILL(banzhaf_owen, banzhaf_owen)
FILL(symmetric_banzhaf, symmetric_banzhaf)
FILL(union_public_good, union_public_good)
FILL(solidarity_public_good, solidarity_public_good)
FILL(owen_public_good, owen_public_good)
FILL(threat_1, threat_public_good[0])
FILL(threat_2, threat_public_good[1])
FILL(threat_3, threat_public_good[2])

static const char quadrature_cost[] = "for each union a game of its members and the other unions";
static const char shares_limits[] = "as public-good, in the games between and within the unions";

const cw_power_index cw_index_owen = {
    .id = "owen",
    .title = "Owen",
    .definition = "Shapley-Shubik where members of a union speak one after another without a "
                  "stranger between them.",
    .paper = "Owen 1977, Values of games with a priori unions",
    .limits = "none: every rule that can be counted",
    .cost = quadrature_cost,
    .source = CW_INDEX_UNIONS,
    .fill = owen};

const cw_power_index cw_index_banzhaf_owen = {
    .id = "banzhaf-owen",
    .title = "Banzhaf-Owen",
    .heading = "Banzhaf- Owen",
    .definition =
        "Probability that the member decides when each other union says yes or no as one, "
        "and each other member of its own union alone, all with equal chance.",
    .paper = "Owen 1982, Modification of the Banzhaf-Coleman index for games with a priori unions",
    .limits = "does not share out among a union what the union has",
    .cost = quadrature_cost,
    .source = CW_INDEX_UNIONS,
    .fill = banzhaf_owen};

const cw_power_index cw_index_symmetric_coalitional_banzhaf = {
    .id = "symmetric-coalitional-banzhaf",
    .title = "Symmetric coalitional Banzhaf",
    .definition = "Banzhaf between the unions, Shapley-Shubik within.",
    .paper = "Alonso-Meijide & Fiestras-Janeiro 2002, Modification of the Banzhaf value for games "
             "with a coalition structure",
    .limits = "none: every rule that can be counted",
    .cost = quadrature_cost,
    .source = CW_INDEX_UNIONS,
    .fill = symmetric_banzhaf};

const cw_power_index cw_index_union_public_good = {
    .id = "union-public-good",
    .title = "Union public good",
    .definition = "Every member has the public good index of its union in the game between the "
                  "unions, scaled to add up to 1 over members.",
    .paper = "Holler & Nohn 2009, The Public Good Index with threats in a priori unions",
    .limits = shares_limits,
    .cost = "as public-good",
    .source = CW_INDEX_UNIONS,
    .fill = union_public_good};

const cw_power_index cw_index_solidarity_public_good = {
    .id = "solidarity-public-good",
    .title = "Solidarity public good",
    .definition = "The public good index of the union in the game between the unions, divided "
                  "equally among its members.",
    .paper = "Alonso-Meijide, Casas-Mendez, Fiestras-Janeiro & Holler 2010, Two variations of the "
             "Public Good Index for games with a priori unions",
    .limits = shares_limits,
    .cost = "as public-good",
    .source = CW_INDEX_UNIONS,
    .fill = solidarity_public_good};

const cw_power_index cw_index_owen_extended_public_good = {
    .id = "owen-extended-public-good",
    .title = "Owen-extended public good",
    .definition = "Every minimal winning coalition of unions counts once for each of its unions, "
                  "divided within the union by the public good index of those of its members who "
                  "with the other unions would do.",
    .paper = "Alonso-Meijide, Casas-Mendez, Fiestras-Janeiro & Holler 2010",
    .limits = "while the minimal winning coalitions between and within unions can be listed",
    .cost = "the number of those coalitions",
    .source = CW_INDEX_UNIONS,
    .fill = owen_public_good};

const cw_power_index cw_index_threat_public_good_1 = {
    .id = "threat-public-good-1",
    .title = "Public good, threat 1",
    .definition = "The union's public good index, divided within it by the members' public good "
                  "indices in the game without unions.",
    .paper = "Holler & Nohn 2009",
    .limits = shares_limits,
    .cost = "as public-good",
    .source = CW_INDEX_UNIONS,
    .fill = threat_1};

const cw_power_index cw_index_threat_public_good_2 = {
    .id = "threat-public-good-2",
    .title = "Public good, threat 2",
    .definition = "The union's public good index, divided by the members' public good indices if "
                  "this one union falls apart.",
    .paper = "Holler & Nohn 2009",
    .limits = shares_limits,
    .cost = "as public-good, for each union",
    .source = CW_INDEX_UNIONS,
    .fill = threat_2};

const cw_power_index cw_index_threat_public_good_3 = {
    .id = "threat-public-good-3",
    .title = "Public good, threat 3",
    .definition = "The union's public good index, divided by the public good index that each "
                  "member would have if it alone left the union.",
    .paper = "Holler & Nohn 2009",
    .limits = shares_limits,
    .cost = "as public-good, for each member",
    .source = CW_INDEX_UNIONS,
    .fill = threat_3};
