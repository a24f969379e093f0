/* Unfolds bytes as a capsule. Whatever they are, they are refused, or the dossier they make can be
 * folded into the same bytes and made into cases and worlds in which every issue is settled. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "counterweight/capsule.h"
#include "counterweight/venue.h"

#include "require.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Larger bodies take more time than a fuzzer has, not other paths. */
#define SEATS_MAX 24

static void settle(cw_context *context, const cw_case *built, const double *values, size_t issue,
                   size_t forum)
{
    cw_venue *venue = NULL;
    if (built->forums[forum].seat_count > SEATS_MAX ||
        cw_venue_build(&venue, context, built, issue, forum) != CW_OK || venue == NULL)
        return;
    cw_settlement settlement;
    cw_venue_settle(&settlement, venue, values, cw_venue_default_model());
    cw_venue_free(venue);
}

static void settle_all(cw_context *context, const cw_dossier *dossier, size_t what_if)
{
    cw_case *built = NULL;
    cw_sampler *sampler = NULL;
    double *values = cw_allocate(context, dossier->quantity_count, sizeof *values);
    require(values != NULL);
    require(cw_case_build(&built, context, dossier, what_if) == CW_OK);
    require(cw_sampler_build(&sampler, context, dossier) == CW_OK);
    cw_world_draw(values, sampler, built, 1, 1);
    for (size_t i = 0; i < dossier->issue_count && i < 4; i++)
        for (size_t f = 0; f < dossier->issues[i].forum_count && f < 4; f++)
            settle(context, built, values, i, dossier->issues[i].forums[f]);
    cw_sampler_free(sampler);
    cw_case_free(built);
    cw_release(context, values);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cw_context context;
    cw_dossier *dossier = NULL;
    unsigned char *bytes = NULL;
    size_t length = 0;
    cw_context_init(&context);
    cw_status status = cw_capsule_unfold(&dossier, &context, data, size);
    require((status == CW_OK) == (dossier != NULL));
    if (dossier == NULL)
        return 0;
    require(cw_capsule_fold(&bytes, &length, &context, dossier) == CW_OK);
    require(length == size && memcmp(bytes, data, size) == 0);
    settle_all(&context, dossier, CW_NONE);
    for (size_t w = 0; w < dossier->what_if_count && w < 8; w++)
        settle_all(&context, dossier, w);
    cw_release(&context, bytes);
    cw_dossier_free(dossier);
    return 0;
}
