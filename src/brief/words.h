/* Words and figures as people read them: the one place where the brief decides how a number looks. */
#ifndef COUNTERWEIGHT_BRIEF_WORDS_H
#define COUNTERWEIGHT_BRIEF_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "counterweight/base/context.h"
#include "counterweight/base/text.h"
#include "counterweight/dossier.h"
#include "counterweight/study.h"

/* A copy of `words` in which blanks and line ends are single blanks, and control characters and
 * bidirectional overrides are U+FFFD; neither terminal nor page can be driven by them. NULL where
 * memory cannot be had. Owned by the arena. */
const char *cw_words_collapse(cw_arena *arena, const char *words);

/* The same without blanks at the ends; NULL words give "". */
const char *cw_words_clean(cw_arena *arena, const char *words);

/* 4.2; with `show_plus`, +4.2. NaN is "-". */
void cw_words_number(cw_text *out, double value, int decimals, bool show_plus);

/* From here on a number is written with a power of ten, 2.5e30: too long to stand in a column. */
#define CW_WORDS_WRITTEN_OUT 1e15

/* As many of 4 significant digits as the number needs: 0.0382, 40, 62.5. */
void cw_words_plain(cw_text *out, double value);

/* 63%, and <1% or >99% where rounding would say none or all of what is some or nearly all. */
void cw_words_probability(cw_text *out, double probability);

/* "in 63% of draws", "in no draw", "in every draw", "in less than 1% of draws". */
void cw_words_in_draws(cw_text *out, double probability);

/* 10,000 */
void cw_words_whole(cw_text *out, uint64_t number);

/* 12.3% */
void cw_words_share(cw_text *out, double share);

/* "0.0 to 15.1" */
void cw_words_range(cw_text *out, double low, double high);

/* "1 member", "6 members". */
void cw_words_count(cw_text *out, size_t count, const char *one, const char *many);

/* 24 May 2022 */
void cw_words_date(cw_text *out, cw_date date);

/* Makes the first letter of what stands in `text` a capital, where it is one of a to z. */
void cw_words_capitalise(cw_text *text);

/* Before item `index` of `count`: nothing, ", " or " and ". */
void cw_words_between(cw_text *out, size_t index, size_t count);

/* "the Collective Security Treaty Organisation", but "NATO": names of several words take an
 * article unless they bring one. */
void cw_words_forum(cw_text *out, const cw_dossier *dossier, size_t forum);

/* "Russia", "someone" for CW_NONE. */
const char *cw_words_state(const cw_dossier *dossier, size_t state);

/* "Russia's", "United States'". */
void cw_words_possessive(cw_text *out, const cw_dossier *dossier, size_t state);

/* A point of the issue's scale in its own words: "close to 'bases' (40)" within 2.5 points of an
 * anchor, else "between 'bases' (40) and 'full participation' (100)". */
void cw_words_on_scale(cw_text *out, const cw_issue *issue, double point);

/* Whether two points are the same in the words of the scale. */
bool cw_words_same_on_scale(const cw_issue *issue, double a, double b);

/* The quantity's range: "40 to 80, most likely 60", "60". */
void cw_words_quantity_range(cw_text *out, const cw_quantity *quantity);

/* "base case", or the what-if's title. */
const char *cw_words_case(const cw_study *study, size_t case_index);

/* "borne out". */
const char *cw_words_verdict(cw_verdict verdict);

#endif
