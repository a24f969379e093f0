/* What the expectations of a pair lead to, and which offer each actor takes. */
#include <math.h>

#include "bargaining/challenge_expect.h"
#include "bargaining/challenge_table.h"
#include "bargaining/tolerance.h"

/* One actor's view of one other: what it expects of challenging it, and what it expects the other
 * to gain by challenging. */
typedef struct view {
    size_t actor;
    size_t other;
    double own_gain;
    double other_gain;
} view;

/* What the other holds out to the actor. FIGHT and STALEMATE are no offers. */
static cw_offer_kind kind_of(const view *seen, bool fights_resolve)
{
    double own = seen->own_gain;
    double other = seen->other_gain;
    if (own > CW_GAIN_TOLERANCE && other > CW_GAIN_TOLERANCE) {
        bool loses = fights_resolve && other > own + CW_GAIN_TOLERANCE;
        return loses ? CW_OFFER_COMPEL : CW_OFFER_FIGHT;
    }
    if (other <= CW_GAIN_TOLERANCE || own >= -CW_GAIN_TOLERANCE) {
        return CW_OFFER_STALEMATE;
    }
    return other >= fabs(own) - CW_GAIN_TOLERANCE ? CW_OFFER_COMPROMISE : CW_OFFER_CAPITULATE;
}

static double destination(const cw_challenge_table *table, const view *seen, cw_offer_kind kind)
{
    double here = table->position[seen->actor];
    double there = table->position[seen->other];
    if (kind != CW_OFFER_COMPROMISE) {
        return there;
    }
    double part = fabs(seen->own_gain / seen->other_gain);
    return part < 1.0 ? here + (there - here) * part : there;
}

/* The key by which reading S compares compromises. The paper asks for the least move; its printed
 * table follows from this one, as the public restatement by McKibben shows. */
static double compromise_key(const cw_challenge_table *table, const view *seen)
{
    double own = fabs(seen->own_gain);
    double other = fabs(seen->other_gain);
    return (own * table->position[seen->actor] + other * table->position[seen->other]) /
           (own + other);
}

static void set_rank(cw_challenge_offer *offer, const cw_challenge_table *table, const view *seen)
{
    double move = fabs(offer->move_to - table->position[seen->actor]);
    switch (table->options->choice) {
    case CW_CHOICE_LEAST_MOVE:
        offer->rank[0] = move;
        offer->rank[1] = -seen->other_gain;
        break;
    case CW_CHOICE_ENFORCEABLE:
        offer->rank[0] = -seen->other_gain;
        offer->rank[1] = move;
        break;
    case CW_CHOICE_BY_KIND:
        offer->rank[0] = (double)offer->kind;
        offer->rank[1] = offer->kind == CW_OFFER_COMPROMISE ? compromise_key(table, seen) : move;
        break;
    }
}

/* Equal ranks: the earlier offer stays. */
static bool is_better(const cw_challenge_offer *offer, const cw_challenge_offer *best)
{
    if (!best->exists || fabs(offer->rank[0] - best->rank[0]) > CW_POINT_TOLERANCE) {
        return !best->exists || offer->rank[0] < best->rank[0];
    }
    return offer->rank[1] < best->rank[1] - CW_POINT_TOLERANCE;
}

static cw_offer_kind receive(cw_challenge_offer *best, const cw_challenge_table *table,
                             const view *seen, double *move_to)
{
    cw_offer_kind kind = kind_of(seen, table->options->fights_resolve);
    *move_to = table->position[seen->actor];
    if (kind == CW_OFFER_FIGHT || kind == CW_OFFER_STALEMATE) {
        return kind;
    }
    cw_challenge_offer offer = {.exists = true, .from = seen->other, .kind = kind};
    offer.move_to = destination(table, seen, kind);
    *move_to = offer.move_to;
    set_rank(&offer, table, seen);
    if (is_better(&offer, best)) {
        *best = offer;
    }
    return kind;
}

static bool moves(cw_offer_kind kind)
{
    return kind != CW_OFFER_FIGHT && kind != CW_OFFER_STALEMATE;
}

static cw_offer record(const cw_challenge_table *table, const view *seen, cw_offer_kind kind,
                       double move_to)
{
    return (cw_offer){
        .from = seen->other,
        .to = seen->actor,
        .kind = kind,
        .from_gain = seen->other_gain,
        .to_gain = seen->own_gain,
        .victory = table->victory[seen->other * table->actors + seen->actor],
        .move_to = move_to,
    };
}

static void meet(const cw_challenge_table *table, size_t first, size_t second,
                 cw_challenge_offer *best, cw_challenge_log *log, void *payload)
{
    cw_challenge_pair pair = cw_challenge_pair_of(table, first, second, table->options->risk);
    cw_challenge_gains by_first =
        cw_challenge_expect(table, &pair, table->exponent[first], table->stay[first]);
    cw_challenge_gains by_second =
        cw_challenge_expect(table, &pair, table->exponent[second], table->stay[second]);
    bool own_view = table->options->own_view;
    view of_first = {first, second, by_first.of_first,
                     own_view ? by_first.of_second : by_second.of_second};
    view of_second = {second, first, by_second.of_second,
                      own_view ? by_second.of_first : by_first.of_first};
    double first_to = 0.0;
    double second_to = 0.0;
    cw_offer_kind to_first = receive(&best[first], table, &of_first, &first_to);
    cw_offer_kind to_second = receive(&best[second], table, &of_second, &second_to);
    if (log == NULL) {
        return;
    }
    cw_offer said = record(table, &of_first, to_first, first_to);
    if (moves(to_first) || !moves(to_second)) {
        log(payload, &said);
    }
    said = record(table, &of_second, to_second, second_to);
    if (moves(to_second)) {
        log(payload, &said);
    }
}

void cw_challenge_offers(const cw_challenge_table *table, cw_challenge_offer *best,
                         cw_challenge_log *log, void *payload)
{
    for (size_t m = 0; m < table->actors; m++) {
        best[m] = (cw_challenge_offer){.exists = false};
    }
    for (size_t first = 0; first < table->actors && !cw_challenge_is_stopped(table); first++) {
        for (size_t second = first + 1; second < table->actors; second++) {
            if (table->position[first] != table->position[second]) {
                meet(table, first, second, best, log, payload);
            }
        }
    }
}

double cw_challenge_round(cw_challenge_table *table, cw_challenge_offer *best,
                          cw_challenge_log *log, void *payload)
{
    if (!cw_challenge_appraise(table)) {
        return 0.0;
    }
    cw_challenge_offers(table, best, log, payload);
    double most = 0.0;
    for (size_t m = 0; m < table->actors; m++) {
        if (best[m].exists) {
            double move = fabs(best[m].move_to - table->position[m]);
            most = move > most ? move : most;
            table->position[m] = best[m].move_to;
        }
    }
    return most;
}
