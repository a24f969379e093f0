#include "cli/pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli/pdf_folder.h"

extern char **environ;

/* A browser takes two or three seconds; a busy machine more. */
enum { PDF_SECONDS = 120, PDF_BYTES_MAX = 1 << 28, PAUSE_MILLISECONDS = 20 };

/* The first browser on PATH, appended to `out`; false where there is none. */
static bool find_browser(cw_text *out)
{
    static const char *const names[] = {"chromium", "chromium-browser", "google-chrome",
                                        "google-chrome-stable"};
    const char *paths = getenv("PATH");
    while (paths != NULL && *paths != '\0') {
        size_t length = strcspn(paths, ":");
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
            cw_text_free(out);
            cw_text_append_bytes(out, paths, length);
            cw_text_append(out, "/");
            cw_text_append(out, names[i]);
            if (length > 0 && access(cw_text_string(out), X_OK) == 0)
                return true;
        }
        paths += length + (paths[length] == ':');
    }
    return false;
}

cw_status cw_pdf_require_browser(cw_session *session)
{
    cw_text browser;
    cw_text_init(&browser, session->context);
    bool found = find_browser(&browser);
    cw_text_free(&browser);
    if (found)
        return CW_OK;
    return cw_session_fail(session, CW_ERROR_IO,
                           "a PDF needs Chromium or Chrome, and there is none on PATH; install the "
                           "package 'chromium', or write a page with '-o page.html', open it and "
                           "print it");
}

/* Starts a program in a process group of its own, silent, without input. 0 or an errno value. */
static int start(pid_t *out, char *const *arguments)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int problem = posix_spawn_file_actions_init(&actions);
    if (problem != 0)
        return problem;
    problem = posix_spawnattr_init(&attributes);
    if (problem != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return problem;
    }
    for (int stream = 0; stream <= STDERR_FILENO && problem == 0; stream++)
        problem = posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0);
    if (problem == 0)
        problem = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    if (problem == 0)
        problem = posix_spawn(out, arguments[0], &actions, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return problem;
}

static bool has_ended(pid_t process)
{
    siginfo_t information = {.si_pid = 0};
    return waitid(P_PID, (id_t)process, &information, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           information.si_pid == process;
}

/* Waits for the program's end, or ends it: then CW_ERROR_INTERRUPTED or CW_ERROR_IO. What it started
 * itself goes with it, while its group cannot be another's. */
static cw_status await(cw_context *context, pid_t process)
{
    const struct timespec pause = {.tv_nsec = PAUSE_MILLISECONDS * 1000000L};
    int left = PDF_SECONDS * 1000 / PAUSE_MILLISECONDS;
    while (!has_ended(process) && left > 0 && !cw_context_is_cancelled(context)) {
        nanosleep(&pause, NULL);
        left--;
    }
    int result = 0;
    bool ended = has_ended(process);
    kill(-process, SIGKILL);
    while (waitpid(process, &result, 0) < 0 && errno == EINTR)
        continue;
    if (ended)
        return WIFEXITED(result) && WEXITSTATUS(result) == 0 ? CW_OK : CW_ERROR_IO;
    return cw_context_is_cancelled(context) ? CW_ERROR_INTERRUPTED : CW_ERROR_IO;
}

/* "OPTION" with the folder's path and a name behind it. */
static const char *joined(cw_text *out, const char *option, const char *folder, const char *name)
{
    cw_text_append(out, option);
    cw_text_append(out, folder);
    cw_text_append(out, name);
    return cw_text_string(out);
}

/* The address of FOLDER/page.html: what means something in an address is written as %XX. */
static const char *address(cw_text *out, const char *folder)
{
    cw_text_append(out, "file://");
    for (const char *at = folder; *at != '\0'; at++) {
        if (strchr("%#? \\", *at) != NULL)
            cw_text_append_format(out, "%%%02x", (unsigned int)(unsigned char)*at);
        else
            cw_text_append_bytes(out, at, 1);
    }
    cw_text_append(out, "/page.html");
    return cw_text_string(out);
}

/* Has the browser print FOLDER/page.html to FOLDER/page.pdf. Time is virtual, so that the charts are
 * drawn before it prints however slow the machine is. */
static cw_status run_browser(cw_session *session, const char *browser, const char *folder)
{
    cw_text profile, output, page;
    cw_text_init(&profile, session->context);
    cw_text_init(&output, session->context);
    cw_text_init(&page, session->context);
    const char *arguments[] = {
        browser, "--headless", "--disable-gpu", "--disable-extensions", "--no-first-run",
        "--no-pdf-header-footer", "--virtual-time-budget=10000",
        joined(&profile, "--user-data-dir=", folder, "/profile"),
        joined(&output, "--print-to-pdf=", folder, "/page.pdf"), address(&page, folder),
        /* its sandbox refuses to run for root; the page loads nothing */
        geteuid() == 0 ? "--no-sandbox" : NULL, NULL};
    pid_t process = 0;
    cw_status status = CW_ERROR_MEMORY;
    if (profile.status == CW_OK && output.status == CW_OK && page.status == CW_OK) {
        int problem = start(&process, (char *const *)arguments);
        status = problem == 0 ? await(session->context, process) : CW_ERROR_IO;
    }
    cw_text_free(&page);
    cw_text_free(&output);
    cw_text_free(&profile);
    return status;
}

/* Takes what the browser printed. */
static cw_status take(cw_text *out, cw_session *session, const char *path)
{
    cw_bytes bytes;
    cw_status status =
        cw_file_read(&bytes, session->context, &session->diagnostics, path, PDF_BYTES_MAX);
    if (status != CW_OK)
        return status;
    cw_text_append_bytes(out, bytes.data, bytes.length);
    cw_release(session->context, bytes.data);
    return out->status;
}

/* The page into the folder, the browser over it, the PDF out of it. */
static cw_status print_in(cw_text *out, cw_session *session, const char *browser,
                          const char *folder, const cw_text *page)
{
    cw_text source, output;
    cw_text_init(&source, session->context);
    cw_text_init(&output, session->context);
    joined(&source, "", folder, "/page.html");
    joined(&output, "", folder, "/page.pdf");
    cw_text_inherit(&source, &output);
    cw_status status = source.status;
    if (status == CW_OK)
        status = cw_file_write(session->context, &session->diagnostics, cw_text_string(&source),
                               cw_text_string(page), page->length);
    if (status == CW_OK)
        status = run_browser(session, browser, folder);
    if (status == CW_OK)
        status = take(out, session, cw_text_string(&output));
    if (status == CW_ERROR_IO)
        cw_session_fail(session, status, "%s could not print the page to PDF", browser);
    cw_text_free(&output);
    cw_text_free(&source);
    return status;
}

cw_status cw_pdf_print(cw_text *out, cw_session *session, const cw_text *page)
{
    cw_status status = cw_pdf_require_browser(session);
    cw_text browser, folder;
    cw_text_init(&browser, session->context);
    cw_text_init(&folder, session->context);
    if (status == CW_OK && find_browser(&browser)) {
        int problem = cw_pdf_folder_make(&folder);
        if (problem == 0)
            status =
                print_in(out, session, cw_text_string(&browser), cw_text_string(&folder), page);
        else
            status = cw_session_fail(session, CW_ERROR_IO, "cannot make a temporary folder: %s",
                                     strerror(problem));
    }
    if (folder.length > 0)
        cw_pdf_folder_remove(cw_text_string(&folder));
    cw_text_free(&folder);
    cw_text_free(&browser);
    return status;
}
