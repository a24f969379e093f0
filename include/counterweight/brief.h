/* brief: what the study found, told as text, Markdown, JSON or a page.
 *
 * The brief computes no statistics: it selects figures of a study and puts them into words. Its
 * findings are a document free of any output format; the writers lay it out. */
#ifndef COUNTERWEIGHT_BRIEF_H
#define COUNTERWEIGHT_BRIEF_H

#include <stdbool.h>
#include <stddef.h>

#include "counterweight/base/context.h"
#include "counterweight/base/text.h"
#include "counterweight/brief/sheet.h"
#include "counterweight/study.h"

/* Version of the JSON that cw_brief_write_json() writes; grows when a key changes its meaning or
 * goes. docs/brief-json.md lists the keys. */
#define CW_BRIEF_JSON_FORMAT 1

/* A stretch of words. Words of a dossier are text, never markup. */
typedef struct cw_span {
    const char *words; /* may be empty, where only a source is cited */
    bool strong;       /* the figure that the sentence is about */
    size_t source;     /* cited after the words: an index into `references`; CW_NONE: none */
} cw_span;

/* A paragraph, or an item of a list. */
typedef struct cw_passage {
    cw_span *spans;
    size_t span_count;
} cw_passage;

typedef enum cw_block_form {
    CW_BLOCK_PARAGRAPH, /* one passage */
    CW_BLOCK_LIST,      /* passages */
    CW_BLOCK_NOTE,      /* one passage, beside the matter: how to read, what to mind */
    CW_BLOCK_HEADING,   /* one passage: a heading within the section */
    CW_BLOCK_TABLE      /* `table` */
} cw_block_form;

typedef struct cw_block {
    cw_block_form form;
    bool appendix; /* for reference: text leaves it out unless its style asks for appendices */
    cw_passage *passages;
    size_t passage_count;
    cw_sheet *table; /* NULL but for CW_BLOCK_TABLE */
} cw_block;

typedef struct cw_section {
    const char *id;      /* stable, fit for a link: "what-ifs" */
    const char *heading; /* "What would change it" */
    cw_block *blocks;
    size_t block_count;
} cw_section;

/* One figure to be seen before anything is read. */
typedef struct cw_key_figure {
    const char *figure; /* "+4.2", "63%" */
    const char *unit;   /* "points"; or NULL */
    const char *label;  /* what it is */
} cw_key_figure;

/* A source, as listed. Its number for people is its index plus one. */
typedef struct cw_reference {
    const char *id;    /* of the source in the dossier */
    const char *words; /* author, title, publisher, date, note */
    const char *url;   /* http or https only; or NULL */
    size_t uses;       /* statements of the dossier that name it */
} cw_reference;

/* The document. All words are owned by it. */
typedef struct cw_findings {
    const char *title;          /* the question of the dossier */
    const char *byline;         /* "Coded by ... as of 24 May 2022, ..." */
    const char *answer;         /* one or two sentences */
    cw_key_figure *key_figures; /* none where there is no headline figure */
    size_t key_figure_count;
    cw_section
        *sections; /* the first, "answer", holds what belongs next to the answer; no heading */
    size_t section_count;
    cw_reference *references; /* as many as the dossier has sources, in its order */
    size_t reference_count;
    cw_context *context;
    cw_arena arena;
} cw_findings;

/* Selects and words what `study` found. What the study lacks (a question, issues, what-ifs) is said
 * or left out, never an error. CW_ERROR_MEMORY, CW_ERROR_LIMIT (a text above
 * context->limits.text_bytes); *out is then untouched. The caller frees it with cw_findings_free();
 * nothing of the study is borrowed. `context` is borrowed until then. Cost O(figures of the study).
 * Thread-safe for different contexts. */
cw_status cw_findings_build(cw_findings **out, cw_context *context, const cw_study *study);

/* Frees findings; NULL is allowed. */
void cw_findings_free(cw_findings *findings);

/* Writes the brief for a terminal. `style` NULL: 80 cells, no colour. Never writes a control
 * character other than line ends and, with colour, the escapes of its own. Returns the text's first
 * failure. Cost O(bytes). Thread-safe for different texts, as the three below. */
cw_status cw_brief_write_text(cw_text *out, const cw_findings *findings,
                              const cw_text_style *style);

/* Writes the brief as one self-contained page that needs no network: HTML5 with a
 * Content-Security-Policy that lets nothing load. With `study`, the one the findings tell of, it
 * also carries the figures and a program that draws them, where the build could make one, and says
 * so where it could not. With NULL it is words and tables alone, without script, and well-formed XML. */
cw_status cw_brief_write_html(cw_text *out, const cw_findings *findings, const cw_study *study);

/* Writes the brief as Markdown (CommonMark 0.31 with tables), all of it, each paragraph on one line.
 * Words of a dossier are escaped. */
cw_status cw_brief_write_markdown(cw_text *out, const cw_findings *findings);

/* Writes every figure of `study` with the ids of what it is about, as one JSON object and a line
 * end. Doubles with 17 significant digits; NaN, and the rest of what was not open, is null. */
cw_status cw_brief_write_json(cw_text *out, const cw_study *study);

#endif
