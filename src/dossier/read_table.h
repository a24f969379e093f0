/* read_table: a CSV file that a dossier names, seen as nodes. */
#ifndef DOSSIER_READ_TABLE_H
#define DOSSIER_READ_TABLE_H

#include "counterweight/table.h"
#include "dossier/field.h"

/* Opens the table that `node` names: a path relative to the dossier's folder and inside it. NULL
 * after reporting. The caller frees it. */
cw_table *cw_open_table(cw_reader *reader, const cw_node *node);

/* The field in a row as a node under its column's name, so that the schema layer can read it; in
 * the scratch arena, NULL where memory is short. An empty field gives an empty node. */
const cw_node *cw_cell_node(cw_reader *reader, const cw_table *table, size_t row, size_t column);

#endif
