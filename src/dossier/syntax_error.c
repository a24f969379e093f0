#include "dossier/syntax_error.h"

#include <string.h>

/* Which of libyaml's two places shows the reader where to look. */
typedef enum spot {
    AT_PROBLEM,
    AT_CONTEXT,
    AT_PROBLEM_IN_CONTEXT /* and the message goes on to say in which line the context began */
} spot;

typedef struct translation {
    const char *problem; /* libyaml's words begin so, or NULL: any */
    const char *context; /* the same for what it was doing */
    spot spot;
    const char *message; /* ours */
    const char *remedy;
} translation;

static const char directive[] = "directives ('%') are not allowed";
static const char never_closed[] = "the text begun with this quote is never closed";

/* The first row that fits counts. Texts of libyaml 0.2.5 (scanner.c, parser.c). */
static const translation translations[] = {
    {"mapping values are not allowed", NULL, AT_PROBLEM, "found ': ' where no key can stand",
     "put a text with ': ' in it into quotes, and indent the keys of a mapping alike"},
    {"block sequence entries are not allowed", NULL, AT_PROBLEM,
     "found '- ' where no list can begin", "begin the list on a line of its own"},
    {"did not find expected ',' or ']'", NULL, AT_PROBLEM_IN_CONTEXT,
     "expected ',' or ']' in the list begun",
     "put a text with ',', ':' or quotes in it into quotes"},
    {"did not find expected ',' or '}'", NULL, AT_PROBLEM_IN_CONTEXT,
     "expected ',' or '}' in the mapping begun",
     "put a text with ',', ':' or quotes in it into quotes"},
    {"found unexpected end of stream", "while scanning a quoted", AT_CONTEXT, never_closed, NULL},
    {"found unexpected document indicator", NULL, AT_CONTEXT, never_closed, NULL},
    {"found unknown escape character", NULL, AT_PROBLEM, "unknown escape after '\\'",
     "use single quotes, or write '\\\\'"},
    {"found invalid Unicode character escape code", NULL, AT_PROBLEM,
     "this escape is no Unicode character", NULL},
    {"did not find expected hexdecimal number", "while parsing a quoted", AT_PROBLEM,
     "this escape is no Unicode character", NULL},
    {"did not find expected '-' indicator", NULL, AT_PROBLEM_IN_CONTEXT,
     "expected another entry ('- ') of the list begun", "indent the lines of one list alike"},
    {"did not find expected key", "while parsing a block mapping", AT_PROBLEM_IN_CONTEXT,
     "expected a key of the mapping begun",
     "indent the keys of one mapping alike, and put a text with quotes inside it into quotes"},
    {"could not find expected ':'", NULL, AT_CONTEXT, "this line has no ': ' after its key", NULL},
    {"did not find expected node content", NULL, AT_PROBLEM, "expected a value here", NULL},
    {"did not find expected <document start>", NULL, AT_PROBLEM, "the file goes on after its end",
     "indent the keys of one mapping alike"},
    {"did not find expected comment or line break", "while scanning a block scalar", AT_PROBLEM,
     "nothing may follow '|' or '>' on its line", NULL},
    {"found a tab character", NULL, AT_PROBLEM, "found a tab in the indentation",
     "indent with spaces"},
    {"found incompatible YAML document", NULL, AT_PROBLEM, directive, "delete the line"},
    {"found duplicate %", NULL, AT_PROBLEM, directive, "delete the line"},
    {NULL, "while scanning a directive", AT_CONTEXT, directive, "delete the line"},
    {NULL, "while scanning a %", AT_CONTEXT, directive, "delete the line"},
    {NULL, "while scanning an alias", AT_CONTEXT, "aliases ('*') are not allowed",
     "put a text that begins with '*' into quotes"},
    {NULL, "while scanning an anchor", AT_CONTEXT, "anchors ('&') are not allowed",
     "put a text that begins with '&' into quotes"},
    {NULL, "while scanning a tag", AT_CONTEXT, "tags ('!') are not allowed",
     "put a text that begins with '!' into quotes"},
    {"found undefined tag handle", NULL, AT_PROBLEM, "tags ('!') are not allowed",
     "put a text that begins with '!' into quotes"},
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
    bool context = row->spot == AT_CONTEXT && parser->context != NULL;
    cw_place place = place_at(file, context ? parser->context_mark : parser->problem_mark);
    if (row->spot == AT_PROBLEM_IN_CONTEXT) {
        cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR, place, row->remedy, "%s in line %zu",
                           row->message, parser->context_mark.line + 1);
    } else {
        cw_diagnostics_add(diagnostics, CW_SEVERITY_ERROR, place, row->remedy, "%s", row->message);
    }
    return CW_ERROR_INPUT;
}
