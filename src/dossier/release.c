/* The end of a dossier, however it was made. */
#include "counterweight/dossier.h"

void cw_dossier_free(cw_dossier *dossier)
{
    if (dossier == NULL) {
        return;
    }
    cw_context *context = dossier->arena.context;
    cw_arena_free(&dossier->arena);
    cw_release(context, dossier);
}
