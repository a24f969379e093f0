/* SHA-256, as in FIPS 180-4 (NIST 2015), sections 4.1.2, 4.2.2, 5.1.1, 5.3.3 and 6.2. */
#include "counterweight/base/digest.h"

#include <string.h>

#define BLOCK_BYTES 64
#define ROUNDS 64

/* The first 32 bits of the fractional parts of the cube roots of the first 64 primes (4.2.2). */
static const uint32_t constants[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate(uint32_t word, unsigned bits)
{
    return word >> bits | word << (32 - bits);
}

static uint32_t read_word(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* The message schedule W (6.2.2, step 1). */
static void schedule(uint32_t w[ROUNDS], const unsigned char *block)
{
    for (size_t t = 0; t < 16; t++)
        w[t] = read_word(block + 4 * t);
    for (size_t t = 16; t < ROUNDS; t++) {
        uint32_t small0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ w[t - 15] >> 3;
        uint32_t small1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ w[t - 2] >> 10;
        w[t] = small1 + w[t - 7] + small0 + w[t - 16];
    }
}

/* One block; the working variables a to h are v[0] to v[7] (6.2.2, steps 2 to 4). */
static void compress(uint32_t state[8], const unsigned char *block)
{
    uint32_t w[ROUNDS];
    uint32_t v[8];
    schedule(w, block);
    memcpy(v, state, sizeof v);
    for (size_t t = 0; t < ROUNDS; t++) {
        uint32_t big1 = rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25);
        uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
        uint32_t t1 = v[7] + big1 + choice + constants[t] + w[t];
        uint32_t big0 = rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22);
        uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += t1;
        v[0] = t1 + big0 + majority;
    }
    for (size_t i = 0; i < 8; i++)
        state[i] += v[i];
}

void cw_digester_init(cw_digester *digester)
{
    static const uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    memcpy(digester->state, start, sizeof start);
    digester->length = 0;
}

void cw_digester_add(cw_digester *digester, const void *bytes, size_t length)
{
    const unsigned char *next = bytes;
    while (length > 0) {
        size_t held = (size_t)(digester->length % BLOCK_BYTES);
        size_t part = length < BLOCK_BYTES - held ? length : BLOCK_BYTES - held;
        memcpy(digester->block + held, next, part);
        digester->length += part;
        next += part;
        length -= part;
        if (held + part == BLOCK_BYTES)
            compress(digester->state, digester->block);
    }
}

cw_digest cw_digester_finish(cw_digester *digester)
{
    static const unsigned char padding[BLOCK_BYTES] = {0x80};
    unsigned char bits[8];
    cw_digest digest;
    for (size_t i = 0; i < sizeof bits; i++)
        bits[i] = (unsigned char)(digester->length * 8 >> (56 - 8 * i));
    size_t held = (size_t)(digester->length % BLOCK_BYTES);
    cw_digester_add(digester, padding, held < 56 ? 56 - held : 120 - held);
    cw_digester_add(digester, bits, sizeof bits);
    for (size_t i = 0; i < CW_DIGEST_BYTES; i++)
        digest.bytes[i] = (unsigned char)(digester->state[i / 4] >> (24 - 8 * (i % 4)));
    return digest;
}

cw_digest cw_digest_of(const void *bytes, size_t length)
{
    cw_digester digester;
    cw_digester_init(&digester);
    cw_digester_add(&digester, bytes, length);
    return cw_digester_finish(&digester);
}

void cw_digest_write_hex(char out[CW_DIGEST_HEX], const cw_digest *digest)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < CW_DIGEST_BYTES; i++) {
        out[2 * i] = digits[digest->bytes[i] >> 4];
        out[2 * i + 1] = digits[digest->bytes[i] & 15];
    }
    out[CW_DIGEST_HEX - 1] = '\0';
}
