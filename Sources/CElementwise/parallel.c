#define _GNU_SOURCE
#include "CElementwise.h"
#include "CInterruption.h"
#include <dlfcn.h>
#include <stdlib.h>

// GNU's OpenMP runtime, found in the running program: oneDNN brings it along, and sharing its threads keeps two pools
// from fighting over the cores. Where it is absent everything runs on the caller's thread.
typedef void (*fork_join)(void (*)(void *), void *, unsigned, unsigned);
static fork_join parallel;
static void (*set_threads)(int);
static int (*thread_number)(void), (*team_size)(void), (*most_threads)(void), (*within_parallel)(void);

__attribute__((constructor)) static void find_runtime(void) {
  parallel = (fork_join)dlsym(RTLD_DEFAULT, "GOMP_parallel");
  thread_number = (int (*)(void))dlsym(RTLD_DEFAULT, "omp_get_thread_num");
  team_size = (int (*)(void))dlsym(RTLD_DEFAULT, "omp_get_num_threads");
  most_threads = (int (*)(void))dlsym(RTLD_DEFAULT, "omp_get_max_threads");
  set_threads = (void (*)(int))dlsym(RTLD_DEFAULT, "omp_set_num_threads");
  within_parallel = (int (*)(void))dlsym(RTLD_DEFAULT, "omp_in_parallel");
}

long ce_threads(void) {
  int complete = parallel && set_threads && thread_number && team_size && most_threads && within_parallel;
  return complete && !within_parallel() ? most_threads() : 1;
}

long ce_use_threads(long count) {
  long before = ce_threads();
  if (before != count && set_threads && !within_parallel()) set_threads((int)count);
  return before;
}

typedef struct {
  long units, piece;
  void (*body)(void *, long, long);
  void *context;
  ci_wish *wish;
} work;

static void run_pieces(const work *all, long first, long last) {
  for (; last - first > all->piece; first += all->piece) {
    all->body(all->context, first, first + all->piece);
    if (ci_stops(all->wish)) return;
  }
  all->body(all->context, first, last);
}

static void share(void *data) {
  const work *all = data;
  long thread = thread_number(), threads = team_size();
  long first = all->units * thread / threads, last = all->units * (thread + 1) / threads;
  ci_wish *own = ci_current();
  ci_listen(all->wish);  // what the caller listens to
  if (first < last) run_pieces(all, first, last);
  ci_listen(own);
}

void ce_split(long units, long each, long grain, void (*body)(void *, long, long), void *context) {
  ce_split_coarsely(units, each, grain, 256 * grain, body, context);
}

void ce_split_coarsely(
    long units, long each, long grain, long most, void (*body)(void *, long, long), void *context) {
  each = each > 0 ? each : 1;
  long least = grain / each + 1;
  work all = {units, most / each > 0 ? most / each : 1, body, context, ci_current()};
  if (units < 2 * least || units < 2 || ce_threads() < 2) {
    long threads = ce_use_threads(1);  // what the body calls would share itself out in its own way
    run_pieces(&all, 0, units);
    ce_use_threads(threads);
  } else {
    parallel(share, &all, 0, 0);
  }
}
