/* Figures with bootstrap intervals from the marks on single decisions. */
#include <math.h>

#include "bargaining/backtest_internal.h"
#include "counterweight/base/random.h"

#define WITHIN 10.0

/* Tails of a 95% interval. */
#define TAIL 0.025

void cw_trial_draw(cw_trial *trial, uint64_t seed)
{
    for (size_t r = 0; r < trial->resamples; r++) {
        unsigned short *drawn = trial->drawn + r * trial->clusters;
        for (size_t k = 0; k < trial->clusters; k++) {
            double u = cw_random_uniform(seed, r, (uint32_t)k);
            drawn[(size_t)(u * (double)trial->clusters)]++;
        }
    }
}

cw_mark cw_trial_judge(const cw_density *density, double point, double outcome)
{
    cw_mark mark = {.error = fabs(point - outcome)};
    mark.crps = cw_density_crps(density, outcome);
    const double levels[3] = {0.5, 0.8, 0.95};
    bool inside[3];
    for (size_t k = 0; k < 3; k++) {
        double low = cw_density_quantile(density, (1.0 - levels[k]) / 2.0);
        double high = cw_density_quantile(density, (1.0 + levels[k]) / 2.0);
        inside[k] = outcome >= low && outcome <= high;
    }
    mark.in50 = inside[0];
    mark.in80 = inside[1];
    mark.in95 = inside[2];
    mark.part50 = cw_density_central_part(density, outcome, levels[0]);
    mark.part80 = cw_density_central_part(density, outcome, levels[1]);
    mark.part95 = cw_density_central_part(density, outcome, levels[2]);
    return mark;
}

/* Decisions with their values, in rising order of value: means and medians under any multiplicity
 * of the clusters are then one walk. */
typedef struct ranked {
    double value;
    size_t cluster;
} ranked;

static void sift(ranked *heap, size_t root, size_t count)
{
    for (size_t child = 2 * root + 1; child < count; child = 2 * root + 1) {
        if (child + 1 < count && heap[child + 1].value > heap[child].value) {
            child++;
        }
        if (heap[root].value >= heap[child].value) {
            return;
        }
        ranked kept = heap[root];
        heap[root] = heap[child];
        heap[child] = kept;
        root = child;
    }
}

/* Heapsort: no order of input makes it slow. */
static void sort(ranked *values, size_t count)
{
    for (size_t root = count / 2; root-- > 0;) {
        sift(values, root, count);
    }
    for (size_t end = count; end-- > 1;) {
        ranked kept = values[0];
        values[0] = values[end];
        values[end] = kept;
        sift(values, 0, end);
    }
}

static double times_drawn(const unsigned short *drawn, size_t cluster)
{
    return drawn == NULL ? 1.0 : (double)drawn[cluster];
}

typedef double figure_function(const ranked *values, size_t count, const unsigned short *drawn);

static double mean_figure(const ranked *values, size_t count, const unsigned short *drawn)
{
    double sum = 0.0;
    double total = 0.0;
    for (size_t k = 0; k < count; k++) {
        double times = times_drawn(drawn, values[k].cluster);
        sum += times * values[k].value;
        total += times;
    }
    return total > 0.0 ? sum / total : NAN;
}

/* The mean of the two middle values where their number is even. */
static double median_figure(const ranked *values, size_t count, const unsigned short *drawn)
{
    double total = 0.0;
    for (size_t k = 0; k < count; k++) {
        total += times_drawn(drawn, values[k].cluster);
    }
    double before = 0.0;
    double lower = NAN;
    for (size_t k = 0; k < count; k++) {
        before += times_drawn(drawn, values[k].cluster);
        if (isnan(lower) && 2.0 * before >= total) {
            lower = values[k].value;
        }
        if (2.0 * before > total) {
            return (lower + values[k].value) / 2.0;
        }
    }
    return NAN;
}

/* The figure on all decisions, with the percentiles of its resamples. `scratch` has room for all
 * resamples. */
static cw_score score_of(const cw_trial *trial, ranked *values, size_t count, ranked *scratch,
                         figure_function *figure)
{
    cw_score score = {NAN, NAN, NAN};
    if (count == 0) {
        return score;
    }
    sort(values, count);
    score.value = figure(values, count, NULL);
    size_t kept = 0;
    for (size_t r = 0; r < trial->resamples; r++) {
        double value = figure(values, count, trial->drawn + r * trial->clusters);
        if (!isnan(value)) {
            scratch[kept++] = (ranked){value, 0};
        }
    }
    if (kept > 0) {
        sort(scratch, kept);
        score.low95 = scratch[(size_t)(TAIL * (double)kept)].value;
        score.high95 = scratch[(size_t)((1.0 - TAIL) * (double)(kept - 1) + 0.5)].value;
    }
    return score;
}

/* What is read off a mark. */
enum { ERROR, WITHIN_TEN, CRPS, IN50, IN80, IN95, PART50, PART80, PART95, DIFFERENCE };

static double read_off(int what, const cw_mark *mark, double rival)
{
    if (isnan(mark->crps) && what >= CRPS && what <= PART95) {
        return NAN;
    }
    switch (what) {
    case WITHIN_TEN:
        return mark->error <= WITHIN ? 1.0 : 0.0;
    case CRPS:
        return mark->crps;
    case IN50:
        return mark->in50 ? 1.0 : 0.0;
    case IN80:
        return mark->in80 ? 1.0 : 0.0;
    case IN95:
        return mark->in95 ? 1.0 : 0.0;
    case PART50:
        return mark->part50;
    case PART80:
        return mark->part80;
    case PART95:
        return mark->part95;
    case DIFFERENCE:
        return mark->error - rival;
    default:
        return mark->error;
    }
}

static size_t gather(ranked *values, const cw_trial *trial, int what, const cw_mark *marks)
{
    size_t count = 0;
    for (size_t k = 0; k < trial->count; k++) {
        if (isnan(marks[k].error)) {
            continue;
        }
        double value = read_off(what, &marks[k], trial->rival[k]);
        if (!isnan(value)) {
            values[count++] = (ranked){value, trial->cluster_of[k]};
        }
    }
    return count;
}

cw_status cw_trial_summarise(cw_backtest_row *row, const cw_trial *trial, const cw_mark *marks)
{
    ranked *values = cw_allocate(trial->context, trial->count, sizeof *values);
    ranked *scratch = cw_allocate(trial->context, trial->resamples, sizeof *scratch);
    cw_status status = CW_ERROR_MEMORY;
    if (values == NULL || scratch == NULL) {
        goto out;
    }
    const struct {
        int what;
        cw_score *score;
        figure_function *figure;
    } figures[] = {
        {ERROR, &row->mean_error, mean_figure},      {ERROR, &row->median_error, median_figure},
        {WITHIN_TEN, &row->within_ten, mean_figure}, {CRPS, &row->crps, mean_figure},
        {IN50, &row->coverage50, mean_figure},       {IN80, &row->coverage80, mean_figure},
        {IN95, &row->coverage95, mean_figure},       {PART50, &row->central50, mean_figure},
        {PART80, &row->central80, mean_figure},      {PART95, &row->central95, mean_figure},
        {DIFFERENCE, &row->difference, mean_figure},
    };
    for (size_t k = 0; k < sizeof figures / sizeof *figures; k++) {
        size_t count = gather(values, trial, figures[k].what, marks);
        *figures[k].score = score_of(trial, values, count, scratch, figures[k].figure);
        row->scored = figures[k].what == ERROR ? count : row->scored;
    }
    status = CW_OK;
out:
    cw_release(trial->context, values);
    cw_release(trial->context, scratch);
    return status;
}
