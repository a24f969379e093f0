/* Partitions into unions, and the games of their pieces. */
#include "voting/unions.h"

#include <string.h>

cw_status cw_partition_build(cw_partition *out, cw_arena *arena, const size_t *unions,
                             size_t members)
{
    cw_partition partition = {.members = members};
    partition.union_of = cw_arena_allocate(arena, members, sizeof(size_t));
    partition.size = cw_arena_allocate(arena, members, sizeof(size_t));
    size_t *first = cw_arena_allocate(arena, members, sizeof(size_t));
    if (partition.union_of == NULL || partition.size == NULL || first == NULL)
        return CW_ERROR_MEMORY;
    for (size_t m = 0; m < members; m++) {
        size_t u = 0;
        while (u < partition.count && unions[first[u]] != unions[m])
            u++;
        if (u == partition.count)
            first[partition.count++] = m;
        partition.union_of[m] = u;
        partition.size[u]++;
    }
    *out = partition;
    return CW_OK;
}

/* Which piece each member belongs to. */
static void assign(size_t *piece_of, cw_pieces *pieces, const cw_partition *partition, size_t at)
{
    size_t own = 0;
    for (size_t m = 0; m < partition->members; m++) {
        size_t u = partition->union_of[m];
        if (u == at) {
            pieces->member[own] = m;
            piece_of[m] = own++;
        } else {
            size_t before = at != CW_NONE && u > at ? u - 1 : u;
            piece_of[m] = pieces->own + before;
            pieces->member[piece_of[m]] = u;
            pieces->mark[piece_of[m]] = 1.0;
        }
    }
}

cw_status cw_pieces_build(cw_pieces *out, cw_arena *arena, const cw_formula *formula,
                          const cw_partition *partition, size_t at)
{
    cw_pieces pieces = {.own = at == CW_NONE ? 0 : partition->size[at]};
    size_t members = partition->members;
    pieces.count = pieces.own + partition->count - (at == CW_NONE ? 0 : 1);
    pieces.member = cw_arena_allocate(arena, pieces.count, sizeof(size_t));
    pieces.mark = cw_arena_allocate(arena, pieces.count, sizeof(double));
    size_t *piece_of = cw_arena_allocate(arena, members, sizeof(size_t));
    int64_t *weights = cw_arena_allocate(arena, formula->leaves * pieces.count, sizeof(int64_t));
    cw_game_node *nodes = cw_arena_allocate(arena, formula->rule->node_count, sizeof *nodes);
    if (pieces.member == NULL || pieces.mark == NULL || piece_of == NULL || weights == NULL ||
        nodes == NULL)
        return CW_ERROR_MEMORY;
    assign(piece_of, &pieces, partition, at);
    for (size_t l = 0; l < formula->leaves; l++)
        for (size_t m = 0; m < members; m++)
            weights[l * pieces.count + piece_of[m]] += formula->weight[l * members + m];
    for (size_t n = 0; n < formula->rule->node_count; n++) {
        nodes[n] = formula->rule->nodes[n];
        if (formula->leaf_of[n] == CW_NONE)
            continue;
        nodes[n].form = CW_GAME_WEIGHT;
        nodes[n].column = formula->leaf_of[n];
        nodes[n].quota = formula->quota[formula->leaf_of[n]];
    }
    pieces.rule = (cw_game_description){.members = pieces.count,
                                        .columns = formula->leaves,
                                        .weights = weights,
                                        .nodes = nodes,
                                        .node_count = formula->rule->node_count};
    *out = pieces;
    return CW_OK;
}
