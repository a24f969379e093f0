#include "base/utf8.h"

#include "counterweight/base/text.h"

/* Table 3-7 of the Unicode Standard: for the lead bytes from `first` to `last`, the length of the
 * sequence and the bounds of its second byte. All later bytes are 80..BF. The bounds keep out
 * overlong forms, surrogates and what lies beyond U+10FFFF. */
typedef struct lead_range {
    unsigned char first, last, length, second_low, second_high;
} lead_range;

static const lead_range lead_ranges[] = {
    {0xC2, 0xDF, 2, 0x80, 0xBF}, {0xE0, 0xE0, 3, 0xA0, 0xBF}, {0xE1, 0xEC, 3, 0x80, 0xBF},
    {0xED, 0xED, 3, 0x80, 0x9F}, {0xEE, 0xEF, 3, 0x80, 0xBF}, {0xF0, 0xF0, 4, 0x90, 0xBF},
    {0xF1, 0xF3, 4, 0x80, 0xBF}, {0xF4, 0xF4, 4, 0x80, 0x8F},
};

static const lead_range *find_lead(unsigned char lead)
{
    for (size_t i = 0; i < sizeof lead_ranges / sizeof lead_ranges[0]; i++)
        if (lead >= lead_ranges[i].first && lead <= lead_ranges[i].last)
            return &lead_ranges[i];
    return NULL;
}

static bool continues(const lead_range *range, const char *bytes, size_t length)
{
    if (length < range->length)
        return false;
    unsigned char second = (unsigned char)bytes[1];
    if (second < range->second_low || second > range->second_high)
        return false;
    for (size_t i = 2; i < range->length; i++)
        if (((unsigned char)bytes[i] & 0xC0) != 0x80)
            return false;
    return true;
}

size_t cw_utf8_decode(uint32_t *character, const char *bytes, size_t length)
{
    unsigned char lead = (unsigned char)bytes[0];
    if (lead < 0x80) {
        *character = lead;
        return 1;
    }
    const lead_range *range = find_lead(lead);
    if (!range || !continues(range, bytes, length)) {
        *character = CW_UTF8_MALFORMED;
        return 1;
    }
    uint32_t value = lead & (0x7Fu >> range->length);
    for (size_t i = 1; i < range->length; i++)
        value = value << 6 | ((unsigned char)bytes[i] & 0x3Fu);
    *character = value;
    return range->length;
}

size_t cw_utf8_prefix(const char *bytes, size_t length, size_t characters)
{
    size_t offset = 0;
    uint32_t character;
    while (characters > 0 && offset < length) {
        offset += cw_utf8_decode(&character, bytes + offset, length - offset);
        characters--;
    }
    return offset;
}

bool cw_utf8_is_control(uint32_t character)
{
    return character < 0x20 || (character >= 0x7F && character < 0xA0) ||
           (character >= 0x2028 && character <= 0x202E) ||
           (character >= 0x2066 && character <= 0x2069);
}

bool cw_utf8_is_valid(const char *bytes, size_t length, size_t *offset)
{
    uint32_t character;
    for (size_t i = 0; i < length;) {
        size_t taken = cw_utf8_decode(&character, bytes + i, length - i);
        if (character == CW_UTF8_MALFORMED) {
            if (offset)
                *offset = i;
            return false;
        }
        i += taken;
    }
    return true;
}
