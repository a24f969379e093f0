/* Reading UTF-8 one character at a time. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a byte that belongs to no well-formed sequence is read as. No character has this number. */
#define CW_UTF8_MALFORMED UINT32_C(0xFFFFFFFF)

/* U+FFFD, the replacement character, as bytes. */
#define CW_UTF8_REPLACEMENT "\xEF\xBF\xBD"

/* Reads the character at the start of `bytes` (length >= 1) into *character and returns how many
 * bytes it takes, 1 to 4. Of a malformed sequence one byte is taken, as CW_UTF8_MALFORMED. */
size_t cw_utf8_decode(uint32_t *character, const char *bytes, size_t length);

/* Bytes that the first `characters` characters of `bytes` take; `length` where there are fewer. */
size_t cw_utf8_prefix(const char *bytes, size_t length, size_t characters);

/* Whether a terminal could be driven, or a reader misled, by this character: C0 and C1 controls,
 * DEL, line and paragraph separators, and the controls that reorder text (U+202A to U+202E,
 * U+2066 to U+2069; Boucher & Anderson 2023, "Trojan Source"). */
bool cw_utf8_is_control(uint32_t character);

#endif
