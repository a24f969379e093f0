/* What draws gave at one venue by one model, and its summary. */
#include "study/settlements.h"
#include "study/summary.h"

#include <math.h>
#include <string.h>

/* Gains closer than this, in points, are the same. */
#define SAME_GAIN 1e-9

cw_status cw_settled_allocate(cw_settled_columns *out, cw_context *context, size_t draws)
{
    *out = (cw_settled_columns){
        .draws = draws,
        .bilateral = cw_allocate(context, draws, sizeof *out->bilateral),
        .settled = cw_allocate(context, draws, sizeof *out->settled),
        .gain = cw_allocate(context, draws, sizeof *out->gain),
        .flags = cw_allocate(context, draws, sizeof *out->flags),
        .work = cw_allocate(context, draws, sizeof *out->work),
    };
    bool complete = out->bilateral != NULL && out->settled != NULL && out->gain != NULL &&
                    out->flags != NULL && out->work != NULL;
    return complete ? CW_OK : CW_ERROR_MEMORY;
}

void cw_settled_free(cw_settled_columns *columns, cw_context *context)
{
    cw_release(context, columns->bilateral);
    cw_release(context, columns->settled);
    cw_release(context, columns->gain);
    cw_release(context, columns->flags);
    cw_release(context, columns->work);
    *columns = (cw_settled_columns){0};
}

void cw_settled_record(cw_settled_columns *columns, size_t draw, const cw_settlement *settlement)
{
    columns->bilateral[draw] = settlement->bilateral;
    columns->settled[draw] = settlement->settled;
    columns->gain[draw] = settlement->gain;
    columns->flags[draw] = (unsigned char)((settlement->threat_binds ? CW_FLAG_BINDS : 0) |
                                           (settlement->bypassed ? CW_FLAG_BYPASSED : 0) |
                                           (settlement->decides ? CW_FLAG_DECIDES : 0));
}

cw_probability cw_share_positive(const double *column, size_t draws)
{
    uint64_t hits = 0;
    uint64_t count = 0;
    for (size_t d = 0; d < draws; d++) {
        count += isnan(column[d]) ? 0 : 1;
        hits += column[d] > 0.0;
    }
    return cw_probability_of(hits, count);
}

/* The share of draws with a flag; with `gains_only` of those with a gain: where there is nothing to
 * compare with, there is no threat to go around the forum either. */
static cw_probability share_of(const cw_settled_columns *columns, unsigned flag, bool gains_only)
{
    uint64_t hits = 0;
    uint64_t count = 0;
    for (size_t d = 0; d < columns->draws; d++) {
        bool counts = !gains_only || !isnan(columns->gain[d]);
        count += counts;
        hits += counts && (columns->flags[d] & flag) != 0;
    }
    return cw_probability_of(hits, count);
}

static cw_summary summary_of(const cw_settled_columns *columns, const double *column)
{
    memcpy(columns->work, column, columns->draws * sizeof *column);
    return cw_summarise(columns->work, columns->draws);
}

void cw_settled_sum_up(cw_venue_result *out, const cw_settled_columns *columns)
{
    out->bilateral = summary_of(columns, columns->bilateral);
    out->settled = summary_of(columns, columns->settled);
    out->gain = summary_of(columns, columns->gain);
    out->gain_positive = cw_share_positive(columns->gain, columns->draws);
    out->threat_binds = share_of(columns, CW_FLAG_BINDS, true);
    out->bypassed = share_of(columns, CW_FLAG_BYPASSED, true);
    out->decides = share_of(columns, CW_FLAG_DECIDES, false);
}

void cw_settled_compare(cw_venue_result *out, const cw_settled_columns *columns,
                        const double *base_gain)
{
    double *change = columns->work;
    for (size_t d = 0; d < columns->draws; d++) {
        change[d] = columns->gain[d] - base_gain[d];
        /* A difference within rounding of nothing is nothing: signs are counted. */
        if (fabs(change[d]) < SAME_GAIN)
            change[d] = 0.0;
    }
    out->gain_rises = cw_share_positive(change, columns->draws);
    out->gain_change = cw_summarise(change, columns->draws);
}
