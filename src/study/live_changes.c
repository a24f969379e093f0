#include "study/live_changes.h"

#include "counterweight/bargaining.h"
#include "counterweight/study/live.h"
#include "counterweight/venue.h"

#include <math.h>
#include <string.h>

/* Beyond any capability, dependence or cost that somebody means; sums of them stay finite. */
#define GREATEST 1e15

static size_t place_of_default_model(void)
{
    size_t count;
    const cw_outcome_model *const *models = cw_outcome_models(&count);
    for (size_t m = 0; m < count; m++)
        if (models[m] == cw_venue_default_model())
            return m;
    return 0;
}

cw_status cw_live_changes_open(cw_live_changes *changes, cw_dossier *original)
{
    size_t quantities = original->quantity_count;
    size_t what_ifs = original->what_if_count;
    changes->original = original;
    changes->changed = *original;
    changes->numbers = cw_arena_allocate(&original->arena, quantities, sizeof *changes->numbers);
    changes->what_ifs =
        cw_arena_allocate(&original->arena, what_ifs + 1, sizeof *changes->what_ifs);
    if (changes->numbers == NULL || changes->what_ifs == NULL)
        return CW_ERROR_MEMORY;
    if (what_ifs > 0)
        memcpy(changes->what_ifs, original->what_ifs, what_ifs * sizeof *changes->what_ifs);
    changes->what_ifs[what_ifs] =
        (cw_what_if){.id = "reader", .title = "as changed here", .provenance = {.source = CW_NONE}};
    changes->changed.quantities = changes->numbers;
    changes->changed.what_ifs = changes->what_ifs;
    changes->changed.what_if_count = what_ifs + 1;
    cw_live_changes_reset(changes);
    return CW_OK;
}

void cw_live_changes_reset(cw_live_changes *changes)
{
    const cw_dossier *original = changes->original;
    cw_arena_free(&changes->arena);
    changes->edits = NULL;
    changes->edit_count = changes->edit_room = 0;
    changes->model = place_of_default_model();
    if (original->quantity_count > 0)
        memcpy(changes->numbers, original->quantities,
               original->quantity_count * sizeof *changes->numbers);
}

const cw_dossier *cw_live_changes_apply(cw_live_changes *changes)
{
    cw_what_if *own = &changes->what_ifs[changes->original->what_if_count];
    own->edits = changes->edits;
    own->edit_count = changes->edit_count;
    return &changes->changed;
}

/* A new edit at the end, about `state` where there is one; NULL where memory cannot be had. */
static cw_edit *add(cw_live_changes *changes, cw_edit_form form, size_t forum, size_t state)
{
    if (changes->edit_count == changes->edit_room) {
        size_t room = 2 * changes->edit_room + 8;
        cw_edit *edits = cw_arena_allocate(&changes->arena, room, sizeof *edits);
        if (edits == NULL)
            return NULL;
        if (changes->edit_count > 0)
            memcpy(edits, changes->edits, changes->edit_count * sizeof *edits);
        changes->edits = edits;
        changes->edit_room = room;
    }
    size_t *states = cw_arena_allocate(&changes->arena, 1, sizeof *states);
    if (states == NULL)
        return NULL;
    *states = state;
    cw_edit *edit = &changes->edits[changes->edit_count++];
    *edit = (cw_edit){.form = form,
                      .forum = forum,
                      .states = states,
                      .state_count = state == CW_NONE ? 0 : 1,
                      .voice = CW_NONE,
                      .is = CW_NONE,
                      .by = NAN};
    return edit;
}

cw_status cw_live_changes_start(cw_live_changes *changes, size_t what_if)
{
    if (what_if == CW_NONE)
        return CW_OK;
    if (what_if >= changes->original->what_if_count)
        return CW_ERROR_USAGE;
    const cw_what_if *start = &changes->original->what_ifs[what_if];
    for (size_t e = 0; e < start->edit_count; e++) {
        cw_edit *edit = add(changes, start->edits[e].form, 0, CW_NONE);
        if (edit == NULL)
            return CW_ERROR_MEMORY;
        *edit = start->edits[e];
    }
    return CW_OK;
}

/* The largest value that a reader may give; the smallest is 0 for all. */
static double most_of(cw_measure measure)
{
    double most = cw_measure_most(measure);
    return most < GREATEST ? most : GREATEST;
}

/* The form in which the numbers would be written; docs/dossier.md. */
static cw_shape shape_of(const cw_quantity *written, double low, double mode, double high)
{
    if (low == high)
        return CW_SHAPE_FIXED;
    if (written->shape == CW_SHAPE_PERT)
        return CW_SHAPE_PERT;
    if (written->shape == CW_SHAPE_UNIFORM && mode == low + (high - low) / 2)
        return CW_SHAPE_UNIFORM;
    return CW_SHAPE_TRIANGULAR;
}

cw_status cw_live_changes_range(cw_live_changes *changes, size_t quantity, double low, double mode,
                                double high)
{
    if (quantity >= changes->original->quantity_count)
        return CW_ERROR_USAGE;
    const cw_quantity *written = &changes->original->quantities[quantity];
    bool sound = low >= 0.0 && low <= mode && mode <= high && high <= most_of(written->measure);
    if (!sound)
        return CW_ERROR_USAGE;
    cw_quantity *number = &changes->numbers[quantity];
    number->low = low;
    number->mode = mode;
    number->high = high;
    number->shape = shape_of(written, low, mode, high);
    return CW_OK;
}

/* The seat that the edits so far leave a state; CW_LIVE_ABSENT: none. */
static unsigned standing_of(cw_live_changes *changes, size_t forum, size_t state)
{
    const cw_forum *at = &changes->original->forums[forum];
    cw_date date =
        cw_dossier_date(cw_live_changes_apply(changes), changes->original->what_if_count);
    unsigned standing = CW_LIVE_ABSENT;
    for (size_t m = 0; m < at->membership_count; m++) {
        const cw_membership *membership = &at->memberships[m];
        if (membership->state == state && membership->since <= date && date < membership->until)
            standing = membership->standing;
    }
    for (size_t e = 0; e < changes->edit_count; e++) {
        const cw_edit *edit = &changes->edits[e];
        if (edit->form > CW_EDIT_STATUS || edit->forum != forum || !cw_edit_names(edit, state))
            continue;
        bool changes_seat = edit->form == CW_EDIT_JOIN || standing != CW_LIVE_ABSENT;
        if (edit->form == CW_EDIT_LEAVE)
            standing = CW_LIVE_ABSENT;
        else if (changes_seat)
            standing = edit->standing;
    }
    return standing;
}

static bool is_place(const cw_live_changes *changes, size_t forum, size_t state)
{
    return forum < changes->original->forum_count && state < changes->original->state_count;
}

cw_status cw_live_changes_seat(cw_live_changes *changes, size_t forum, size_t state,
                               unsigned standing)
{
    if (!is_place(changes, forum, state) || standing > CW_LIVE_ABSENT)
        return CW_ERROR_USAGE;
    unsigned now = standing_of(changes, forum, state);
    if (now == standing)
        return CW_OK;
    cw_edit_form form = standing == CW_LIVE_ABSENT ? CW_EDIT_LEAVE
                        : now == CW_LIVE_ABSENT    ? CW_EDIT_JOIN
                                                   : CW_EDIT_STATUS;
    cw_edit *edit = add(changes, form, forum, state);
    if (edit == NULL)
        return CW_ERROR_MEMORY;
    if (standing != CW_LIVE_ABSENT)
        edit->standing = (cw_standing)standing;
    return CW_OK;
}

cw_status cw_live_changes_chair(cw_live_changes *changes, size_t forum, size_t state)
{
    if (!is_place(changes, forum, state))
        return CW_ERROR_USAGE;
    return add(changes, CW_EDIT_CHAIR, forum, state) == NULL ? CW_ERROR_MEMORY : CW_OK;
}

/* The last edit of a what-if that gives the forum a rule, or NULL. */
static const cw_edit *rule_edit(const cw_live_changes *changes, size_t what_if, size_t forum)
{
    const cw_edit *found = NULL;
    if (what_if >= changes->original->what_if_count)
        return NULL;
    const cw_what_if *what = &changes->original->what_ifs[what_if];
    for (size_t e = 0; e < what->edit_count; e++)
        if (what->edits[e].form == CW_EDIT_RULE && what->edits[e].forum == forum)
            found = &what->edits[e];
    return found;
}

/* As the dossier's own rules are put into words; NULL where memory cannot be had. */
static const char *rule_words(cw_live_changes *changes, unsigned rule, size_t amount)
{
    cw_text words;
    if (rule == CW_LIVE_CONSENSUS)
        return "no member objects";
    if (rule == CW_LIVE_MAJORITY)
        return "more than half of the members agree";
    cw_text_init(&words, changes->arena.context);
    cw_text_append_format(&words, "at least %zu of the members agree%s", amount,
                          amount == 1 ? "s" : "");
    const char *kept = words.status == CW_OK
                           ? cw_arena_copy(&changes->arena, cw_text_string(&words), words.length)
                           : NULL;
    cw_text_free(&words);
    return kept;
}

cw_status cw_live_changes_rule(cw_live_changes *changes, size_t forum, unsigned rule, size_t amount)
{
    const cw_edit *given =
        rule == CW_LIVE_RULE_OF_WHAT_IF ? rule_edit(changes, amount, forum) : NULL;
    if (forum >= changes->original->forum_count || rule > CW_LIVE_RULE_OF_WHAT_IF ||
        (rule == CW_LIVE_COUNT && amount == 0) ||
        (rule == CW_LIVE_RULE_OF_WHAT_IF && given == NULL))
        return CW_ERROR_USAGE;
    static const cw_rule rules[] = {
        [CW_LIVE_CONSENSUS] = {.form = CW_RULE_CONSENSUS},
        [CW_LIVE_MAJORITY] = {.form = CW_RULE_SHARE,
                              .amount = 50.0,
                              .percent = true,
                              .more_than = true},
        [CW_LIVE_COUNT] = {.form = CW_RULE_COUNT},
    };
    cw_edit *edit = add(changes, CW_EDIT_RULE, forum, CW_NONE);
    if (edit == NULL)
        return CW_ERROR_MEMORY;
    edit->rule = given != NULL ? given->rule : rules[rule];
    if (rule == CW_LIVE_COUNT)
        edit->rule.amount = (double)amount;
    edit->rule_text = given != NULL ? given->rule_text : rule_words(changes, rule, amount);
    return edit->rule_text != NULL ? CW_OK : CW_ERROR_MEMORY;
}
