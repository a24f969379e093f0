/* Three outcome models in place of the registry, so that what the brief says of a hand-made study
 * does not change when a model is added. They solve nothing: the figures are made by hand too. */

#include "counterweight/bargaining.h"
#include "counterweight/venue.h"

static const cw_outcome_model models[] = {
    {.id = "nash",
     .title = "Bargain",
     .idea = "All who must agree share what agreement brings.",
     .paper = "Nash 1950, The bargaining problem, Econometrica 18",
     .limits = "Not where somebody can simply decide.",
     .cost = "O(n)"},
    {.id = "silent",
     .title = "Silent",
     .idea = "Says nothing about this table.",
     .paper = "Nobody 1900",
     .limits = "Always.",
     .cost = "O(1)"},
    {.id = "mean",
     .title = "Compromise",
     .idea = "The mean of what all want.",
     .paper = "Achen 2006",
     .limits = "Not where the rule matters.",
     .cost = "O(n)"},
};

const cw_outcome_model *const *cw_outcome_models(size_t *count)
{
    static const cw_outcome_model *const list[] = {&models[0], &models[1], &models[2]};
    *count = 3;
    return list;
}

const cw_outcome_model *cw_venue_default_model(void)
{
    return &models[0];
}
