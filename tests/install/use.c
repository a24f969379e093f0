/* Somebody else's program: sees the installed headers and library, and nothing of the source. */
#include <stdio.h>
#include <stdlib.h>

#include <counterweight/counterweight.h>
#include <counterweight/version.h>

int main(void)
{
    cw_context context;
    cw_context_init(&context);
    int *numbers = cw_allocate(&context, 3, sizeof *numbers);
    if (numbers == NULL || numbers[2] != 0) {
        return EXIT_FAILURE;
    }
    cw_release(&context, numbers);
    printf("counterweight %s\n", CW_VERSION);
    return EXIT_SUCCESS;
}
