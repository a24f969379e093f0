/* What numbers measure, and what bounds them. */
#include "counterweight/dossier.h"

/* What has no upper end of its own is kept so small that sums and squares over any table of states
 * stay finite, however large the factors of a what-if. */
#define LARGEST_AMOUNT 1e100

double cw_measure_most(cw_measure measure)
{
    static const double ceilings[] = {
        [CW_MEASURE_POSITION] = 100.0,
        [CW_MEASURE_STATUS_QUO] = 100.0,
        [CW_MEASURE_SALIENCE] = 1.0,
        [CW_MEASURE_CAPABILITY] = LARGEST_AMOUNT,
        [CW_MEASURE_DEPENDENCE] = LARGEST_AMOUNT,
        [CW_MEASURE_BYPASS_COST] = LARGEST_AMOUNT,
        [CW_MEASURE_FORMALITY] = 1.0,
        [CW_MEASURE_AGENDA_POWER] = 1.0,
        [CW_MEASURE_VOICE] = 1.0,
    };
    return ceilings[measure];
}

cw_measure cw_edit_measure(cw_edit_form form)
{
    static const cw_measure measures[] = {
        [CW_EDIT_BYPASS_COST] = CW_MEASURE_BYPASS_COST,
        [CW_EDIT_FORMALITY] = CW_MEASURE_FORMALITY,
        [CW_EDIT_AGENDA_POWER] = CW_MEASURE_AGENDA_POWER,
        [CW_EDIT_CAPABILITY] = CW_MEASURE_CAPABILITY,
        [CW_EDIT_POSITION] = CW_MEASURE_POSITION,
        [CW_EDIT_SALIENCE] = CW_MEASURE_SALIENCE,
        [CW_EDIT_STATUS_QUO] = CW_MEASURE_STATUS_QUO,
        [CW_EDIT_TIE] = CW_MEASURE_DEPENDENCE,
    };
    return measures[form];
}
