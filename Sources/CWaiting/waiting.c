#include "CWaiting.h"
#include <string.h>

// GNU's OpenMP runtime, which oneDNN shares its work out with, lets a thread that waits for the others spin for some
// 15 ms before it sleeps. Where something else runs on the computer, that burns the core that the awaited thread has
// none of, and training becomes five times slower and more. The runtime asks for the time once, by getenv, before any
// ordinary code of this program runs; so this program's getenv knows an answer where the user has given none.

// Iterations of some 50 ns: longer than the gap between two calls of a recorded step, shorter than a time slice.
static char spin_count[] = "2000";

extern char **environ;

static char *found(const char *name) {
  size_t length = strlen(name);
  for (char **entry = environ; entry && *entry; entry++) {
    if (strncmp(*entry, name, length) == 0 && (*entry)[length] == '=') return *entry + length + 1;
  }
  return NULL;
}

// What an environment variable says. Stands in for the C library's function in the whole program.
char *getenv(const char *name) {
  char *value = found(name);
  int is_ours = !value && strcmp(name, "GOMP_SPINCOUNT") == 0 && !found("OMP_WAIT_POLICY");
  return is_ours ? spin_count : value;
}
