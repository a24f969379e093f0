/* A study put together by hand on tests/brief/small.yaml, so that the brief can be tested for what
 * it says of given figures. */
#ifndef COUNTERWEIGHT_TESTS_HAND_MADE_STUDY_H
#define COUNTERWEIGHT_TESTS_HAND_MADE_STUDY_H

#include "counterweight/study.h"

typedef struct hand_made_study {
    cw_context context;
    cw_dossier *dossier;
    cw_study study;
} hand_made_study;

/* Reads the dossier and fills in figures. Fails the test where it cannot. */
void hand_made_study_init(hand_made_study *made);
void hand_made_study_free(hand_made_study *made);

/* The figures of the issue at the forum in a case; as the study keeps them. */
cw_venue_result *hand_made_headline(hand_made_study *made, size_t case_index);

/* A distribution around `median`; constant where low == high. */
cw_summary hand_made_summary(double median, double low, double high);

#endif
