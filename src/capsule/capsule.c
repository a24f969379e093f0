/* The order of the sections, and the two doors. */
#include "counterweight/capsule.h"

#include "capsule/layout.h"

/* "CWcp", lowest byte first. */
#define MARK UINT32_C(0x70635743)

static void handle_head(cw_pen *pen)
{
    uint32_t mark = MARK;
    uint32_t version = CW_CAPSULE_VERSION;
    cw_pen_whole(pen, &mark);
    cw_pen_whole(pen, &version);
    cw_pen_require(pen, mark == MARK && version == CW_CAPSULE_VERSION);
}

/* All counts come first, so that every reference can be checked when it is met. */
static void handle_counts(cw_pen *pen, cw_dossier *dossier)
{
    CW_PEN_LIST(pen, dossier->sources, dossier->source_count);
    CW_PEN_LIST(pen, dossier->states, dossier->state_count);
    CW_PEN_LIST(pen, dossier->forums, dossier->forum_count);
    CW_PEN_LIST(pen, dossier->issues, dossier->issue_count);
    CW_PEN_LIST(pen, dossier->ties, dossier->tie_count);
    CW_PEN_LIST(pen, dossier->facts, dossier->fact_count);
    CW_PEN_LIST(pen, dossier->conflicts, dossier->conflict_count);
    CW_PEN_LIST(pen, dossier->operations, dossier->operation_count);
    CW_PEN_LIST(pen, dossier->what_ifs, dossier->what_if_count);
    CW_PEN_LIST(pen, dossier->claims, dossier->claim_count);
    CW_PEN_LIST(pen, dossier->quantities, dossier->quantity_count);
}

/* Without a question there is nothing to read: its places are 0, as in a dossier just read. */
static void handle_question(cw_pen *pen, cw_question *question, const cw_dossier *dossier)
{
    cw_pen_flag(pen, &question->asked);
    if (!question->asked)
        return;
    cw_pen_place(pen, &question->state, dossier->state_count);
    cw_pen_place(pen, &question->against, dossier->state_count);
    cw_pen_place(pen, &question->forum, dossier->forum_count);
    cw_pen_place_or_none(pen, &question->issue, dossier->issue_count);
}

static void handle_top(cw_pen *pen, cw_dossier *dossier)
{
    cw_pen_words(pen, &dossier->title);
    cw_pen_words_or_null(pen, &dossier->author);
    cw_pen_signed(pen, &dossier->as_of);
    CW_PEN_CHOICE(pen, dossier->loss, CW_LOSS_FORM_QUADRATIC);
    handle_question(pen, &dossier->question, dossier);
}

static void handle_actors(cw_pen *pen, cw_dossier *dossier)
{
    for (size_t q = 0; q < dossier->quantity_count; q++)
        cw_layout_quantity(pen, &dossier->quantities[q], dossier);
    for (size_t s = 0; s < dossier->source_count; s++)
        cw_layout_source(pen, &dossier->sources[s]);
    for (size_t s = 0; s < dossier->state_count; s++)
        cw_layout_state(pen, &dossier->states[s], dossier);
    for (size_t f = 0; f < dossier->forum_count; f++)
        cw_layout_forum(pen, &dossier->forums[f], dossier);
    for (size_t i = 0; i < dossier->issue_count; i++)
        cw_layout_issue(pen, &dossier->issues[i], dossier);
    for (size_t t = 0; t < dossier->tie_count; t++)
        cw_layout_tie(pen, &dossier->ties[t], dossier);
}

static void handle_questions(cw_pen *pen, cw_dossier *dossier)
{
    for (size_t f = 0; f < dossier->fact_count; f++)
        cw_layout_fact(pen, &dossier->facts[f], dossier);
    for (size_t c = 0; c < dossier->conflict_count; c++)
        cw_layout_conflict(pen, &dossier->conflicts[c], dossier);
    for (size_t o = 0; o < dossier->operation_count; o++)
        cw_layout_operation(pen, &dossier->operations[o], dossier);
    for (size_t w = 0; w < dossier->what_if_count; w++)
        cw_layout_what_if(pen, &dossier->what_ifs[w], dossier);
    for (size_t c = 0; c < dossier->claim_count; c++)
        cw_layout_claim(pen, &dossier->claims[c], dossier);
}

static void handle_all(cw_pen *pen, cw_dossier *dossier)
{
    handle_head(pen);
    handle_counts(pen, dossier);
    handle_top(pen, dossier);
    handle_actors(pen, dossier);
    handle_questions(pen, dossier);
}

cw_status cw_capsule_fold(unsigned char **out, size_t *length, cw_context *context,
                          const cw_dossier *dossier)
{
    /* Only a reading pen changes what it is given, and the copy shares the dossier's lists. */
    cw_dossier shared = *dossier;
    cw_pen measure = {.direction = CW_PEN_MEASURES, .nesting = context->limits.nesting};
    handle_all(&measure, &shared);
    if (measure.status != CW_OK)
        return CW_ERROR_LIMIT;
    unsigned char *bytes = cw_allocate(context, measure.at, 1);
    if (bytes == NULL)
        return CW_ERROR_MEMORY;
    cw_pen write = {.direction = CW_PEN_WRITES, .to = bytes, .nesting = context->limits.nesting};
    handle_all(&write, &shared);
    *out = bytes;
    *length = write.at;
    return CW_OK;
}

cw_status cw_capsule_unfold(cw_dossier **out, cw_context *context, const unsigned char *bytes,
                            size_t length)
{
    cw_dossier *dossier = cw_allocate(context, 1, sizeof *dossier);
    if (dossier == NULL)
        return CW_ERROR_MEMORY;
    dossier->file = "capsule";
    cw_arena_init(&dossier->arena, context);
    cw_pen pen = {.direction = CW_PEN_READS,
                  .from = bytes,
                  .length = length,
                  .arena = &dossier->arena,
                  .nesting = context->limits.nesting};
    handle_all(&pen, dossier);
    cw_pen_require(&pen, pen.at == length);
    if (pen.status == CW_OK)
        *out = dossier;
    else
        cw_dossier_free(dossier);
    return pen.status;
}
