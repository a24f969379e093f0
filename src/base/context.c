#include "counterweight/base/context.h"

#include "base/memory.h"

static const cw_limits default_limits = {
    .file_bytes = (size_t)64 << 20,
    .nesting = 64,
    .word_bytes = (size_t)64 << 10,
    .items = 1000000,
    .diagnostics = 1000,
    .text_bytes = (size_t)256 << 20,
};

void cw_context_init(cw_context *context)
{
    context->allocator = cw_system_allocator();
    context->limits = default_limits;
    atomic_init(&context->cancelled, false);
    context->progress = NULL;
    context->progress_payload = NULL;
}

void cw_context_cancel(cw_context *context)
{
    atomic_store_explicit(&context->cancelled, true, memory_order_relaxed);
}

bool cw_context_is_cancelled(const cw_context *context)
{
    return atomic_load_explicit(&context->cancelled, memory_order_relaxed);
}
