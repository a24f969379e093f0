/* Prints the completion script; the build runs this to make the file that is installed. */
#include <stdio.h>

#include "counterweight/base.h"

#include "cli/completion.h"

int main(void)
{
    cw_context context;
    cw_text text;
    cw_context_init(&context);
    cw_text_init(&text, &context);
    cw_completion_write(&text);
    cw_status status = text.status;
    if (status == CW_OK && (fputs(cw_text_string(&text), stdout) == EOF || fflush(stdout) == EOF))
        status = CW_ERROR_IO;
    cw_text_free(&text);
    return cw_status_exit(status);
}
