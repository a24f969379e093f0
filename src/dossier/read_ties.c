#include "dossier/quantity.h"
#include "dossier/schemas.h"
#include "dossier/sections.h"

/* A tie as written: its number is read once it is known whose it is. */
typedef struct draft {
    size_t of;
    size_t on;
    const cw_node *dependence;
    cw_provenance provenance;
} draft;

static const cw_field fields[] = {
    CW_PROVENANCE_FIELDS(draft, provenance),
    {"of", cw_field_reference, offsetof(draft, of), CW_REQUIRED, CW_KIND_STATE},
    {"on", cw_field_reference, offsetof(draft, on), CW_REQUIRED, CW_KIND_STATE},
    {"dependence", cw_field_node, offsetof(draft, dependence), CW_REQUIRED, 0},
};
const cw_schema cw_tie_schema = CW_SCHEMA("ties", "the tie", fields);

static bool read_tie(cw_reader *reader, const cw_node *node, cw_tie *out)
{
    draft written = {.of = CW_NONE, .on = CW_NONE, .provenance = cw_provenance_at(node)};
    if (!cw_read_record(reader, &cw_tie_schema, node, &written) || written.dependence == NULL) {
        return false;
    }
    reader->scope.provenance = &written.provenance;
    reader->scope.state = written.of;
    reader->scope.other = written.on;
    cw_range range = {0};
    if (!cw_read_range(reader, CW_MEASURE_DEPENDENCE, written.dependence, &range) ||
        written.of == CW_NONE || written.on == CW_NONE) {
        return false;
    }
    if (written.of == written.on) {
        cw_reader_error(reader, node, NULL, "a state cannot depend on itself");
        return false;
    }
    const cw_state *states = reader->dossier->states;
    const char *leaf = cw_reader_scratch_format(reader, "%s.%s.dependence", states[written.of].id,
                                                states[written.on].id);
    *out = (cw_tie){.of = written.of,
                    .on = written.on,
                    .dependence = cw_quantity_add(reader, CW_MEASURE_DEPENDENCE, &range,
                                                  written.dependence, leaf)};
    return out->dependence != CW_NONE;
}

void cw_read_ties(cw_reader *reader, const cw_node *node)
{
    if (node == NULL || !cw_expect(reader, node, CW_NODE_LIST)) {
        return;
    }
    cw_tie *ties = cw_reader_allocate(reader, node->count, sizeof *ties);
    if (ties == NULL) {
        return;
    }
    size_t count = 0;
    for (const cw_node *item = node->first; item != NULL && reader->status == CW_OK;
         item = item->next) {
        cw_scope outer = reader->scope;
        cw_scope_enter(reader, "ties", NULL);
        count += read_tie(reader, item, &ties[count]) ? 1 : 0;
        reader->scope = outer;
    }
    reader->dossier->ties = ties;
    reader->dossier->tie_count = count;
}
