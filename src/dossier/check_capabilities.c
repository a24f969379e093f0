/* Capabilities: some above zero, and none forgotten where it counts. */
#include "dossier/check.h"

static double of_year(const cw_state *state, int year)
{
    for (size_t i = 0; i < state->series_count; i++) {
        if (state->series[i].year == year) {
            return state->series[i].value;
        }
    }
    return -1;
}

/* The most a state's capability can be on the date of the case; -1 where it has none. */
static double highest(const cw_dossier *dossier, size_t state)
{
    const cw_state *one = &dossier->states[state];
    if (one->capability != CW_NONE) {
        return dossier->quantities[one->capability].high;
    }
    return of_year(one, cw_date_year(dossier->as_of));
}

/* Marks the states that take a stand anywhere; their weight is what their capability gives. */
static bool *find_actors(const cw_checker *checker)
{
    const cw_dossier *dossier = checker->dossier;
    bool *acts = cw_reader_scratch(checker->reader, dossier->state_count, sizeof *acts);
    for (size_t i = 0; acts != NULL && i < dossier->issue_count; i++) {
        for (size_t s = 0; s < dossier->issues[i].stand_count; s++) {
            acts[dossier->issues[i].stands[s].state] = true;
        }
    }
    return acts;
}

static void report_forgotten(const cw_checker *checker, cw_place place)
{
    const cw_dossier *dossier = checker->dossier;
    bool *acts = find_actors(checker);
    size_t *without = cw_reader_scratch(checker->reader, dossier->state_count, sizeof *without);
    if (acts == NULL || without == NULL) {
        return;
    }
    size_t count = 0;
    for (size_t i = 0; i < dossier->state_count; i++) {
        bool known = highest(dossier, i) >= 0 || cw_is_broken(checker, CW_KIND_STATE, i);
        if (acts[i] && !known && !dossier->states[i].organisation) {
            without[count++] = i;
        }
    }
    if (count > 0) {
        cw_check_warning(checker, place, "give a 'capability', or a 'series' with that year",
                         "no capability in %d, so no weight: %s", cw_date_year(dossier->as_of),
                         cw_list_states(checker->reader, without, count));
    }
}

void cw_check_capabilities(const cw_checker *checker)
{
    const cw_dossier *dossier = checker->dossier;
    bool given = false;
    bool positive = false;
    for (size_t i = 0; i < dossier->state_count; i++) {
        given = given || highest(dossier, i) >= 0;
        positive = positive || highest(dossier, i) > 0 || cw_is_broken(checker, CW_KIND_STATE, i);
    }
    const cw_node *section = checker->reader->top->sections[CW_KIND_STATE];
    if (section == NULL || section->kind != CW_NODE_MAPPING) {
        return;
    }
    if (dossier->state_count == 0) {
        cw_check_error(checker, section->key->place, NULL, "a dossier needs at least one state");
    } else if (positive) {
        report_forgotten(checker, section->key->place);
    } else if (given || dossier->issue_count > 0) {
        cw_check_error(checker, section->key->place, "give each state a 'capability'",
                       "no state has a capability above 0 in %d", cw_date_year(dossier->as_of));
    }
}
