/* A small dossier with something of everything, for tests that go through all of it. */
#ifndef COUNTERWEIGHT_TESTS_WHOLE_DOSSIER_H
#define COUNTERWEIGHT_TESTS_WHOLE_DOSSIER_H

extern const char whole_dossier[];

#endif
