/* renumber: the quantities in the order of the file. */
#ifndef DOSSIER_RENUMBER_H
#define DOSSIER_RENUMBER_H

#include "dossier/reader.h"

/* Moves the quantities read so far into the dossier, in the order in which they stand in its file
 * (those from a table: where the table is named, those from `others`: there), and puts the new
 * indices wherever the old ones stood. */
void cw_quantities_finish(cw_reader *reader);

#endif
