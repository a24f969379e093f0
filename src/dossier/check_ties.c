/* Ties: one for each pair, and a dependence of a sensible size. */
#include <stdlib.h>

#include "dossier/check.h"

static int compare(const void *left, const void *right)
{
    const cw_pair *a = left;
    const cw_pair *b = right;
    if (a->of != b->of) {
        return a->of < b->of ? -1 : 1;
    }
    if (a->on != b->on) {
        return a->on < b->on ? -1 : 1;
    }
    return a->index < b->index ? -1 : a->index > b->index;
}

static cw_place place_of(const cw_dossier *dossier, const cw_pair *tie)
{
    return dossier->quantities[dossier->ties[tie->index].dependence].provenance.place;
}

cw_pair *cw_pairs_build(cw_reader *reader)
{
    const cw_dossier *dossier = reader->dossier;
    cw_pair *pairs = cw_reader_scratch(reader, dossier->tie_count, sizeof *pairs);
    for (size_t i = 0; pairs != NULL && i < dossier->tie_count; i++) {
        pairs[i] = (cw_pair){dossier->ties[i].of, dossier->ties[i].on, i};
    }
    if (pairs != NULL && dossier->tie_count > 1) {
        qsort(pairs, dossier->tie_count, sizeof *pairs, compare);
    }
    return pairs;
}

const cw_tie *cw_find_tie(const cw_checker *checker, size_t of, size_t on)
{
    size_t low = 0;
    size_t high = checker->dossier->tie_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const cw_pair *pair = &checker->pairs[middle];
        if (pair->of == of && pair->on == on) {
            return &checker->dossier->ties[pair->index];
        }
        if (pair->of < of || (pair->of == of && pair->on < on)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

static bool is_same_place(const cw_place *one, const cw_place *other)
{
    return one->line == other->line && one->column == other->column;
}

/* It may be meant, but often the unit is another one. A change of several ties brings one number for
 * each, all from the same place, which is told once. */
static void check_amounts(const cw_checker *checker)
{
    const cw_quantity *quantities = checker->dossier->quantities;
    for (size_t q = 0; q < checker->dossier->quantity_count; q++) {
        const cw_quantity *quantity = &quantities[q];
        bool told = q > 0 && quantities[q - 1].measure == CW_MEASURE_DEPENDENCE &&
                    is_same_place(&quantity->provenance.place, &quantities[q - 1].provenance.place);
        if (quantity->measure == CW_MEASURE_DEPENDENCE && quantity->high > CW_WHOLE_SCALE &&
            !told) {
            cw_check_warning(checker, quantity->provenance.place,
                             "a dependence is in points of the scale, as positions are",
                             "a break would cost more than the whole scale of %d points",
                             CW_WHOLE_SCALE);
        }
    }
}

void cw_check_ties(const cw_checker *checker)
{
    const cw_dossier *dossier = checker->dossier;
    check_amounts(checker);
    for (size_t i = 1; i < dossier->tie_count; i++) {
        const cw_pair *earlier = &checker->pairs[i - 1];
        const cw_pair *later = &checker->pairs[i];
        if (later->of == earlier->of && later->on == earlier->on) {
            cw_check_error(checker, place_of(dossier, later), NULL,
                           "the dependence of '%s' on '%s' was already given in line %zu",
                           dossier->states[later->of].id, dossier->states[later->on].id,
                           place_of(dossier, earlier).line);
        }
    }
}
