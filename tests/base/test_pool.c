#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "counterweight/base/pool.h"
#include "support/failing_allocator.h"

enum { CHUNKS = 500, MOST_WORKERS = 16 };

/* How many more threads the system grants; the linker puts __wrap_pthread_create() in place of
 * pthread_create(). */
static atomic_int threads_granted;
static atomic_int threads_created;

int __real_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                          void *(*start)(void *), void *payload);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                          void *(*start)(void *), void *payload);

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                          void *(*start)(void *), void *payload)
{
    if (atomic_fetch_sub(&threads_granted, 1) <= 0)
        return EAGAIN;
    atomic_fetch_add(&threads_created, 1);
    return __real_pthread_create(thread, attributes, start, payload);
}

typedef struct work {
    cw_context context;
    cw_failing_allocator allocator;
    atomic_uchar times[CHUNKS];
    double results[CHUNKS];
    atomic_size_t highest_worker;
    cw_status failures[CHUNKS]; /* what a chunk returns */
    size_t cancels_at;          /* the chunk that cancels, or CW_NONE */
    pthread_t caller;
    atomic_bool left_caller;   /* a chunk ran on another thread */
    atomic_bool takes_signals; /* a helper thread had not blocked SIGINT */
    size_t reports, last_done;
    bool report_wrong;
} work;

static int make(void **state)
{
    static work made;
    memset(&made, 0, sizeof made);
    cw_context_init(&made.context);
    cw_failing_allocator_install(&made.allocator, &made.context, CW_NONE, false);
    made.cancels_at = CW_NONE;
    made.caller = pthread_self();
    atomic_store(&threads_granted, 1000000);
    atomic_store(&threads_created, 0);
    *state = &made;
    return 0;
}

static int destroy(void **state)
{
    work *made = *state;
    return made->allocator.live == 0 ? 0 : -1;
}

static void look_at_thread(work *made, size_t worker)
{
    if (!pthread_equal(pthread_self(), made->caller))
        atomic_store(&made->left_caller, true);
    sigset_t blocked;
    pthread_sigmask(SIG_SETMASK, NULL, &blocked);
    if (worker > 0 && (!sigismember(&blocked, SIGINT) || sigismember(&blocked, SIGSEGV)))
        atomic_store(&made->takes_signals, true);
    size_t highest = atomic_load(&made->highest_worker);
    while (worker > highest &&
           !atomic_compare_exchange_weak(&made->highest_worker, &highest, worker)) {
    }
}

static cw_status do_chunk(void *payload, size_t worker, size_t chunk)
{
    work *made = payload;
    atomic_fetch_add(&made->times[chunk], 1);
    look_at_thread(made, worker);
    double sum = 0;
    for (size_t i = 1; i <= 200 + chunk; i++)
        sum += 1.0 / (double)(i * (chunk + 1));
    made->results[chunk] = sum;
    if (chunk == made->cancels_at)
        cw_context_cancel(&made->context);
    return made->failures[chunk];
}

static void assert_each_done_once(work *made)
{
    for (size_t i = 0; i < CHUNKS; i++)
        assert_int_equal(made->times[i], 1);
}

static void every_chunk_is_done_once_on_any_number_of_threads(void **state)
{
    work *made = *state;
    static const size_t threads[] = {1, 2, 3, 7, 16, 0};
    double expected[CHUNKS];
    for (size_t t = 0; t < sizeof threads / sizeof threads[0]; t++) {
        memset(made->results, 0, sizeof made->results);
        atomic_store(&made->highest_worker, 0);
        assert_int_equal(cw_pool_run(&made->context, threads[t], CHUNKS, do_chunk, made), CW_OK);
        assert_each_done_once(made);
        for (size_t i = 0; i < CHUNKS; i++)
            atomic_store(&made->times[i], 0);
        size_t most = threads[t] > 0 ? threads[t] : cw_pool_processors();
        assert_true(made->highest_worker < most);
        if (t == 0)
            memcpy(expected, made->results, sizeof expected);
        assert_memory_equal(made->results, expected, sizeof expected);
    }
    assert_false(made->takes_signals);
}

static void one_thread_is_the_caller_itself(void **state)
{
    work *made = *state;
    assert_int_equal(cw_pool_run(&made->context, 1, CHUNKS, do_chunk, made), CW_OK);
    assert_each_done_once(made);
    assert_int_equal(threads_created, 0);
    assert_false(made->left_caller);
    assert_int_equal(made->allocator.calls, 0);
}

static void no_more_threads_than_chunks(void **state)
{
    work *made = *state;
    assert_int_equal(cw_pool_run(&made->context, MOST_WORKERS, 3, do_chunk, made), CW_OK);
    assert_in_range(threads_created, 0, 2);
    assert_int_equal(made->times[0] + made->times[1] + made->times[2], 3);
    assert_int_equal(cw_pool_run(&made->context, SIZE_MAX, 0, do_chunk, made), CW_OK);
    assert_int_equal(cw_pool_run(&made->context, SIZE_MAX, 1, do_chunk, made), CW_OK);
    assert_in_range(threads_created, 0, 2);
}

static void refused_threads_are_done_without(void **state)
{
    work *made = *state;
    for (int granted = 0; granted <= 3; granted++) {
        atomic_store(&threads_granted, granted);
        for (size_t i = 0; i < CHUNKS; i++)
            atomic_store(&made->times[i], 0);
        assert_int_equal(cw_pool_run(&made->context, 8, CHUNKS, do_chunk, made), CW_OK);
        assert_each_done_once(made);
    }
    assert_int_equal(threads_created, 0 + 1 + 2 + 3);
}

static void refused_memory_is_done_without(void **state)
{
    work *made = *state;
    cw_failing_allocator_install(&made->allocator, &made->context, 0, true);
    assert_int_equal(cw_pool_run(&made->context, 8, CHUNKS, do_chunk, made), CW_OK);
    assert_each_done_once(made);
    assert_int_equal(threads_created, 0);
}

static void the_lowest_failure_is_returned_always(void **state)
{
    work *made = *state;
    made->failures[41] = CW_ERROR_LIMIT;
    made->failures[42] = CW_ERROR_MEMORY;
    made->failures[43] = CW_NO;
    for (size_t round = 0; round < 200; round++) {
        size_t threads = 1 + round % MOST_WORKERS;
        assert_int_equal(cw_pool_run(&made->context, threads, CHUNKS, do_chunk, made),
                         CW_ERROR_LIMIT);
    }
    /* Each run began the chunks up to the one that failed, and far from all after it. */
    for (size_t i = 0; i <= 41; i++)
        assert_int_equal(made->times[i], 200);
    assert_int_equal(made->times[CHUNKS - 1], 0);
}

static void a_cancelled_context_does_nothing(void **state)
{
    work *made = *state;
    cw_context_cancel(&made->context);
    assert_int_equal(cw_pool_run(&made->context, 4, CHUNKS, do_chunk, made), CW_ERROR_INTERRUPTED);
    for (size_t i = 0; i < CHUNKS; i++)
        assert_int_equal(made->times[i], 0);
}

static void cancelling_stops_soon(void **state)
{
    work *made = *state;
    made->cancels_at = 50;
    assert_int_equal(cw_pool_run(&made->context, 4, CHUNKS, do_chunk, made), CW_ERROR_INTERRUPTED);
    assert_int_equal(made->times[50], 1);
    assert_int_equal(made->times[CHUNKS - 1], 0);
}

static void what_is_finished_is_not_interrupted(void **state)
{
    work *made = *state;
    made->cancels_at = CHUNKS - 1;
    assert_int_equal(cw_pool_run(&made->context, 1, CHUNKS, do_chunk, made), CW_OK);
}

static void note_progress(void *payload, size_t done, size_t total)
{
    work *made = payload;
    if (!pthread_equal(pthread_self(), made->caller) || total != CHUNKS || done <= made->last_done)
        made->report_wrong = true;
    made->last_done = done;
    made->reports++;
}

static void progress_is_told_on_the_calling_thread(void **state)
{
    work *made = *state;
    made->context.progress = note_progress;
    made->context.progress_payload = made;
    for (size_t threads = 1; threads <= 4; threads++) {
        made->last_done = 0;
        made->reports = 0;
        assert_int_equal(cw_pool_run(&made->context, threads, CHUNKS, do_chunk, made), CW_OK);
        assert_false(made->report_wrong);
        assert_int_equal(made->last_done, CHUNKS);
        assert_in_range(made->reports, threads == 1 ? CHUNKS : 1, CHUNKS);
    }
}

/* What the system says of its processors, where a test decides that; -1 is a refusal, 0 the truth. */
static int allowed_processors;
static long online_processors;

int __real_sched_getaffinity(pid_t process, size_t size, void *set);
int __wrap_sched_getaffinity(pid_t process, size_t size, void *set);
long __real_sysconf(int name);
long __wrap_sysconf(int name);

int __wrap_sched_getaffinity(pid_t process, size_t size, void *set)
{
    if (allowed_processors < 0)
        return -1;
    int result = __real_sched_getaffinity(process, size, set);
    if (allowed_processors == 0)
        return result;
    memset(set, 0, size);
    for (int i = 0; i < allowed_processors; i++)
        ((unsigned char *)set)[i] = 1; /* every eighth processor */
    return 0;
}

long __wrap_sysconf(int name)
{
    return online_processors != 0 ? online_processors : __real_sysconf(name);
}

static void processors_are_those_allowed(void **state)
{
    (void)state;
    assert_in_range(cw_pool_processors(), 1, 100000);
    allowed_processors = 3;
    assert_int_equal(cw_pool_processors(), 3);
    allowed_processors = -1;
    online_processors = 5;
    assert_int_equal(cw_pool_processors(), 5);
    online_processors = -1;
    assert_int_equal(cw_pool_processors(), 1);
    allowed_processors = 0;
    online_processors = 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_chunk_is_done_once_on_any_number_of_threads, make,
                                        destroy),
        cmocka_unit_test_setup_teardown(one_thread_is_the_caller_itself, make, destroy),
        cmocka_unit_test_setup_teardown(no_more_threads_than_chunks, make, destroy),
        cmocka_unit_test_setup_teardown(refused_threads_are_done_without, make, destroy),
        cmocka_unit_test_setup_teardown(refused_memory_is_done_without, make, destroy),
        cmocka_unit_test_setup_teardown(the_lowest_failure_is_returned_always, make, destroy),
        cmocka_unit_test_setup_teardown(a_cancelled_context_does_nothing, make, destroy),
        cmocka_unit_test_setup_teardown(cancelling_stops_soon, make, destroy),
        cmocka_unit_test_setup_teardown(what_is_finished_is_not_interrupted, make, destroy),
        cmocka_unit_test_setup_teardown(progress_is_told_on_the_calling_thread, make, destroy),
        cmocka_unit_test(processors_are_those_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
