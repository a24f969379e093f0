/* Every call to the disk of every command fails in turn, as disks do: what a passing trouble is, is
 * borne; else the command says so with status 4, and every file is the old one or the new. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "faults/disk.h"
#include "faults/sweep.h"

static const cw_disk_fault kinds[] = {
    {"opening forbidden", CW_DISK_OPEN, EACCES, false, false},
    {"too many files open", CW_DISK_OPEN, EMFILE, true, false},
    {"opening interrupted", CW_DISK_OPEN, EINTR, false, true},
    {"unreadable", CW_DISK_READ, EIO, false, false},
    {"reading interrupted", CW_DISK_READ, EINTR, false, true},
    {"a byte at a time read", CW_DISK_READ, 0, false, true},
    {"unwritable", CW_DISK_WRITE, EIO, false, false},
    {"full", CW_DISK_WRITE, ENOSPC, true, false},
    {"full for a moment", CW_DISK_WRITE, ENOSPC, false, false},
    {"writing interrupted", CW_DISK_WRITE, EINTR, false, true},
    {"a byte at a time written", CW_DISK_WRITE, 0, false, true},
    {"not cut", CW_DISK_TRUNCATE, EIO, false, false},
    {"not synced", CW_DISK_SYNC, EIO, false, false},
    {"synced full", CW_DISK_SYNC, ENOSPC, true, false},
    {"closed with an error", CW_DISK_CLOSE, EIO, false, false},
    {"closing interrupted", CW_DISK_CLOSE, EINTR, false, true},
    {"not renamed", CW_DISK_RENAME, EACCES, false, false},
    {"not removed", CW_DISK_UNLINK, EIO, false, false},
};

/* One run; returns how many calls there were. */
static size_t run_once(cw_seen *seen, cw_stage *stage, const cw_disk_fault *fault, size_t at)
{
    cw_stage_set(stage, stage->line);
    cw_disk_fail(fault, at);
    cw_status status = cw_stage_perform(stage);
    size_t calls = cw_disk_stop();
    cw_stage_look(seen, stage, status);
    return calls;
}

static size_t sweep_kind(const cw_reference *reference, const cw_disk_fault *fault, size_t most)
{
    cw_seen seen;
    size_t faults = 0;
    size_t calls = run_once(&seen, reference->stage, fault, CW_NONE);
    size_t stride = calls / most + 1;
    for (size_t at = 0; at < calls; at += stride, faults++) {
        char done[80];
        snprintf(done, sizeof done, "%s at call %zu", fault->title, at);
        run_once(&seen, reference->stage, fault, at);
        bool failed = cw_reference_hold(reference, &seen, CW_ERROR_IO, done);
        if (failed && fault->is_passing)
            fail_msg("%s, %s: '%s': %s", reference->stage->line->title, done,
                     cw_status_name(seen.status), seen.said);
    }
    return faults;
}

static size_t sweep(const cw_reference *reference, size_t most)
{
    size_t faults = 0;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        faults += sweep_kind(reference, &kinds[k], most);
    return faults;
}

int main(int argc, char **argv)
{
    return cw_sweep_commands(argc, argv, sweep, "failing-disks", "faults injected");
}
