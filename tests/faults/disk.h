/* The system calls that files are read and written with, made to fail: those of the program and of
 * SQLite.
 *
 * The definitions in disk.c take the place of the C library's for the whole process. What goes to
 * standard error is left alone, so that it can still be told what went wrong. One thread at a time. */
#ifndef FAULTS_DISK_H
#define FAULTS_DISK_H

#include <stdbool.h>
#include <stddef.h>

typedef enum cw_disk_call {
    CW_DISK_OPEN,
    CW_DISK_READ,
    CW_DISK_WRITE,
    CW_DISK_TRUNCATE,
    CW_DISK_SYNC,
    CW_DISK_CLOSE, /* closes, and says that it could not, as Linux does */
    CW_DISK_RENAME,
    CW_DISK_UNLINK,
    CW_DISK_CALLS
} cw_disk_call;

typedef struct cw_disk_fault {
    const char *title;
    cw_disk_call call;
    int error;       /* errno; 0: takes one byte of what it is given */
    bool for_ever;   /* all calls after it fail too */
    bool is_passing; /* to be borne: the caller tries again, and nothing is lost */
} cw_disk_fault;

/* From here on calls of the fault's kind are counted from 0, and number `at` fails; CW_NONE: none. */
void cw_disk_fail(const cw_disk_fault *fault, size_t at);

/* Ends that. Returns how many calls of that kind there were, failed ones too. */
size_t cw_disk_stop(void);

#endif
