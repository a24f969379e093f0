/* Conditions that have no parts: facts, seats, parties, decisions. */
#include "mandate/leaf.h"

static cw_truth truth(bool holds)
{
    return holds ? CW_TRUE : CW_FALSE;
}

static bool contains(const size_t *states, size_t count, size_t state)
{
    for (size_t s = 0; s < count; s++)
        if (states[s] == state)
            return true;
    return false;
}

static cw_truth has_standing(const cw_case *built, const cw_condition *leaf, size_t state)
{
    const cw_seat *seat = state == CW_NONE ? NULL : cw_case_seat(built, leaf->forum, state);
    return truth(seat != NULL && (leaf->standings & 1u << seat->standing) != 0);
}

cw_truth cw_mandate_leaf(const cw_mandate_question *question, const cw_condition *leaf)
{
    const cw_case *built = question->built;
    const cw_dossier *dossier = built->dossier;
    switch (leaf->form) {
    case CW_CONDITION_FACT:
        return built->facts[leaf->fact];
    case CW_CONDITION_MEMBER:
        return has_standing(built, leaf, question->candidate);
    case CW_CONDITION_HOST:
        return has_standing(built, leaf, dossier->operations[question->operation].host);
    case CW_CONDITION_PARTY: {
        const cw_conflict *conflict = &dossier->conflicts[leaf->conflict];
        return truth(contains(conflict->parties, conflict->party_count, question->candidate));
    }
    case CW_CONDITION_DECIDED:
        return question->decision(question->decision_payload, leaf);
    default:
        return truth(contains(leaf->states, leaf->state_count, question->candidate));
    }
}
