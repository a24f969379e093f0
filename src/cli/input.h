/* What commands read: a dossier, and the entries of it that the command line names. */
#ifndef CW_CLI_INPUT_H
#define CW_CLI_INPUT_H

#include "counterweight/dossier.h"
#include "counterweight/study/capabilities.h"

#include "cli/session.h"

/* Reads and checks a dossier, with the models' eyes too. Mistakes are printed on standard error,
 * warnings counted there in one line. On failure *out is untouched. */
cw_status cw_input_dossier(cw_dossier **out, cw_session *session, const char *path);

/* Whether a path ends in `ending`, which is in lower case; capitals in the path count as small. */
bool cw_input_ends_in(const char *path, const char *ending);

/* Whether an operand names a table: it is said to be one, or ends in .csv or .tsv. */
bool cw_input_is_table(const char *path, bool is_said);

/* Complains that a command which reads dossiers was given a table. CW_ERROR_USAGE. */
cw_status cw_input_refuse_table(cw_session *session, const char *path);

/* What separates the fields of a table: a tab where its name ends in .tsv, else a comma. */
char cw_input_delimiter(const char *path);

/* Reads a table, and marks its file as an input; mistakes are printed on standard error. On failure *out is
 * untouched. */
cw_status cw_input_table(cw_table **out, cw_session *session, const char *path);

/* What --capability says: a file, whose table then is *owned and the caller's to free, or "equal". */
cw_status cw_input_capabilities(cw_capabilities *out, cw_table **owned, cw_session *session,
                                const char *words);

/* Finds the entry that an option names: *out is its index, or CW_NONE where `id` is NULL. Else a
 * complaint with the nearest id and CW_ERROR_USAGE; *out is then untouched. */
cw_status cw_input_forum(size_t *out, cw_session *session, const cw_dossier *dossier,
                         const char *id);
cw_status cw_input_issue(size_t *out, cw_session *session, const cw_dossier *dossier,
                         const char *id);
cw_status cw_input_state(size_t *out, cw_session *session, const cw_dossier *dossier,
                         const char *id);
cw_status cw_input_operation(size_t *out, cw_session *session, const cw_dossier *dossier,
                             const char *id);
/* "base", which no what-if can be called, is the base case: CW_NONE. */
cw_status cw_input_what_if(size_t *out, cw_session *session, const cw_dossier *dossier,
                           const char *id);

/* The same for any `count` words; `kind` is what they are: "model". */
cw_status cw_input_word(size_t *out, cw_session *session, const char *kind, const char *word,
                        const char *const *words, size_t count);

#endif
