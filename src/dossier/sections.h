/* sections: the parts of a dossier, each read by a file of its own. */
#ifndef DOSSIER_SECTIONS_H
#define DOSSIER_SECTIONS_H

#include "dossier/field.h"

/* Reads the top level into `top`, which the reader borrows from then on. */
void cw_read_top(cw_reader *reader, const cw_node *root, cw_top *top);

/* Makes all ids known and reads every section, each after those it needs. */
void cw_read_sections(cw_reader *reader);

/* Makes the ids of a section known and allocates its `count` records of `record_size` bytes, each
 * beginning with its id. `node` may be NULL: the section is empty then. */
void cw_declare(cw_reader *reader, cw_kind kind, const cw_node *node, size_t record_size);

/* The record at `index` of a section. */
void *cw_record(const cw_reader *reader, cw_kind kind, size_t index);

/* Each reads all entries of its section. */
void cw_read_sources(cw_reader *reader);
void cw_read_states(cw_reader *reader);
void cw_read_forums(cw_reader *reader);
void cw_read_question(cw_reader *reader, const cw_node *node);
void cw_read_issues(cw_reader *reader);
void cw_settle_question(cw_reader *reader); /* its issue; after the issues */
void cw_read_facts(cw_reader *reader);
void cw_read_conflicts(cw_reader *reader);
void cw_read_operations(cw_reader *reader);
void cw_read_ties(cw_reader *reader, const cw_node *node);
void cw_read_what_ifs(cw_reader *reader);
void cw_read_claims(cw_reader *reader);

/* Gives every further state with a seat in one of an issue's forums, in any case, the stand
 * written under `others`. After forums, issues and what-ifs. */
void cw_expand_others(cw_reader *reader);

/* ---- Parts that several sections share ---- */

/* A decision rule of `forum`, and its words. */
bool cw_read_rule(cw_reader *reader, const cw_node *node, const cw_forum *forum, cw_rule *out);
const char *cw_rule_words(cw_reader *reader, const cw_rule *rule, const cw_forum *forum);

/* The seats of a forum and its columns of weights. */
void cw_read_members(cw_reader *reader, const cw_node *list, cw_forum *forum);

/* One number of `weights`. */
typedef struct cw_weight {
    size_t column;
    double value;
} cw_weight;

/* Reads `{votes: 29, population: 83.2}` into an array with a value for each column of `forum`, NaN
 * where not given; NULL where memory is short. Columns the forum lacks are reported. */
double *cw_read_weights(cw_reader *reader, const cw_node *node, const cw_forum *forum);

/* A weight: a number, at least 0. */
bool cw_read_weight(cw_reader *reader, const cw_node *node, double *out);

/* Position of a column of `forum`, or CW_NONE. */
size_t cw_find_column(const cw_forum *forum, const char *name);

#endif
