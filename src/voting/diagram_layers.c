/* Members alike become layers, heaviest first. */
#include "voting/diagram.h"

#include <string.h>

typedef struct cw_sorting {
    const cw_formula *formula;
    const double *probability;
    double *heaviness; /* by member: the largest share of a threshold's total */
    size_t *order;     /* members */
} cw_sorting;

static double probability_of(const cw_sorting *sorting, size_t member)
{
    return sorting->probability == NULL ? 0.5 : sorting->probability[member];
}

static void weigh(cw_sorting *sorting)
{
    const cw_formula *formula = sorting->formula;
    size_t members = formula->rule->members;
    for (size_t l = 0; l < formula->leaves; l++) {
        const int64_t *weight = formula->weight + l * members;
        double total = 0.0;
        for (size_t m = 0; m < members; m++)
            total += (double)weight[m];
        for (size_t m = 0; m < members && total > 0.0; m++) {
            double share = (double)weight[m] / total;
            sorting->heaviness[m] += share;
        }
    }
}

/* Negative, 0, positive: a comes before b, is alike, comes after. */
static int compare(const cw_sorting *sorting, size_t a, size_t b)
{
    const cw_formula *formula = sorting->formula;
    size_t members = formula->rule->members;
    if (sorting->heaviness[a] != sorting->heaviness[b])
        return sorting->heaviness[a] > sorting->heaviness[b] ? -1 : 1;
    for (size_t l = 0; l < formula->leaves; l++) {
        int64_t weight_a = formula->weight[l * members + a];
        int64_t weight_b = formula->weight[l * members + b];
        if (weight_a != weight_b)
            return weight_a > weight_b ? -1 : 1;
    }
    if (probability_of(sorting, a) != probability_of(sorting, b))
        return probability_of(sorting, a) > probability_of(sorting, b) ? -1 : 1;
    return 0;
}

/* Merge sort: stable, so that members alike stay in their order. */
static void sort(const cw_sorting *sorting, size_t *order, size_t *scratch, size_t count)
{
    if (count < 2)
        return;
    size_t half = count / 2;
    sort(sorting, order, scratch, half);
    sort(sorting, order + half, scratch, count - half);
    memcpy(scratch, order, count * sizeof *order);
    size_t left = 0;
    size_t right = half;
    for (size_t k = 0; k < count; k++) {
        bool takes_left =
            right == count || (left < half && compare(sorting, scratch[left], scratch[right]) <= 0);
        order[k] = takes_left ? scratch[left++] : scratch[right++];
    }
}

static cw_status fill_layers(cw_diagram *diagram, const cw_sorting *sorting)
{
    const cw_formula *formula = sorting->formula;
    size_t members = diagram->members;
    for (size_t k = 0; k < members; k++) {
        size_t member = sorting->order[k];
        if (k == 0 || compare(sorting, sorting->order[k - 1], member) != 0) {
            int64_t *weight = cw_arena_allocate(&diagram->arena, formula->leaves, sizeof *weight);
            if (weight == NULL)
                return CW_ERROR_MEMORY;
            for (size_t l = 0; l < formula->leaves; l++)
                weight[l] = formula->weight[l * members + member];
            diagram->layer[diagram->layers++] =
                (cw_layer){.weight = weight, .probability = probability_of(sorting, member)};
        }
        diagram->layer[diagram->layers - 1].size++;
        diagram->layer_of[member] = diagram->layers - 1;
    }
    for (size_t k = 0; k < diagram->layers; k++)
        diagram->sizes[k] = diagram->layer[k].size;
    return CW_OK;
}

static bool is_in_order(const cw_diagram *diagram, const cw_formula *formula)
{
    for (size_t k = 0; k + 1 < diagram->layers; k++)
        for (size_t l = 0; l < formula->leaves; l++)
            if (diagram->layer[k].weight[l] < diagram->layer[k + 1].weight[l])
                return false;
    return !formula->has_not;
}

cw_status cw_diagram_layers(cw_diagram *diagram, cw_context *context, const cw_formula *formula,
                            const double *probability)
{
    size_t members = diagram->members;
    cw_sorting sorting = {.formula = formula, .probability = probability};
    cw_status status = CW_ERROR_MEMORY;
    sorting.heaviness = cw_allocate(context, members, sizeof(double));
    sorting.order = cw_allocate(context, members, sizeof(size_t));
    size_t *scratch = cw_allocate(context, members, sizeof *scratch);
    diagram->layer = cw_arena_allocate(&diagram->arena, members, sizeof *diagram->layer);
    diagram->layer_of = cw_arena_allocate(&diagram->arena, members, sizeof(size_t));
    diagram->first_state = cw_arena_allocate(&diagram->arena, members + 1, sizeof(size_t));
    diagram->sizes = cw_arena_allocate(&diagram->arena, members, sizeof(size_t));
    if (sorting.heaviness == NULL || sorting.order == NULL || scratch == NULL ||
        diagram->layer == NULL || diagram->layer_of == NULL || diagram->first_state == NULL ||
        diagram->sizes == NULL)
        goto out;
    for (size_t m = 0; m < members; m++)
        sorting.order[m] = m;
    weigh(&sorting);
    sort(&sorting, sorting.order, scratch, members);
    status = fill_layers(diagram, &sorting);
    diagram->is_complete = status == CW_OK && is_in_order(diagram, formula);
out:
    cw_release(context, scratch);
    cw_release(context, sorting.order);
    cw_release(context, sorting.heaviness);
    return status;
}
