#include "counterweight/base/status.h"

#include <stddef.h>

/* EX_SOFTWARE of BSD's sysexits.h: an internal software error. */
enum { EXIT_STATUS_UNKNOWN = 70 };

typedef struct status_entry {
    const char *name;
    const char *sentence;
    int exit_status;
} status_entry;

static const status_entry entries[] = {
#define STATUS_ENTRY(code, name, sentence, exit_status) [code] = {name, sentence, exit_status},
    CW_STATUS_LIST(STATUS_ENTRY)
#undef STATUS_ENTRY
};

static const status_entry *find_entry(cw_status status)
{
    /* A value from outside the list may be negative, depending on the compiler's choice of type. */
    size_t index = (size_t)status;
    return index < sizeof entries / sizeof entries[0] ? &entries[index] : NULL;
}

const char *cw_status_name(cw_status status)
{
    const status_entry *entry = find_entry(status);
    return entry ? entry->name : "unknown";
}

const char *cw_status_sentence(cw_status status)
{
    const status_entry *entry = find_entry(status);
    return entry ? entry->sentence : "a status that this version does not know";
}

int cw_status_exit(cw_status status)
{
    const status_entry *entry = find_entry(status);
    return entry ? entry->exit_status : EXIT_STATUS_UNKNOWN;
}
