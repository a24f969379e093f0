/* Pieces of the page that more than one file writes. */
#ifndef COUNTERWEIGHT_BRIEF_HTML_H
#define COUNTERWEIGHT_BRIEF_HTML_H

#include <stddef.h>
#include <stdint.h>

#include "counterweight/base/text.h"

/* A link to the list of sources. */
void cw_html_citation(cw_text *out, size_t source);

/* The page's style, as embedded by the build, and its length in bytes. */
extern const char cw_asset_style[];
extern const uint64_t cw_asset_style_length;

/* The page's program likewise; no bytes where the build could not make one. */
extern const char cw_asset_page[];
extern const uint64_t cw_asset_page_length;
extern const uint64_t cw_asset_page_has_core; /* 1: the page can recompute; else 0 */

#endif
