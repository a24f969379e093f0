#include "counterweight/base/diagnostic.h"

#include <stdarg.h>
#include <string.h>

#include "base/format.h"
#include "base/source_text.h"
#include "base/utf8.h"

/* A message may quote what an input says, and an input may say very much. */
enum { MESSAGE_BYTES = 1024 };

void cw_diagnostics_init(cw_diagnostics *diagnostics, cw_context *context)
{
    *diagnostics = (cw_diagnostics){.items = NULL};
    cw_arena_init(&diagnostics->arena, context);
}

void cw_diagnostics_free(cw_diagnostics *diagnostics)
{
    cw_context *context = diagnostics->arena.context;
    cw_release(context, diagnostics->items);
    cw_arena_free(&diagnostics->arena);
    cw_diagnostics_init(diagnostics, context);
}

static cw_source_text *find_source(const cw_diagnostics *diagnostics, const char *file)
{
    cw_source_text *source = diagnostics->sources;
    while (source && strcmp(source->file, file) != 0)
        source = source->next;
    return source;
}

const cw_source_text *cw_source_find(const cw_diagnostics *diagnostics, const char *file)
{
    return find_source(diagnostics, file);
}

/* NULL where memory cannot be had. */
static cw_source_text *find_or_add_source(cw_diagnostics *diagnostics, const char *file)
{
    cw_source_text *source = find_source(diagnostics, file);
    if (source)
        return source;
    char *name = cw_arena_copy(&diagnostics->arena, file, strlen(file));
    source = cw_arena_allocate(&diagnostics->arena, 1, sizeof *source);
    if (!name || !source)
        return NULL;
    source->file = name;
    cw_source_text **end = &diagnostics->sources;
    while (*end)
        end = &(*end)->next;
    *end = source;
    return source;
}

void cw_diagnostics_keep_source(cw_diagnostics *diagnostics, const char *file, const char *bytes,
                                size_t length)
{
    cw_source_text *source = find_or_add_source(diagnostics, file);
    if (!source)
        return;
    source->bytes = cw_arena_copy(&diagnostics->arena, bytes, length);
    source->length = source->bytes ? length : 0;
}

/* Makes room for one more finding, up to the context's limit. */
static bool reserve_item(cw_diagnostics *diagnostics)
{
    cw_context *context = diagnostics->arena.context;
    size_t limit = context->limits.diagnostics;
    if (diagnostics->count >= limit)
        return false;
    if (diagnostics->count < diagnostics->capacity)
        return true;
    size_t capacity = diagnostics->capacity > 0 ? diagnostics->capacity * 2 : 8;
    if (capacity > limit)
        capacity = limit;
    cw_diagnostic *items =
        cw_resize(context, diagnostics->items, capacity, sizeof *diagnostics->items);
    if (!items)
        return false;
    diagnostics->items = items;
    diagnostics->capacity = capacity;
    return true;
}

/* Where `text` was cut to `bytes`, a character may have been cut in two: leaves that out, and shows
 * by dots that there was more. */
static void mark_cut(char *text, size_t bytes)
{
    static const char dots[] = "...";
    size_t kept = 0;
    uint32_t character;
    while (kept < bytes) {
        size_t taken = cw_utf8_decode(&character, text + kept, bytes - kept);
        if (kept + taken > bytes - sizeof dots)
            break;
        kept += taken;
    }
    memcpy(text + kept, dots, sizeof dots);
}

static const char *copy_text(cw_diagnostics *diagnostics, const char *text)
{
    char cut[MESSAGE_BYTES];
    size_t length = strlen(text);
    if (length < sizeof cut)
        return cw_arena_copy(&diagnostics->arena, text, length);
    memcpy(cut, text, sizeof cut);
    mark_cut(cut, sizeof cut);
    return cw_arena_copy(&diagnostics->arena, cut, strlen(cut));
}

/* False where it cannot be kept. */
static bool keep(cw_diagnostics *diagnostics, cw_diagnostic item)
{
    if (!reserve_item(diagnostics))
        return false;
    const cw_source_text *source =
        find_or_add_source(diagnostics, item.place.file ? item.place.file : "");
    item.message = copy_text(diagnostics, item.message);
    if (!source || !item.message)
        return false;
    item.place.file = source->file;
    if (item.place.width == 0)
        item.place.width = 1;
    if (item.remedy) {
        item.remedy = copy_text(diagnostics, item.remedy);
        if (!item.remedy)
            return false;
    }
    diagnostics->items[diagnostics->count++] = item;
    return true;
}

void cw_diagnostics_add(cw_diagnostics *diagnostics, cw_severity severity, cw_place place,
                        const char *remedy, const char *message_format, ...)
{
    char message[MESSAGE_BYTES];
    va_list arguments;
    va_start(arguments, message_format);
    int length = cw_format(message, sizeof message, message_format, arguments);
    va_end(arguments);
    if (length < 0)
        message[0] = '\0';
    else if ((size_t)length >= sizeof message)
        mark_cut(message, sizeof message);

    if (severity == CW_SEVERITY_ERROR)
        diagnostics->errors++;
    if (severity == CW_SEVERITY_WARNING)
        diagnostics->warnings++;
    cw_diagnostic item = {
        .severity = severity, .place = place, .message = message, .remedy = remedy};
    if (!keep(diagnostics, item))
        diagnostics->dropped++;
}

/* Whether `a` belongs before `b`. Items share the names of their sources. */
static bool comes_before(const cw_diagnostics *diagnostics, const cw_diagnostic *a,
                         const cw_diagnostic *b)
{
    if (a->place.file != b->place.file) {
        const cw_source_text *source = diagnostics->sources;
        while (source->file != a->place.file && source->file != b->place.file)
            source = source->next;
        return source->file == a->place.file;
    }
    if (a->place.line != b->place.line)
        return a->place.line < b->place.line;
    return a->place.column < b->place.column;
}

/* By insertion: stable, without memory that could be refused, and fast for findings that are nearly
 * in order already, as those of a parser are. */
void cw_diagnostics_sort(cw_diagnostics *diagnostics)
{
    cw_diagnostic *items = diagnostics->items;
    for (size_t i = 1; i < diagnostics->count; i++) {
        cw_diagnostic item = items[i];
        size_t place = i;
        for (; place > 0 && comes_before(diagnostics, &item, &items[place - 1]); place--)
            items[place] = items[place - 1];
        items[place] = item;
    }
}
