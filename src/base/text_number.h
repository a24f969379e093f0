/* The one place where a host's locale could leak into a number. */
#ifndef BASE_TEXT_NUMBER_H
#define BASE_TEXT_NUMBER_H

/* Replaces the decimal separator of `digits`, whatever the locale made of it and however many bytes
 * it has, by a point. `digits` is what printf wrote for a finite number with %f, %e or %g. */
void cw_digits_use_point(char *digits);

#endif
