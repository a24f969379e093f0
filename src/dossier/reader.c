#include "dossier/reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "dossier/scan.h"

/* No key or id is longer; what is, was never meant as one. */
#define LONGEST_HINTED 64

static void *allocated(cw_reader *reader, void *block)
{
    if (block == NULL) {
        reader->status = CW_ERROR_MEMORY;
    }
    return block;
}

void *cw_reader_allocate(cw_reader *reader, size_t count, size_t size)
{
    return allocated(reader, cw_arena_allocate(&reader->dossier->arena, count, size));
}

void *cw_reader_scratch(cw_reader *reader, size_t count, size_t size)
{
    return allocated(reader, cw_arena_allocate(&reader->scratch, count, size));
}

void cw_reader_note_broken(cw_reader *reader, cw_kind kind, size_t index, size_t errors)
{
    bool *broken = &reader->entries[kind].broken[index];
    *broken = *broken || reader->diagnostics->errors > errors;
}

const char *cw_reader_copy(cw_reader *reader, const char *text)
{
    return allocated(reader, cw_arena_copy(&reader->dossier->arena, text, strlen(text)));
}

/* Text of `length` bytes, as printf would put it, in `arena`; "" where memory is short. */
static const char *formatted(cw_reader *reader, cw_arena *arena, int length, const char *format,
                             va_list arguments)
{
    char *text = length < 0 ? NULL : cw_arena_allocate(arena, (size_t)length + 1, 1);
    if (text == NULL) {
        reader->status = CW_ERROR_MEMORY;
        return "";
    }
    (void)vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}

const char *cw_reader_format(cw_reader *reader, const char *format, ...)
{
    va_list measured;
    va_list written;
    va_start(measured, format);
    va_copy(written, measured);
    int length = vsnprintf(NULL, 0, format, measured);
    const char *text = formatted(reader, &reader->dossier->arena, length, format, written);
    va_end(written);
    va_end(measured);
    return text;
}

const char *cw_reader_scratch_format(cw_reader *reader, const char *format, ...)
{
    va_list measured;
    va_list written;
    va_start(measured, format);
    va_copy(written, measured);
    int length = vsnprintf(NULL, 0, format, measured);
    const char *text = formatted(reader, &reader->scratch, length, format, written);
    va_end(written);
    va_end(measured);
    return text;
}

void *cw_list_add(cw_reader *reader, cw_list *list, size_t size)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? 8 : list->capacity * 2;
        void *items = cw_reader_scratch(reader, capacity, size);
        if (items == NULL) {
            return NULL;
        }
        if (list->count > 0) {
            memcpy(items, list->items, list->count * size);
        }
        list->items = items;
        list->capacity = capacity;
    }
    return (char *)list->items + size * list->count++;
}

void *cw_list_finish(cw_reader *reader, const cw_list *list, size_t size)
{
    void *items = cw_reader_allocate(reader, list->count, size);
    if (items != NULL && list->count > 0) {
        memcpy(items, list->items, list->count * size);
    }
    return items;
}

cw_scope cw_scope_empty(void)
{
    return (cw_scope){.path = "",
                      .state = CW_NONE,
                      .other = CW_NONE,
                      .forum = CW_NONE,
                      .issue = CW_NONE,
                      .what_if = CW_NONE,
                      .provenance = NULL};
}

void cw_scope_enter(cw_reader *reader, const char *name, const cw_provenance *provenance)
{
    cw_scope *scope = &reader->scope;
    scope->path = scope->path[0] == '\0'
                      ? cw_reader_scratch_format(reader, "%s", name)
                      : cw_reader_scratch_format(reader, "%s.%s", scope->path, name);
    if (provenance != NULL) {
        scope->wider = scope->provenance;
        scope->provenance = provenance;
    }
}

const char *cw_node_name(cw_reader *reader, const cw_node *node)
{
    if (node->key == NULL) {
        return "this entry";
    }
    return cw_reader_scratch_format(reader, "'%.*s'", cw_clip(node->key->text, node->key->length),
                                    node->key->text);
}

const char *cw_node_words(cw_reader *reader, const cw_node *node)
{
    if (node->kind == CW_NODE_LIST) {
        return "a list";
    }
    if (node->kind == CW_NODE_MAPPING) {
        return "a mapping";
    }
    int shown = cw_clip(node->text, node->length);
    return cw_reader_scratch_format(reader, "'%.*s%s'", shown, node->text,
                                    (size_t)shown < node->length ? "..." : "");
}

size_t cw_reader_nearest(cw_reader *reader, const char *word, const char *const *candidates,
                         size_t count)
{
    size_t length = strlen(word);
    size_t work = length * length * count;
    if (length > LONGEST_HINTED || work > reader->hint_budget) {
        return CW_NONE;
    }
    reader->hint_budget -= work;
    return cw_nearest_word(word, candidates, count);
}

const char *cw_reader_hint(cw_reader *reader, const char *word, const char *const *candidates,
                           size_t count)
{
    size_t nearest = cw_reader_nearest(reader, word, candidates, count);
    if (nearest == CW_NONE) {
        return NULL;
    }
    return cw_reader_scratch_format(reader, "did you mean '%s'?", candidates[nearest]);
}
