/* Sobol's low-discrepancy sequence, scrambled. */
#include "counterweight/base/random.h"
#include "study/sobol.h"

/* Keeps the random words of scramblings apart from those of draws under the same seed: "scramble". */
#define SCRAMBLE_KEY UINT64_C(0x736372616D626C65)

#define WORD 4294967296.0 /* 2^32 */

/* The recurrence of Sobol 1967 in the form of Joe & Kuo 2008, eq. (3.6), on fractions of 32 bits. */
void cw_sobol_directions(uint32_t out[CW_SOBOL_BITS], size_t dimension)
{
    const cw_sobol_start *start = &cw_sobol_starts[dimension];
    size_t degree = start->degree;
    for (size_t k = 0; k < CW_SOBOL_BITS; k++) {
        if (degree == 0 || k < degree) {
            uint32_t first = degree == 0 ? 1 : start->first[k];
            out[k] = first << (CW_SOBOL_BITS - 1 - k);
            continue;
        }
        out[k] = out[k - degree] ^ (out[k - degree] >> degree);
        for (size_t i = 1; i < degree; i++)
            if ((start->inner >> (degree - 1 - i) & 1) != 0)
                out[k] ^= out[k - i];
    }
}

static uint32_t random_word(const cw_sobol_sequence *sequence, size_t dimension, size_t place)
{
    uint32_t stream = (uint32_t)(dimension * 2 * CW_SOBOL_BITS + place);
    return (uint32_t)(cw_random_uniform(sequence->key, sequence->replicate, stream) * WORD);
}

static uint32_t parity(uint32_t bits)
{
    for (int half = CW_SOBOL_BITS / 2; half > 0; half /= 2)
        bits ^= bits >> half;
    return bits & 1;
}

/* Row r of the matrix: its own digit, and each higher one by the toss of a coin. */
static void scramble(cw_sobol_sequence *sequence, size_t dimension)
{
    uint32_t plain[CW_SOBOL_BITS];
    uint32_t *directions = sequence->directions[dimension];
    cw_sobol_directions(plain, dimension);
    for (size_t k = 0; k < CW_SOBOL_BITS; k++)
        directions[k] = 0;
    for (size_t r = 0; r < CW_SOBOL_BITS; r++) {
        uint32_t own = UINT32_C(1) << (CW_SOBOL_BITS - 1 - r);
        uint32_t higher = ~(own | (own - 1));
        uint32_t row = own | (random_word(sequence, dimension, r) & higher);
        for (size_t k = 0; k < CW_SOBOL_BITS; k++)
            directions[k] |= parity(plain[k] & row) << (CW_SOBOL_BITS - 1 - r);
    }
    sequence->point[dimension] = random_word(sequence, dimension, CW_SOBOL_BITS);
}

static size_t tabulated(const cw_sobol_sequence *sequence)
{
    return sequence->dimensions < CW_SOBOL_DIMENSIONS ? sequence->dimensions : CW_SOBOL_DIMENSIONS;
}

cw_status cw_sobol_allocate(cw_sobol_sequence *out, cw_context *context, size_t dimensions)
{
    *out = (cw_sobol_sequence){.dimensions = dimensions};
    out->directions = cw_allocate(context, tabulated(out), sizeof *out->directions);
    out->point = cw_allocate(context, tabulated(out), sizeof *out->point);
    if (out->directions != NULL && out->point != NULL)
        return CW_OK;
    cw_sobol_free(out, context);
    return CW_ERROR_MEMORY;
}

void cw_sobol_free(cw_sobol_sequence *sequence, cw_context *context)
{
    cw_release(context, sequence->directions);
    cw_release(context, sequence->point);
    *sequence = (cw_sobol_sequence){0};
}

void cw_sobol_begin(cw_sobol_sequence *sequence, uint64_t seed, uint64_t replicate)
{
    sequence->key = seed ^ SCRAMBLE_KEY;
    sequence->replicate = replicate;
    sequence->index = 0;
    for (size_t d = 0; d < tabulated(sequence); d++)
        scramble(sequence, d);
}

/* The place of the lowest zero of `index`: the digit that changes next in Gray's code (Antonov &
 * Saleev 1979). */
static size_t next_digit(uint32_t index)
{
    size_t digit = 0;
    for (; (index & 1) != 0; index >>= 1)
        digit++;
    return digit < CW_SOBOL_BITS ? digit : CW_SOBOL_BITS - 1;
}

void cw_sobol_next(double *out, cw_sobol_sequence *sequence)
{
    size_t digit = next_digit(sequence->index);
    for (size_t d = 0; d < tabulated(sequence); d++) {
        out[d] = ((double)sequence->point[d] + 0.5) / WORD;
        sequence->point[d] ^= sequence->directions[d][digit];
    }
    /* The high half of the counter keeps these apart from the words of the scramblings. */
    uint64_t draw = (sequence->replicate + 1) << CW_SOBOL_BITS | sequence->index;
    for (size_t d = tabulated(sequence); d < sequence->dimensions; d++)
        out[d] = cw_random_uniform(sequence->key, draw, (uint32_t)d);
    sequence->index++;
}
