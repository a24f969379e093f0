#include "dossier/names.h"

#include <string.h>

static const char *article_of(const char *name)
{
    bool has_one = strncmp(name, "the ", 4) == 0 || strncmp(name, "The ", 4) == 0;
    return strchr(name, ' ') != NULL && !has_one ? "the " : "";
}

const char *cw_state_name(const cw_dossier *dossier, size_t state)
{
    const cw_state *named = &dossier->states[state];
    return named->name != NULL ? named->name : named->id;
}

const char *cw_state_article(const cw_dossier *dossier, size_t state)
{
    return dossier->states[state].organisation ? article_of(cw_state_name(dossier, state)) : "";
}

const char *cw_forum_name(const cw_dossier *dossier, size_t forum)
{
    const cw_forum *named = &dossier->forums[forum];
    return named->name != NULL ? named->name : named->id;
}

const char *cw_forum_article(const cw_dossier *dossier, size_t forum)
{
    return article_of(cw_forum_name(dossier, forum));
}
