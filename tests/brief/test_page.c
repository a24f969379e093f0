/* The page with hostile words in every place a dossier can put words: they stay text. With a folder
 * CW_TEST_FOLDER in the environment, page and JSON are written there for the check in Python. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "brief/hand_made_study.h"
#include "counterweight/base/file.h"
#include "counterweight/brief.h"

static const char *const hostile =
    "</title></style><script>alert(1)</script><img src=x onerror=\"alert('1')\"> & \xD7\xA9\xD7\x9C"
    "\xD7\x95\xD7\x9D \xE2\x80\xAEtxet "
    "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft \x1b[31m]]>";

static const char *folder; /* NULL: nothing is written */

/* Puts hostile words wherever the dossier has words of its own. */
static void make_hostile(cw_dossier *dossier)
{
    dossier->title = hostile;
    dossier->author = hostile;
    dossier->note = hostile;
    dossier->file = hostile;
    for (size_t i = 0; i < dossier->source_count; i++) {
        dossier->sources[i].title = hostile;
        dossier->sources[i].author = hostile;
        dossier->sources[i].note = hostile;
        dossier->sources[i].url =
            i == 0 ? "https://example.org/\"><script>alert(1)</script>" : dossier->sources[i].url;
    }
    for (size_t i = 0; i < dossier->state_count; i++) {
        dossier->states[i].name = hostile;
    }
    for (size_t i = 0; i < dossier->forum_count; i++) {
        dossier->forums[i].name = hostile;
        dossier->forums[i].rule_text = hostile;
    }
    for (size_t i = 0; i < dossier->issue_count; i++) {
        dossier->issues[i].question = hostile;
        dossier->issues[i].id = hostile;
        dossier->issues[i].anchors[0].words = hostile;
        dossier->issues[i].anchors[1].words = hostile;
    }
    for (size_t i = 0; i < dossier->what_if_count; i++) {
        dossier->what_ifs[i].title = hostile;
        dossier->what_ifs[i].note = hostile;
    }
    for (size_t i = 0; i < dossier->claim_count; i++) {
        dossier->claims[i].text = hostile;
        dossier->claims[i].note = hostile;
    }
    for (size_t i = 0; i < dossier->operation_count; i++) {
        dossier->operations[i].title = hostile;
        dossier->operations[i].note = hostile;
        dossier->operations[i].deploy.children[1].label = hostile;
    }
    for (size_t i = 0; i < dossier->quantity_count; i++) {
        dossier->quantities[i].provenance.quote = hostile;
        dossier->quantities[i].provenance.why = hostile;
    }
}

static void save(cw_text *text, const char *name)
{
    if (folder == NULL) {
        return;
    }
    cw_context *context = text->context;
    cw_diagnostics diagnostics;
    cw_text path;
    cw_diagnostics_init(&diagnostics, context);
    cw_text_init(&path, context);
    cw_text_append(&path, folder);
    cw_text_append(&path, name);
    assert_int_equal(cw_file_write(context, &diagnostics, cw_text_string(&path),
                                   cw_text_string(text), text->length),
                     CW_OK);
    cw_text_free(&path);
    cw_diagnostics_free(&diagnostics);
}

static void hostile_words_stay_text(void **state)
{
    (void)state;
    hand_made_study made;
    cw_findings *findings = NULL;
    cw_text page;
    hand_made_study_init(&made);
    make_hostile(made.dossier);
    cw_text_init(&page, &made.context);
    assert_int_equal(cw_findings_build(&findings, &made.context, &made.study), CW_OK);
    assert_int_equal(cw_brief_write_html(&page, findings, NULL), CW_OK);
    const char *html = cw_text_string(&page);
    assert_null(strstr(html, "<script"));
    assert_null(strstr(html, "<img"));
    assert_null(strstr(html, "\x1b"));
    assert_null(strstr(html, "\xE2\x80\xAE"));
    assert_null(strstr(html, "javascript:"));
    assert_non_null(strstr(html, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_non_null(strstr(html, "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"));
    save(&page, "/hostile.html");
    cw_text_free(&page);
    assert_int_equal(cw_brief_write_json(&page, &made.study), CW_OK);
    assert_null(strstr(cw_text_string(&page), "<script"));
    save(&page, "/hostile.json");
    cw_text_free(&page);
    cw_findings_free(findings);
    hand_made_study_free(&made);
}

/* No control character but line ends reaches the terminal. */
static void hostile_words_do_not_drive_the_terminal(void **state)
{
    (void)state;
    hand_made_study made;
    cw_findings *findings = NULL;
    cw_text words;
    hand_made_study_init(&made);
    make_hostile(made.dossier);
    cw_text_init(&words, &made.context);
    assert_int_equal(cw_findings_build(&findings, &made.context, &made.study), CW_OK);
    for (size_t width = 20; width <= 200; width += 60) {
        cw_text_style style = {.width = width};
        cw_text_free(&words);
        assert_int_equal(cw_brief_write_text(&words, findings, &style), CW_OK);
        for (size_t i = 0; i < words.length; i++) {
            unsigned char byte = (unsigned char)words.bytes[i];
            assert_true(byte == '\n' || (byte >= 0x20 && byte != 0x7F));
        }
        assert_true(cw_utf8_is_valid(words.bytes, words.length, NULL));
    }
    cw_text_free(&words);
    cw_findings_free(findings);
    hand_made_study_free(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_words_stay_text),
        cmocka_unit_test(hostile_words_do_not_drive_the_terminal),
    };
    folder = getenv("CW_TEST_FOLDER");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
