/* The C library's own allocator, made to refuse: what the program and every library it uses get.
 *
 * The definitions of malloc() and its kin in heap.c take the place of the C library's for the whole
 * process, libyaml, libcsv and SQLite included. Thread-safe in use; one sweep at a time. */
#ifndef FAULTS_HEAP_H
#define FAULTS_HEAP_H

#include <stdbool.h>
#include <stddef.h>

/* From here on requests are counted from 0, blocks handed out are filled with rubbish, and request
 * `refused` fails, once or, with all that follow it, for ever; CW_NONE: none fails. */
void cw_heap_refuse(size_t refused, bool for_ever);

/* Ends that. Returns how many requests there were, refused ones too. */
size_t cw_heap_stop(void);

/* Blocks handed out since the process began and not given back; always 0 under the address sanitizer,
 * which tells of leaks itself. */
size_t cw_heap_live(void);

#endif
