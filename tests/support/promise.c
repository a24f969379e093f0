#include "support/promise.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { DIGITS = 32 };

/* With commas between the thousands. */
static void write_count(char out[DIGITS], size_t count)
{
    char plain[DIGITS];
    size_t length = (size_t)snprintf(plain, sizeof plain, "%zu", count);
    size_t at = 0;
    for (size_t i = 0; i < length && at + 2 < DIGITS; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            out[at++] = ',';
        out[at++] = plain[i];
    }
    out[at] = '\0';
}

void cw_promise_record(const char *name, const char *what, size_t count)
{
    char number[DIGITS];
    char path[1024];
    write_count(number, count);
    printf("%s: %s\n", what, number);
    mkdir(CW_PROMISES, 0777);
    snprintf(path, sizeof path, CW_PROMISES "/%s.txt", name);
    FILE *file = fopen(path, "w");
    if (file == NULL)
        return;
    fprintf(file, "%s: %s\n", what, number);
    fclose(file);
}
