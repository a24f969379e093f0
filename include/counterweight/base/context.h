/* The context: what a call needs from its surroundings, handed in instead of kept in globals.
 *
 * One context per thread of control that starts work; the worker pool shares its caller's, whose
 * allocator must then be thread-safe (the default one is). */
#ifndef COUNTERWEIGHT_BASE_CONTEXT_H
#define COUNTERWEIGHT_BASE_CONTEXT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "counterweight/base/status.h"

/* "No such thing", wherever an index may be missing. */
#define CW_NONE ((size_t)-1)

/* Three functions and what they need. `resize` with a NULL block allocates; `release` of NULL does
 * nothing. Both return NULL where memory cannot be had. */
typedef struct cw_allocator {
    void *(*resize)(void *payload, void *block, size_t bytes);
    void (*release)(void *payload, void *block);
    void *payload;
} cw_allocator;

/* Ceilings, each named, none ever exceeded silently. */
typedef struct cw_limits {
    size_t file_bytes;  /* largest file read, bytes */
    size_t nesting;     /* deepest nesting of an input file, levels */
    size_t word_bytes;  /* longest single word, number or text in an input file, bytes */
    size_t items;       /* most entries of one list or table of an input file */
    size_t diagnostics; /* most mistakes kept; further ones are only counted */
    size_t text_bytes;  /* longest text that is put together in memory, bytes */
} cw_limits;

/* How far a long computation has come: `done` of `total` steps. Called on the thread that started
 * the work, never concurrently with itself. */
typedef void cw_progress_function(void *payload, size_t done, size_t total);

typedef struct cw_context {
    cw_allocator allocator;
    cw_limits limits;
    atomic_bool cancelled;          /* set to stop long work; safe in a signal handler */
    cw_progress_function *progress; /* NULL: nobody watches */
    void *progress_payload;         /* borrowed, handed to `progress` */
} cw_context;

/* Fills `context` with the defaults: the C library's allocator, the limits of this version
 * (file 64 MiB, nesting 64, word 64 KiB, items 1,000,000, diagnostics 1,000, text 256 MiB), not
 * cancelled, no progress. Owns nothing, so there is no counterpart that frees. */
void cw_context_init(cw_context *context);

/* Asks the work running under `context` to stop at its next check (well within a second).
 * Safe in a signal handler and from any thread. */
void cw_context_cancel(cw_context *context);

/* Whether somebody asked to stop. Cheap: one relaxed load. Thread-safe. */
bool cw_context_is_cancelled(const cw_context *context);

/* Allocates `count` elements of `size` bytes, set to zero. `count * size` may be 0: the result is
 * then a valid block. NULL where memory cannot be had or the product overflows.
 * The caller owns the block and gives it back with cw_release(). Thread-safe if the allocator is. */
void *cw_allocate(cw_context *context, size_t count, size_t size);

/* Grows or shrinks `block` to `count` elements of `size` bytes; new bytes are unset. On failure
 * NULL, and `block` is as it was. The caller owns the result. Thread-safe if the allocator is. */
void *cw_resize(cw_context *context, void *block, size_t count, size_t size);

/* Gives back a block from cw_allocate() or cw_resize(); NULL is allowed. */
void cw_release(cw_context *context, void *block);

/* An arena: many small things that die together. Nothing in it is freed alone. */
typedef struct cw_arena_chunk cw_arena_chunk;
typedef struct cw_arena {
    cw_context *context; /* borrowed */
    cw_arena_chunk *last;
} cw_arena;

/* Makes `arena` empty. Allocates nothing. `context` is borrowed until cw_arena_free(). */
void cw_arena_init(cw_arena *arena, cw_context *context);

/* `count` elements of `size` bytes, zeroed, aligned for any type; NULL where memory cannot be had.
 * Owned by the arena. Not thread-safe: one thread at a time per arena. */
void *cw_arena_allocate(cw_arena *arena, size_t count, size_t size);

/* A copy, ended by a NUL, of the `length` bytes at `bytes`. NULL where memory cannot be had. Owned
 * by the arena. */
char *cw_arena_copy(cw_arena *arena, const char *bytes, size_t length);

/* Frees all that the arena holds and leaves it empty. */
void cw_arena_free(cw_arena *arena);

#endif
