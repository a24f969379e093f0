/* study: the experiment. The base case and every what-if, on the same draws, on all cores.
 *
 * The result is a set of figures, without words: the brief tells them. Same dossier, seed, draws
 * and version give the same figures to the last bit on any number of threads. */
#ifndef COUNTERWEIGHT_STUDY_H
#define COUNTERWEIGHT_STUDY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "counterweight/bargaining.h"
#include "counterweight/base/context.h"
#include "counterweight/base/diagnostic.h"
#include "counterweight/dossier.h"
#include "counterweight/mandate.h"
#include "counterweight/venue.h"
#include "counterweight/world.h"

#define CW_STUDY_DEFAULT_DRAWS 10000
#define CW_STUDY_DRAWS_MIN 100
#define CW_STUDY_DRAWS_MAX 10000000
#define CW_STUDY_DEFAULT_SEED 20220524

typedef struct cw_study_options {
    uint64_t seed;
    uint64_t draws; /* CW_STUDY_DRAWS_MIN to CW_STUDY_DRAWS_MAX */
    size_t threads; /* 0: one per processor */
} cw_study_options;

#define CW_STUDY_OPTIONS_INIT                                                                      \
    (cw_study_options)                                                                             \
    {                                                                                              \
        .seed = CW_STUDY_DEFAULT_SEED, .draws = CW_STUDY_DEFAULT_DRAWS, .threads = 0               \
    }

/* A distribution over draws. All NaN where there was nothing to summarise. */
typedef struct cw_summary {
    double mean;
    double median;
    double low80, high80; /* 10th and 90th percentile */
    double low95, high95; /* 2.5th and 97.5th percentile */
    bool constant;        /* every draw gave the same figure */
} cw_summary;

/* A figure computed from draws, with the 95% interval of the Monte Carlo error alone: where it would
 * lie, in 95 of 100 seeds, if there were no end to the draws. */
typedef struct cw_estimate {
    double value;         /* NaN where not defined */
    double low95, high95; /* NaN where so few draws bound it on no side */
} cw_estimate;

/* How well the draws pin down the summary of a distribution: the same figures with their intervals,
 * those of quantiles from order statistics (docs/methods/uncertainty.md). */
typedef struct cw_precision {
    cw_estimate mean;
    cw_estimate median;
    cw_estimate low80, high80;
    cw_estimate low95, high95;
} cw_precision;

/* A share of draws. */
typedef struct cw_probability {
    double value;         /* 0 to 1; NaN where not defined */
    double low95, high95; /* Wilson 1927 score interval for the Monte Carlo error alone */
} cw_probability;

/* One issue at one forum in one case. */
typedef struct cw_venue_result {
    size_t issue;
    size_t forum;
    bool open; /* the issue can be taken there in this case; else the rest is unset, but for: */
    bool beyond_reach; /* not open because it cannot be computed: more voters than a table seats, a
                          rule of too fine numbers, or a formality without known voting power */
    size_t voters;     /* members with a position on it */
    cw_summary bilateral;
    cw_summary settled; /* by the default model */
    cw_summary gain;
    cw_probability gain_positive; /* P(gain > 0) */
    cw_probability threat_binds;  /* these two among the draws with a gain */
    cw_probability bypassed;
    cw_probability decides;
    cw_summary gain_change;       /* gain minus the base case's, draw by draw; base case: all 0 */
    cw_probability gain_rises;    /* P(that difference > 0) */
    cw_summary *forecasts;        /* bare forecast by model, in registry order */
    cw_summary *settlements;      /* settlement by model, in registry order */
    cw_participant *participants; /* with every quantity at its mode */
    size_t participant_count;
} cw_venue_result;

/* One forum in one case. */
typedef struct cw_forum_result {
    bool exists; /* has members on the date of the case */
    size_t member_count;
    cw_concentration concentration; /* of capability, every quantity at its mode; leader: a state */
    double *capability_share;       /* by seat (members first); NaN for non-members */
    bool power_known;               /* the two below were computed */
    double *shapley_shubik;         /* by seat, members only; NaN beyond */
    double *banzhaf;                /* normalised */
} cw_forum_result;

/* Who may in one operation, in one case. */
typedef struct cw_mandate_result {
    size_t operation;
    size_t candidate; /* state */
    cw_role role;
    cw_truth at_modes;      /* with every quantity at its mode */
    cw_probability allowed; /* share of draws in which the answer is yes */
    cw_probability unknown; /* share in which it hangs on an unknown fact */
    cw_obstacles obstacles; /* with every quantity at its mode */
} cw_mandate_result;

typedef struct cw_case_result {
    cw_case *built; /* owned */
    cw_venue_result *venues;
    size_t venue_count; /* the same (issue, forum) pairs in the same order in every case */
    cw_forum_result *forums;
    cw_mandate_result *mandates; /* the same questions in the same order in every case */
    size_t mandate_count;
    cw_precision precision; /* of the headline gain; all NaN without one or where it is not open */
} cw_case_result;

/* The figures of the headline whose variance is shared out. */
typedef enum cw_varied {
    CW_VARIED_GAIN,      /* of the pressed state */
    CW_VARIED_SETTLED,   /* where it ends if taken to the forum */
    CW_VARIED_BILATERAL, /* where it ends between the two states alone */
    CW_VARIED_COUNT
} cw_varied;

/* Part of the variance of a figure that goes with one input (Sobol 1993), 0 to 1 but for the error
 * of the estimate; NaN where the figure does not vary. */
typedef struct cw_variance_share {
    cw_estimate first; /* of this input alone: what would go if it were known */
    cw_estimate total; /* with all it does together with others: what would stay if all others were
                          known */
} cw_variance_share;

/* A figure over the points at which its variance was shared out. */
typedef struct cw_spread {
    double mean;
    double variance; /* points squared */
} cw_spread;

/* The headline gain with one quantity held at one end of its range, all others drawn. */
typedef struct cw_end_gain {
    cw_estimate mean;
    cw_estimate median;
} cw_end_gain;

/* What the headline gain hangs on: one uncertain quantity. */
typedef struct cw_driver {
    size_t quantity;
    double low, high; /* the ends of its range, in its own unit */
    /* Moved alone from end to end, all others at their modes. */
    double gain_at_low, gain_at_high;
    double swing;   /* largest minus smallest gain met from end to end, points */
    bool flips;     /* the sign of the gain turns within the range */
    double flip_at; /* where, in its own unit; the one nearest to the mode */
    /* All others drawn. */
    cw_end_gain at_low, at_high;
    double
        rank_correlation; /* Spearman's, with the gain, over the draws; NaN if either is constant */
    cw_variance_share shares[CW_VARIED_COUNT];
} cw_driver;

/* How the drivers were found, and what they share. */
typedef struct cw_variance {
    size_t inputs;     /* uncertain quantities with a part in the headline */
    size_t points;     /* of each scrambled sequence; 0: nothing was shared out */
    size_t replicates; /* independent scramblings, from which the intervals are */
    size_t end_draws;  /* draws behind each end of a range */
    cw_spread figures[CW_VARIED_COUNT];
} cw_variance;

typedef enum cw_verdict {
    CW_VERDICT_BORNE_OUT,     /* in at least 90% of draws, or by the figure */
    CW_VERDICT_NOT_BORNE_OUT, /* in at most 10% */
    CW_VERDICT_DEPENDS,       /* between */
    CW_VERDICT_UNTESTABLE,    /* the figure does not exist in this dossier */
    CW_VERDICT_RIGHT,         /* fact, by its source */
    CW_VERDICT_WRONG,
    CW_VERDICT_JUDGEMENT
} cw_verdict;

/* The verdict as data has it: "borne_out". Static text. Pure. */
const char *cw_verdict_id(cw_verdict verdict);

/* A value of one quantity, all others at their modes, at which a comparison turns. */
typedef struct cw_flip {
    size_t quantity;
    double at; /* in its own unit; the one nearest to the mode */
} cw_flip;

typedef struct cw_claim_result {
    cw_verdict verdict;
    double left; /* the figures compared: medians over draws where they vary */
    double right;
    cw_probability holds; /* share of draws in which the comparison holds */
    size_t hangs_on;      /* the quantity most correlated with the difference, or CW_NONE */
    bool flips_known;     /* both sides exist with every quantity at its mode and hang on numbers */
    bool holds_at_modes;  /* then: what the comparison gives there, */
    cw_flip *flips;       /* and what turns it, nearest to the mode first, in millionths of the
                             range; as near: in the order of the dossier */
    size_t flip_count;
} cw_claim_result;

/* A calendar year of one forum. */
typedef struct cw_timeline_year {
    int year;
    size_t members;
    size_t chair;                   /* state, at the end of the year, or CW_NONE */
    cw_concentration concentration; /* of yearly capability; leader: a state; NaN without figures */
    size_t figures;                 /* members with a capability in that year */
} cw_timeline_year;

/* The years of one forum: as cw_timeline_span() gives them, but no more than the last
 * CW_TIMELINE_YEARS_MAX. */
typedef struct cw_timeline {
    cw_timeline_year *years; /* in order */
    size_t year_count;       /* 0 where the dossier says nothing of the forum */
} cw_timeline;

#define CW_TIMELINE_YEARS_MAX 150

typedef struct cw_study {
    const cw_dossier *dossier; /* borrowed */
    cw_study_options options;
    cw_case_result *cases; /* [0] the base case, then the what-ifs in their order */
    size_t case_count;
    size_t headline; /* index into venues: question's issue at question's forum; CW_NONE: none */
    cw_driver
        *drivers; /* of the headline in the base case, by falling total share in the variance of
                           the gain, then by falling swing; those that do nothing left out */
    size_t driver_count;
    cw_variance variance;    /* of the headline in the base case */
    cw_claim_result *claims; /* as many as the dossier's */
    cw_timeline *timelines;  /* by forum; NULL where there is none */
    cw_arena arena;
} cw_study;

/* Runs the whole experiment. `options` may be NULL: the defaults. Errors: CW_ERROR_USAGE (too few
 * or too many draws), CW_ERROR_MEMORY, CW_ERROR_LIMIT (the headline venue cannot be computed; any
 * other is marked beyond_reach), CW_ERROR_INTERRUPTED; *out is then untouched. The caller frees it
 * with cw_study_free(), before the dossier. Reports progress. */
cw_status cw_study_run(cw_study **out, cw_context *context, const cw_dossier *dossier,
                       const cw_study_options *options);
void cw_study_free(cw_study *study);

/* The cases with their forums and mandates alone: the same mandates, a headline perhaps, and no venues,
 * drivers, claims or timelines. Memory does not grow with the draws. Errors as cw_study_run(), without
 * CW_ERROR_LIMIT. Reports progress. */
cw_status cw_study_run_mandates(cw_study **out, cw_context *context, const cw_dossier *dossier,
                                const cw_study_options *options);

/* The same as cw_study_run() with options->draws draws, then with twice as many, and so on, until the 95% Monte Carlo
 * interval of the median of the headline gain in the base case is at most `points` wide from end to
 * end, or twice as many would be over CW_STUDY_UNTIL_DRAWS_MAX: cw_study_width() then tells. The study
 * is that of cw_study_run() with the number of draws in its options, to the last bit. Without an open
 * headline the first is the last. Errors as cw_study_run(); CW_ERROR_USAGE also where `points` is not
 * above 0 or the first draws are over that limit. Costs less than twice the last run. */
#define CW_STUDY_UNTIL_DRAWS_MAX 640000
cw_status cw_study_run_until(cw_study **out, cw_context *context, const cw_dossier *dossier,
                             const cw_study_options *options, double points);

/* How wide that interval is, in points; NaN without an open headline, or where the draws are too few
 * to bound it. Pure. */
double cw_study_width(const cw_study *study);

/* Mistakes that only the models can see, added to `diagnostics`: a rule that no coalition can
 * satisfy, or that cannot be counted exactly (errors), one that the empty coalition or two opposed
 * coalitions satisfy (warnings), an issue that can be taken nowhere (warning). CW_ERROR_INPUT where there is an error. */
cw_status cw_study_audit(cw_context *context, cw_diagnostics *diagnostics,
                         const cw_dossier *dossier);

/* Members, chair and concentration of `forum` at the end of each year from `from` to `to`. `out` has
 * to - from + 1 elements. Errors: CW_ERROR_MEMORY, CW_ERROR_INTERRUPTED. */
cw_status cw_timeline_build(cw_timeline_year *out, cw_context *context, const cw_dossier *dossier,
                            size_t forum, int from, int to);

/* The span of years the dossier has something to say about for `forum`: first membership or yearly
 * capability to last. *from > *to where there is nothing. */
void cw_timeline_span(const cw_dossier *dossier, size_t forum, int *from, int *to);

#endif
