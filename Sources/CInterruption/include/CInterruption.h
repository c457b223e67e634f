#ifndef C_INTERRUPTION_H
#define C_INTERRUPTION_H

// A wish to stop what is being computed, as signal handlers set it and loops of every language look for it.
//
// Whoever computes asks now and then and, once the answer is yes, returns at once; what it was making is then worthless.
// The wish stays until whoever called it all has answered it and clears it.

#pragma clang assume_nonnull begin

typedef struct ci_wish ci_wish;

// The wish of the whole program: every thread listens to it unless told otherwise.
ci_wish *ci_program(void);
// A wish of its own, for tests: it arises by itself once it was asked for `patience` times; never where that is negative.
ci_wish *ci_make(long patience);
void ci_free(ci_wish *wish);

// What this thread listens to; null while nothing may be cut short.
ci_wish *_Nullable ci_current(void);
void ci_listen(ci_wish *_Nullable wish);

// Asks whether to stop. A few nanoseconds: worth it once in some 10 µs of work.
int ci_stops(ci_wish *_Nullable wish);
// How often it was asked.
long ci_polls(const ci_wish *wish);

// The wish arises: one store, which a signal handler may make. Or it is answered.
void ci_request(ci_wish *wish);
void ci_clear(ci_wish *wish);

// Memory that was refused on this thread, in bytes, and of which nobody was told yet; 0 for none.
void ci_refuse(double bytes);
double ci_refused(void);

#pragma clang assume_nonnull end

#endif
