/* A page printed to PDF by a browser that is installed: Chromium or Chrome, headless, without network. */
#ifndef CW_CLI_PDF_H
#define CW_CLI_PDF_H

#include "counterweight/base/text.h"

#include "cli/session.h"

/* Says so, and returns CW_ERROR_IO, where there is no browser on PATH: before work is done for it. */
cw_status cw_pdf_require_browser(cw_session *session);

/* Appends the PDF of `page`, a whole HTML page, to `out`. The browser reads it from a private folder
 * in TMPDIR (else /tmp), which is removed, and has no more than PDF_SECONDS. Errors, each told:
 * CW_ERROR_IO (no browser, no folder, the browser failed or took too long), CW_ERROR_LIMIT;
 * CW_ERROR_INTERRUPTED, the browser then being stopped. Not for several threads: it starts a process. */
cw_status cw_pdf_print(cw_text *out, cw_session *session, const cw_text *page);

#endif
