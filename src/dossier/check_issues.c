/* Issues: somebody with a seat must care. */
#include "dossier/check.h"

/* What this check may cost in all: forums looked at. It only warns, and a dossier made to be slow
 * goes without the warning. */
#define WORK_MOST 10000000

static bool is_seated(const cw_checker *checker, const cw_issue *issue, size_t state, size_t *work)
{
    for (size_t f = 0; f < issue->forum_count; f++) {
        if (++*work > WORK_MOST) {
            return true;
        }
        const cw_seats *seats = &checker->seats[issue->forums[f]];
        if (seats->broken || cw_is_ever_member(seats, state)) {
            return true;
        }
    }
    return false;
}

void cw_check_issues(const cw_checker *checker)
{
    size_t work = 0;
    for (size_t i = 0; i < checker->dossier->issue_count; i++) {
        const cw_issue *issue = &checker->dossier->issues[i];
        bool seated = issue->forum_count == 0 || cw_is_broken(checker, CW_KIND_ISSUE, i);
        for (size_t s = 0; s < issue->stand_count && !seated; s++) {
            seated = is_seated(checker, issue, issue->stands[s].state, &work);
        }
        if (!seated) {
            cw_check_warning(checker, issue->provenance.place, NULL,
                             "no member of any forum has a position on '%s'", issue->id);
        }
    }
}
