/* Options: what a command understands, as one table.
 *
 * Parsing, --help, the completion of the shell and the test that compares the manual all read the
 * same table, so none of them can say something else than the others. */
#ifndef CW_CLI_OPTION_H
#define CW_CLI_OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "counterweight/base.h"

/* What follows an option, and what is stored at its target. */
typedef enum cw_option_kind {
    CW_OPTION_FLAG,   /* nothing; a bool, set to true */
    CW_OPTION_WORD,   /* any text; a const char * into the command line */
    CW_OPTION_FILE,   /* a path; a const char * into the command line */
    CW_OPTION_WHOLE,  /* a whole number from `low` to `high`; a uint64_t */
    CW_OPTION_NUMBER, /* a number above 0; a double */
    CW_OPTION_LIST,   /* any text, more than once; a cw_option_list */
    CW_OPTION_CHOICE  /* one of `words`; a size_t, its index there */
} cw_option_kind;

/* What an option was given, in order. */
#define CW_OPTION_LIST_MAX 8
typedef struct cw_option_list {
    const char *words[CW_OPTION_LIST_MAX]; /* into the command line */
    size_t count;
} cw_option_list;

typedef struct cw_option {
    const char *name;     /* "output": written --output */
    char letter;          /* 'o': also written -o; 0: none */
    const char *argument; /* "FILE", as shown in the help; NULL for a flag */
    const char *help;     /* one line, no full stop */
    cw_option_kind kind;
    size_t target; /* offset in the command's settings */
    uint64_t low;
    uint64_t high;
    const char *const *words; /* ended by NULL */
} cw_option;

/* Settings that most commands share. A command's settings have them as their first member. */
typedef struct cw_shared_settings {
    bool help;
    bool json;
    bool csv;
    bool quiet;
    size_t colour; /* cw_colour_choice */
    const char *output;
    uint64_t seed;
    uint64_t draws;
    uint64_t threads;
} cw_shared_settings;

typedef enum cw_colour_choice {
    CW_COLOUR_AUTO,
    CW_COLOUR_ALWAYS,
    CW_COLOUR_NEVER
} cw_colour_choice;

extern const char *const cw_colour_words[];

/* The rows of the shared options, for a command's table. */
#define CW_SHARED_TARGET(member) .target = offsetof(cw_shared_settings, member)
#define CW_SHARED_JSON                                                                             \
    {                                                                                              \
        .name = "json", .help = "print the result as JSON", CW_SHARED_TARGET(json)                 \
    }
#define CW_SHARED_CSV                                                                              \
    {                                                                                              \
        .name = "csv", .help = "print the result as a table of comma-separated values",            \
        CW_SHARED_TARGET(csv)                                                                      \
    }
/* Where the result of a command goes, in its own words. */
#define CW_OPTION_OUTPUT(words)                                                                    \
    {                                                                                              \
        .name = "output", .letter = 'o', .argument = "FILE", .kind = CW_OPTION_FILE,               \
        .help = words, CW_SHARED_TARGET(output)                                                    \
    }
#define CW_SHARED_OUTPUT CW_OPTION_OUTPUT("write the result to FILE, whole or not at all")
/* An entry of the dossier, or a model, named by its id; `member` of the command's `settings` is a const char *. */
#define CW_OPTION_ID(title, settings, member, words)                                               \
    {                                                                                              \
        .name = title, .argument = "ID", .kind = CW_OPTION_WORD, .help = words,                    \
        .target = offsetof(settings, member)                                                       \
    }
#define CW_SHARED_DRAWS                                                                            \
    {                                                                                              \
        .name = "draws", .argument = "N", .kind = CW_OPTION_WHOLE, .low = 100, .high = 10000000,   \
        .help = "draw every range N times (default 10000)", CW_SHARED_TARGET(draws)                \
    }
#define CW_SHARED_SEED                                                                             \
    {                                                                                              \
        .name = "seed", .argument = "N", .kind = CW_OPTION_WHOLE, .high = UINT64_MAX,              \
        .help = "begin the random draws from N (default 20220524)", CW_SHARED_TARGET(seed)         \
    }
#define CW_SHARED_THREADS                                                                          \
    {                                                                                              \
        .name = "threads", .argument = "N", .kind = CW_OPTION_WHOLE, .high = 1024,                 \
        .help = "use N threads (default 0: one per processor); never changes the result",          \
        CW_SHARED_TARGET(threads)                                                                  \
    }
#define CW_SHARED_COLOUR                                                                           \
    {                                                                                              \
        .name = "color", .argument = "WHEN", .kind = CW_OPTION_CHOICE, .words = cw_colour_words,   \
        .help = "colour the text: auto (on a terminal; the default), always or never",             \
        CW_SHARED_TARGET(colour)                                                                   \
    }
#define CW_SHARED_QUIET                                                                            \
    {                                                                                              \
        .name = "quiet", .letter = 'q', .help = "no progress bar and no remarks",                  \
        CW_SHARED_TARGET(quiet)                                                                    \
    }
#define CW_SHARED_HELP                                                                             \
    {                                                                                              \
        .name = "help", .letter = 'h', .help = "show this help", CW_SHARED_TARGET(help)            \
    }

/* Of commands that read a dossier or a table: `member` of `settings`, a bool. */
#define CW_OPTION_TABLE(settings, member)                                                          \
    {                                                                                              \
        .name = "table",                                                                           \
        .help = "read a table, whatever the name of the file: - for standard input, say",          \
        .target = offsetof(settings, member)                                                       \
    }

/* The same rows in the groups in which most commands have them, in the order of every help. */
#define CW_SHARED_RESULT CW_SHARED_JSON, CW_SHARED_CSV, CW_SHARED_OUTPUT
#define CW_SHARED_CHANCE CW_SHARED_DRAWS, CW_SHARED_SEED, CW_SHARED_THREADS
#define CW_SHARED_MANNER CW_SHARED_COLOUR, CW_SHARED_QUIET, CW_SHARED_HELP

/* Values of the shared settings where the command line is silent. */
#define CW_SHARED_DEFAULTS                                                                         \
    {                                                                                              \
        .seed = 20220524, .draws = 10000                                                           \
    }

/* Reads the arguments that follow a command's name: options of the table `options` (of `count`
 * rows) into `settings`, all others into operands[0..*operand_count), at most `operand_limit`.
 * Options may be written --name VALUE, --name=VALUE, -l VALUE, -lVALUE, flags also run together;
 * the last of several counts; after "--" everything is an operand; "-" always is. CW_ERROR_USAGE
 * with one line in `complaint` (no full stop) for anything else. Operands and words point into
 * `arguments`. */
cw_status cw_options_parse(cw_text *complaint, void *settings, const char **operands,
                           size_t *operand_count, size_t operand_limit, const cw_option *options,
                           size_t count, const char *const *arguments, size_t argument_count);

#endif
