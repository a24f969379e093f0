/* From codings to stands: `others` is given to every further state with a seat, in any case. */
#include "dossier/stands.h"

#include <stdlib.h>

#include "dossier/sections.h"

static int compare_codings(const void *left, const void *right)
{
    const cw_coding *a = left;
    const cw_coding *b = right;
    return a->state < b->state ? -1 : a->state > b->state;
}

static void sort(cw_list *codings)
{
    if (codings->count > 1) {
        qsort(codings->items, codings->count, sizeof(cw_coding), compare_codings);
    }
}

/* Whether `state` was marked before under the present list number; from now on it is. */
static bool mark(cw_reader *reader, size_t state)
{
    size_t *number = &reader->entries[CW_KIND_STATE].marks[state];
    bool marked = *number == reader->list_number;
    *number = reader->list_number;
    return marked;
}

static void add_seated(cw_reader *reader, cw_list *list, size_t state)
{
    size_t *added = cw_list_add(reader, list, sizeof *added);
    if (added != NULL) {
        *added = state;
    }
}

static void keep_each_once(cw_reader *reader, cw_list *list)
{
    size_t *states = list->items;
    size_t kept = 0;
    reader->list_number++;
    for (size_t i = 0; i < list->count; i++) {
        if (!mark(reader, states[i])) {
            states[kept++] = states[i];
        }
    }
    list->count = kept;
}

static void add_joining(cw_reader *reader, cw_list *seated)
{
    const cw_dossier *dossier = reader->dossier;
    for (size_t i = 0; i < dossier->what_if_count; i++) {
        for (size_t e = 0; e < dossier->what_ifs[i].edit_count; e++) {
            const cw_edit *edit = &dossier->what_ifs[i].edits[e];
            bool joins = edit->form == CW_EDIT_JOIN && edit->forum != CW_NONE;
            for (size_t s = 0; joins && s < edit->state_count; s++) {
                add_seated(reader, &seated[edit->forum], edit->states[s]);
            }
        }
    }
}

/* For each forum the states that have a seat there, at any time or in any what-if, each once, and
 * after them those that have one in any forum; NULL where memory is short. */
static cw_list *find_seated(cw_reader *reader)
{
    const cw_dossier *dossier = reader->dossier;
    cw_list *seated = cw_reader_scratch(reader, dossier->forum_count + 1, sizeof *seated);
    if (seated == NULL) {
        return NULL;
    }
    for (size_t f = 0; f < dossier->forum_count; f++) {
        for (size_t m = 0; m < dossier->forums[f].membership_count; m++) {
            add_seated(reader, &seated[f], dossier->forums[f].memberships[m].state);
        }
    }
    add_joining(reader, seated);
    cw_list *anywhere = &seated[dossier->forum_count];
    for (size_t f = 0; f < dossier->forum_count; f++) {
        keep_each_once(reader, &seated[f]);
        const size_t *states = seated[f].items;
        for (size_t s = 0; s < seated[f].count; s++) {
            add_seated(reader, anywhere, states[s]);
        }
    }
    keep_each_once(reader, anywhere);
    return reader->status == CW_OK ? seated : NULL;
}

/* A position for each of some states that has none yet. */
static void expand_to(cw_reader *reader, const cw_list *states, cw_codings *positions)
{
    const size_t *items = states->items;
    for (size_t s = 0; s < states->count && reader->status == CW_OK; s++) {
        if (!mark(reader, items[s])) {
            cw_add_coding(reader, CW_MEASURE_POSITION, items[s], positions);
        }
    }
}

static void expand_positions(cw_reader *reader, const cw_issue *issue, const cw_list *seated,
                             cw_codings *positions)
{
    const cw_coding *coded = positions->list.items;
    size_t coded_count = positions->list.count;
    size_t every = reader->dossier->forum_count;
    reader->list_number++;
    for (size_t i = 0; i < coded_count; i++) {
        (void)mark(reader, coded[i].state);
    }
    if (issue->forum_count == every) {
        expand_to(reader, &seated[every], positions);
    }
    for (size_t f = 0; f < issue->forum_count && issue->forum_count < every; f++) {
        expand_to(reader, &seated[issue->forums[f]], positions);
    }
    sort(&positions->list);
}

static cw_coding *find_coding(const cw_codings *codings, size_t state)
{
    const cw_coding wanted = {.state = state};
    if (codings->list.count == 0) {
        return NULL;
    }
    return bsearch(&wanted, codings->list.items, codings->list.count, sizeof wanted,
                   compare_codings);
}

/* Every position needs a salience, be it that of `others`. In a broken issue it may be one that
 * could not be read. */
static void complete_saliences(cw_reader *reader, const cw_codings *positions,
                               cw_codings *saliences, bool broken)
{
    size_t count = positions->list.count;
    const cw_coding *coded = positions->list.items;
    cw_codings written = *saliences;
    for (size_t i = 0; i < count && reader->status == CW_OK; i++) {
        if (find_coding(&written, coded[i].state) != NULL) {
            continue;
        }
        if (saliences->others != NULL) {
            cw_add_coding(reader, CW_MEASURE_SALIENCE, coded[i].state, saliences);
        } else if (!broken) {
            cw_diagnostics_add(reader->diagnostics, CW_SEVERITY_ERROR, coded[i].place,
                               "give it a salience, or write 'others:' there",
                               "'%s' has a position but no salience",
                               reader->dossier->states[coded[i].state].id);
        }
    }
    sort(&saliences->list);
}

static void report_saliences_alone(cw_reader *reader, const cw_codings *positions,
                                   const cw_codings *saliences)
{
    const cw_coding *items = saliences->list.items;
    for (size_t i = 0; i < saliences->list.count; i++) {
        if (find_coding(positions, items[i].state) == NULL) {
            cw_diagnostics_add(reader->diagnostics, CW_SEVERITY_ERROR, items[i].place, NULL,
                               "'%s' has a salience but no position",
                               reader->dossier->states[items[i].state].id);
        }
    }
}

static void make_stands(cw_reader *reader, cw_issue *issue, const cw_issue_codings *codings)
{
    size_t count = codings->positions.list.count;
    const cw_coding *positions = codings->positions.list.items;
    cw_stand *stands = cw_reader_allocate(reader, count, sizeof *stands);
    if (stands == NULL) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const cw_coding *salience = find_coding(&codings->saliences, positions[i].state);
        stands[i] = (cw_stand){.state = positions[i].state,
                               .position = positions[i].quantity,
                               .salience = salience != NULL ? salience->quantity : CW_NONE,
                               .from_others = positions[i].from_others};
    }
    issue->stands = stands;
    issue->stand_count = count;
}

void cw_expand_others(cw_reader *reader)
{
    cw_dossier *dossier = reader->dossier;
    cw_list *seated = find_seated(reader);
    for (size_t i = 0; seated != NULL && i < dossier->issue_count; i++) {
        cw_issue *issue = &dossier->issues[i];
        cw_issue_codings *codings = &reader->codings[i];
        cw_scope outer = reader->scope;
        cw_scope_enter(reader, "issues", NULL);
        cw_scope_enter(reader, issue->id, &issue->provenance);
        reader->scope.issue = i;
        sort(&codings->positions.list);
        sort(&codings->saliences.list);
        if (codings->positions.others != NULL) {
            expand_positions(reader, issue, seated, &codings->positions);
        }
        complete_saliences(reader, &codings->positions, &codings->saliences,
                           reader->entries[CW_KIND_ISSUE].broken[i]);
        if (!reader->entries[CW_KIND_ISSUE].broken[i]) {
            report_saliences_alone(reader, &codings->positions, &codings->saliences);
        }
        make_stands(reader, issue, codings);
        reader->scope = outer;
        if (reader->status != CW_OK) {
            return;
        }
    }
}
