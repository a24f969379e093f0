#include "dossier/syntax_error.h"

#include <string.h>

/* Which of libyaml's two places shows the reader where to look. */
typedef enum spot { AT_PROBLEM, AT_CONTEXT } spot;

typedef struct translation {
    const char *problem; /* libyaml's words */
    const char *context; /* begins so, or NULL: any */
    const char *message; /* ours */
    const char *remedy;
    spot spot;
} translation;

/* The first row that fits counts. Texts of libyaml 0.2.5 (scanner.c, parser.c). */
static const translation translations[] = {
    {"mapping values are not allowed in this context", NULL, "found ': ' where no key can stand",
     "put a text with ': ' in it into quotes, and indent the keys of a mapping alike", AT_PROBLEM},
    {"block sequence entries are not allowed in this context", NULL,
     "found '- ' where no list can begin", "begin the list on a line of its own", AT_PROBLEM},
    {"did not find expected ',' or ']'", NULL, "the list begun with '[' is not closed here",
     "separate its entries with ',' and close it with ']'", AT_PROBLEM},
    {"did not find expected ',' or '}'", NULL, "the mapping begun with '{' is not closed here",
     "separate its entries with ',' and close it with '}'", AT_PROBLEM},
    {"found unexpected end of stream", "while scanning a quoted scalar",
     "the text begun with this quote is never closed", NULL, AT_CONTEXT},
    {"found unexpected document indicator", NULL, "the text begun with this quote is not closed",
     NULL, AT_CONTEXT},
    {"found unknown escape character", NULL, "unknown escape after '\\'",
     "use single quotes, or write '\\\\'", AT_PROBLEM},
    {"found invalid Unicode character escape code", NULL, "this escape is no Unicode character",
     NULL, AT_PROBLEM},
    {"did not find expected '-' indicator", NULL, "expected another entry of the list ('- ')",
     "indent the lines of one list alike", AT_PROBLEM},
    {"did not find expected key", "while parsing a block mapping", "expected a key here",
     "indent the keys of one mapping alike, and put a text with quotes inside it into quotes",
     AT_PROBLEM},
    {"could not find expected ':'", NULL, "this line has no ': ' after its key", NULL, AT_CONTEXT},
    {"did not find expected node content", NULL, "expected a value here", NULL, AT_PROBLEM},
    {"did not find expected <document start>", NULL, "the file goes on after its end",
     "indent the keys of one mapping alike", AT_PROBLEM},
    {"found a tab character", NULL, "found a tab in the indentation", "indent with spaces",
     AT_PROBLEM},
    {"found incompatible YAML document", NULL, "directives ('%') are not allowed",
     "delete the line", AT_CONTEXT},
    {NULL, "while scanning a directive", "directives ('%') are not allowed", "delete the line",
     AT_CONTEXT},
    {NULL, "while scanning a %", "directives ('%') are not allowed", "delete the line", AT_CONTEXT},
    {NULL, "while scanning an alias", "aliases ('*') are not allowed",
     "put a text that begins with '*' into quotes", AT_CONTEXT},
    {NULL, "while scanning an anchor", "anchors ('&') are not allowed",
     "put a text that begins with '&' into quotes", AT_CONTEXT},
    {NULL, "while scanning a tag", "tags ('!') are not allowed",
     "put a text that begins with '!' into quotes", AT_CONTEXT},
};

static bool begins_with(const char *text, const char *beginning)
{
    return text != NULL && strncmp(text, beginning, strlen(beginning)) == 0;
}

static const translation *translate(const yaml_parser_t *parser)
{
    for (size_t i = 0; i < sizeof translations / sizeof *translations; i++) {
        const translation *row = &translations[i];
        bool problem = row->problem == NULL || begins_with(parser->problem, row->problem);
        bool context = row->context == NULL || begins_with(parser->context, row->context);
        if (problem && context) {
            return row;
        }
    }
    return NULL;
}

static cw_place place_at(const char *file, yaml_mark_t mark)
{
    return (cw_place){.file = file, .line = mark.line + 1, .column = mark.column + 1, .width = 1};
}

/* "cannot start any token": the character decides what to say. */
static void report_character(const yaml_parser_t *parser, cw_diagnostics *diagnostics,
                             const char *file)
{
    cw_place place = place_at(file, parser->problem_mark);
    int character = parser->buffer.pointer != NULL ? *parser->buffer.pointer : '?';
    if (character == '\t') {
        cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR, place, "indent with spaces",
                           "found a tab in the indentation");
        return;
    }
    cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR, place, "put the text into quotes",
                       "a text cannot begin with '%c'", character);
}

cw_status cw_syntax_error_report(const yaml_parser_t *parser, cw_diagnostics *diagnostics,
                                 const char *file)
{
    if (parser->error == YAML_MEMORY_ERROR) {
        return CW_ERROR_MEMORY;
    }
    if (begins_with(parser->problem, "found character that cannot start any token")) {
        report_character(parser, diagnostics, file);
        return CW_ERROR_INPUT;
    }
    const translation *row = translate(parser);
    if (row == NULL) {
        cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR, place_at(file, parser->problem_mark),
                           NULL, "this is not YAML: %s",
                           parser->problem != NULL ? parser->problem : "unknown mistake");
        return CW_ERROR_INPUT;
    }
    yaml_mark_t mark = row->spot == AT_CONTEXT && parser->context != NULL ? parser->context_mark
                                                                          : parser->problem_mark;
    cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR, place_at(file, mark), row->remedy, "%s",
                       row->message);
    return CW_ERROR_INPUT;
}
