/* The inner loops of coalition counting: one run of cells of a distribution gains a member.
 *
 * Cells are 64 bits: whole numbers or doubles. Every variant gives the same bytes; which one runs
 * depends on the processor alone. */
#ifndef CW_VOTING_KERNELS_H
#define CW_VOTING_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/* What counting is done in, and what one member's yes and no are worth. */
typedef struct cw_ring {
    uint64_t modulus; /* prime; 0: 2^64 */
    unsigned bits;    /* modulus = 2^bits - fold, for multiply */
    uint64_t fold;
    uint64_t factor; /* a yes, below 2^(64 - bits) - 1 */
    double stay;     /* a no, 1 in odds */
    double move;     /* a yes */
} cw_ring;

/* to[k] becomes what `to[k]` without the member and `from[k]` with it make together. The two runs
 * do not overlap. */
typedef void cw_block(void *to, const void *from, size_t cells, const cw_ring *ring);

typedef struct cw_kernels {
    cw_block *add;      /* to += from, modulo 2^64 */
    cw_block *add_mod;  /* to += from, modulo a prime below 2^63; cells below the modulus */
    cw_block *multiply; /* to += factor from, modulo 2^bits - fold; cells only partly reduced: below
                           2^bits + 2^(64 - bits) fold */
    cw_block *odds;     /* to += move from, in doubles */
    cw_block *chance;   /* to = stay to + move from, in doubles */
} cw_kernels;

/* The variants, from the plainest to the widest; NULL for one that this processor lacks. Static. */
#define CW_KERNEL_VARIANTS ((size_t)3)
const cw_kernels *cw_kernels_variant(size_t variant);

/* The widest that this processor has. Static. */
const cw_kernels *cw_kernels_here(void);

#endif
