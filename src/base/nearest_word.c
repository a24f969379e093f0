#include <string.h>

#include "base/utf8.h"
#include "counterweight/base/text.h"

/* Words longer than this are no typing mistakes of each other. */
enum { LONGEST_WORD = 64 };

/* Nobody means a word that is more than this many slips of the finger away. */
enum { MOST_SLIPS = 3 };

typedef struct word_letters {
    uint32_t letters[LONGEST_WORD];
    size_t count;
} word_letters;

/* Lower case of the alphabets whose capitals stand a fixed distance before the small letters. */
static uint32_t fold_case(uint32_t character)
{
    if ((character >= 'A' && character <= 'Z') || /* Latin */
        (character >= 0xC0 && character <= 0xDE && character != 0xD7) ||
        (character >= 0x391 && character <= 0x3A9) || /* Greek */
        (character >= 0x410 && character <= 0x42F))   /* Cyrillic */
        return character + 0x20;
    if (character >= 0x400 && character <= 0x40F)
        return character + 0x50;
    return character;
}

/* False where the word is longer than LONGEST_WORD. */
static bool read_letters(word_letters *out, const char *word)
{
    size_t length = strlen(word);
    out->count = 0;
    for (size_t i = 0; i < length;) {
        if (out->count == LONGEST_WORD)
            return false;
        uint32_t character;
        i += cw_utf8_decode(&character, word + i, length - i);
        out->letters[out->count++] = fold_case(character);
    }
    return true;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The optimal string alignment distance: Damerau (1964), computed as by Wagner & Fischer (1974)
 * with swaps of neighbours that are not edited again. Three rows of the table are enough. */
static size_t alignment_distance(const word_letters *a, const word_letters *b)
{
    size_t rows[3][LONGEST_WORD + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b->count; j++)
        row[j] = j;

    for (size_t i = 1; i <= a->count; i++) {
        size_t *free_row = before;
        before = above;
        above = row;
        row = free_row;
        row[0] = i;
        for (size_t j = 1; j <= b->count; j++) {
            size_t substituted = above[j - 1] + (a->letters[i - 1] != b->letters[j - 1]);
            row[j] = smaller(substituted, smaller(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a->letters[i - 1] == b->letters[j - 2] &&
                a->letters[i - 2] == b->letters[j - 1])
                row[j] = smaller(row[j], before[j - 2] + 1);
        }
    }
    return row[b->count];
}

size_t cw_nearest_word(const char *word, const char *const *candidates, size_t count)
{
    word_letters wanted;
    if (!read_letters(&wanted, word) || wanted.count == 0)
        return CW_NONE;

    size_t nearest = CW_NONE;
    size_t bound = smaller(MOST_SLIPS, wanted.count / 3) + 1;
    for (size_t i = 0; i < count && bound > 0; i++) {
        word_letters candidate;
        if (!read_letters(&candidate, candidates[i]))
            continue;
        size_t distance = alignment_distance(&wanted, &candidate);
        if (distance < bound) {
            bound = distance;
            nearest = i;
        }
    }
    return nearest;
}
