/* Predictive distributions as cells of a sheet and as JSON. */
#ifndef CW_CLI_DISTRIBUTION_H
#define CW_CLI_DISTRIBUTION_H

#include "counterweight/bargaining/density.h"
#include "counterweight/brief/sheet.h"

/* What is shown of a distribution. */
typedef struct cw_distribution_form {
    bool for_people; /* intervals in one cell each, in words; else one number a cell */
    double above;    /* also P(outcome > above), points; NaN: not asked for */
} cw_distribution_form;

/* Adds the columns: median, central 50, 80 and 95% intervals, and P(above). */
void cw_distribution_columns(cw_sheet *sheet, const cw_distribution_form *form);

/* Fills them in the last row; NULL: there is no distribution. */
void cw_distribution_cells(cw_sheet *sheet, const cw_density *density,
                           const cw_distribution_form *form);

/* Appends `"distribution": {"median": x, "low50": x, ...}`; null without one. */
void cw_distribution_json(cw_text *out, const cw_density *density, double above);

#endif
