#include "dossier/check.h"

void cw_check_dossier(cw_reader *reader)
{
    (void)reader;
}
