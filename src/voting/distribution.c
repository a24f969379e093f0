/* The distribution of the weight of coalitions. */
#include "voting/distribution.h"

#include <string.h>

/* Cells of a block: 16 KiB, half of a first-level cache. */
#define BLOCK ((size_t)2048)
/* Runs below this are so short that a copy is cheaper. */
#define SHORT ((size_t)128)
/* Cells that a batch of members keeps busy at a time: 640 KiB, within a second-level cache. */
#define BATCH CW_DISTRIBUTION_ROOM
/* Two members of this weight would not fit into one wave: they go in columns. */
#define HEAVY (BATCH / 2)
#define MOST_TOGETHER ((size_t)8)
/* Cells of a column in one row: a few rows of it stay in a first-level cache. */
#define COLUMN ((size_t)1024)
/* Cells summed in one go, and such runs side by side. */
#define RUN ((size_t)512)
#define RUNS ((size_t)8)

/* One joining under way. */
typedef struct cw_join {
    unsigned char *cells;
    unsigned char *room;
    const cw_context *context;
    cw_block *block;
    cw_ring ring;
    bool scale;
} cw_join;

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static cw_status go_on(const cw_context *context)
{
    return cw_context_is_cancelled(context) ? CW_ERROR_INTERRUPTED : CW_OK;
}

static void take_on(cw_join *join, const cw_joining *member)
{
    join->ring.stay = member->stay;
    join->ring.move = member->move;
}

/* What is left to a member in the cells [from, to): those below its weight, which it only scales. */
static void scale_cells(const cw_join *join, size_t from, size_t to, const cw_joining *member)
{
    double *cells = (double *)(void *)join->cells;
    to = smaller(to, smaller(member->weight, member->reach));
    for (size_t x = from; join->scale && x < to; x++)
        cells[x] *= member->stay;
}

/* ---- In waves ---- */

/* The cells [low, high) of one block, drawn from the top in runs that do not overlap what they draw
 * on, so that no cell is drawn on after it has changed. */
static void join_by_runs(cw_join *join, size_t weight, size_t low, size_t high)
{
    while (high > low) {
        size_t from = larger(low, high - smaller(high, weight));
        join->block(join->cells + 8 * from, join->cells + 8 * (from - weight), high - from,
                    &join->ring);
        high = from;
    }
}

/* The same where runs would be short: all at once, from a copy of what is drawn on. */
static void join_from_copy(cw_join *join, size_t weight, size_t low, size_t high)
{
    uint64_t copy[BLOCK];
    memcpy(copy, join->cells + 8 * (low - weight), 8 * (high - low));
    join->block(join->cells + 8 * low, copy, high - low, &join->ring);
}

/* One member joins within one block. */
static void join_block(cw_join *join, const cw_joining *member, size_t block_number)
{
    size_t start = block_number * BLOCK;
    size_t low = larger(start, member->weight);
    size_t high = smaller(start + BLOCK, member->reach);
    take_on(join, member);
    if (low < high && member->weight < SHORT)
        join_from_copy(join, member->weight, low, high);
    else if (low < high)
        join_by_runs(join, member->weight, low, high);
    scale_cells(join, start, start + BLOCK, member);
}

/* A batch goes through the array as a descending wave: each member follows the one before it at the
 * distance of its own weight, as it draws on cells that the other must have changed. */
static cw_status join_wave(cw_join *join, const cw_joining *members, size_t count)
{
    cw_status status = CW_OK;
    size_t blocks = (members[count - 1].reach + BLOCK - 1) / BLOCK;
    size_t delay = 0;
    for (size_t k = 1; k < count; k++)
        delay += (members[k].weight + BLOCK - 1) / BLOCK;
    for (size_t step = 0; step < blocks + delay && status == CW_OK; step++) {
        size_t behind = 0;
        for (size_t k = 0; k < count; k++) {
            behind += k == 0 ? 0 : (members[k].weight + BLOCK - 1) / BLOCK;
            if (step >= behind && step - behind < blocks)
                join_block(join, &members[k], blocks - 1 - (step - behind));
        }
        status = go_on(join->context);
    }
    return status;
}

static size_t wave_size(const cw_joining *members, size_t count)
{
    size_t last = 1;
    size_t busy = members[0].weight + BLOCK;
    while (last < count && busy + members[last].weight + BLOCK <= BATCH)
        busy += members[last++].weight + BLOCK;
    return last;
}

/* ---- In columns ---- */

/* Heavy members see the array as rows as long as the lightest of them is heavy. That one draws on
 * the same column, one row below; another, heavier by `excess`, on the column `excess` to the left.
 * Columns are gone through from the right, the other following at that distance; so a batch works
 * on a band of columns, where a wave would span all that the members weigh together. What the other
 * needs from beyond the left edge are the cells at the right edge, two rows below, which have
 * changed by then: a copy of their state before is kept in the room. */
typedef struct cw_column_member {
    const cw_joining *joining;
    size_t excess;
    size_t lag;  /* columns behind the first member */
    size_t copy; /* where in the room: [row][excess], the right edge before this member joined */
} cw_column_member;

/* Keeps what the columns from `left` to `right` hold of the right edge. */
static void keep_edge(const cw_join *join, const cw_column_member *member, size_t width,
                      size_t left, size_t right)
{
    size_t edge = width - member->excess;
    size_t from = larger(left, edge);
    size_t reach = member->joining->reach;
    for (size_t row = 0; row * width + from < reach && from < right; row++) {
        size_t end = smaller(row * width + right, reach);
        memcpy(join->room + 8 * (member->copy + row * member->excess + from - edge),
               join->cells + 8 * (row * width + from), 8 * (end - (row * width + from)));
    }
}

/* The cells [low, high) of one row, which lie within one column. */
static void join_row(const cw_join *join, const cw_column_member *member, size_t width, size_t row,
                     size_t low, size_t high)
{
    size_t weight = member->joining->weight;
    size_t edge = row * width + member->excess; /* left of it: drawn from the copy */
    low = larger(low, weight);
    size_t middle = smaller(larger(low, edge), high);
    if (low < middle)
        join->block(join->cells + 8 * low,
                    join->room +
                        8 * (member->copy + (row - 2) * member->excess + low - row * width),
                    middle - low, &join->ring);
    if (larger(low, middle) < high) {
        low = larger(low, middle);
        join->block(join->cells + 8 * low, join->cells + 8 * (low - weight), high - low,
                    &join->ring);
    }
}

static void join_column(cw_join *join, const cw_column_member *member, size_t width, size_t column)
{
    size_t left = column * COLUMN;
    size_t right = smaller(left + COLUMN, width);
    size_t reach = member->joining->reach;
    take_on(join, member->joining);
    if (member->excess > 0)
        keep_edge(join, member, width, left, right);
    for (size_t row = (reach + width - 1) / width; row-- > 0;) {
        size_t low = row * width + left;
        size_t high = smaller(row * width + right, reach);
        if (low < high) {
            join_row(join, member, width, row, low, high);
            scale_cells(join, low, high, member->joining);
        }
    }
}

/* How many can go together: what they keep busy fits. */
static size_t lay_columns(cw_column_member *out, const cw_joining *members, size_t count)
{
    size_t width = members[0].weight;
    size_t busy = 0;
    size_t copied = 0;
    size_t lag = 0;
    size_t k = 0;
    for (; k < count && k < MOST_TOGETHER; k++) {
        size_t excess = members[k].weight - width;
        size_t rows = members[k].reach / width + 1;
        size_t columns = (excess + COLUMN - 1) / COLUMN;
        busy += rows * (columns + 1) * COLUMN;
        if (k > 0 &&
            (busy > BATCH || copied + rows * excess > CW_DISTRIBUTION_ROOM || excess >= width))
            break;
        lag += columns;
        out[k] = (cw_column_member){&members[k], excess, lag, copied};
        copied += rows * excess;
    }
    return k;
}

static cw_status join_columns(cw_join *join, const cw_column_member *members, size_t count)
{
    cw_status status = CW_OK;
    size_t width = members[0].joining->weight;
    size_t columns = (width + COLUMN - 1) / COLUMN;
    for (size_t step = 0; step < columns + members[count - 1].lag && status == CW_OK; step++) {
        for (size_t k = 0; k < count; k++)
            if (step >= members[k].lag && step - members[k].lag < columns)
                join_column(join, &members[k], width, columns - 1 - (step - members[k].lag));
        status = go_on(join->context);
    }
    return status;
}

cw_status cw_distribution_join(void *cells, void *room, const cw_context *context,
                               const cw_joining *members, size_t count, const cw_counting_by *by)
{
    cw_join join = {cells, room, context, by->block, by->ring, by->scale};
    cw_column_member together[MOST_TOGETHER];
    cw_status status = CW_OK;
    size_t done;
    for (size_t first = 0; first < count && status == CW_OK; first += done) {
        bool in_columns = room != NULL && members[first].weight >= HEAVY;
        if (in_columns) {
            done = lay_columns(together, members + first, count - first);
            status = join_columns(&join, together, done);
        } else {
            done = wave_size(members + first, count - first);
            status = join_wave(&join, members + first, done);
        }
    }
    return status;
}

cw_status cw_distribution_begin(uint64_t *cells, size_t length, uint64_t one,
                                const cw_context *context)
{
    cw_status status = CW_OK;
    for (size_t x = 0; x < length && status == CW_OK; x += BATCH) {
        memset(cells + x, 0, smaller(BATCH, length - x) * sizeof *cells);
        status = go_on(context);
    }
    cells[0] = one;
    return status;
}

/* ---- Sums ---- */

/* A sum waits for the one before it; those of several runs of cells do not wait for each other. */
static uint64_t sum_runs_modulo(uint64_t *cells, uint64_t before, uint64_t modulus)
{
    uint64_t sum[RUNS] = {0};
    for (size_t x = 0; x < RUN; x++)
        for (size_t k = 0; k < RUNS; k++) {
            uint64_t cell = cells[k * RUN + x];
            sum[k] += cell >= modulus ? cell - modulus : cell;
            sum[k] = sum[k] >= modulus ? sum[k] - modulus : sum[k];
            cells[k * RUN + x] = sum[k];
        }
    for (size_t k = 0; k < RUNS; k++) {
        for (size_t x = k * RUN; x < (k + 1) * RUN; x++) {
            uint64_t whole = before + cells[x];
            cells[x] = whole >= modulus ? whole - modulus : whole;
        }
        before = cells[(k + 1) * RUN - 1];
    }
    return before;
}

/* One cell after another, onto the sum of those before; modulus 0 is 2^64. */
static uint64_t sum_plainly(uint64_t *cells, size_t length, uint64_t before, uint64_t modulus)
{
    uint64_t sum = before;
    for (size_t x = 0; x < length && modulus == 0; x++)
        cells[x] = sum += cells[x];
    for (size_t x = 0; x < length && modulus != 0; x++) {
        sum += cells[x] >= modulus ? cells[x] - modulus : cells[x];
        sum = sum >= modulus ? sum - modulus : sum;
        cells[x] = sum;
    }
    return sum;
}

cw_status cw_distribution_sum(uint64_t *cells, size_t length, uint64_t modulus,
                              const cw_context *context)
{
    cw_status status = CW_OK;
    uint64_t sum = 0;
    size_t x = 0;
    for (; length - x >= RUNS * RUN && status == CW_OK; x += RUNS * RUN) {
        sum = modulus == 0 ? sum_plainly(cells + x, RUNS * RUN, sum, 0)
                           : sum_runs_modulo(cells + x, sum, modulus);
        status = go_on(context);
    }
    (void)sum_plainly(cells + x, smaller(length - x, RUNS * RUN), sum, modulus);
    return status;
}

static double sum_runs_doubles(double *cells, double before)
{
    double sum[RUNS] = {0.0};
    for (size_t x = 0; x < RUN; x++)
        for (size_t k = 0; k < RUNS; k++) {
            sum[k] += cells[k * RUN + x];
            cells[k * RUN + x] = sum[k];
        }
    for (size_t k = 0; k < RUNS; k++) {
        for (size_t x = k * RUN; x < (k + 1) * RUN; x++)
            cells[x] += before;
        before += sum[k];
    }
    return before;
}

cw_status cw_distribution_sum_doubles(double *cells, size_t length, const cw_context *context)
{
    cw_status status = CW_OK;
    double before = 0.0;
    size_t start = 0;
    for (; length - start >= RUNS * RUN && status == CW_OK; start += RUNS * RUN) {
        before = sum_runs_doubles(cells + start, before);
        status = go_on(context);
    }
    for (; start < length && status == CW_OK; start += RUN) {
        double sum = 0.0;
        for (size_t x = start; x < smaller(start + RUN, length); x++) {
            sum += cells[x];
            cells[x] = before + sum;
        }
        before += sum;
    }
    return status;
}
