#include "faults/stage.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "cli/run.h"

enum { PIECE = 1 << 16, STREAMS = 2 };

static const char former[] = "the former file\n";

static void write_file(const char *path, const char *bytes, size_t length)
{
    int out = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(out >= 0);
    assert_int_equal(write(out, bytes, length), length);
    close(out);
}

static void copy_file(const char *to, const char *from)
{
    char bytes[PIECE];
    ssize_t got;
    int in = open(from, O_RDONLY);
    int out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (in < 0 || out < 0)
        fail_msg("cannot copy '%s' to '%s'", from, to);
    while ((got = read(in, bytes, sizeof bytes)) > 0)
        assert_int_equal(write(out, bytes, (size_t)got), got);
    close(in);
    close(out);
}

static void copy_inputs(const cw_stage *stage)
{
    char to[CW_TEMPORARY_PATH_BYTES];
    for (size_t i = 0; cw_command_inputs[i] != NULL; i++) {
        const char *name = strrchr(cw_command_inputs[i], '/') + 1;
        copy_file(cw_temporary_path(to, &stage->folder, name), cw_command_inputs[i]);
    }
}

void cw_stage_build(cw_stage *stage)
{
    static const char *const names[STREAMS] = {"output", "errors"};
    char path[CW_TEMPORARY_PATH_BYTES];
    memset(stage, 0, sizeof *stage);
    cw_temporary_folder_make(&stage->folder);
    cw_temporary_folder_make(&stage->aside);
    copy_inputs(stage);
    assert_int_equal(chdir(stage->folder.path), 0);
    for (int s = 0; s < STREAMS; s++) {
        cw_temporary_path(path, &stage->aside, names[s]);
        stage->streams[s] = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        assert_true(stage->streams[s] >= 0);
    }
    for (size_t p = 0; p < cw_command_preparation_count; p++) {
        cw_seen seen;
        cw_stage_run(&seen, stage, &cw_command_preparations[p]);
        if (seen.status != CW_OK)
            fail_msg("preparation '%s': %s", stage->line->title, seen.said);
    }
}

void cw_stage_clear(cw_stage *stage)
{
    assert_int_equal(chdir("/"), 0);
    for (int s = 0; s < STREAMS; s++)
        close(stage->streams[s]);
    cw_temporary_folder_remove(&stage->folder);
    cw_temporary_folder_remove(&stage->aside);
}

static void turn_streams_away(cw_stage *stage)
{
    for (int s = 0; s < STREAMS; s++) {
        assert_int_equal(ftruncate(stage->streams[s], 0), 0);
        assert_int_equal(lseek(stage->streams[s], 0, SEEK_SET), 0);
        stage->kept[s] = fcntl(STDOUT_FILENO + s, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
        assert_true(stage->kept[s] >= 0);
        dup2(stage->streams[s], STDOUT_FILENO + s);
    }
}

static void turn_streams_back(cw_stage *stage)
{
    for (int s = 0; s < STREAMS; s++) {
        dup2(stage->kept[s], STDOUT_FILENO + s);
        close(stage->kept[s]);
    }
}

void cw_stage_set(cw_stage *stage, const cw_command_line *line)
{
    cw_temporary_folder out = {.path = "out"};
    cw_temporary_folder_remove(&out);
    assert_int_equal(mkdir("out", 0700), 0);
    stage->line = line;
    if (line->output != NULL)
        write_file(line->output, former, sizeof former - 1);
    if (line->begun != NULL)
        copy_file(line->results, line->begun);
    turn_streams_away(stage);
}

cw_status cw_stage_perform(cw_stage *stage)
{
    size_t count = 0;
    while (stage->line->words[count] != NULL)
        count++;
    cw_context_init(&stage->context);
    return cw_run(&stage->context, stage->line->words, count);
}

/* Digest of a file from its beginning; `*length` may be NULL. */
static cw_digest digest_descriptor(int descriptor, size_t *length)
{
    char bytes[PIECE];
    cw_digester digester;
    ssize_t got;
    size_t total = 0;
    cw_digester_init(&digester);
    while ((got = pread(descriptor, bytes, sizeof bytes, (off_t)total)) > 0) {
        cw_digester_add(&digester, bytes, (size_t)got);
        total += (size_t)got;
    }
    assert_int_equal(got, 0);
    if (length != NULL)
        *length = total;
    return cw_digester_finish(&digester);
}

bool cw_stage_has_results(const cw_stage *stage)
{
    return access(stage->line->results, F_OK) == 0;
}

/* Or the journal of it, which is there to put the file right with after a failure of the disk. */
static bool is_results(const cw_stage *stage, const char *path)
{
    const char *results = stage->line->results;
    if (results == NULL || strncmp(results, path, strlen(results)) != 0)
        return false;
    const char *rest = path + strlen(results);
    return rest[0] == '\0' || (strcmp(rest, "-journal") == 0 && cw_stage_has_results(stage));
}

static void look_at_file(cw_seen *seen, const cw_stage *stage, const char *path)
{
    if (is_results(stage, path))
        return;
    assert_true(seen->file_count < CW_STAGE_FILES);
    cw_seen_file *file = &seen->files[seen->file_count++];
    snprintf(file->name, sizeof file->name, "%s", path);
    int descriptor = open(path, O_RDONLY);
    if (descriptor < 0)
        fail_msg("cannot open '%s'", path);
    file->digest = digest_descriptor(descriptor, NULL);
    close(descriptor);
}

static void look_at_folder(cw_seen *seen, const cw_stage *stage, const char *folder)
{
    DIR *opened = opendir(folder);
    struct dirent *entry;
    assert_non_null(opened);
    while ((entry = readdir(opened)) != NULL) {
        char path[CW_STAGE_NAME];
        struct stat found;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        int length = snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        assert_in_range(length, 1, sizeof path - 1);
        assert_int_equal(stat(path, &found), 0);
        if (S_ISDIR(found.st_mode))
            look_at_folder(seen, stage, path);
        else
            look_at_file(seen, stage, path);
    }
    closedir(opened);
}

void cw_stage_look(cw_seen *seen, cw_stage *stage, cw_status status)
{
    turn_streams_back(stage);
    memset(seen, 0, sizeof *seen);
    seen->status = status;
    seen->output = digest_descriptor(stage->streams[0], &seen->printed);
    ssize_t said = pread(stage->streams[1], seen->said, sizeof seen->said - 1, 0);
    assert_true(said >= 0);
    seen->inputs = cw_temporary_folder_count(&stage->folder);
    look_at_folder(seen, stage, "out");
}

void cw_stage_run(cw_seen *seen, cw_stage *stage, const cw_command_line *line)
{
    cw_stage_set(stage, line);
    cw_stage_look(seen, stage, cw_stage_perform(stage));
}

void cw_stage_run_again(cw_seen *seen, cw_stage *stage)
{
    turn_streams_away(stage);
    cw_stage_look(seen, stage, cw_stage_perform(stage));
}

/* Adds every row of a table, in the order of its keys. */
static void add_rows(cw_digester *digester, sqlite3 *database, const char *table)
{
    char sql[128];
    sqlite3_stmt *rows;
    snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY 1, 2", table);
    assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &rows, NULL), SQLITE_OK);
    cw_digester_add(digester, sql, strlen(sql));
    while (sqlite3_step(rows) == SQLITE_ROW)
        for (int c = 0; c < sqlite3_column_count(rows); c++) {
            const void *bytes = sqlite3_column_blob(rows, c);
            int length = sqlite3_column_bytes(rows, c);
            cw_digester_add(digester, &length, sizeof length);
            cw_digester_add(digester, bytes, (size_t)length);
        }
    assert_int_equal(sqlite3_finalize(rows), SQLITE_OK);
}

/* The seals follow from the rest, and from the order in which it was written. */
cw_digest cw_stage_results(const cw_stage *stage)
{
    static const char tables[] = "SELECT name FROM sqlite_schema WHERE type = 'table' AND "
                                 "name <> 'seal' ORDER BY name";
    cw_digester digester;
    sqlite3 *database;
    sqlite3_stmt *names;
    cw_digester_init(&digester);
    assert_int_equal(sqlite3_open(stage->line->results, &database), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(database, tables, -1, &names, NULL), SQLITE_OK);
    while (sqlite3_step(names) == SQLITE_ROW)
        add_rows(&digester, database, (const char *)sqlite3_column_text(names, 0));
    assert_int_equal(sqlite3_finalize(names), SQLITE_OK);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
    return cw_digester_finish(&digester);
}

bool cw_same_digest(const cw_digest *a, const cw_digest *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

static const cw_digest *find_file(const cw_seen *seen, const char *name)
{
    for (size_t f = 0; f < seen->file_count; f++)
        if (strcmp(seen->files[f].name, name) == 0)
            return &seen->files[f].digest;
    return NULL;
}

/* Whether `name` is the same in both, or missing from both. */
static bool same_file(const cw_seen *a, const cw_seen *b, const char *name)
{
    const cw_digest *in_a = find_file(a, name);
    const cw_digest *in_b = find_file(b, name);
    return in_a == NULL || in_b == NULL ? in_a == in_b : cw_same_digest(in_a, in_b);
}

static const char *first_different(const cw_seen *names, const cw_seen *seen, const cw_seen *before,
                                   const cw_seen *after)
{
    for (size_t f = 0; f < names->file_count; f++) {
        const char *name = names->files[f].name;
        if (!same_file(seen, before, name) && !same_file(seen, after, name))
            return name;
    }
    return NULL;
}

const char *cw_seen_stranger(const cw_seen *seen, const cw_seen *before, const cw_seen *after)
{
    const char *stranger = first_different(seen, seen, before, after);
    if (stranger == NULL)
        stranger = first_different(before, seen, before, after);
    if (stranger == NULL && seen->inputs != after->inputs)
        stranger = "(beside the inputs)";
    return stranger;
}

bool cw_seen_same(const cw_seen *a, const cw_seen *b)
{
    return a->status == b->status && a->printed == b->printed &&
           cw_same_digest(&a->output, &b->output) && cw_seen_stranger(a, b, b) == NULL;
}
