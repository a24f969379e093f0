#include "dossier/check.h"

#define STATES_NAMED 5

bool cw_is_broken(const cw_checker *checker, cw_kind kind, size_t index)
{
    return checker->reader->entries[kind].broken[index];
}

const cw_stand *cw_find_stand(const cw_issue *issue, size_t state)
{
    size_t low = 0;
    size_t high = issue->stand_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (issue->stands[middle].state < state) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = low < issue->stand_count && issue->stands[low].state == state;
    return found ? &issue->stands[low] : NULL;
}

const char *cw_list_states(cw_reader *reader, const size_t *states, size_t count)
{
    const char *list = "";
    size_t named = count <= STATES_NAMED + 1 ? count : STATES_NAMED;
    for (size_t i = 0; i < named; i++) {
        const char *before = i == 0 ? "" : i + 1 < count ? ", " : " and ";
        list = cw_reader_scratch_format(reader, "%s%s%s", list, before,
                                        reader->dossier->states[states[i]].id);
    }
    if (named < count) {
        list = cw_reader_scratch_format(reader, "%s and %zu more", list, count - named);
    }
    return list;
}

void cw_check_dossier(cw_reader *reader)
{
    const cw_checker checker = {.reader = reader,
                                .dossier = reader->dossier,
                                .seats = cw_seats_build(reader),
                                .pairs = cw_pairs_build(reader)};
    if (reader->status != CW_OK) {
        return;
    }
    cw_check_issues(&checker);
    cw_check_ties(&checker);
    cw_check_sources(&checker);
    if (reader->is_undated) { /* who has a seat, a chair, a capability, is asked as of a date */
        return;
    }
    cw_check_members(&checker);
    cw_check_chairs(&checker);
    cw_check_rules(&checker);
    cw_check_question(&checker);
    cw_check_capabilities(&checker);
    cw_check_what_ifs(&checker);
}
