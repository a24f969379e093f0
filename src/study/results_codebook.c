/* The codebook: what each column of each exported table is. */
#include "study/results_tables.h"

#define SUBJECT_ROWS(table)                                                                        \
    {table, "quantity", "id",                                                                      \
     "what was measured: bilateral (where the two states settle alone), forecast (by the model, "  \
     "without threat, acceptance or chair), settled (where the issue ends), gain (of the pressed " \
     "state, against bilateral), gain-change (gain less that of the base case in the same draw), " \
     "state-gain (of each participant), claim-left and claim-right (the sides of a claim)"},       \
        {table, "what_if", "id", "what-if of the dossier; empty: the base case"},                  \
        {table, "issue", "id", "issue of the dossier"},                                            \
        {table, "forum", "id", "forum of the dossier"},                                            \
        {table, "model", "id", "outcome model; empty: no model's, or that of the default model"},  \
        {table, "state", "id", "state whose figure it is; empty: the question's"},                 \
        {table, "claim", "id", "claim that alone asks for the figure"},                            \
    {                                                                                              \
        table, "unit", "words", "unit of the figures in the row: points of the scale, or share"    \
    }

static const char *const rows[][4] = {
    {"run", "key", "id",
     "counterweight (version), dossier (SHA-256), title, seed, draws, models, keep_draws, shard; "
     "until_precise (points) and until_from (draws) of a run that went on until it was precise"},
    {"run", "value", "words", "its value"},
    SUBJECT_ROWS("summaries"),
    {"summaries", "draws", "draws", "draws in which there is such a figure"},
    {"summaries", "undefined", "draws", "draws in which there is none"},
    {"summaries", "mean", "unit", "mean over draws, exact but for rounding each to 2^-40"},
    {"summaries", "standard_deviation", "unit", "standard deviation over draws"},
    {"summaries", "least", "unit", "smallest draw, exact"},
    {"summaries", "greatest", "unit", "largest draw, exact"},
    {"summaries", "positive", "share", "share of draws above 0"},
    {"summaries", "positive_low95", "share", "low end of its 95% interval (Wilson 1927)"},
    {"summaries", "positive_high95", "share", "high end of it"},
    {"summaries", "negative", "share", "share of draws below 0"},
    SUBJECT_ROWS("quantiles"),
    {"quantiles", "probability", "share", "share of draws at or below the quantile"},
    {"quantiles", "value", "unit", "quantile (type 7 of Hyndman & Fan 1996)"},
    {"quantiles", "error", "unit", "largest error of the value: draws are counted on a grid"},
    SUBJECT_ROWS("histograms"),
    {"histograms", "low", "unit", "low end of the bar, itself in it"},
    {"histograms", "high", "unit", "high end of the bar, not itself in it"},
    {"histograms", "draws", "draws", "draws in the bar, each first rounded to the grid"},
    {"shares", "quantity", "id",
     "what was the case: threat-binds (the threat to go around the forum changed the result), "
     "bypassed (the issue left the forum), decides (some coalition can satisfy the rule), "
     "beyond-reach (the venue cannot be computed), may-deploy and may-lead (allowed), "
     "may-deploy-unknown and may-lead-unknown (hangs on an unknown fact), holds (a claim's "
     "comparison), left-agrees and right-agrees (a side of a claim: the forum agrees)"},
    {"shares", "what_if", "id", "what-if of the dossier; empty: the base case"},
    {"shares", "issue", "id", "issue of the dossier"},
    {"shares", "forum", "id", "forum of the dossier"},
    {"shares", "state", "id", "state it is about"},
    {"shares", "operation", "id", "operation of the dossier"},
    {"shares", "claim", "id", "claim of the dossier"},
    {"shares", "hits", "draws", "draws in which it was the case"},
    {"shares", "draws", "draws", "draws in which it could have been"},
    {"shares", "share", "share", "hits by draws"},
    {"shares", "low95", "share", "low end of its 95% interval (Wilson 1927)"},
    {"shares", "high95", "share", "high end of it"},
    {"claims", "claim", "id", "claim of the dossier"},
    {"claims", "verdict", "id",
     "borne_out (in at least 90% of draws), not_borne_out (in at most 10%), depends, untestable; "
     "of claims without a test: right, wrong, judgement"},
    {"claims", "left", "its own", "figure on the left; its median where it differs between draws"},
    {"claims", "comparison", "id", "above, below or equal: left against right"},
    {"claims", "right", "its own", "figure on the right, likewise"},
    {"claims", "hits", "draws", "draws in which the comparison holds"},
    {"claims", "draws", "draws", "draws in which both figures exist"},
    {"claims", "share", "share", "hits by draws"},
    {"claims", "low95", "share", "low end of its 95% interval (Wilson 1927)"},
    {"claims", "high95", "share", "high end of it"},
    {"codebook", "table", "id", "table"},
    {"codebook", "column", "id", "column of the table"},
    {"codebook", "unit", "words", "its unit; unit: that of the row"},
    {"codebook", "meaning", "words", "what it is"},
    {NULL, NULL, NULL, NULL},
};

const char *const (*cw_results_codebook(void))[4]
{
    return rows;
}
