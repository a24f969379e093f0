/* What a page computes is what a study of the same dossier gives, whatever its reader changed. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/capsule.h"
#include "counterweight/study/live.h"
#include "support/failing_allocator.h"
#include "support/read_dossier.h"

#define DRAWS 200
#define SEED CW_STUDY_DEFAULT_SEED

static const char *const text =
    "counterweight: 1\n"
    "title: test\n"
    "as_of: 2022-05-24\n"
    "question: {state: WEAK, against: STRONG, forum: forum, issue: stake}\n"
    "states:\n"
    "  STRONG: {name: Strong, capability: {value: [2, 3, 5], shape: pert}}\n"
    "  WEAK: {name: Weak, capability: 1}\n"
    "  THIRD: {name: Third, capability: 1}\n"
    "  FOURTH: {name: Fourth, capability: [1, 2]}\n"
    "forums:\n"
    "  forum: {name: Forum, members: [{states: [STRONG, WEAK, THIRD]}, {state: FOURTH, status: "
    "observer, voice: [0, 1]}], rule: consensus, bypass_cost: [5, 15, 30], agenda_power: 0.3, "
    "chair: [{state: THIRD}]}\n"
    "  bloc: {name: Bloc, members: [{states: [STRONG, WEAK, THIRD]}], rule: majority, formality: "
    "[0, 1]}\n"
    "issues:\n"
    "  stake: {question: how much?, scale: {0: none, 100: all}, status_quo: 40, positions: "
    "{STRONG: 90, WEAK: [10, 20], THIRD: [30, 40, 60], FOURTH: [0, 20]}, salience: {STRONG: 1, "
    "WEAK: 1, THIRD: [0.2, 0.5], FOURTH: 0.5}}\n"
    "ties: [{of: WEAK, on: STRONG, dependence: [0, 40]}, {of: STRONG, on: THIRD, dependence: "
    "[0, 10]}]\n"
    "what_ifs:\n"
    "  tied: {title: less dependent, changes: [{tie: WEAK, on: STRONG, by: 0.5}]}\n"
    "  ruled: {title: by two, changes: [{rule: forum, is: {count: 2}}]}\n"
    "  wider: {title: the fourth joins and chairs, changes: [{status: forum, states: [FOURTH], as: "
    "member}, {chair: forum, state: FOURTH}, {rule: forum, is: majority}]}\n"
    "  smaller: {title: the third leaves, changes: [{leave: forum, states: [THIRD]}, {rule: forum, "
    "is: {count: 2}}]}\n";

typedef struct fixture {
    cw_context context;
    cw_dossier *dossier;
    cw_live *live;
} fixture;

static cw_live *open_live(cw_context *context, const cw_dossier *dossier)
{
    unsigned char *bytes;
    size_t length;
    cw_live *live = NULL;
    assert_int_equal(cw_capsule_fold(&bytes, &length, context, dossier), CW_OK);
    assert_int_equal(cw_live_open(&live, context, bytes, length), CW_OK);
    cw_release(context, bytes);
    return live;
}

static int set_up(void **state)
{
    static fixture shared;
    shared = (fixture){0};
    cw_context_init(&shared.context);
    shared.dossier = read_dossier(&shared.context, text);
    shared.live = open_live(&shared.context, shared.dossier);
    *state = &shared;
    return 0;
}

static int tear_down(void **state)
{
    fixture *shared = *state;
    cw_live_free(shared->live);
    cw_dossier_free(shared->dossier);
    return 0;
}

static void same_summary(const cw_summary *one, const cw_summary *other)
{
    assert_memory_equal(&one->mean, &other->mean, 6 * sizeof one->mean);
    assert_int_equal(one->constant, other->constant);
}

static void same_share(const cw_probability *one, const cw_probability *other)
{
    assert_memory_equal(one, other, sizeof *one);
}

static void same_venue(const cw_venue_result *one, const cw_venue_result *other)
{
    assert_int_equal(one->issue, other->issue);
    assert_int_equal(one->forum, other->forum);
    assert_int_equal(one->open, other->open);
    assert_int_equal(one->beyond_reach, other->beyond_reach);
    if (!one->open)
        return;
    assert_int_equal(one->voters, other->voters);
    same_summary(&one->bilateral, &other->bilateral);
    same_summary(&one->settled, &other->settled);
    same_summary(&one->gain, &other->gain);
    same_summary(&one->gain_change, &other->gain_change);
    same_share(&one->gain_positive, &other->gain_positive);
    same_share(&one->threat_binds, &other->threat_binds);
    same_share(&one->bypassed, &other->bypassed);
    same_share(&one->decides, &other->decides);
    same_share(&one->gain_rises, &other->gain_rises);
    assert_int_equal(one->participant_count, other->participant_count);
    for (size_t p = 0; p < one->participant_count; p++) {
        assert_int_equal(one->participants[p].state, other->participants[p].state);
        assert_memory_equal(&one->participants[p].position, &other->participants[p].position,
                            5 * sizeof(double));
    }
}

static void same_forum(const cw_forum_result *one, const cw_forum_result *other)
{
    assert_int_equal(one->member_count, other->member_count);
    assert_memory_equal(&one->concentration.hhi, &other->concentration.hhi, sizeof(double));
    assert_int_equal(one->power_known, other->power_known);
    for (size_t m = 0; m < one->member_count && one->power_known; m++) {
        assert_true(one->shapley_shubik[m] == other->shapley_shubik[m]);
        assert_true(one->banzhaf[m] == other->banzhaf[m]);
    }
}

/* Runs every pair of the study and compares with its case. */
static void same_case(cw_live *live, const cw_study *study, size_t case_index)
{
    const cw_case_result *expected = &study->cases[case_index];
    size_t count = expected->venue_count;
    size_t *issues = calloc(count, sizeof *issues);
    size_t *forums = calloc(count, sizeof *forums);
    assert_non_null(issues);
    assert_non_null(forums);
    for (size_t v = 0; v < count; v++) {
        issues[v] = expected->venues[v].issue;
        forums[v] = expected->venues[v].forum;
    }
    assert_int_equal(
        cw_live_run(live, study->options.seed, study->options.draws, issues, forums, count), CW_OK);
    for (size_t v = 0; v < count; v++) {
        same_venue(cw_live_venue(live, v), &expected->venues[v]);
        same_forum(cw_live_forum(live, forums[v]), &expected->forums[forums[v]]);
    }
    free(issues);
    free(forums);
}

static cw_study *study_of(cw_context *context, const cw_dossier *dossier)
{
    cw_study *study = NULL;
    cw_study_options options = {.seed = SEED, .draws = DRAWS, .threads = 1};
    assert_int_equal(cw_study_run(&study, context, dossier, &options), CW_OK);
    return study;
}

/* The base case and every what-if of every dossier that ships; paths in CW_TEST_DOSSIERS. */
static void every_case_of_every_dossier(void **state)
{
    (void)state;
    const char *path = getenv("CW_TEST_DOSSIERS");
    if (path == NULL)
        path = "brief/small.yaml";
    while (*path != '\0') {
        char one[1024] = {0};
        size_t length = strcspn(path, ":");
        assert_true(length > 0 && length < sizeof one);
        memcpy(one, path, length);
        cw_context context;
        cw_diagnostics diagnostics;
        cw_dossier *dossier = NULL;
        cw_context_init(&context);
        cw_diagnostics_init(&diagnostics, &context);
        assert_int_equal(cw_dossier_read(&dossier, &context, &diagnostics, one), CW_OK);
        cw_study *study = study_of(&context, dossier);
        cw_live *live = open_live(&context, dossier);
        for (size_t c = 0; c < study->case_count; c++) {
            cw_live_reset(live);
            assert_int_equal(cw_live_start(live, c == 0 ? CW_NONE : c - 1), CW_OK);
            same_case(live, study, c);
        }
        cw_live_free(live);
        cw_study_free(study);
        cw_dossier_free(dossier);
        cw_diagnostics_free(&diagnostics);
        path += length + (path[length] == ':' ? 1 : 0);
    }
}

/* A range moved here gives what the dossier with that range written gives, against what the dossier
 * as it was gave. */
static void a_moved_range_is_a_dossier_with_that_range(void **state)
{
    fixture *shared = *state;
    size_t issue = 0;
    size_t forum = 0;
    for (size_t q = 0; q < shared->dossier->quantity_count; q++) {
        cw_quantity *number = &shared->dossier->quantities[q];
        cw_quantity before = *number;
        double high =
            number->measure == CW_MEASURE_SALIENCE || number->measure >= CW_MEASURE_FORMALITY
                ? 0.75
                : 45.0;
        cw_live_reset(shared->live);
        assert_int_equal(cw_live_set_range(shared->live, q, high / 3, high / 2, high), CW_OK);
        number->low = high / 3;
        number->mode = high / 2;
        number->high = high;
        number->shape = before.shape == CW_SHAPE_PERT ? CW_SHAPE_PERT : CW_SHAPE_TRIANGULAR;
        cw_study *study = study_of(&shared->context, shared->dossier);
        assert_int_equal(cw_live_run(shared->live, SEED, DRAWS, &issue, &forum, 1), CW_OK);
        same_summary(&cw_live_venue(shared->live, 0)->gain, &study->cases[0].venues[0].gain);
        same_summary(&cw_live_venue(shared->live, 0)->settled, &study->cases[0].venues[0].settled);
        cw_study_free(study);
        *number = before;
    }
}

static void an_exact_value_and_the_written_form_are_kept(void **state)
{
    fixture *shared = *state;
    size_t issue = 0;
    size_t forum = 0;
    cw_study *study = study_of(&shared->context, shared->dossier);
    cw_live_reset(shared->live);
    for (size_t q = 0; q < shared->dossier->quantity_count; q++) {
        const cw_quantity *number = &shared->dossier->quantities[q];
        assert_int_equal(
            cw_live_set_range(shared->live, q, number->low, number->mode, number->high), CW_OK);
    }
    assert_int_equal(cw_live_run(shared->live, SEED, DRAWS, &issue, &forum, 1), CW_OK);
    same_venue(cw_live_venue(shared->live, 0), &study->cases[0].venues[0]);
    for (size_t q = 0; q < shared->dossier->quantity_count; q++)
        assert_int_equal(cw_live_set_range(shared->live, q, 0.5, 0.5, 0.5), CW_OK);
    assert_int_equal(cw_live_run(shared->live, SEED, DRAWS, &issue, &forum, 1), CW_OK);
    assert_true(cw_live_venue(shared->live, 0)->settled.constant);
    cw_study_free(study);
}

/* Changes of seats, chair and rule give what the what-if that says the same gives. */
static void edits_are_those_of_a_what_if(void **state)
{
    fixture *shared = *state;
    cw_live *live = shared->live;
    cw_study *study = study_of(&shared->context, shared->dossier);
    cw_live_reset(live);
    assert_int_equal(cw_live_set_rule(live, 0, CW_LIVE_COUNT, 2), CW_OK);
    same_case(live, study, 2);
    assert_string_equal(cw_live_case(live)->forums[0].rule_text,
                        study->cases[2].built->forums[0].rule_text);
    cw_live_reset(live);
    assert_int_equal(cw_live_set_rule(live, 0, CW_LIVE_RULE_OF_WHAT_IF, 1), CW_OK);
    same_case(live, study, 2);
    cw_live_reset(live);
    assert_int_equal(cw_live_set_seat(live, 0, 3, CW_STANDING_MEMBER), CW_OK);
    assert_int_equal(cw_live_set_chair(live, 0, 3), CW_OK);
    assert_int_equal(cw_live_set_rule(live, 0, CW_LIVE_MAJORITY, 0), CW_OK);
    same_case(live, study, 3);
    assert_string_equal(cw_live_case(live)->forums[0].rule_text,
                        study->cases[3].built->forums[0].rule_text);
    cw_live_reset(live);
    assert_int_equal(cw_live_set_rule(live, 0, CW_LIVE_COUNT, 2), CW_OK);
    assert_int_equal(cw_live_set_seat(live, 0, 2, CW_LIVE_ABSENT), CW_OK);
    same_case(live, study, 4);
    /* Out and in again, as what it is, from where a what-if left it. */
    cw_live_reset(live);
    assert_int_equal(cw_live_start(live, 2), CW_OK);
    assert_int_equal(cw_live_set_seat(live, 0, 3, CW_STANDING_MEMBER), CW_OK);
    same_case(live, study, 3);
    cw_study_free(study);
}

static void a_model_settles(void **state)
{
    fixture *shared = *state;
    size_t count;
    size_t issue = 0;
    size_t forum = 0;
    cw_study *study = study_of(&shared->context, shared->dossier);
    cw_outcome_models(&count);
    cw_live_reset(shared->live);
    for (size_t m = 0; m < count; m++) {
        assert_int_equal(cw_live_set_model(shared->live, m), CW_OK);
        assert_int_equal(cw_live_run(shared->live, SEED, DRAWS, &issue, &forum, 1), CW_OK);
        same_summary(&cw_live_venue(shared->live, 0)->settled,
                     &study->cases[0].venues[0].settlements[m]);
    }
    assert_int_equal(cw_live_set_model(shared->live, count), CW_ERROR_USAGE);
    cw_study_free(study);
}

static void what_is_no_change_is_refused(void **state)
{
    fixture *shared = *state;
    cw_live *live = shared->live;
    size_t zero = 0;
    size_t many = 99;
    cw_live_reset(live);
    const cw_dossier *dossier = cw_live_dossier(live);
    double mode = dossier->quantities[0].mode;
    assert_int_equal(cw_live_set_range(live, 0, mode, mode + 0.25, mode + 0.5), CW_OK);
    assert_ptr_equal(cw_live_dossier(live), dossier);
    assert_true(dossier->quantities[0].mode == mode);
    cw_live_reset(live);
    assert_int_equal(cw_live_start(live, 4), CW_ERROR_USAGE);
    assert_int_equal(cw_live_set_range(live, 9999, 0, 0, 0), CW_ERROR_USAGE);
    assert_int_equal(cw_live_set_range(live, 0, 2, 1, 3), CW_ERROR_USAGE);
    assert_int_equal(cw_live_set_range(live, 0, -1, 1, 3), CW_ERROR_USAGE);
    assert_int_equal(cw_live_set_range(live, 0, (double)NAN, 1, 3), CW_ERROR_USAGE);
    assert_int_equal(cw_live_set_range(live, 0, 0, 1, (double)INFINITY), CW_ERROR_USAGE);
    assert_int_equal(cw_live_set_seat(live, 0, 99, 0), CW_ERROR_USAGE);
    assert_int_equal(cw_live_set_seat(live, 99, 0, 0), CW_ERROR_USAGE);
    assert_int_equal(cw_live_set_seat(live, 0, 0, 4), CW_ERROR_USAGE);
    assert_int_equal(cw_live_set_chair(live, 0, CW_NONE), CW_ERROR_USAGE);
    assert_int_equal(cw_live_set_rule(live, 0, CW_LIVE_COUNT, 0), CW_ERROR_USAGE);
    assert_int_equal(cw_live_set_rule(live, 1, CW_LIVE_RULE_OF_WHAT_IF, 1), CW_ERROR_USAGE);
    assert_int_equal(cw_live_run(live, SEED, 99, &zero, &zero, 1), CW_ERROR_USAGE);
    assert_int_equal(cw_live_run(live, SEED, CW_LIVE_DRAWS_MAX + 1, &zero, &zero, 1),
                     CW_ERROR_USAGE);
    assert_int_equal(cw_live_run(live, SEED, DRAWS, &many, &zero, 1), CW_ERROR_USAGE);
    assert_int_equal(cw_live_run(live, SEED, DRAWS, &zero, &many, 1), CW_ERROR_USAGE);
    assert_int_equal(cw_live_run(live, SEED, DRAWS, NULL, NULL, 0), CW_OK);
}

typedef struct folded {
    unsigned char *bytes;
    size_t length;
} folded;

static cw_status change_and_run(cw_context *context, void *payload)
{
    const folded *capsule = payload;
    cw_live *live = NULL;
    size_t zero = 0;
    cw_status status = cw_live_open(&live, context, capsule->bytes, capsule->length);
    if (status == CW_OK)
        status = cw_live_start(live, 0);
    if (status == CW_OK)
        status = cw_live_set_seat(live, 0, 3, CW_STANDING_MEMBER);
    if (status == CW_OK)
        status = cw_live_set_rule(live, 0, CW_LIVE_COUNT, 2);
    for (int run = 0; run < 2 && status == CW_OK; run++)
        status = cw_live_run(live, SEED, 100, &zero, &zero, 1);
    cw_live_free(live);
    return status;
}

static void memory_may_run_out(void **state)
{
    fixture *shared = *state;
    folded capsule;
    assert_int_equal(
        cw_capsule_fold(&capsule.bytes, &capsule.length, &shared->context, shared->dossier), CW_OK);
    assert_true(cw_sweep_allocations(change_and_run, &capsule, CW_SWEEP_MAY_COPE) > 10);
    cw_release(&shared->context, capsule.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_of_every_dossier),
        cmocka_unit_test(a_moved_range_is_a_dossier_with_that_range),
        cmocka_unit_test(an_exact_value_and_the_written_form_are_kept),
        cmocka_unit_test(edits_are_those_of_a_what_if),
        cmocka_unit_test(a_model_settles),
        cmocka_unit_test(what_is_no_change_is_refused),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
