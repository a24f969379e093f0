/* Sources: each used, and a number without any is worth a word. One warning for each forum and
 * issue, one for all states and one for all ties: a large dossier is not to be drowned in them. */
#include "dossier/check.h"

static void report_unused(const cw_checker *checker)
{
    for (size_t i = 0; i < checker->dossier->source_count; i++) {
        const cw_source *source = &checker->dossier->sources[i];
        if (source->uses == 0) {
            cw_check_warning(checker, source->place, "name it where it was used, or delete it",
                             "nothing names the source '%s'", source->id);
        }
    }
}

/* Numbers without a source, gathered by the entry they belong to. */
typedef struct unsourced {
    size_t *states; /* ids, each once */
    size_t state_count;
    size_t ties;
    size_t first_tie;          /* quantity */
    bool *in_forum, *in_issue; /* whether there are any, for each */
} unsourced;

/* A what-if is the analyst's own supposition: its numbers need no source. */
static void gather_one(const cw_quantity *quantity, size_t index, unsourced *out)
{
    if (quantity->provenance.source != CW_NONE || quantity->what_if != CW_NONE) {
        return;
    }
    if (quantity->measure == CW_MEASURE_CAPABILITY) {
        out->states[out->state_count++] = quantity->state;
    } else if (quantity->measure == CW_MEASURE_DEPENDENCE) {
        out->first_tie = out->ties == 0 ? index : out->first_tie;
        out->ties++;
    } else if (quantity->issue != CW_NONE) {
        out->in_issue[quantity->issue] = true;
    } else {
        out->in_forum[quantity->forum] = true;
    }
}

/* States whose yearly figures have no source, where that was not said of their capability. */
static void gather_series(const cw_dossier *dossier, unsourced *out)
{
    for (size_t i = 0; i < dossier->state_count; i++) {
        const cw_state *state = &dossier->states[i];
        if (state->series_count > 0 && state->capability == CW_NONE &&
            state->series_provenance.source == CW_NONE) {
            out->states[out->state_count++] = i;
        }
    }
}

static void report_entry(const cw_checker *checker, cw_place place, const char *id, bool any)
{
    if (any) {
        cw_check_warning(checker, place, "give the entry or the numbers a 'source'",
                         "'%s' has numbers without a source", id);
    }
}

static void report_gathered(const cw_checker *checker, const unsourced *found)
{
    const cw_dossier *dossier = checker->dossier;
    size_t states = 0;
    for (size_t i = 0; i < found->state_count; i++) {
        if (!cw_is_broken(checker, CW_KIND_STATE, found->states[i])) {
            found->states[states++] = found->states[i];
        }
    }
    if (states > 0) {
        cw_check_warning(checker, dossier->states[found->states[0]].provenance.place,
                         "give the state or its capability a 'source'",
                         "capability without a source: %s",
                         cw_list_states(checker->reader, found->states, states));
    }
    if (found->ties > 0) {
        cw_check_warning(checker, dossier->quantities[found->first_tie].provenance.place,
                         "give each tie a 'source'", "%zu tie%s without a source", found->ties,
                         found->ties == 1 ? "" : "s");
    }
    for (size_t i = 0; i < dossier->forum_count; i++) {
        report_entry(checker, dossier->forums[i].provenance.place, dossier->forums[i].id,
                     found->in_forum[i] && !cw_is_broken(checker, CW_KIND_FORUM, i));
    }
    for (size_t i = 0; i < dossier->issue_count; i++) {
        report_entry(checker, dossier->issues[i].provenance.place, dossier->issues[i].id,
                     found->in_issue[i] && !cw_is_broken(checker, CW_KIND_ISSUE, i));
    }
}

void cw_check_sources(const cw_checker *checker)
{
    const cw_dossier *dossier = checker->dossier;
    cw_reader *reader = checker->reader;
    report_unused(checker);
    unsourced found = {
        .states = cw_reader_scratch(reader, dossier->state_count, sizeof(size_t)),
        .in_forum = cw_reader_scratch(reader, dossier->forum_count, sizeof(bool)),
        .in_issue = cw_reader_scratch(reader, dossier->issue_count, sizeof(bool)),
    };
    if (reader->status != CW_OK) {
        return;
    }
    for (size_t i = 0; i < dossier->quantity_count; i++) {
        gather_one(&dossier->quantities[i], i, &found);
    }
    gather_series(dossier, &found);
    for (size_t i = 0; i < dossier->issue_count; i++) {
        const cw_issue *issue = &dossier->issues[i];
        bool bare = issue->happened && issue->outcome_provenance.source == CW_NONE;
        found.in_issue[i] = found.in_issue[i] || bare;
    }
    report_gathered(checker, &found);
}
