/* An allocator that refuses when told to, counts, and never hands out clean memory. */
#ifndef SUPPORT_FAILING_ALLOCATOR_H
#define SUPPORT_FAILING_ALLOCATOR_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "counterweight/base/context.h"

typedef struct cw_failing_allocator {
    atomic_size_t calls; /* requests so far, refused ones too */
    atomic_size_t live;  /* blocks given out and not yet given back */
    size_t refused;      /* number of the request that is refused, from 0; CW_NONE: none */
    bool for_ever;       /* all requests after it are refused too */
} cw_failing_allocator;

/* Makes `context` use `allocator`, which it borrows. Request `refused` fails, once or, with all that
 * follow it, for ever. Thread-safe in use. */
void cw_failing_allocator_install(cw_failing_allocator *allocator, cw_context *context,
                                  size_t refused, bool for_ever);

/* Whether a request counted here, as one to the allocator of `context`, is refused. False where that is
 * another allocator. For requests that reach it in large pieces only, as those to an arena do. */
bool cw_failing_allocator_refuses(const cw_context *context);

/* What is swept: does its work under `context`, frees all of it, and returns the status it got.
 * Asserts for itself what must hold of its outputs. */
typedef cw_status cw_swept_function(cw_context *context, void *payload);

typedef enum cw_sweep_kind {
    CW_SWEEP_MUST_REPORT, /* every refusal ends in CW_ERROR_MEMORY */
    CW_SWEEP_MAY_COPE     /* CW_OK is right as well, where the function does without */
} cw_sweep_kind;

/* Runs `function` with every one of its requests for memory refused in turn, once and for ever.
 * Asserts that nothing leaks, that the status is as `kind` says, and that without a refusal it is
 * CW_OK, also after each refusal. Returns how many requests there are. */
size_t cw_sweep_allocations(cw_swept_function *function, void *payload, cw_sweep_kind kind);

/* The same over about `most` of its requests, evenly spread. Adds to `*faults` how many were refused. */
size_t cw_sweep_some_allocations(size_t *faults, cw_swept_function *function, void *payload,
                                 cw_sweep_kind kind, size_t most);

#endif
