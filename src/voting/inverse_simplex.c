/* Linear programs in whole numbers, solved exactly. */
#include "voting/inverse.h"

/* Largest entry of the dictionary: products of two then fit in 128 bits, differences too. */
#define ENTRY_MAX ((int64_t)1 << 62)

/* The dictionary: denominator * basic = constant - sum of entry * nonbasic. Row 0 is the cost; its
 * entries stay at most 0, which is what makes the dual simplex method ours to use. Variables 0 to
 * columns - 1 are x, those after them the surplus of each row. */
typedef struct cw_dictionary {
    size_t columns;
    size_t rows; /* with row 0 */
    int64_t entry[CW_SIMPLEX_ROWS + 1][CW_SIMPLEX_COLUMNS];
    int64_t constant[CW_SIMPLEX_ROWS + 1];
    size_t basic[CW_SIMPLEX_ROWS + 1];
    size_t nonbasic[CW_SIMPLEX_COLUMNS];
    int64_t denominator;
} cw_dictionary;

static void begin(cw_dictionary *at, const cw_simplex_problem *problem)
{
    at->columns = problem->columns;
    at->rows = problem->rows + 1;
    at->denominator = 1;
    at->constant[0] = 0;
    for (size_t j = 0; j < at->columns; j++) {
        at->entry[0][j] = -problem->cost[j];
        at->nonbasic[j] = j;
    }
    for (size_t i = 1; i < at->rows; i++) {
        at->constant[i] = -problem->bound[i - 1];
        at->basic[i] = at->columns + i - 1;
        for (size_t j = 0; j < at->columns; j++)
            at->entry[i][j] = -problem->row[i - 1][j];
    }
}

/* The row whose basic variable leaves: the first variable below 0. 0: none, solved. */
static size_t leaving_row(const cw_dictionary *at)
{
    size_t row = 0;
    for (size_t i = 1; i < at->rows; i++)
        if (at->constant[i] < 0 && (row == 0 || at->basic[i] < at->basic[row]))
            row = i;
    return row;
}

/* Whether column `a` allows a smaller rise of cost than column `b`: both entries of the row are
 * below 0, those of row 0 at most 0. */
static bool is_cheaper(const cw_dictionary *at, size_t row, size_t a, size_t b)
{
    __int128 left = (__int128)at->entry[0][a] * at->entry[row][b];
    __int128 right = (__int128)at->entry[0][b] * at->entry[row][a];
    return left < right || (left == right && at->nonbasic[a] < at->nonbasic[b]);
}

/* The column whose variable enters, or CW_NONE: the row cannot be mended. */
static size_t entering_column(const cw_dictionary *at, size_t row)
{
    size_t column = CW_NONE;
    for (size_t j = 0; j < at->columns; j++)
        if (at->entry[row][j] < 0 && (column == CW_NONE || is_cheaper(at, row, j, column)))
            column = j;
    return column;
}

/* (a * pivot - b * c) / denominator, negated as the pivot is below 0; the division leaves no rest.
 * In 64 bits where they do: a division of 128 takes several times as long. */
static bool update(int64_t *a, int64_t pivot, int64_t b, int64_t c, int64_t denominator)
{
    int64_t left;
    int64_t right;
    int64_t difference;
    if (!__builtin_mul_overflow(b, c, &left) && !__builtin_mul_overflow(*a, pivot, &right) &&
        !__builtin_sub_overflow(left, right, &difference)) {
        *a = denominator == 1 ? difference : difference / denominator;
        return *a<ENTRY_MAX && * a> - ENTRY_MAX;
    }
    __int128 value = ((__int128)b * c - (__int128)*a * pivot) / denominator;
    if (value >= ENTRY_MAX || value <= -ENTRY_MAX)
        return false;
    *a = (int64_t)value;
    return true;
}

/* One integer pivot on an entry below 0; the new denominator is its absolute value. */
static cw_status pivot_on(cw_dictionary *at, size_t row, size_t column)
{
    int64_t pivot = at->entry[row][column];
    for (size_t i = 0; i < at->rows; i++) {
        int64_t across = at->entry[i][column];
        if (i == row)
            continue;
        for (size_t j = 0; j < at->columns; j++)
            if (j != column &&
                !update(&at->entry[i][j], pivot, across, at->entry[row][j], at->denominator))
                return CW_ERROR_LIMIT;
        if (!update(&at->constant[i], pivot, across, at->constant[row], at->denominator))
            return CW_ERROR_LIMIT;
    }
    /* The pivot's column holds -across for the leaving variable; with the sign turned, across. The
     * pivot's row is turned whole. */
    for (size_t j = 0; j < at->columns; j++)
        at->entry[row][j] = j == column ? -at->denominator : -at->entry[row][j];
    at->constant[row] = -at->constant[row];
    at->denominator = -pivot;
    size_t leaving = at->basic[row];
    at->basic[row] = at->nonbasic[column];
    at->nonbasic[column] = leaving;
    return CW_OK;
}

/* The rows behind one that cannot be mended: its own, and those whose surpluses it is short of. */
static uint64_t conflict_of(const cw_dictionary *at, size_t row)
{
    uint64_t rows = 0;
    if (at->basic[row] >= at->columns)
        rows |= UINT64_C(1) << (at->basic[row] - at->columns);
    for (size_t j = 0; j < at->columns; j++)
        if (at->entry[row][j] != 0 && at->nonbasic[j] >= at->columns)
            rows |= UINT64_C(1) << (at->nonbasic[j] - at->columns);
    return rows;
}

cw_status cw_simplex_solve(cw_simplex_solution *out, const cw_simplex_problem *problem)
{
    cw_dictionary at;
    begin(&at, problem);
    for (size_t row = leaving_row(&at); row != 0; row = leaving_row(&at)) {
        size_t column = entering_column(&at, row);
        if (column == CW_NONE) {
            out->conflict = conflict_of(&at, row);
            return CW_NO;
        }
        cw_status status = pivot_on(&at, row, column);
        if (status != CW_OK)
            return status;
    }
    *out = (cw_simplex_solution){.cost = at.constant[0], .denominator = at.denominator};
    for (size_t i = 1; i < at.rows; i++)
        if (at.basic[i] < at.columns)
            out->numerator[at.basic[i]] = at.constant[i];
    return CW_OK;
}
