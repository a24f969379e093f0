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
    if (found->state_count > 0) {
        cw_check_warning(checker, dossier->states[found->states[0]].provenance.place,
                         "give the state or its capability a 'source'",
                         "capability without a source: %s",
                         cw_list_states(checker->reader, found->states, found->state_count));
    }
    if (found->ties > 0) {
        cw_check_warning(checker, dossier->quantities[found->first_tie].provenance.place,
                         "give each tie a 'source'", "%zu tie%s without a source", found->ties,
                         found->ties == 1 ? "" : "s");
    }
    for (size_t i = 0; i < dossier->forum_count; i++) {
        report_entry(checker, dossier->forums[i].provenance.place, dossier->forums[i].id,
                     found->in_forum[i]);
    }
    for (size_t i = 0; i < dossier->issue_count; i++) {
        report_entry(checker, dossier->issues[i].provenance.place, dossier->issues[i].id,
                     found->in_issue[i]);
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
    report_gathered(checker, &found);
}
