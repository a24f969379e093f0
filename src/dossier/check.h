/* check: what no single entry can show, only the dossier as a whole. */
#ifndef DOSSIER_CHECK_H
#define DOSSIER_CHECK_H

#include "dossier/reader.h"

/* Runs every check below. */
void cw_check_dossier(cw_reader *reader);

#endif
