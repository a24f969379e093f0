/* A folder for one run of a program: made where temporary files go, removed with all that is in it. */
#ifndef CW_CLI_PDF_FOLDER_H
#define CW_CLI_PDF_FOLDER_H

#include "counterweight/base/text.h"

/* Makes a folder that only this user can read and puts its path into `out`, in TMPDIR where that is an
 * absolute path, or else in /tmp.
 * Returns 0 or an errno value; `out` is then empty. */
int cw_pdf_folder_make(cw_text *out);

/* Removes the folder and what is in it; links are removed, not followed. What cannot be removed stays. */
void cw_pdf_folder_remove(const char *path);

#endif
