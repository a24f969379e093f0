/* scan: is a file text at all, before any parser sees it? */
#ifndef DOSSIER_SCAN_H
#define DOSSIER_SCAN_H

#include <stddef.h>

#include "counterweight/base/diagnostic.h"
#include "counterweight/base/status.h"

/* Characters, not bytes, in `length` bytes of UTF-8. */
size_t cw_character_count(const char *bytes, size_t length);

/* How many bytes of `text` make up whole characters within its first `most` bytes. */
size_t cw_clip_to(const char *text, size_t length, size_t most);

/* How many bytes of `text` to show in a message, for printf's %.*s: at most 60, whole characters. */
int cw_clip(const char *text, size_t length);

/* Moves *bytes and *length past a byte order mark and checks what follows: valid UTF-8, no control
 * characters but tab and line ends, no line ends other than LF and CRLF. What is wrong is added to
 * `diagnostics` under the name `file`. Returns CW_OK or CW_ERROR_INPUT. Cost O(length). */
cw_status cw_scan(cw_diagnostics *diagnostics, const char *file, const char **bytes,
                  size_t *length);

#endif
