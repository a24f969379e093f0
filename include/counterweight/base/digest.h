/* Digests: what a text or file is told from all others by, and damage to it found. */
#ifndef COUNTERWEIGHT_BASE_DIGEST_H
#define COUNTERWEIGHT_BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#define CW_DIGEST_BYTES 32
#define CW_DIGEST_HEX (2 * CW_DIGEST_BYTES + 1)

/* A SHA-256 digest (FIPS 180-4). */
typedef struct cw_digest {
    unsigned char bytes[CW_DIGEST_BYTES];
} cw_digest;

/* A digest being made from bytes that come in pieces. */
typedef struct cw_digester {
    uint32_t state[8];
    uint64_t length; /* bytes so far */
    unsigned char block[64];
} cw_digester;

/* Begins anew; adds `length` bytes; gives the digest of all so far, after which only
 * cw_digester_init() is allowed. How the bytes are cut into pieces makes no difference. Cost O(bytes),
 * no allocation. */
void cw_digester_init(cw_digester *digester);
void cw_digester_add(cw_digester *digester, const void *bytes, size_t length);
cw_digest cw_digester_finish(cw_digester *digester);

/* The digest of one piece. Pure. */
cw_digest cw_digest_of(const void *bytes, size_t length);

/* Writes it as 64 lower-case hexadecimal digits and a NUL. */
void cw_digest_write_hex(char out[CW_DIGEST_HEX], const cw_digest *digest);

#endif
