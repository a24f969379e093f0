/* A check made once in every locale whose habits with numbers differ from those of "C". */
#ifndef SUPPORT_EACH_LOCALE_H
#define SUPPORT_EACH_LOCALE_H

/* Calls `check` with German (decimal comma), Turkish (comma, and a dotless i) and Pashto (a decimal
 * sign of two bytes) set in turn, then sets "C" again. Locales that the machine lacks are left out,
 * but none may be missing where the build has made them: then LOCPATH is set. Skips the test where
 * there is none. */
void cw_in_each_locale(void (*check)(void));

#endif
