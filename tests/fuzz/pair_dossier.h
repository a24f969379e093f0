/* A dossier of two states in one forum, the least in which there is something to settle. */
#ifndef CW_FUZZ_PAIR_DOSSIER_H
#define CW_FUZZ_PAIR_DOSSIER_H

static const char pair_dossier[] =
    "counterweight: 1\n"
    "title: A pair in a forum\n"
    "as_of: 2020-06-01\n"
    "question: {state: A, against: B, forum: f}\n"
    "states: {A: {name: A, capability: 1}, B: {name: B, capability: [2, 3]}}\n"
    "forums: {f: {name: Forum, members: [{state: A}, {state: B}], rule: consensus, bypass_cost: "
    "5}}\n"
    "issues:\n"
    "  i:\n"
    "    question: How far?\n"
    "    scale: {0: not, 100: wholly}\n"
    "    status_quo: 40\n"
    "    positions: {A: 10, B: [60, 90]}\n"
    "    salience: {A: 1, B: 0.5}\n"
    "ties: [{of: A, on: B, dependence: [20, 60]}]\n";

#endif
