/* check: what no single entry can show, only the dossier as a whole. */
#ifndef DOSSIER_CHECK_H
#define DOSSIER_CHECK_H

#include "dossier/reader.h"
#include "dossier/seats.h"

/* Points of the scale: what a break can cost before it is remarked upon. */
#define CW_WHOLE_SCALE 100

/* A tie, by whose it is. */
typedef struct cw_pair {
    size_t of, on;
    size_t index; /* into the dossier's ties */
} cw_pair;

/* What the checks share. */
typedef struct cw_checker {
    cw_reader *reader;
    const cw_dossier *dossier;
    const cw_seats *seats; /* one for each forum */
    const cw_pair *pairs;  /* one for each tie, sorted */
} cw_checker;

/* Runs every check below. All bear with a dossier in which parts could not be read, and then say
 * nothing that the missing part might refute. */
void cw_check_dossier(cw_reader *reader);

void cw_check_members(const cw_checker *checker);
void cw_check_chairs(const cw_checker *checker);
void cw_check_rules(const cw_checker *checker);
void cw_check_question(const cw_checker *checker);
void cw_check_capabilities(const cw_checker *checker);
void cw_check_issues(const cw_checker *checker);
void cw_check_ties(const cw_checker *checker);
void cw_check_sources(const cw_checker *checker);
void cw_check_what_ifs(const cw_checker *checker);

/* Adds an error, or a warning, at `place`; then as printf. */
#define cw_check_error(checker, place, remedy, ...)                                                \
    cw_diagnostics_add((checker)->reader->diagnostics, CW_SEVERITY_ERROR, place, remedy,           \
                       __VA_ARGS__)
#define cw_check_warning(checker, place, remedy, ...)                                              \
    cw_diagnostics_add((checker)->reader->diagnostics, CW_SEVERITY_WARNING, place, remedy,         \
                       __VA_ARGS__)

/* The ties, sorted; in the scratch arena, NULL where memory is short. */
cw_pair *cw_pairs_build(cw_reader *reader);

/* What the dossier says `of` would lose by a break with `on`, or NULL. Cost O(log n). */
const cw_tie *cw_find_tie(const cw_checker *checker, size_t of, size_t on);

/* What a state wants of an issue, or NULL where it takes no stand. Cost O(log n). */
const cw_stand *cw_find_stand(const cw_issue *issue, size_t state);

/* Whether anybody is a member of a forum on the date of the case. Cost O(memberships). */
bool cw_has_members(const cw_checker *checker, const cw_forum *forum);

/* Whether an entry could not be read in full. */
bool cw_is_broken(const cw_checker *checker, cw_kind kind, size_t index);

/* "RUS, BLR, KAZ and 57 more": the ids of `count` states; in the scratch arena. */
const char *cw_list_states(cw_reader *reader, const size_t *states, size_t count);

#endif
