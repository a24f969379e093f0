/* What the benches of the program itself share: running it, and the yardstick beside its figures. */
#ifndef COUNTERWEIGHT_BENCH_PROGRAM_H
#define COUNTERWEIGHT_BENCH_PROGRAM_H

/* What one run took, as the system accounts for it. */
typedef struct measurement {
    double processor; /* seconds, all threads */
    double clock;     /* seconds */
    double memory;    /* peak, MB */
    int status;       /* as of wait(); 0: fine */
} measurement;

/* Runs a program, arguments[0], with its output thrown away. */
measurement measure(char *const *arguments);

/* The head of a table of measurements, and one row. */
void report_head(void);
void report(const char *what, measurement result);

/* Bytes copied in a second, in GB, from and to blocks that no cache holds: the rate at which this machine
 * copies memory, so that figures of different machines can be compared. */
double copying_rate(void);

#endif
