#include "brief/words.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* Points of the scale within which a figure is said to be at an anchor. */
#define CLOSE_TO_ANCHOR 2.5

/* U+FFFD in UTF-8. */
static const char replacement[3] = {'\xEF', '\xBF', '\xBD'};

/* How many bytes at `at` are one character that must not reach a terminal or a page; 0: none. */
static size_t unprintable(const unsigned char *at)
{
    if (at[0] < 0x20 || at[0] == 0x7F) {
        return 1;
    }
    if (at[0] == 0xC2 && at[1] >= 0x80 && at[1] <= 0x9F) {
        return 2; /* C1 controls: 0x9B opens an escape sequence on some terminals */
    }
    if (at[0] == 0xE2 && at[1] == 0x80 && at[2] >= 0xAA && at[2] <= 0xAE) {
        return 3; /* U+202A to U+202E, embeddings and overrides of direction */
    }
    return 0;
}

static bool is_blank(char character)
{
    return character == ' ' || (character >= '\t' && character <= '\r');
}

/* The cleaning itself, into `out`, which has room for three bytes for every byte of `words`. */
static size_t clean_into(char *out, const char *words)
{
    size_t length = 0;
    for (size_t i = 0; words[i] != '\0';) {
        size_t bad = unprintable((const unsigned char *)words + i);
        if (is_blank(words[i])) {
            if (length == 0 || out[length - 1] != ' ') {
                out[length++] = ' ';
            }
            i++;
        } else if (bad > 0) {
            memcpy(out + length, replacement, 3);
            length += 3;
            i += bad;
        } else {
            out[length++] = words[i++];
        }
    }
    return length;
}

const char *cw_words_collapse(cw_arena *arena, const char *words)
{
    size_t length = strlen(words);
    if (length > (SIZE_MAX - 1) / 3) {
        return NULL;
    }
    char *out = cw_arena_allocate(arena, 3 * length + 1, 1);
    if (out != NULL) {
        out[clean_into(out, words)] = '\0';
    }
    return out;
}

const char *cw_words_clean(cw_arena *arena, const char *words)
{
    const char *collapsed = cw_words_collapse(arena, words == NULL ? "" : words);
    if (collapsed == NULL) {
        return NULL;
    }
    size_t length = strlen(collapsed);
    size_t start = collapsed[0] == ' ' ? 1 : 0;
    size_t end = length > start && collapsed[length - 1] == ' ' ? length - 1 : length;
    return start == 0 && end == length ? collapsed
                                       : cw_arena_copy(arena, collapsed + start, end - start);
}

void cw_words_number(cw_text *out, double value, int decimals, bool show_plus)
{
    /* half of the last digit shown: what is smaller rounds to zero, which has no sign */
    double half = 0.5 * pow(10.0, -decimals);
    if (show_plus && value >= half) {
        cw_text_append(out, "+");
    }
    cw_text_append_fixed(out, value, decimals);
}

void cw_words_plain(cw_text *out, double value)
{
    if (isnan(value)) {
        cw_text_append(out, "-");
        return;
    }
    if (isfinite(value) && fabs(value) >= CW_WORDS_WRITTEN_OUT) {
        int power = (int)floor(log10(fabs(value)));
        cw_words_plain(out, value / pow(10.0, power));
        cw_text_append_format(out, "e%d", power);
        return;
    }
    int decimals = 0;
    if (value != 0.0) {
        double digits = 3.0 - floor(log10(fabs(value)));
        decimals = digits < 0.0 ? 0 : digits > 12.0 ? 12 : (int)digits;
    }
    /* leave out the digits that are zero: 40, not 40.00 */
    double scaled = round(value * pow(10.0, decimals));
    while (decimals > 0 && fmod(scaled, 10.0) == 0.0) {
        scaled /= 10.0;
        decimals--;
    }
    cw_text_append_fixed(out, value, decimals);
}

void cw_words_probability(cw_text *out, double probability)
{
    if (isnan(probability)) {
        cw_text_append(out, "-");
    } else if (probability > 0.0 && probability < 0.01) {
        cw_text_append(out, "<1%");
    } else if (probability > 0.99 && probability < 1.0) {
        cw_text_append(out, ">99%");
    } else {
        cw_text_append_fixed(out, 100.0 * probability, 0);
        cw_text_append(out, "%");
    }
}

void cw_words_in_draws(cw_text *out, double probability)
{
    if (probability <= 0.0) {
        cw_text_append(out, "in no draw");
    } else if (probability >= 1.0) {
        cw_text_append(out, "in every draw");
    } else if (probability < 0.01) {
        cw_text_append(out, "in less than 1% of draws");
    } else if (probability > 0.99) {
        cw_text_append(out, "in more than 99% of draws");
    } else {
        cw_text_append(out, "in ");
        cw_words_probability(out, probability);
        cw_text_append(out, " of draws");
    }
}

void cw_words_whole(cw_text *out, uint64_t number)
{
    if (number >= 1000) {
        cw_words_whole(out, number / 1000);
        cw_text_append_format(out, ",%03u", (unsigned)(number % 1000));
    } else {
        cw_text_append_format(out, "%u", (unsigned)number);
    }
}

void cw_words_share(cw_text *out, double share)
{
    cw_text_append_fixed(out, 100.0 * share, 1);
    if (!isnan(share)) {
        cw_text_append(out, "%");
    }
}

void cw_words_range(cw_text *out, double low, double high)
{
    cw_text_append_fixed(out, low, 1);
    cw_text_append(out, " to ");
    cw_text_append_fixed(out, high, 1);
}

void cw_words_count(cw_text *out, size_t count, const char *one, const char *many)
{
    cw_text_append_format(out, "%zu %s", count, count == 1 ? one : many);
}

void cw_words_date(cw_text *out, cw_date date)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    char iso[CW_DATE_TEXT_BYTES];
    cw_date_format(iso, date);
    if (strlen(iso) != 10) { /* an open end: ".." */
        cw_text_append(out, iso);
        return;
    }
    int month = 10 * (iso[5] - '0') + (iso[6] - '0');
    int day = 10 * (iso[8] - '0') + (iso[9] - '0');
    cw_text_append_format(out, "%d %s %d", day, months[month - 1], cw_date_year(date));
}

void cw_words_capitalise(cw_text *text)
{
    if (text->length > 0 && text->bytes[0] >= 'a' && text->bytes[0] <= 'z') {
        text->bytes[0] = (char)(text->bytes[0] - 'a' + 'A');
    }
}

void cw_words_between(cw_text *out, size_t index, size_t count)
{
    if (index > 0) {
        cw_text_append(out, index + 1 == count ? " and " : ", ");
    }
}

void cw_words_forum(cw_text *out, const cw_dossier *dossier, size_t forum)
{
    const char *name = dossier->forums[forum].name;
    bool has_article = strncmp(name, "the ", 4) == 0 || strncmp(name, "The ", 4) == 0;
    if (strchr(name, ' ') != NULL && !has_article) {
        cw_text_append(out, "the ");
    }
    cw_text_append(out, name);
}

const char *cw_words_state(const cw_dossier *dossier, size_t state)
{
    return state == CW_NONE ? "someone" : dossier->states[state].name;
}

void cw_words_possessive(cw_text *out, const cw_dossier *dossier, size_t state)
{
    const char *name = cw_words_state(dossier, state);
    size_t length = strlen(name);
    cw_text_append(out, name);
    cw_text_append(out, length > 0 && name[length - 1] == 's' ? "'" : "'s");
}

static void anchor_words(cw_text *out, const cw_anchor *anchor)
{
    cw_text_append(out, "'");
    cw_text_append(out, anchor->words);
    cw_text_append(out, "' (");
    cw_words_plain(out, anchor->point);
    cw_text_append(out, ")");
}

/* The anchors on either side of a point; both the same where it is close to one. The first is at 0,
 * the last at 100, so there is always one on either side. */
static void find_anchors(const cw_issue *issue, double point, size_t *below, size_t *above)
{
    *below = 0;
    *above = issue->anchor_count - 1;
    for (size_t i = 0; i < issue->anchor_count; i++) {
        if (fabs(issue->anchors[i].point - point) <= CLOSE_TO_ANCHOR) {
            *below = i;
            *above = i;
            return;
        }
        if (issue->anchors[i].point <= point) {
            *below = i;
        } else if (i < *above) {
            *above = i;
        }
    }
}

void cw_words_on_scale(cw_text *out, const cw_issue *issue, double point)
{
    size_t below = 0;
    size_t above = 0;
    find_anchors(issue, point, &below, &above);
    cw_text_append(out, below == above ? "close to " : "between ");
    anchor_words(out, &issue->anchors[below]);
    if (below != above) {
        cw_text_append(out, " and ");
        anchor_words(out, &issue->anchors[above]);
    }
}

bool cw_words_same_on_scale(const cw_issue *issue, double a, double b)
{
    size_t below[2] = {0, 0};
    size_t above[2] = {0, 0};
    find_anchors(issue, a, &below[0], &above[0]);
    find_anchors(issue, b, &below[1], &above[1]);
    return below[0] == below[1] && above[0] == above[1];
}

void cw_words_quantity_range(cw_text *out, const cw_quantity *quantity)
{
    if (quantity->shape == CW_SHAPE_FIXED) {
        cw_words_plain(out, quantity->mode);
        return;
    }
    cw_words_plain(out, quantity->low);
    cw_text_append(out, " to ");
    cw_words_plain(out, quantity->high);
    if (quantity->shape != CW_SHAPE_UNIFORM) {
        cw_text_append(out, ", most likely ");
        cw_words_plain(out, quantity->mode);
    }
}

const char *cw_words_case(const cw_study *study, size_t case_index)
{
    return case_index == 0 ? "base case" : study->dossier->what_ifs[case_index - 1].title;
}

const char *cw_words_verdict(cw_verdict verdict)
{
    static const char *const names[] = {"borne out", "not borne out", "depends",  "not testable",
                                        "right",     "wrong",         "judgement"};
    return names[verdict];
}
