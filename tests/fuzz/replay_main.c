/* Stands in for libFuzzer: feeds every file of the folders named on the command line to the fuzz
 * target, one after another. A folder that is not there holds no files; a file that cannot be read
 * fails the run, and so does a run without a single file. */
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The content of the file at `path`, which the caller frees; NULL where it cannot be read. */
static uint8_t *read_whole(const char *path, size_t size)
{
    FILE *file = fopen(path, "rb");
    /* Exactly as large as the content, so that the address sanitizer sees a read past its end. */
    uint8_t *data = malloc(size > 0 ? size : 1);
    if (file != NULL && data != NULL && fread(data, 1, size, file) != size) {
        free(data);
        data = NULL;
    }
    if (file != NULL) {
        fclose(file);
        return data;
    }
    free(data);
    return NULL;
}

/* Feeds one file to the target; adds it to `count`. False where it cannot be read. */
static bool replay_file(const char *path, size_t *count)
{
    struct stat facts;
    if (stat(path, &facts) != 0) {
        return false;
    }
    if (!S_ISREG(facts.st_mode)) {
        return true;
    }
    const size_t size = (size_t)facts.st_size;
    uint8_t *data = read_whole(path, size);
    if (data == NULL) {
        return false;
    }
    printf("%s\n", path);
    fflush(stdout);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
    *count += 1;
    return true;
}

/* Feeds all files of a folder, which need not exist, in the order of their names. */
static bool replay_folder(const char *folder, size_t *count)
{
    struct dirent **entries = NULL;
    const int found = scandir(folder, &entries, NULL, alphasort);
    if (found < 0) {
        return errno == ENOENT;
    }
    bool fine = true;
    for (int i = 0; i < found; i++) {
        char path[4096];
        const int length = snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        const bool fits = length > 0 && (size_t)length < sizeof path;
        if (!fits || !replay_file(path, count)) {
            fprintf(stderr, "cannot read %s\n", path);
            fine = false;
        }
        free(entries[i]);
    }
    free(entries);
    return fine;
}

int main(int argc, char **argv)
{
    size_t count = 0;
    for (int i = 1; i < argc; i++) {
        if (!replay_folder(argv[i], &count)) {
            return EXIT_FAILURE;
        }
    }
    printf("%zu inputs\n", count);
    return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
