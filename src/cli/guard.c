/* The files that a run reads, by whatever name. */
#include "cli/guard.h"

#include <sys/stat.h>

struct cw_guarded_file {
    dev_t device;
    ino_t number;
};

static bool identify(cw_guarded_file *out, const char *path)
{
    struct stat found;
    if (stat(path, &found) != 0 || !S_ISREG(found.st_mode))
        return false;
    *out = (cw_guarded_file){.device = found.st_dev, .number = found.st_ino};
    return true;
}

static bool holds(const cw_guard *guard, const cw_guarded_file *file)
{
    for (size_t i = 0; i < guard->count; i++)
        if (guard->files[i].device == file->device && guard->files[i].number == file->number)
            return true;
    return false;
}

cw_status cw_guard_add(cw_guard *guard, cw_context *context, const char *path)
{
    cw_guarded_file file;
    if (!identify(&file, path) || holds(guard, &file))
        return CW_OK;
    if (guard->count == guard->capacity) {
        size_t capacity = guard->capacity == 0 ? 8 : 2 * guard->capacity;
        cw_guarded_file *files = cw_resize(context, guard->files, capacity, sizeof *files);
        if (files == NULL)
            return CW_ERROR_MEMORY;
        guard->files = files;
        guard->capacity = capacity;
    }
    guard->files[guard->count++] = file;
    return CW_OK;
}

/* Adds the file in which something stands. Things that stand together come one after the other and
 * share the name of their file, so comparing with the last one saves most looks at the disk. */
static cw_status add_place(cw_guard *guard, cw_context *context, const cw_place *place,
                           const char **last)
{
    if (place->file == NULL || place->file == *last)
        return CW_OK;
    *last = place->file;
    return cw_guard_add(guard, context, place->file);
}

cw_status cw_guard_add_tables(cw_guard *guard, cw_context *context, const cw_dossier *dossier)
{
    const char *last = NULL;
    cw_status status = CW_OK;
    for (size_t i = 0; status == CW_OK && i < dossier->quantity_count; i++)
        status = add_place(guard, context, &dossier->quantities[i].provenance.place, &last);
    for (size_t f = 0; status == CW_OK && f < dossier->forum_count; f++) {
        const cw_forum *forum = &dossier->forums[f];
        for (size_t m = 0; status == CW_OK && m < forum->membership_count; m++)
            status = add_place(guard, context, &forum->memberships[m].provenance.place, &last);
    }
    return status;
}

bool cw_guard_holds(const cw_guard *guard, const char *path)
{
    cw_guarded_file file;
    return identify(&file, path) && holds(guard, &file);
}

void cw_guard_free(cw_guard *guard, cw_context *context)
{
    cw_release(context, guard->files);
    *guard = (cw_guard){0};
}
