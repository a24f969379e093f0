/* syntax_error: what libyaml says, in words that help. */
#ifndef DOSSIER_SYNTAX_ERROR_H
#define DOSSIER_SYNTAX_ERROR_H

#include <yaml.h>

#include "counterweight/base/diagnostic.h"

/* Reports why `parser` stopped. Returns CW_ERROR_INPUT, or CW_ERROR_MEMORY where that was it. */
cw_status cw_syntax_error_report(const yaml_parser_t *parser, cw_diagnostics *diagnostics,
                                 const char *file);

#endif
