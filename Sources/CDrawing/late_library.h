// A library that is loaded when it is first needed. Whoever includes this defines LIBRARY, the file's name; PREFIX, what its names begin
// with; and FUNCTIONS(X), what is used of it, as X(result, name, parameters). Each is then called by its name, once `is_there` has said yes.
#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#define POINTER(result, name, parameters) static result(*name) parameters;
FUNCTIONS(POINTER)

static bool is_loaded;

static void load(void) {
  void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return;
  bool all = true;
#define FIND(result, name, parameters) \
  *(void **)&name = dlsym(library, PREFIX #name); \
  all = all && name != NULL;
  FUNCTIONS(FIND)
  is_loaded = all;
}

static bool is_there(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return is_loaded;
}
