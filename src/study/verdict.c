/* Verdicts on claims, as data has them. */
#include "counterweight/study.h"

const char *cw_verdict_id(cw_verdict verdict)
{
    static const char *const ids[] = {"borne_out", "not_borne_out", "depends",  "untestable",
                                      "right",     "wrong",         "judgement"};
    return ids[verdict];
}
