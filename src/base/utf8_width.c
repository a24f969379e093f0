#include "base/utf8_width.h"

#include "base/utf8.h"
#include "counterweight/base/text.h"

static bool is_in(const cw_character_range *ranges, size_t count, uint32_t character)
{
    size_t low = 0;
    while (low < count) {
        size_t middle = low + (count - low) / 2;
        if (character > ranges[middle].last)
            low = middle + 1;
        else if (character < ranges[middle].first)
            count = middle;
        else
            return true;
    }
    return false;
}

static size_t character_width(uint32_t character)
{
    if (character < cw_zero_width_ranges[0].first || character == CW_UTF8_MALFORMED)
        return 1;
    if (is_in(cw_zero_width_ranges, cw_zero_width_range_count, character))
        return 0;
    return is_in(cw_double_width_ranges, cw_double_width_range_count, character) ? 2 : 1;
}

size_t cw_utf8_width(const char *bytes, size_t length)
{
    size_t width = 0;
    uint32_t character;
    for (size_t i = 0; i < length;) {
        i += cw_utf8_decode(&character, bytes + i, length - i);
        width += character_width(character);
    }
    return width;
}
