#include "brief/digest.h"

#include "counterweight/base/digest.h"

#include "brief/base64.h"

/* A digest has ten groups of three bytes and one of two. */
void cw_digest_text(char out[CW_DIGEST_TEXT_BYTES], const char *bytes, size_t length)
{
    cw_digest digest = cw_digest_of(bytes, length);
    for (size_t at = 0; at < sizeof digest.bytes; at += 3) {
        out = cw_base64_group(out, digest.bytes + at, sizeof digest.bytes - at);
    }
    *out = '\0';
}
