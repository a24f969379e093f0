/* The answer: one sentence with its figure, then what a reader in a hurry must know beside it. */
#include <math.h>

#include "brief/findings.h"
#include "brief/words.h"

/* A change smaller than this is shown as 0.0. */
#define SHOWN_AS_ZERO 0.05

/* Of the other forums so many are named with their gain. */
#define ELSEWHERE_NAMED 5

/* "Taking 'Do troops fight?' to the CSTO" */
static void taking_it_there(cw_document *document, const cw_venue_result *venue)
{
    cw_text *say = &document->words;
    cw_text_append(say, "Taking '");
    cw_text_append(say, cw_document_issue(document, venue)->question);
    cw_text_append(say, "' to ");
    cw_words_forum(say, document->dossier, venue->forum);
}

/* " gains Belarus 4.2 points of 100 (80% interval 0.0 to 15.1) over settling it with Russia alone" */
static void gain_in_words(cw_document *document, const cw_venue_result *venue)
{
    cw_text *say = &document->words;
    const cw_summary *gain = &venue->gain;
    const char *state =
        cw_words_state(document->dossier, cw_document_issue(document, venue)->state);
    bool nothing = fabs(gain->median) < SHOWN_AS_ZERO;
    cw_text_append(say, nothing            ? " makes no difference to "
                        : gain->median > 0 ? " gains "
                                           : " costs ");
    cw_text_append(say, state);
    if (nothing) {
        cw_text_append(say, gain->constant ? "" : " in the middle draw");
    } else {
        cw_text_append(say, " ");
        cw_text_append_fixed(say, fabs(gain->median), 1);
        cw_text_append(say, " points of 100");
    }
    if (!gain->constant) {
        cw_text_append(say, gain->median >= SHOWN_AS_ZERO ? " (80% interval "
                                                          : " (80% interval of the gain ");
        cw_words_range(say, gain->low80, gain->high80);
        cw_text_append(say, ")");
    }
    cw_text_append(say, gain->median >= SHOWN_AS_ZERO ? " over" : " compared with");
    cw_text_append(say, " settling it with ");
    cw_text_append(say,
                   cw_words_state(document->dossier, cw_document_issue(document, venue)->against));
    cw_text_append(say, " alone");
}

/* "; it gains at all in 63% of draws." */
static void how_often(cw_text *say, const cw_venue_result *venue)
{
    if (venue->gain.constant) {
        cw_text_append(say, "; every draw gives the same.");
        return;
    }
    cw_text_append(say, "; it gains at all ");
    cw_words_in_draws(say, venue->gain_positive.value);
    cw_text_append(say, ".");
}

/* "Russia's threat to go around the forum binds in 71% of draws and is carried out in 12%." */
static void the_threat(cw_document *document, const cw_venue_result *venue)
{
    cw_text *say = &document->words;
    double binds = venue->threat_binds.value;
    double bypassed = venue->bypassed.value;
    cw_text_append(say, " ");
    cw_words_possessive(say, document->dossier, cw_document_issue(document, venue)->against);
    cw_text_append(say, " threat to go around the forum ");
    if (binds <= 0.0 && bypassed <= 0.0) {
        cw_text_append(say, "never binds.");
        return;
    }
    cw_text_append(say, "binds ");
    cw_words_in_draws(say, binds);
    if (bypassed <= 0.0) {
        cw_text_append(say, " and is never carried out.");
        return;
    }
    cw_text_append(say, " and is carried out in ");
    if (bypassed >= 1.0) {
        cw_text_append(say, "all.");
    } else {
        cw_words_probability(say, bypassed);
        cw_text_append(say, ".");
    }
}

static void no_gain_to_tell(cw_document *document, const cw_venue_result *venue)
{
    cw_text *say = &document->words;
    taking_it_there(document, venue);
    cw_text_append(say, " ends at ");
    cw_text_append_fixed(say, venue->settled.median, 1);
    cw_text_append(say, " of 100");
    cw_words_interval(say, &venue->settled);
    cw_text_append(say, ". What that gains cannot be said: not both sides have a position on it.");
}

/* What a dossier that asks about no one state is about. */
static void what_is_described(cw_document *document)
{
    cw_text *say = &document->words;
    const cw_dossier *dossier = document->dossier;
    cw_text_append(say, "This dossier asks about no one state; it describes ");
    cw_words_count(say, dossier->forum_count, "forum", "forums");
    cw_text_append(say, " and ");
    cw_words_count(say, dossier->issue_count, "issue", "issues");
    cw_text_append(say, " as they are on ");
    cw_words_date(say, dossier->as_of);
    cw_text_append(say, ".");
}

static void nothing_to_tell(cw_document *document)
{
    cw_text *say = &document->words;
    const cw_dossier *dossier = document->dossier;
    if (!dossier->question.asked) {
        what_is_described(document);
        return;
    }
    cw_text_append(say, "There is no gain to report: no issue of this dossier can be taken to ");
    cw_words_forum(say, dossier, dossier->question.forum);
    cw_text_append(say, " by ");
    cw_text_append(say, cw_words_state(dossier, dossier->question.state));
    cw_text_append(say, ".");
}

static void closed_in_base_case(cw_document *document, const cw_venue_result *venue)
{
    cw_text *say = &document->words;
    const cw_study *study = document->study;
    taking_it_there(document, venue);
    cw_text_append(say, " is not possible on ");
    cw_words_date(say, study->cases[0].built->date);
    cw_text_append(say, " (");
    cw_text_append(say, cw_words_why_closed(&study->cases[0], venue));
    cw_text_append(say, "), so there is no gain to report.");
}

static void write_answer(cw_document *document, const cw_venue_result *venue)
{
    cw_text *say = &document->words;
    if (venue == NULL) {
        nothing_to_tell(document);
    } else if (!venue->open) {
        closed_in_base_case(document, venue);
    } else if (isnan(venue->gain.median)) {
        no_gain_to_tell(document, venue);
    } else {
        taking_it_there(document, venue);
        gain_in_words(document, venue);
        how_often(say, venue);
        the_threat(document, venue);
    }
    document->findings->answer = cw_document_take(document);
}

static void key_figure(cw_document *document, const char *figure, const char *unit,
                       const char *label)
{
    cw_findings *findings = document->findings;
    if (document->status == CW_OK) {
        findings->key_figures[findings->key_figure_count++] =
            (cw_key_figure){.figure = figure, .unit = unit, .label = label};
    }
}

static void key_probability(cw_document *document, double probability, const char *label)
{
    cw_words_probability(&document->words, probability);
    key_figure(document, cw_document_take(document), "of draws", label);
}

static void write_key_figures(cw_document *document, const cw_venue_result *venue)
{
    cw_findings *findings = document->findings;
    cw_text *say = &document->words;
    findings->key_figures = cw_arena_allocate(&findings->arena, 4, sizeof *findings->key_figures);
    if (findings->key_figures == NULL) {
        document->status = CW_ERROR_MEMORY;
        return;
    }
    cw_words_number(say, venue->gain.median, 1, true);
    const char *gain = cw_document_take(document);
    cw_text_append(say, "gain of ");
    cw_text_append(say,
                   cw_words_state(document->dossier, cw_document_issue(document, venue)->state));
    if (!venue->gain.constant) {
        cw_text_append(say, "; 80% interval ");
        cw_words_range(say, venue->gain.low80, venue->gain.high80);
    }
    key_figure(document, gain, "points of 100", cw_document_take(document));
    key_probability(document, venue->gain_positive.value, "bring any gain");
    key_probability(document, venue->threat_binds.value, "feel the threat to go around the forum");
    key_probability(document, venue->bypassed.value, "leave the forum");
}

static void strong_point(cw_document *document, double point)
{
    cw_document_plain(document);
    cw_text_append_fixed(&document->words, point, 1);
    cw_document_strong(document);
}

static void say_status_quo(cw_document *document, const cw_venue_result *venue)
{
    size_t status_quo = document->study->cases[0].built->issues[venue->issue].status_quo;
    cw_text_append(&document->words, ". The status quo is ");
    cw_words_quantity_range(&document->words, &document->dossier->quantities[status_quo]);
    cw_document_cite(document, cw_quantity_source(document->dossier, status_quo));
    cw_document_say(document, CW_BLOCK_LIST, ".");
}

/* What the figures are on the scale of the issue. */
static void say_on_scale(cw_document *document, const cw_venue_result *venue)
{
    cw_text *say = &document->words;
    const cw_issue *issue = cw_document_issue(document, venue);
    bool alike = cw_words_same_on_scale(issue, venue->bilateral.median, venue->settled.median);
    cw_text_append(say, "Settled between ");
    cw_text_append(say, cw_words_state(document->dossier, issue->state));
    cw_text_append(say, " and ");
    cw_text_append(say, cw_words_state(document->dossier, issue->against));
    cw_text_append(say, " alone it ends at ");
    strong_point(document, venue->bilateral.median);
    if (!alike) {
        cw_text_append(say, ", ");
        cw_words_on_scale(say, issue, venue->bilateral.median);
        cw_text_append(say, ";");
    }
    cw_text_append(say, alike ? ", through the forum at " : " through the forum at ");
    strong_point(document, venue->settled.median);
    cw_text_append(say, alike ? ", both " : ", ");
    cw_words_on_scale(say, issue, venue->settled.median);
    say_status_quo(document, venue);
}

/* The bound on the gain that the model sets: what the hegemon pays for going around the forum. */
static void say_bound(cw_document *document, const cw_venue_result *venue)
{
    cw_text *say = &document->words;
    const cw_dossier *dossier = document->dossier;
    const cw_issue *issue = cw_document_issue(document, venue);
    size_t cost = document->study->cases[0].built->forums[venue->forum].bypass_cost;
    cw_text_append(say, "Going around the forum costs ");
    cw_text_append(say, cw_words_state(dossier, issue->against));
    if (cost == CW_NONE) {
        cw_text_append(say, " nothing in this dossier");
    } else {
        cw_text_append(say, " ");
        cw_words_quantity_range(say, &dossier->quantities[cost]);
        cw_text_append(say, " points");
        cw_document_cite(document, cw_quantity_source(dossier, cost));
    }
    cw_text_append(say, ". While the outcome lies between what the two want, ");
    cw_text_append(say, cw_words_state(dossier, issue->state));
    cw_document_say(document, CW_BLOCK_LIST, " cannot gain more than that.");
}

/* Index of the case in which the headline gain changes most in the direction of `sign`; 0: none. */
static size_t strongest_what_if(const cw_study *study, double sign)
{
    size_t strongest = 0;
    double most = SHOWN_AS_ZERO;
    for (size_t c = 1; c < study->case_count; c++) {
        const cw_venue_result *venue = cw_study_headline(study, c);
        double change = sign * venue->gain_change.median;
        if (venue->open && change > most) {
            most = change;
            strongest = c;
        }
    }
    return strongest;
}

static bool is_elsewhere(const cw_venue_result *venue, const cw_venue_result *headline)
{
    return venue != headline && venue->issue == headline->issue && venue->open &&
           !isnan(venue->gain.median);
}

/* How many of the other forums bring more than number `v`; of equals the first does. */
static size_t rank_elsewhere(const cw_case_result *base, size_t v, const cw_venue_result *headline)
{
    size_t rank = 0;
    for (size_t k = 0; k < base->venue_count; k++) {
        double more = base->venues[k].gain.median - base->venues[v].gain.median;
        rank += is_elsewhere(&base->venues[k], headline) && (more > 0.0 || (more == 0.0 && k < v));
    }
    return rank;
}

/* What the headline issue would bring in the other forums; of many, in those where it is most. */
static void say_elsewhere(cw_document *document, const cw_venue_result *headline)
{
    cw_text *say = &document->words;
    const cw_case_result *base = &document->study->cases[0];
    size_t said = 0;
    size_t others = 0;
    double least = HUGE_VAL;
    for (size_t v = 0; v < base->venue_count; v++) {
        const cw_venue_result *venue = &base->venues[v];
        if (!is_elsewhere(venue, headline)) {
            continue;
        }
        if (rank_elsewhere(base, v, headline) >= ELSEWHERE_NAMED) {
            others++;
            continue;
        }
        least = fmin(least, venue->gain.median);
        cw_text_append(say, said++ == 0 ? "Elsewhere the gain would be " : ", ");
        cw_text_append_fixed(say, venue->gain.median, 1);
        cw_text_append(say, " (");
        cw_text_append(say, document->dossier->forums[venue->forum].name);
        cw_text_append(say, ")");
    }
    if (others > 0) {
        cw_text_append(say, "; no more than ");
        cw_text_append_fixed(say, least, 1);
        cw_text_append(say, " in ");
        cw_words_count(say, others, "other forum", "other forums");
    }
    if (said > 0) {
        cw_document_say(document, CW_BLOCK_LIST, ".");
    }
}

static void say_change(cw_document *document, size_t case_index, const char *verb)
{
    cw_text *say = &document->words;
    const cw_summary *change = &cw_study_headline(document->study, case_index)->gain_change;
    cw_text_append(say, "'");
    cw_text_append(say, cw_words_case(document->study, case_index));
    cw_text_append(say, verb);
    cw_document_plain(document);
    cw_text_append_fixed(say, fabs(change->median), 1);
    cw_document_strong(document);
    cw_text_append(say, fabs(fabs(change->median) - 1.0) < SHOWN_AS_ZERO ? " point" : " points");
}

static void say_what_ifs(cw_document *document)
{
    const cw_study *study = document->study;
    cw_text *say = &document->words;
    if (study->case_count < 2) {
        return;
    }
    size_t best = strongest_what_if(study, 1.0);
    size_t worst = strongest_what_if(study, -1.0);
    cw_text_append(say, "Of ");
    cw_words_count(say, study->case_count - 1, "what-if", "what-ifs");
    if (best == 0 && worst == 0) {
        cw_document_say(document, CW_BLOCK_LIST, ", none moves the gain in the middle draw.");
        return;
    }
    cw_text_append(say, ", ");
    if (best != 0) {
        say_change(document, best, "' raises the gain most, by ");
    } else {
        cw_text_append(say, "none raises the gain");
    }
    cw_text_append(say, "; ");
    if (worst != 0) {
        say_change(document, worst, "' lowers it most, by ");
    } else {
        cw_text_append(say, "none lowers it");
    }
    cw_document_say(document, CW_BLOCK_LIST, ".");
}

static void say_driver(cw_document *document)
{
    const cw_study *study = document->study;
    cw_text *say = &document->words;
    if (study->driver_count == 0 || !(study->drivers[0].swing >= SHOWN_AS_ZERO)) {
        return;
    }
    const cw_driver *driver = &study->drivers[0];
    cw_text_append(say, "It hangs most on the ");
    cw_dossier_describe_quantity(study->dossier, driver->quantity, say);
    double share = driver->shares[CW_VARIED_GAIN].total.value;
    if (share > 0.0 && share <= 1.0) {
        cw_text_append(say, ", which has a part in ");
        cw_words_probability(say, share);
        cw_text_append(say, " of the variance of the gain");
    }
    cw_text_append(say, ": within its range (");
    cw_words_plain(say, driver->low);
    cw_text_append(say, " to ");
    cw_words_plain(say, driver->high);
    cw_text_append(say, ") it alone moves the gain by up to ");
    cw_document_plain(document);
    cw_text_append_fixed(say, driver->swing, 1);
    cw_document_strong(document);
    cw_text_append(say, " points");
    if (driver->flips) {
        cw_text_append(say, "; at ");
        cw_words_plain(say, driver->flip_at);
        cw_text_append(say, " the gain is lost or won");
    }
    cw_document_cite(document, cw_quantity_source(study->dossier, driver->quantity));
    cw_document_say(document, CW_BLOCK_LIST, ".");
}

static size_t claims_with(const cw_study *study, cw_verdict verdict)
{
    size_t count = 0;
    for (size_t i = 0; i < study->dossier->claim_count; i++) {
        count += study->claims[i].verdict == verdict ? 1 : 0;
    }
    return count;
}

/* "Of 10 claims put to the test, 7 are borne out, 1 is not and 2 depend." */
static void say_claims(cw_document *document)
{
    static const struct {
        cw_verdict verdict;
        const char *one;
        const char *many;
    } parts[] = {{CW_VERDICT_BORNE_OUT, "is borne out", "are borne out"},
                 {CW_VERDICT_NOT_BORNE_OUT, "is not borne out", "are not borne out"},
                 {CW_VERDICT_DEPENDS, "depends", "depend"}};
    cw_text *say = &document->words;
    size_t tested = 0;
    size_t kinds = 0;
    for (size_t i = 0; i < CW_COUNT(parts); i++) {
        size_t count = claims_with(document->study, parts[i].verdict);
        tested += count;
        kinds += count > 0 ? 1 : 0;
    }
    if (tested == 0) {
        return;
    }
    cw_text_append(say, "Of ");
    cw_words_count(say, tested, "claim put to the test, ", "claims put to the test, ");
    size_t said = 0;
    for (size_t i = 0; i < CW_COUNT(parts); i++) {
        size_t count = claims_with(document->study, parts[i].verdict);
        if (count > 0) {
            cw_words_between(say, said++, kinds);
            cw_words_count(say, count, parts[i].one, parts[i].many);
        }
    }
    cw_document_say(document, CW_BLOCK_LIST, ".");
}

static void say_record(cw_document *document)
{
    cw_findings_hits(document);
    if (document->words.length > 0) {
        cw_document_say(document, CW_BLOCK_LIST, ".");
    }
}

void cw_findings_answer(cw_document *document)
{
    const cw_venue_result *venue = cw_study_headline(document->study, 0);
    bool told = venue != NULL && venue->open && !isnan(venue->gain.median);
    write_answer(document, venue);
    cw_document_section(document, "answer", NULL);
    if (told) {
        write_key_figures(document, venue);
        say_on_scale(document, venue);
        say_bound(document, venue);
        say_elsewhere(document, venue);
        say_what_ifs(document);
        say_driver(document);
    } else if (!document->dossier->question.asked) {
        cw_findings_power(document);
    }
    say_claims(document);
    say_record(document);
    cw_document_say(document, CW_BLOCK_NOTE,
                    "This is what the stated assumptions imply. It does not foretell what will "
                    "happen.");
    if (document->dossier->note != NULL) {
        cw_document_say(document, CW_BLOCK_NOTE, document->dossier->note);
    }
}
