/* The experiment at its edges: bodies too large, many decisions, venues that are only sometimes open,
 * figures that do not exist. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "counterweight/study.h"
#include "study/summary.h"
#include "support/assert_close.h"
#include "support/read_dossier.h"

#define TEXT_BYTES 40000

typedef struct writer {
    char text[TEXT_BYTES];
    size_t length;
} writer;

static void write_text(writer *out, const char *part)
{
    int added = snprintf(out->text + out->length, TEXT_BYTES - out->length, "%s", part);
    assert_true(added >= 0 && (size_t)added < TEXT_BYTES - out->length);
    out->length += (size_t)added;
}

static const char *const head = "counterweight: 1\ntitle: test\nas_of: 2022-05-24\n";

static bool is_number(double value)
{
    return !isnan(value);
}

typedef struct run {
    cw_context context;
    cw_dossier *dossier;
    cw_study *study;
} run;

static void begin(run *out, const char *text)
{
    cw_study_options options = CW_STUDY_OPTIONS_INIT;
    options.draws = 100;
    *out = (run){0};
    cw_context_init(&out->context);
    out->dossier = read_dossier(&out->context, text);
    assert_int_equal(cw_study_run(&out->study, &out->context, out->dossier, &options), CW_OK);
}

static void end(run *done)
{
    cw_study_free(done->study);
    cw_dossier_free(done->dossier);
}

/* A large assembly under a rule of two columns and a veto, its formality given, beside a small
 * forum. The weights are small numbers, so that its power is soon counted. */
static void write_assembly(writer *out, size_t members, const char *rule)
{
    char line[120];
    write_text(out, head);
    write_text(out, "question: {state: S0, against: S1, forum: small, issue: stake}\nstates:\n");
    for (size_t m = 0; m < members; m++) {
        (void)snprintf(line, sizeof line, "  S%zu: {name: State %zu, capability: %zu}\n", m, m,
                       m + 1);
        write_text(out, line);
    }
    write_text(out, "forums:\n  assembly:\n    name: Assembly\n    members:\n");
    for (size_t m = 0; m < members; m++) {
        (void)snprintf(line, sizeof line,
                       "      - {state: S%zu, weights: {votes: %zu, people: %zu}}\n", m, m % 3 + 1,
                       m % 5 + 1);
        write_text(out, line);
    }
    write_text(out, rule);
    write_text(out,
               "  small: {name: Small, members: [{states: [S0, S1]}], rule: consensus, "
               "bypass_cost: 5}\n"
               "issues:\n  stake: {question: how much?, scale: {0: none, 100: all}, status_quo: "
               "40, positions: {S0: 10, S1: 90, others: [20, 60]}, salience: {others: 0.5}}\n"
               "ties: [{of: S0, on: S1, dependence: [0, 40]}]\n"
               "what_ifs: {free: {title: free, changes: [{bypass_cost: small, is: 0}]}}\n");
}

/* What cannot be computed for one forum is said of that forum; the others are studied. */
static void a_large_body_does_not_end_the_study(void **state)
{
    static writer text;
    run done;
    (void)state;
    text = (writer){0};
    write_assembly(&text, 40,
                   "    rule: {all: [{weight: votes, quota: 60%}, {weight: people, quota: 55%}, "
                   "{veto: [S1]}]}\n    formality: 0.5\n");
    begin(&done, text.text);
    for (size_t c = 0; c < done.study->case_count; c++) {
        const cw_venue_result *large = &done.study->cases[c].venues[0];
        const cw_venue_result *small = &done.study->cases[c].venues[1];
        assert_int_equal(large->forum, 0);
        assert_int_equal(large->open, done.study->cases[c].forums[0].power_known);
        assert_true(large->beyond_reach != large->open);
        assert_true(small->open);
        assert_false(small->beyond_reach);
        assert_true(is_number(small->gain.median));
    }
    end(&done);
}

/* More members than a table seats. */
static void a_body_beyond_any_table(void **state)
{
    static writer text;
    run done;
    (void)state;
    text = (writer){0};
    write_assembly(&text, CW_VOTERS_MAX + 10, "    rule: majority\n");
    begin(&done, text.text);
    assert_false(done.study->cases[0].venues[0].open);
    assert_true(done.study->cases[0].venues[0].beyond_reach);
    assert_true(done.study->cases[0].venues[1].open);
    end(&done);
}

static const char *const two_states =
    "states:\n  A: {name: A, capability: 1}\n  B: {name: B, capability: 2}\n"
    "forums: {forum: {name: Forum, members: [{states: [A, B]}], rule: consensus, bypass_cost: 5}}\n"
    "issues:\n  stake: {question: how much?, scale: {0: none, 100: all}, status_quo: 0, positions: "
    "{A: 100, B: 100}, salience: {others: 1}}\n";

static void write_decisions(writer *out, size_t from, size_t after)
{
    char line[80];
    for (size_t k = from; k < after; k++) {
        (void)snprintf(line, sizeof line, "%s{decided: {forum: forum, issue: stake, outcome: %zu}}",
                       k == from ? "" : ", ", k);
        write_text(out, line);
    }
}

/* Two operations that hang on 80 different decisions between them, all of which are taken; and one
 * that hangs on more than there is room for, so that it stays unknown. */
static void many_decisions(void **state)
{
    static writer text;
    run done;
    (void)state;
    text = (writer){0};
    write_text(&text, head);
    write_text(&text, two_states);
    write_text(&text, "operations:\n  one: {title: One, forum: forum, deploy: {all: [");
    write_decisions(&text, 1, 41);
    write_text(&text, "]}}\n  two: {title: Two, forum: forum, deploy: {all: [");
    write_decisions(&text, 41, 81);
    write_text(&text, "]}}\n  three: {title: Three, forum: forum, deploy: {all: [");
    write_decisions(&text, 1, 81);
    write_text(&text, "]}}\n");
    begin(&done, text.text);
    for (size_t m = 0; m < done.study->cases[0].mandate_count; m++) {
        const cw_mandate_result *found = &done.study->cases[0].mandates[m];
        assert_int_equal(found->at_modes, found->operation == 2 ? CW_UNKNOWN : CW_TRUE);
        assert_close(found->allowed.value, found->operation == 2 ? 0.0 : 1.0, 0.0);
        assert_close(found->unknown.value, found->operation == 2 ? 1.0 : 0.0, 0.0);
    }
    end(&done);
}

/* Nobody presses: there is no gain, and so no threat to go around the forum either. */
static void without_a_presser_there_is_no_threat(void **state)
{
    static writer text;
    run done;
    (void)state;
    text = (writer){0};
    write_text(&text, head);
    write_text(&text, two_states);
    begin(&done, text.text);
    const cw_venue_result *found = &done.study->cases[0].venues[0];
    assert_true(found->open);
    assert_true(isnan(found->gain.median));
    assert_true(isnan(found->threat_binds.value));
    assert_true(isnan(found->bypassed.value));
    assert_close(found->decides.value, 1.0, 0.0);
    assert_int_equal(done.study->headline, CW_NONE);
    end(&done);
}

/* The forum is empty in the base case and filled by a what-if, and the other way round. */
static const char *const opening =
    "question: {state: A, against: B, forum: forum, issue: stake}\n"
    "states:\n  A: {name: A, capability: 1}\n  B: {name: B, capability: 2}\n"
    "  C: {name: C, capability: 2}\n"
    "forums:\n  forum: {name: Forum, members: [{states: [A, B]}], rule: consensus, bypass_cost: "
    "5}\n"
    "  new: {name: New, members: [{state: C}], rule: consensus, bypass_cost: 5}\n"
    "issues:\n  stake: {question: how much?, scale: {0: none, 100: all}, status_quo: 40, "
    "positions: "
    "{A: 10, B: 90}, salience: {others: 1}}\n"
    "ties: [{of: A, on: B, dependence: [0, 40]}]\n"
    "what_ifs:\n  opens: {title: opens, changes: [{join: new, states: [A]}, {leave: forum, states: "
    "[A, B]}]}\n"
    "claims:\n"
    "  closed: {text: closed, test: {measure: gain, forum: new, is: above, than: 0}}\n"
    "  power: {text: none, test: {measure: shapley_shubik, forum: forum, what_if: opens, is: "
    "equal, "
    "than: 0}}\n";

static void what_ifs_open_and_close_venues(void **state)
{
    static writer text;
    run done;
    (void)state;
    text = (writer){0};
    write_text(&text, head);
    write_text(&text, opening);
    begin(&done, text.text);
    const cw_case_result *base = &done.study->cases[0];
    const cw_case_result *opens = &done.study->cases[1];
    assert_true(base->venues[0].open && !base->venues[1].open);
    assert_true(!opens->venues[0].open && opens->venues[1].open);
    assert_false(base->venues[1].beyond_reach);
    assert_true(is_number(opens->venues[1].gain.median));
    assert_true(isnan(opens->venues[1].gain_change.median));
    assert_true(isnan(opens->venues[1].gain_rises.value));
    assert_int_equal(done.study->claims[0].verdict, CW_VERDICT_UNTESTABLE);
    assert_int_equal(done.study->claims[1].verdict, CW_VERDICT_UNTESTABLE);
    end(&done);
}

/* What is drawn for many issues, in several blocks, is what one issue alone would give. */
static void blocks_do_not_show(void **state)
{
    static writer text;
    run done;
    char line[200];
    (void)state;
    text = (writer){0};
    write_text(&text, head);
    write_text(&text,
               "question: {state: A, against: B, forum: forum, issue: i7}\nstates:\n"
               "  A: {name: A, capability: 1}\n  B: {name: B, capability: 2}\n  C: {name: C, "
               "capability: 1}\n"
               "forums: {forum: {name: Forum, members: [{states: [A, B, C]}], rule: consensus, "
               "bypass_cost: 5}}\n"
               "ties: [{of: A, on: B, dependence: [0, 40]}]\n"
               "what_ifs: {free: {title: free, changes: [{bypass_cost: forum, is: 0}]}}\n"
               "issues:\n");
    for (size_t i = 0; i < 40; i++) {
        (void)snprintf(
            line, sizeof line,
            "  i%zu: {question: q, scale: {0: a, 100: b}, status_quo: 40, positions: {A: "
            "10, B: 90, C: 40}, salience: {others: 1}}\n",
            i);
        write_text(&text, line);
    }
    begin(&done, text.text);
    cw_study_free(done.study);
    cw_study_options options = CW_STUDY_OPTIONS_INIT;
    options.draws = 10000;
    assert_int_equal(cw_study_run(&done.study, &done.context, done.dossier, &options), CW_OK);
    for (size_t c = 0; c < 2; c++)
        for (size_t i = 1; i < 40; i++) {
            const cw_venue_result *one = &done.study->cases[c].venues[i];
            const cw_venue_result *first = &done.study->cases[c].venues[0];
            assert_int_equal(one->issue, i);
            assert_true(one->gain.mean == first->gain.mean);
            assert_true(one->gain_change.mean == first->gain_change.mean);
        }
    assert_int_equal(done.study->headline, 7);
    assert_int_equal(done.study->driver_count, 1);
    assert_true(is_number(done.study->drivers[0].rank_correlation));
    end(&done);
}

/* Figures that are missing in some draws are left out, and do not stop the ranking from ending. */
static void correlations_leave_out_what_is_missing(void **state)
{
    const double x[6] = {1, 2, NAN, 4, 5, 9};
    const double y[6] = {2, 4, 6, 8, NAN, 18};
    cw_ranked order[6];
    double rank_x[6];
    double rank_y[6];
    (void)state;
    assert_close(cw_correlation(x, y, 6), 1.0, 1e-12);
    assert_close(cw_rank_correlation(x, y, 6, order, rank_x, rank_y), 1.0, 1e-12);
    assert_true(isnan(cw_rank_correlation(x, y, 3, order, rank_x, rank_y)));
}

/* Under a rule with a `not` a member's power can be below 0; its weight cannot. */
static void members_who_spoil_have_no_weight(void **state)
{
    static writer text;
    run done;
    (void)state;
    text = (writer){0};
    write_text(&text, head);
    write_text(&text,
               "question: {state: A, against: B, forum: forum, issue: stake}\nstates:\n"
               "  A: {name: A, capability: 1}\n  B: {name: B, capability: 2}\n"
               "  C: {name: C, capability: 1}\n"
               "forums:\n  forum:\n    name: Forum\n    members: [{state: A, weights: {votes: 1, "
               "spoil: 0}}, {state: B, weights: {votes: 1, spoil: 0}}, {state: C, weights: {votes: "
               "0, spoil: 1}}]\n    rule: {all: [{weight: votes, quota: 1}, {not: {weight: spoil, "
               "quota: 1}}]}\n    formality: 1\n"
               "issues:\n  stake: {question: q, scale: {0: a, 100: b}, status_quo: 40, positions: "
               "{A: 10, B: 90, C: 40}, salience: {others: 1}}\n");
    begin(&done, text.text);
    const cw_venue_result *found = &done.study->cases[0].venues[0];
    assert_true(found->open);
    assert_true(is_number(found->gain.median));
    for (size_t p = 0; p < found->participant_count; p++)
        assert_true(found->participants[p].weight >= 0.0);
    end(&done);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_large_body_does_not_end_the_study),
        cmocka_unit_test(a_body_beyond_any_table),
        cmocka_unit_test(many_decisions),
        cmocka_unit_test(without_a_presser_there_is_no_threat),
        cmocka_unit_test(what_ifs_open_and_close_venues),
        cmocka_unit_test(blocks_do_not_show),
        cmocka_unit_test(members_who_spoil_have_no_weight),
        cmocka_unit_test(correlations_leave_out_what_is_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
