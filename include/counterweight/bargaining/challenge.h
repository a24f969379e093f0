/* The expected-utility challenge model (Bueno de Mesquita 1985, 1994; as restated with its
 * equations by Scholz, Calbert & Smith 2011, "Unravelling Bueno de Mesquita's group decision
 * model", J. Theoretical Politics 23(4):510).
 *
 * Round by round every actor weighs what it would gain by challenging each other one. The gains of
 * a pair decide what happens between them: one compels the other, they compromise, one gives in,
 * or nothing. Each actor then takes the offer it likes best, and all move at once.
 *
 * "The" model does not exist: the paper leaves choices open, and they decide the result. A reading
 * is a full set of choices. Reading S reproduces the table printed in the paper; reading A follows
 * the paper's text. docs/methods/challenge.md has the equations and what each reproduces. */
#ifndef COUNTERWEIGHT_BARGAINING_CHALLENGE_H
#define COUNTERWEIGHT_BARGAINING_CHALLENGE_H

#include "counterweight/bargaining/model.h"
#include "counterweight/bargaining/run.h"

/* Which of the offers it has an actor takes. */
typedef enum cw_challenge_choice {
    CW_CHOICE_LEAST_MOVE,  /* the one that moves it least; equal moves: the one whose maker gains
                              more, then the earlier actor */
    CW_CHOICE_ENFORCEABLE, /* the one whose maker gains most; then least move */
    CW_CHOICE_BY_KIND      /* a lost fight if any (least move), else the compromise with the
                              smallest (|a| x_i + |b| x_j) / (|a| + |b|), else giving in */
} cw_challenge_choice;

typedef struct cw_challenge_options {
    bool own_view;       /* each actor reckons both sides' gains by its own risk exponent; else
                            each side by its own */
    bool pooled_votes;   /* P(i beats j) divides by all votes in all contests; else by those in the
                            contest of i and j */
    bool votes_by_risk;  /* votes weigh distances by the voter's risk exponent; else plainly */
    bool own_security;   /* an actor's security is what it expects of challenging others; else what
                            others expect of challenging it */
    bool fights_resolve; /* where both expect to gain, the one who expects less yields; else nobody
                            moves */
    bool risk;           /* risk exponents; else all 1 */
    bool range_follows;  /* distances are relative to the present range of positions; else to the
                            first */
    cw_challenge_choice choice;
    double status_quo_weight; /* Q of eq. 5-7: P(nothing changes without a challenge), 0 to 1 */
    size_t rounds;            /* 1 to CW_ROUNDS_MAX */
} cw_challenge_options;

#define CW_CHALLENGE_READING_S                                                                     \
    (cw_challenge_options)                                                                         \
    {                                                                                              \
        .own_view = true, .pooled_votes = true, .votes_by_risk = true, .own_security = false,      \
        .fights_resolve = true, .risk = true, .range_follows = false, .choice = CW_CHOICE_BY_KIND, \
        .status_quo_weight = 1.0, .rounds = 10                                                     \
    }

#define CW_CHALLENGE_READING_A                                                                     \
    (cw_challenge_options)                                                                         \
    {                                                                                              \
        .own_view = false, .pooled_votes = false, .votes_by_risk = false, .own_security = false,   \
        .fights_resolve = false, .risk = true, .range_follows = false,                             \
        .choice = CW_CHOICE_LEAST_MOVE, .status_quo_weight = 1.0, .rounds = 10                     \
    }

/* Runs the model on `problem` (positions, capabilities, saliences; the rest is not used) under
 * `options`, with the log of all offers. It ends when nobody moves more than 1e-9 points, when an
 * earlier state comes back (to within 1e-9 points), or after options->rounds. All actors at one
 * place, or none with weight, settle at once. CW_ERROR_USAGE: an unsound problem
 * (cw_outcome_model_solve()) or unsound options; CW_ERROR_MEMORY; CW_ERROR_INTERRUPTED. *out is
 * then untouched. The caller frees it with cw_run_free(). Cost per round O(n^2) with two
 * exponentials per ordered pair; O(n^3) additions where votes_by_risk. Thread-safe. */
cw_status cw_challenge_run(cw_run **out, cw_context *context, const cw_bargaining_problem *problem,
                           const cw_challenge_options *options);

/* The risk exponents r of the first round (eq. 32-34), one for each actor, 0.5 (risk acceptant) to
 * 2 (averse); all 1 where security does not differ. Errors as above. */
cw_status cw_challenge_exponents(double *out, cw_context *context,
                                 const cw_bargaining_problem *problem,
                                 const cw_challenge_options *options);

/* What each actor throws into the contest of positions `first` against `second` (points): weight
 * times how much nearer `first` is; negative: for `second`. out[0..actors-1]. Pure. */
void cw_contest_votes(double *out, const cw_bargaining_problem *problem, double first,
                      double second);

#endif
