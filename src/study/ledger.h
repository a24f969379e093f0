/* The ledger: all that a run over draws has found so far, in words and whole numbers, with nothing of
 * the dossier behind it. Ledgers of parts of the draws add up to the ledger of the whole, and what is
 * told at the end is worked out from the ledger alone. */
#ifndef COUNTERWEIGHT_STUDY_LEDGER_H
#define COUNTERWEIGHT_STUDY_LEDGER_H

#include "counterweight/study.h"

#include "study/tally.h"

/* What tells one run from another: every part of the same run has the same. */
typedef struct cw_trait {
    const char *key;
    const char *value;
} cw_trait;

#define CW_TRAITS_MAX 16

/* What a figure is about: ids of the dossier and of models; NULL where it is about no such thing. */
typedef struct cw_subject {
    const char *quantity; /* "gain" */
    const char *what_if;  /* NULL: the base case */
    const char *issue;
    const char *forum;
    const char *model;
    const char *state;
    const char *operation;
    const char *claim;
} cw_subject;

#define CW_SUBJECT_WORDS (sizeof(cw_subject) / sizeof(const char *))

/* A figure over draws. */
typedef struct cw_series {
    cw_subject subject;
    const char *unit;
    size_t tallied_as; /* itself, or the series of the base case that is the same in every draw */
    cw_tally tally;    /* on its grid; of itself, else empty */
} cw_series;

/* How often something was the case. */
typedef struct cw_counter {
    cw_subject subject;
    size_t counted_as; /* as above */
    uint64_t hits;
    uint64_t draws; /* in which it could have been */
} cw_counter;

/* One side of the comparison that a claim makes. */
typedef enum cw_side_form {
    CW_SIDE_NUMBER,  /* the same in every draw; NaN: does not exist */
    CW_SIDE_SERIES,  /* differs from draw to draw */
    CW_SIDE_COUNTER, /* a share of all draws */
    CW_SIDE_POSITIVE /* the share of draws in which a series is above 0 */
} cw_side_form;

typedef struct cw_side {
    cw_side_form form;
    double number;
    size_t index; /* of the series or counter */
} cw_side;

typedef struct cw_tested_claim {
    const char *id;
    cw_claim_kind kind;
    cw_comparison comparison;
    cw_side left, right;
    size_t holds; /* counter, where both sides are series or numbers; else CW_NONE */
} cw_tested_claim;

typedef struct cw_ledger {
    cw_context *context; /* borrowed */
    cw_trait traits[CW_TRAITS_MAX];
    size_t trait_count;
    uint64_t first_draw; /* the draws that this part is to have: from here ... */
    uint64_t end_draw;   /* ... up to, but without, this one */
    uint64_t done;       /* of these, so many have been added, in order */
    cw_series *series;
    size_t series_count, series_capacity;
    cw_counter *counters;
    size_t counter_count, counter_capacity;
    cw_tested_claim *claims;
    size_t claim_count, claim_capacity;
    cw_arena arena; /* owns all words */
} cw_ledger;

void cw_ledger_init(cw_ledger *ledger, cw_context *context);
void cw_ledger_free(cw_ledger *ledger);

/* Adds an entry; its words are copied. *out, where not NULL, is its index. A series that is tallied as
 * another (`same_as` not CW_NONE) has no draws of its own. CW_ERROR_MEMORY; CW_ERROR_LIMIT: more traits
 * than CW_TRAITS_MAX. */
cw_status cw_ledger_trait(cw_ledger *ledger, const char *key, const char *value);
cw_status cw_ledger_series(size_t *out, cw_ledger *ledger, const cw_subject *subject,
                           const char *unit, cw_grid grid, size_t same_as);
cw_status cw_ledger_counter(size_t *out, cw_ledger *ledger, const cw_subject *subject,
                            size_t same_as);
cw_status cw_ledger_claim(cw_ledger *ledger, const cw_tested_claim *claim);

/* Another value for a trait that is there; it is copied. CW_ERROR_MEMORY. */
cw_status cw_ledger_retrait(cw_ledger *ledger, const char *key, const char *value);

/* The value of a trait, or NULL. */
const char *cw_ledger_value(const cw_ledger *ledger, const char *key);

/* Adds the draws of another ledger with the same series and counters. CW_ERROR_INPUT where they are
 * not the same; CW_ERROR_MEMORY. On failure the ledger is of no more use. */
cw_status cw_ledger_merge(cw_ledger *ledger, const cw_ledger *other);

/* The words of a subject in the order of its members, by number. */
const char **cw_subject_word(cw_subject *subject, size_t word);

#endif
