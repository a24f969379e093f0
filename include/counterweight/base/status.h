/* Status codes: what every fallible function returns.
 *
 * There is one list. The enumeration, the names, the sentences and the exit statuses of the
 * program are all made from it, so they cannot drift apart. Codes are never reused. */
#ifndef COUNTERWEIGHT_BASE_STATUS_H
#define COUNTERWEIGHT_BASE_STATUS_H

/* X(code, name, sentence, exit status of the program) */
#define CW_STATUS_LIST(X)                                                                          \
    X(CW_OK, "ok", "finished without error", 0)                                                    \
    X(CW_NO, "no", "finished, and the answer is no, or there is nothing to show", 1)               \
    X(CW_ERROR_USAGE, "usage", "the call or the command line asks for something undefined", 2)     \
    X(CW_ERROR_INPUT, "input", "an input file has mistakes, listed as diagnostics", 3)             \
    X(CW_ERROR_IO, "io", "a file could not be read or written", 4)                                 \
    X(CW_ERROR_LIMIT, "limit", "a stated limit of size or of numeric range is exceeded", 5)        \
    X(CW_ERROR_MEMORY, "memory", "memory could not be had", 5)                                     \
    X(CW_ERROR_INTERRUPTED, "interrupted", "stopped on request before the work was done", 130)

typedef enum cw_status {
#define CW_STATUS_CODE(code, name, sentence, exit_status) code,
    CW_STATUS_LIST(CW_STATUS_CODE)
#undef CW_STATUS_CODE
} cw_status;

/* The short name of `status` ("io"), for machines. "unknown" for a value outside the list.
 * Static text, never freed. Thread-safe. */
const char *cw_status_name(cw_status status);

/* One sentence, without a full stop, that says what `status` means to a person.
 * Static text, never freed. Thread-safe. */
const char *cw_status_sentence(cw_status status);

/* The exit status the program ends with for `status` (0 to 130). 70 for a value outside the list.
 * Thread-safe. */
int cw_status_exit(cw_status status);

#endif
