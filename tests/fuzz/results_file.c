/* Bytes as a results file, or as damage to one that is sound. Whatever they are, the file is refused
 * with a reason, or every table of it is what it was before the damage.
 *
 * The first byte says which: 0 takes the rest as the file itself; 1 cuts a sound file off at the place
 * that follows; any other turns bits, four bytes for each: the place (three), and what is turned. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "counterweight/study.h"
#include "counterweight/study/results.h"

#include "pair_dossier.h"
#include "require.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The sound file, what its tables say, and the folder and file under test; for the whole run. */
static struct {
    char folder[64];
    char path[96];
    unsigned char *bytes;
    size_t size;
    char *tables;
} sound;

static void remove_all(void)
{
    static const char *const endings[] = {"", "-journal", "-wal", "-shm"};
    char path[128];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(path, sizeof path, "%s%s", sound.path, endings[i]);
        unlink(path);
    }
    rmdir(sound.folder);
}

static void write_file(const unsigned char *bytes, size_t size)
{
    FILE *file = fopen(sound.path, "wb");
    require(file != NULL);
    require(fwrite(bytes, 1, size, file) == size);
    require(fclose(file) == 0);
}

/* All tables of the file as CSV, one after the other; false where it is refused. */
static bool read_tables(cw_text *out, cw_context *context)
{
    cw_diagnostics diagnostics;
    cw_results *results = NULL;
    cw_diagnostics_init(&diagnostics, context);
    cw_status status = cw_results_open(&results, context, &diagnostics, sound.path);
    require((status == CW_OK) == (results != NULL));
    for (const char *const *name = cw_results_tables(); *name != NULL && status == CW_OK; name++)
        status = cw_results_write_csv(out, results, *name);
    require((status == CW_OK) == (diagnostics.errors == 0));
    cw_results_close(results);
    cw_diagnostics_free(&diagnostics);
    return status == CW_OK;
}

static void keep_bytes(void)
{
    FILE *file = fopen(sound.path, "rb");
    require(file != NULL && fseek(file, 0, SEEK_END) == 0);
    sound.size = (size_t)ftell(file);
    sound.bytes = malloc(sound.size);
    rewind(file);
    require(sound.bytes != NULL && fread(sound.bytes, 1, sound.size, file) == sound.size);
    fclose(file);
}

static void make_sound_file(cw_context *context)
{
    cw_diagnostics diagnostics;
    cw_dossier *dossier = NULL;
    cw_results_report report;
    cw_results_options options = CW_RESULTS_OPTIONS_INIT;
    options.draws = 100;
    options.threads = 1;
    cw_diagnostics_init(&diagnostics, context);
    require(cw_dossier_parse(&dossier, context, &diagnostics, "pair.yaml", pair_dossier,
                             sizeof pair_dossier - 1) == CW_OK);
    require(cw_results_run(&report, context, &diagnostics, dossier, sound.path, &options) == CW_OK);
    cw_dossier_free(dossier);
    cw_diagnostics_free(&diagnostics);
}

/* Before the first run. */
static void prepare(void)
{
    cw_context context;
    cw_text tables;
    const char *temporary = getenv("TMPDIR");
    cw_context_init(&context);
    snprintf(sound.folder, sizeof sound.folder, "%.32s/results-XXXXXX",
             temporary != NULL ? temporary : "/tmp");
    require(mkdtemp(sound.folder) != NULL);
    snprintf(sound.path, sizeof sound.path, "%s/results.db", sound.folder);
    atexit(remove_all);
    make_sound_file(&context);
    keep_bytes();
    cw_text_init(&tables, &context);
    require(read_tables(&tables, &context));
    sound.tables = strdup(cw_text_string(&tables));
    require(sound.tables != NULL);
    cw_text_free(&tables);
}

static size_t place(const uint8_t *data)
{
    return (size_t)data[0] << 16 | (size_t)data[1] << 8 | data[2];
}

/* The file that the bytes ask for. */
static void write_damaged(const uint8_t *data, size_t size)
{
    unsigned char *damaged = malloc(sound.size);
    size_t length = sound.size;
    require(damaged != NULL);
    memcpy(damaged, sound.bytes, sound.size);
    if (data[0] == 1 && size >= 4)
        length = place(data + 1) % (sound.size + 1);
    for (size_t at = 1; data[0] > 1 && at + 4 <= size; at += 4)
        damaged[place(data + at) % sound.size] ^= data[at + 3];
    write_file(damaged, length);
    free(damaged);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cw_context context;
    cw_text tables;
    if (size == 0)
        return 0;
    if (sound.bytes == NULL)
        prepare();
    cw_context_init(&context);
    cw_text_init(&tables, &context);
    if (data[0] == 0)
        write_file(data + 1, size - 1);
    else
        write_damaged(data, size);
    if (read_tables(&tables, &context))
        require(strcmp(cw_text_string(&tables), sound.tables) == 0);
    cw_text_free(&tables);
    return 0;
}
