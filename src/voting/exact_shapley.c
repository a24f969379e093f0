/* Exact Shapley-Shubik numerators.
 *
 * B_i(r) is evaluated at as many points as it has coefficients, modulo a few primes; interpolation
 * and Garner's algorithm give the coefficients c_{i,s}; the numerator is sum of c_{i,s} s!
 * (n-1-s)!. Memory: one distribution for each thread, in place of a table of size and weight. Where
 * an evaluation also gives the dual game's, each serves for two points, r and 1/r, as
 * c_{i,s}(dual) = c_{i,n-1-s}. */
#include "voting/counter.h"

#include <string.h>

#include "counterweight/base/pool.h"

#include "voting/limbs.h"
#include "voting/modular.h"

typedef struct cw_shapley_work {
    const cw_context *context;
    const cw_counter *counter;
    bool mirrored;
    size_t passes; /* evaluations for each prime: factors 1 to passes */
    size_t points; /* members: the points of interpolation */
    size_t primes;
    unsigned bits;
    uint64_t *moduli;
    uint64_t *values; /* [prime][point][class]; becomes [prime][coefficient][class] */
    unsigned char *scratch;
} cw_shapley_work;

static uint64_t *values_of(const cw_shapley_work *work, size_t prime, size_t point)
{
    return work->values + (prime * (work->points + 1) + point) * work->counter->classes;
}

/* Evaluation `chunk`: one prime at one factor r; point 2k is r = k + 1, point 2k + 1 its inverse.
 * The value there is that of the dual game by r^(n-1). */
static cw_status evaluate_chunk(void *payload, size_t worker, size_t chunk)
{
    const cw_shapley_work *work = payload;
    const cw_counter *counter = work->counter;
    size_t prime = chunk / work->passes;
    size_t pass = chunk % work->passes;
    uint64_t modulus = work->moduli[prime];
    bool wants_mirror = work->mirrored && pass > 0; /* 1 is its own inverse */
    size_t point = work->mirrored && pass > 0 ? 2 * pass - 1 : pass;
    uint64_t *swings = values_of(work, prime, point);
    uint64_t *mirror = wants_mirror ? values_of(work, prime, point + 1) : NULL;
    cw_counting counting = {modulus, work->bits, pass + 1};
    cw_status status = counter->count(counter->game, swings, mirror, NULL,
                                      work->scratch + worker * counter->scratch_bytes, counting);
    if (status != CW_OK || !wants_mirror)
        return status;
    uint64_t scale =
        cw_mod_inverse(cw_mod_power((uint64_t)pass + 1, counter->members - 1, modulus), modulus);
    for (size_t c = 0; c < counter->classes; c++)
        mirror[c] = cw_mod_multiply(mirror[c], scale, modulus);
    return CW_OK;
}

/* The points, in the order of evaluate_chunk(). */
static void list_points(uint64_t *points, const cw_shapley_work *work, uint64_t modulus)
{
    for (size_t k = 0; k < work->points; k++) {
        uint64_t factor = work->mirrored ? (k + 1) / 2 + 1 : k + 1;
        bool is_inverse = work->mirrored && k > 0 && k % 2 == 0;
        points[k] = is_inverse ? cw_mod_inverse(factor, modulus) : factor;
    }
}

/* product(x) = (x - points[0]) ... (x - points[count - 1]), lowest coefficient first. */
static void expand(uint64_t *product, const uint64_t *points, size_t count, cw_modulus modulus)
{
    memset(product, 0, (count + 1) * sizeof *product);
    product[0] = 1;
    for (size_t k = 0; k < count; k++)
        for (size_t s = k + 2; s-- > 0;) {
            uint64_t taken = cw_fold_multiply(points[k], product[s], modulus);
            product[s] = cw_fold_subtract(s > 0 ? product[s - 1] : 0, taken, modulus);
        }
}

/* quotient = product(x) / (x - point), and its value at the point. */
static uint64_t divide_out(uint64_t *quotient, const uint64_t *product, size_t count,
                           uint64_t point, cw_modulus modulus)
{
    uint64_t value = 0;
    uint64_t carry = 0;
    for (size_t s = count; s-- > 0;) {
        carry = cw_fold_add(cw_fold_multiply(carry, point, modulus), product[s + 1], modulus);
        quotient[s] = carry;
    }
    for (size_t s = count; s-- > 0;)
        value = cw_fold_add(cw_fold_multiply(value, point, modulus), quotient[s], modulus);
    return value;
}

/* Scratch of one interpolation. */
typedef struct cw_interpolation {
    uint64_t *points;   /* [point] */
    uint64_t *product;  /* [point + 1] */
    uint64_t *quotient; /* [point] */
    uint64_t *basis;    /* [coefficient][point]: Lagrange's polynomials */
    uint64_t *values;   /* [class][point] */
} cw_interpolation;

static size_t interpolation_words(const cw_shapley_work *work)
{
    return work->points * (work->points + work->counter->classes + 3) + 1;
}

static cw_interpolation lay_out(const cw_shapley_work *work, uint64_t *words)
{
    size_t count = work->points;
    return (cw_interpolation){.points = words,
                              .quotient = words + count,
                              .product = words + 2 * count,
                              .basis = words + 3 * count + 1,
                              .values = words + 3 * count + 1 + count * count};
}

/* The coefficients of the polynomials that are 1 at one point and 0 at the others. */
static cw_status fill_basis(cw_interpolation *room, size_t count, cw_modulus modulus,
                            const cw_context *context)
{
    expand(room->product, room->points, count, modulus);
    for (size_t k = 0; k < count; k++) {
        if (cw_context_is_cancelled(context))
            return CW_ERROR_INTERRUPTED;
        uint64_t value = divide_out(room->quotient, room->product, count, room->points[k], modulus);
        uint64_t inverse = cw_mod_inverse(value, modulus.value);
        for (size_t s = 0; s < count; s++)
            room->basis[s * count + k] = cw_fold_multiply(room->quotient[s], inverse, modulus);
    }
    return CW_OK;
}

/* Interpolation of all classes modulo one prime: values at the points become coefficients, in
 * place. Products are of at most 2 * 57 bits, so sums of 2^14 of them need no reduction. */
static cw_status interpolate_chunk(void *payload, size_t worker, size_t prime)
{
    const cw_shapley_work *work = payload;
    size_t count = work->points;
    size_t classes = work->counter->classes;
    uint64_t modulus = work->moduli[prime];
    uint64_t *words = (uint64_t *)(void *)work->scratch + worker * interpolation_words(work);
    cw_interpolation room = lay_out(work, words);
    list_points(room.points, work, modulus);
    cw_status status = fill_basis(&room, count, cw_modulus_of(modulus), work->context);
    if (status != CW_OK)
        return status;
    for (size_t k = 0; k < count; k++)
        for (size_t c = 0; c < classes; c++)
            room.values[c * count + k] = values_of(work, prime, k)[c];
    for (size_t s = 0; s < count; s++) {
        if (cw_context_is_cancelled(work->context))
            return CW_ERROR_INTERRUPTED;
        for (size_t c = 0; c < classes; c++) {
            unsigned __int128 sum = 0;
            for (size_t k = 0; k < count; k++)
                sum += (unsigned __int128)room.basis[s * count + k] * room.values[c * count + k];
            values_of(work, prime, s)[c] = (uint64_t)(sum % modulus);
        }
    }
    return CW_OK;
}

/* weights[s] = s! (points - 1 - s)!, `limbs` each. */
static cw_status fill_weights(uint64_t *weights, size_t points, size_t limbs, uint64_t *factorials,
                              const cw_context *context)
{
    memset(weights, 0, points * limbs * sizeof *weights);
    memset(factorials, 0, limbs * sizeof *factorials);
    factorials[0] = 1;
    for (size_t s = 1; s < points; s++) {
        memcpy(factorials + s * limbs, factorials + (s - 1) * limbs, limbs * sizeof *factorials);
        (void)cw_limbs_multiply_add(factorials + s * limbs, limbs, s, 0);
    }
    for (size_t s = 0; s < points; s++) {
        if (cw_context_is_cancelled(context))
            return CW_ERROR_INTERRUPTED;
        cw_limbs_add_product(weights + s * limbs, limbs, factorials + s * limbs, limbs,
                             factorials + (points - 1 - s) * limbs, limbs);
    }
    return CW_OK;
}

/* out->by_class from the coefficients' remainders. `room` holds the scratch of Garner's algorithm
 * and one coefficient. */
static cw_status add_up(cw_exact *out, const cw_shapley_work *work, const uint64_t *weights,
                        uint64_t *room)
{
    size_t coefficient_limbs = work->points / 64 + 1;
    uint64_t *coefficient = room + 2 * work->primes;
    for (size_t c = 0; c < work->counter->classes; c++) {
        if (cw_context_is_cancelled(work->context))
            return CW_ERROR_INTERRUPTED;
        for (size_t s = 0; s < work->points; s++) {
            for (size_t p = 0; p < work->primes; p++)
                room[p] = values_of(work, p, s)[c];
            cw_garner(coefficient, coefficient_limbs, room, work->moduli, work->primes,
                      room + work->primes);
            cw_limbs_add_product(out->by_class + c * out->limbs, out->limbs, coefficient,
                                 coefficient_limbs, weights + s * out->limbs, out->limbs);
        }
    }
    return CW_OK;
}

/* Whether the numerators of all members of each game add up to n!. `sum` is scratch. */
static bool is_efficient(const cw_exact *exact, const cw_counter *counter, uint64_t *sum)
{
    size_t limbs = exact->limbs;
    size_t kinds = counter->classes / counter->games;
    bool all_do = true;
    for (size_t c = 0; c < counter->classes; c++) {
        uint64_t size = counter->class_sizes[c];
        if (c % kinds == 0)
            memset(sum, 0, limbs * sizeof *sum);
        cw_limbs_add_product(sum, limbs, exact->by_class + c * limbs, limbs, &size, 1);
        if (c % kinds == kinds - 1)
            all_do = all_do && cw_limbs_equal(sum, exact->other, limbs);
    }
    return all_do;
}

static cw_status sum_up(cw_exact *out, cw_arena *arena, const cw_shapley_work *work)
{
    cw_context *context = arena->context;
    size_t limbs = cw_limbs_of_factorial(work->points);
    cw_exact exact = {.limbs = limbs};
    cw_status status = CW_ERROR_MEMORY;
    exact.by_class = cw_arena_allocate(arena, work->counter->classes * limbs, sizeof(uint64_t));
    exact.other = cw_arena_allocate(arena, limbs, sizeof(uint64_t));
    uint64_t *weights = cw_allocate(context, 2 * work->points * limbs, sizeof *weights);
    uint64_t *room =
        cw_allocate(context, 2 * work->primes + work->points / 64 + 1 + limbs, sizeof *room);
    if (exact.by_class == NULL || exact.other == NULL || weights == NULL || room == NULL)
        goto out;
    status = fill_weights(weights, work->points, limbs, weights + work->points * limbs, context);
    if (status == CW_OK)
        status = add_up(&exact, work, weights, room);
    if (status != CW_OK)
        goto out;
    cw_limbs_factorial(exact.other, limbs, work->points);
    status = is_efficient(&exact, work->counter, room) ? CW_OK : CW_ERROR_LIMIT;
    if (status == CW_OK)
        *out = exact;
out:
    cw_release(context, room);
    cw_release(context, weights);
    return status;
}

/* An evaluation that serves two points must not cost more than two that serve one. */
static void plan(cw_shapley_work *work, const cw_counter *counter)
{
    size_t members = counter->members;
    work->counter = counter;
    work->points = members;
    work->mirrored = counter->mirror_cost > 0.0 && counter->mirror_cost < 1.9 * counter->cost;
    work->passes = work->mirrored ? members / 2 + 1 : members;
    unsigned factor_bits = (unsigned)(64 - __builtin_clzll((unsigned long long)work->passes + 1));
    work->bits = 64 - factor_bits < 57 ? 64 - factor_bits : 57;
    /* c_{i,s} < 2^(members - 1); a prime is worth a bit less than `bits`. */
    work->primes = (size_t)((double)members / ((double)work->bits - 0.01)) + 1;
}

static size_t scratch_bytes(const cw_shapley_work *work)
{
    size_t interpolating = interpolation_words(work) * sizeof(uint64_t);
    return work->counter->scratch_bytes > interpolating ? work->counter->scratch_bytes
                                                        : interpolating;
}

/* Besides counting: Lagrange's polynomials and their sums for each prime, Garner's algorithm for each
 * coefficient, in cells, which take about half a nanosecond. */
cw_exact_needs cw_exact_shapley_needs(const cw_counter *counter)
{
    cw_shapley_work work = {0};
    plan(&work, counter);
    double points = (double)work.points;
    double primes = (double)work.primes;
    double classes = (double)counter->classes;
    double counting =
        primes * (double)work.passes * (work.mirrored ? counter->mirror_cost : counter->cost);
    return (cw_exact_needs){
        .cost = counting + primes * points * points * (16.0 + 2.0 * classes) +
                classes * points * primes * primes * 32.0,
        .each = (double)scratch_bytes(&work),
        .shared = 8.0 * primes * (points + 1.0) * classes + 16.0 * points * points,
    };
}

cw_status cw_exact_shapley(cw_exact *out, cw_arena *arena, const cw_counter *counter,
                           size_t threads)
{
    cw_context *context = arena->context;
    cw_shapley_work work = {.context = context};
    cw_status status = CW_ERROR_MEMORY;
    plan(&work, counter);
    size_t workers = threads == 0 ? cw_pool_processors() : threads;
    workers = workers < work.primes * work.passes ? workers : work.primes * work.passes;
    work.moduli = cw_allocate(context, work.primes, sizeof *work.moduli);
    work.values = cw_allocate(context, work.primes * (work.points + 1) * counter->classes,
                              sizeof *work.values);
    work.scratch = cw_resize(context, NULL, workers, scratch_bytes(&work));
    if (work.moduli == NULL || work.values == NULL || work.scratch == NULL)
        goto out;
    cw_primes_below(work.moduli, work.primes, work.bits);
    status = cw_pool_run(context, workers, work.primes * work.passes, evaluate_chunk, &work);
    if (status == CW_OK)
        status = cw_pool_run(context, workers, work.primes, interpolate_chunk, &work);
    if (status == CW_OK)
        status = sum_up(out, arena, &work);
out:
    cw_release(context, work.scratch);
    cw_release(context, work.values);
    cw_release(context, work.moduli);
    return status;
}
