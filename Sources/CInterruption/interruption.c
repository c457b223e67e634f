#include "CInterruption.h"
#include <stdatomic.h>
#include <stdlib.h>

struct ci_wish {
  // Apart in memory, so that counting does not slow those down who only look.
  _Alignas(64) atomic_int requested;
  _Alignas(64) atomic_long polls;
  long patience;
};

static ci_wish program = {.patience = -1};
static _Thread_local ci_wish *current = &program;

ci_wish *ci_program(void) { return &program; }

ci_wish *ci_make(long patience) {
  ci_wish *wish = aligned_alloc(64, sizeof *wish);
  if (!wish) abort();
  *wish = (ci_wish){.patience = patience};
  return wish;
}

void ci_free(ci_wish *wish) { free(wish); }

ci_wish *ci_current(void) { return current; }
void ci_listen(ci_wish *wish) { current = wish; }

int ci_stops(ci_wish *wish) {
  if (!wish) return 0;
  if (wish->patience >= 0 && atomic_fetch_add_explicit(&wish->polls, 1, memory_order_relaxed) >= wish->patience)
    ci_request(wish);
  return atomic_load_explicit(&wish->requested, memory_order_relaxed);
}

long ci_polls(const ci_wish *wish) { return atomic_load_explicit(&wish->polls, memory_order_relaxed); }

void ci_request(ci_wish *wish) { atomic_store_explicit(&wish->requested, 1, memory_order_relaxed); }
void ci_clear(ci_wish *wish) { atomic_store_explicit(&wish->requested, 0, memory_order_relaxed); }

static _Thread_local double refused;

void ci_refuse(double bytes) { refused = bytes; }
double ci_refused(void) { return refused; }
