/* Votes and elections of the spatial model against what its settings are defined to be: Wise, Lester &
 * Efird 2015, "Multidimensional Bargaining Using KTAB", and KTAB's own list of settings. */
#include "bargaining/spatial_table.h"
#include "bargaining/support.h"

/* What a vote is worth for a gain of 1/4 and of 1 with the weight 8. */
static const struct {
    cw_spatial_voting voting;
    double quarter;
    double whole;
    double loss; /* of 1/4 */
} worth[] = {{CW_VOTING_PROPORTIONAL, 2.0, 8.0, -2.0},
             {CW_VOTING_PROPORTIONAL_BINARY, .8 * 2.0 + .2 * 8.0, 8.0, -.8 * 2.0 - .2 * 8.0},
             {CW_VOTING_BINARY, 8.0, 8.0, -8.0},
             {CW_VOTING_PROPORTIONAL_CUBIC, .5 * 2.0 + .5 * .125, 8.0, -.5 * 2.0 - .5 * .125},
             {CW_VOTING_PROSPECT, 2.0 / 3.0 * 2.0, 2.0 / 3.0 * 8.0, -2.0},
             {CW_VOTING_CUBIC, .125, 8.0, -.125}};

static void votes_are_worth(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof worth / sizeof *worth; k++) {
        cw_spatial_voting voting = worth[k].voting;
        assert_near(cw_spatial_vote(voting, 8.0, 0.5, 0.25), worth[k].quarter, 1e-12);
        assert_near(cw_spatial_vote(voting, 8.0, 1.0, 0.0), worth[k].whole, 1e-12);
        assert_near(cw_spatial_vote(voting, 8.0, 0.25, 0.5), worth[k].loss, 1e-12);
        assert_near(cw_spatial_vote(voting, 8.0, 0.25, 0.25), 0.0, 0.0);
    }
}

/* P(first option wins) where its only adherent has so much more capability than the other's. */
static double chance_at(cw_spatial_victory victory, double ratio)
{
    static cw_spatial_table table = {.actors = 2};
    const double utility[4] = {1.0, 0.0, 0.0, 1.0};
    cw_spatial_options options = CW_SPATIAL_OPTIONS_INIT;
    double chance[2];
    options.victory = victory;
    table.options = &options;
    table.capability[0] = ratio * 50.0;
    table.capability[1] = 50.0;
    cw_spatial_elect(chance, &table, utility, 2);
    assert_near(chance[0] + chance[1], 1.0, 1e-12);
    return chance[0];
}

/* Twice the strength wins 2/3, 4/5, 16/17, 256/257 or all but one in a million. */
static void strength_wins(void **state)
{
    static const double twice[] = {2.0 / 3.0, 4.0 / 5.0, 16.0 / 17.0, 256.0 / 257.0,
                                   1.0 / (1.0 + 1e-6)};
    (void)state;
    for (int victory = CW_VICTORY_LINEAR; victory <= CW_VICTORY_BINARY; victory++) {
        cw_spatial_victory model = (cw_spatial_victory)victory;
        assert_near(chance_at(model, 2.0), twice[victory], 1e-9);
        assert_near(chance_at(model, 0.5), 1.0 - twice[victory], 1e-9);
        assert_near(chance_at(model, 1.0), 0.5, 1e-12);
    }
}

/* Between even odds and an advantage of a tenth the binary model rises in a straight line of the
 * share of all strength. */
static void binary_between(void **state)
{
    (void)state;
    double sure = 1.1 / 2.1;
    double share = 1.05 / 2.05;
    assert_near(chance_at(CW_VICTORY_BINARY, 1.05), 0.5 + 0.5 * (share - 0.5) / (sure - 0.5), 1e-9);
    assert_near(chance_at(CW_VICTORY_BINARY, 1.1 - 1e-9), 1.0, 1e-5);
    assert_near(chance_at(CW_VICTORY_BINARY, 1.1 + 1e-9), 1.0, 1e-5);
}

/* What is as good to everybody is elected as often. */
static void equals_are_elected_alike(void **state)
{
    (void)state;
    static cw_spatial_table table = {.actors = 2, .capability = {100.0, 30.0}};
    const double utility[8] = {.5, .5, .5, .5, .2, .2, .2, .2};
    cw_spatial_options options = CW_SPATIAL_OPTIONS_INIT;
    double chance[4];
    table.options = &options;
    cw_spatial_elect(chance, &table, utility, 4);
    for (size_t k = 0; k < 4; k++) {
        assert_near(chance[k], 0.25, 1e-12);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(votes_are_worth),
        cmocka_unit_test(strength_wins),
        cmocka_unit_test(binary_between),
        cmocka_unit_test(equals_are_elected_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
