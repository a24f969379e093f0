/* conditions: on who may take part in an operation, and who may lead it. */
#ifndef DOSSIER_CONDITIONS_H
#define DOSSIER_CONDITIONS_H

#include "dossier/field.h"

/* Reads a condition of an operation that takes place in `host` (or CW_NONE), words included. */
bool cw_read_condition(cw_reader *reader, const cw_node *node, size_t host, cw_condition *out);

/* Words for a condition the analyst gave none. */
const char *cw_condition_words(cw_reader *reader, const cw_condition *condition, size_t host);

/* The condition of no condition: `all` of nothing. */
cw_condition cw_condition_none(const cw_node *node);

#endif
