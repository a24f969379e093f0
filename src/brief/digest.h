/* SHA-256 (FIPS 180-4) in base64, as Content-Security-Policy wants it. */
#ifndef COUNTERWEIGHT_BRIEF_DIGEST_H
#define COUNTERWEIGHT_BRIEF_DIGEST_H

#include <stddef.h>

/* 44 characters and a NUL. */
#define CW_DIGEST_TEXT_BYTES 45

/* The base64 of the SHA-256 digest of `length` bytes. Pure, thread-safe; cost O(length). */
void cw_digest_text(char out[CW_DIGEST_TEXT_BYTES], const char *bytes, size_t length);

#endif
