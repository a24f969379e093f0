#include "counterweight/base/pool.h"

#include <pthread.h>
#include <signal.h>

/* More threads than this never help. */
enum { MOST_THREADS = 1024 };

/* What all threads of one run share. Chunks are taken in order and each one taken is run, so of the
 * chunks that fail the lowest is always among those run: the status does not depend on chance. */
typedef struct shared_work {
    cw_context *context;
    size_t chunks;
    cw_chunk_function *function;
    void *payload;
    atomic_size_t next; /* the first chunk nobody took yet */
    atomic_bool stopped;

    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t changed;
    size_t done;
    size_t active; /* threads at work besides the calling one */
    size_t failed; /* lowest chunk that failed, or CW_NONE */
    cw_status status;
} shared_work;

typedef struct helper_thread {
    shared_work *work;
    size_t worker;
    pthread_t thread;
} helper_thread;

/* CW_NONE where there is nothing left to do. */
static size_t take_chunk(shared_work *work)
{
    if (atomic_load(&work->stopped) || cw_context_is_cancelled(work->context))
        return CW_NONE;
    size_t chunk = atomic_fetch_add(&work->next, 1);
    return chunk < work->chunks ? chunk : CW_NONE;
}

static void record(shared_work *work, size_t chunk, cw_status status)
{
    pthread_mutex_lock(&work->lock);
    work->done++;
    if (status != CW_OK) {
        atomic_store(&work->stopped, true);
        if (work->failed == CW_NONE || chunk < work->failed) {
            work->failed = chunk;
            work->status = status;
        }
    }
    pthread_cond_signal(&work->changed);
    pthread_mutex_unlock(&work->lock);
}

static void do_chunk(shared_work *work, size_t worker, size_t chunk)
{
    record(work, chunk, work->function(work->payload, worker, chunk));
}

static void *help(void *payload)
{
    helper_thread *self = payload;
    shared_work *work = self->work;
    size_t chunk;
    while ((chunk = take_chunk(work)) != CW_NONE)
        do_chunk(work, self->worker, chunk);

    pthread_mutex_lock(&work->lock);
    work->active--;
    pthread_cond_signal(&work->changed);
    pthread_mutex_unlock(&work->lock);
    return NULL;
}

/* Signals are for the threads of the caller, who knows what they mean: the helpers block all but
 * those that report a fault of the thread itself. */
static void block_signals(sigset_t *before)
{
    static const int own_faults[] = {SIGBUS, SIGFPE, SIGILL, SIGSEGV};
    sigset_t blocked;
    sigfillset(&blocked);
    for (size_t i = 0; i < sizeof own_faults / sizeof own_faults[0]; i++)
        sigdelset(&blocked, own_faults[i]);
    pthread_sigmask(SIG_SETMASK, &blocked, before);
}

/* Returns how many helpers were started: all, or as many as the system allowed. */
static size_t start_helpers(shared_work *work, helper_thread *helpers, size_t wanted)
{
    sigset_t before;
    block_signals(&before);
    size_t started = 0;
    while (started < wanted) {
        helper_thread *helper = &helpers[started];
        helper->work = work;
        helper->worker = started + 1;
        pthread_mutex_lock(&work->lock);
        work->active++;
        pthread_mutex_unlock(&work->lock);
        if (pthread_create(&helper->thread, NULL, help, helper) != 0)
            break;
        started++;
    }
    pthread_mutex_lock(&work->lock);
    if (started < wanted)
        work->active--;
    pthread_mutex_unlock(&work->lock);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

static void report(shared_work *work, size_t *reported, size_t done)
{
    if (work->context->progress && done != *reported)
        work->context->progress(work->context->progress_payload, done, work->chunks);
    *reported = done;
}

static size_t read_done(shared_work *work)
{
    pthread_mutex_lock(&work->lock);
    size_t done = work->done;
    pthread_mutex_unlock(&work->lock);
    return done;
}

/* The calling thread's share: chunks like everybody's, then watching until the last helper is done,
 * with progress reported all the while. */
static void work_and_watch(shared_work *work)
{
    size_t reported = 0;
    size_t chunk;
    while ((chunk = take_chunk(work)) != CW_NONE) {
        do_chunk(work, 0, chunk);
        report(work, &reported, read_done(work));
    }
    bool watching = true;
    while (watching) {
        pthread_mutex_lock(&work->lock);
        while (work->active > 0 && work->done == reported)
            pthread_cond_wait(&work->changed, &work->lock);
        watching = work->active > 0;
        size_t done = work->done;
        pthread_mutex_unlock(&work->lock);
        report(work, &reported, done);
    }
}

static size_t choose_threads(size_t threads, size_t chunks)
{
    if (threads == 0)
        threads = cw_pool_processors();
    if (threads > MOST_THREADS)
        threads = MOST_THREADS;
    return threads < chunks ? threads : chunks;
}

static void run_chunks(shared_work *work, size_t threads)
{
    /* Without memory for helpers the calling thread does all the work. */
    helper_thread *helpers = NULL;
    size_t started = 0;
    if (threads > 1)
        helpers = cw_allocate(work->context, threads - 1, sizeof *helpers);
    if (helpers)
        started = start_helpers(work, helpers, threads - 1);
    work_and_watch(work);
    for (size_t i = 0; i < started; i++)
        pthread_join(helpers[i].thread, NULL);
    cw_release(work->context, helpers);
}

cw_status cw_pool_run(cw_context *context, size_t threads, size_t chunks,
                      cw_chunk_function *function, void *payload)
{
    if (chunks == 0)
        return CW_OK;
    shared_work work = {.context = context,
                        .chunks = chunks,
                        .function = function,
                        .payload = payload,
                        .lock = PTHREAD_MUTEX_INITIALIZER,
                        .changed = PTHREAD_COND_INITIALIZER,
                        .failed = CW_NONE,
                        .status = CW_OK};
    atomic_init(&work.next, 0);
    atomic_init(&work.stopped, false);
    run_chunks(&work, choose_threads(threads, chunks));
    pthread_cond_destroy(&work.changed);
    pthread_mutex_destroy(&work.lock);

    if (work.failed != CW_NONE)
        return work.status;
    return work.done < chunks ? CW_ERROR_INTERRUPTED : CW_OK;
}
