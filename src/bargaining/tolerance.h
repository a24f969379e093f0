/* How near is equal. The only places where rounding could decide who wins use these, so that
 * figures written in decimals (0.1 + 0.2 against 0.3) tie as their author means them to. */
#ifndef CW_BARGAINING_TOLERANCE_H
#define CW_BARGAINING_TOLERANCE_H

/* Two sums of weights that differ by less than this share of the larger are equal. */
#define CW_WEIGHT_TOLERANCE 1e-12

/* Two places on the scale nearer than this, in points, are one. */
#define CW_POINT_TOLERANCE 1e-9

/* Two expected gains (of a measure of satisfaction that spans 4, from -2 to 2) nearer than this
 * are equal, and one nearer to 0 is none. */
#define CW_GAIN_TOLERANCE 1e-9

#endif
