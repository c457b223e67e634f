#include "CSixel.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

// Of libsixel's interface (1.x), what is used: result, name, parameters. A result of 0 is success.
typedef int writer(char *data, int size, void *context);
#define FUNCTIONS(X)                                                                                      \
  X(int, output_new, (void **, writer *, void *context, void *allocator))                                 \
  X(void, output_unref, (void *))                                                                         \
  X(int, dither_new, (void **, int colours, void *allocator))                                             \
  X(int, dither_initialize, (void *, unsigned char *, int width, int height, int format, int, int, int))  \
  X(void, dither_unref, (void *))                                                                         \
  X(int, encode, (unsigned char *, int width, int height, int depth, void *dither, void *output))

#define POINTER(result, name, parameters) static result(*name) parameters;
FUNCTIONS(POINTER)

static bool is_there;

static void load(void) {
  void *library = dlopen("libsixel.so.1", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return;
  bool all = true;
#define FIND(result, name, parameters) \
  *(void **)&name = dlsym(library, "sixel_" #name); \
  all = all && name != NULL;
  FUNCTIONS(FIND)
  is_there = all;
}

bool csixel_is_there(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return is_there;
}

struct handing {
  void (*write)(const char *bytes, int count, void *context);
  void *context;
};

static int hand(char *data, int size, void *context) {
  const struct handing *handing = context;
  handing->write(data, size, handing->context);
  return size;
}

bool csixel_encode(
    const uint8_t *pixels, int width, int height, void (*write)(const char *bytes, int count, void *context),
    void *context) {
  enum { rgb888 = 3, automatic = 0, high_quality = 1 };
  struct handing handing = {write, context};
  void *output = NULL, *dither = NULL;
  bool done = output_new(&output, hand, &handing, NULL) == 0 && dither_new(&dither, 256, NULL) == 0
              && dither_initialize(dither, (unsigned char *)pixels, width, height, rgb888, automatic, automatic, high_quality) == 0
              && encode((unsigned char *)pixels, width, height, 3, dither, output) == 0;
  if (dither != NULL) dither_unref(dither);
  if (output != NULL) output_unref(output);
  return done;
}
