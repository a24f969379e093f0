/* Base 64 (RFC 4648, section 4). */
#ifndef COUNTERWEIGHT_BRIEF_BASE64_H
#define COUNTERWEIGHT_BRIEF_BASE64_H

#include <stddef.h>

/* Writes the next three bytes, or the last one or two where fewer than three are left (at least one),
 * as four characters without a NUL. Returns where the next group goes. Pure, thread-safe. */
char *cw_base64_group(char *out, const unsigned char *bytes, size_t left);

#endif
