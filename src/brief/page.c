/* The page's program and its figures; the policy that lets that program run and no other.
 *
 * Style and program are allowed by the digests of their bytes (Content Security Policy Level 3,
 * section 2.3.1, hash sources), so nothing that a dossier could bring in is ever one of them. */
#include "brief/page.h"

#include "counterweight/capsule.h"

#include "brief/base64.h"
#include "brief/digest.h"
#include "brief/html.h"
#include "brief/json.h"

/* The style that Observable Plot 0.6.17 puts into each chart, constant text. */
static const char chart_style[] = "jSYQUrW7J0b3jPqhZP9C2Xh1PyJKHKXd4s0fpGGKrww=";

bool cw_page_has_program(void)
{
    return cw_asset_page_length > 0;
}

static void allow_digest(cw_text *out, const char *digest)
{
    cw_text_append(out, " &#39;sha256-");
    cw_text_append(out, digest);
    cw_text_append(out, "&#39;");
}

static void allow_bytes(cw_text *out, const char *bytes, uint64_t length)
{
    char digest[CW_DIGEST_TEXT_BYTES];
    cw_digest_text(digest, bytes, (size_t)length);
    allow_digest(out, digest);
}

/* The program compiles the core it carries, works in workers made from its own text, and draws a
 * chart into an image to save it. */
static void allow_program(cw_text *out)
{
    cw_text_append(out, "script-src");
    allow_bytes(out, cw_asset_page, cw_asset_page_length);
    cw_text_append(out, " &#39;wasm-unsafe-eval&#39;; worker-src blob:; img-src data:; ");
}

void cw_page_write_policy(cw_text *out, bool program)
{
    cw_text_append(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                        "&#39;none&#39;; ");
    if (program) {
        allow_program(out);
    }
    cw_text_append(out, "style-src");
    allow_bytes(out, cw_asset_style, cw_asset_style_length);
    if (program) {
        allow_digest(out, chart_style);
    }
    cw_text_append(out, "; base-uri &#39;none&#39;; form-action &#39;none&#39;\"/>\n");
}

/* The dossier's numbers, for the core that the program carries. */
static void write_capsule(cw_text *out, const cw_dossier *dossier)
{
    unsigned char *capsule;
    size_t length;
    cw_status status = cw_capsule_fold(&capsule, &length, out->context, dossier);
    if (status != CW_OK) {
        out->status = out->status == CW_OK ? status : out->status;
        return;
    }
    cw_text_append(out, "<script type=\"application/json\" id=\"counterweight-capsule\">\"");
    for (size_t at = 0; at < length; at += 3) {
        char group[4];
        cw_base64_group(group, capsule + at, length - at);
        cw_text_append_bytes(out, group, sizeof group);
    }
    cw_text_append(out, "\"</script>\n");
    cw_release(out->context, capsule);
}

void cw_page_write_program(cw_text *out, const cw_study *study)
{
    cw_text_append(out, "<script type=\"application/json\" id=\"counterweight-brief\">\n");
    (void)cw_json_brief(out, study, true);
    cw_text_append(out, "</script>\n");
    if (cw_asset_page_has_core != 0) {
        write_capsule(out, study->dossier);
    }
    cw_text_append(out, "<script>");
    cw_text_append_bytes(out, cw_asset_page, (size_t)cw_asset_page_length);
    cw_text_append(out, "</script>\n");
}
