#include "CSixel.h"

// Of libsixel's interface (1.x), what is used: result, name, parameters. A result of 0 is success.
typedef int writer(char *data, int size, void *context);
#define FUNCTIONS(X)                                                                                      \
  X(int, output_new, (void **, writer *, void *context, void *allocator))                                 \
  X(void, output_unref, (void *))                                                                         \
  X(int, dither_new, (void **, int colours, void *allocator))                                             \
  X(int, dither_initialize, (void *, unsigned char *, int width, int height, int format, int, int, int))  \
  X(void, dither_unref, (void *))                                                                         \
  X(int, encode, (unsigned char *, int width, int height, int depth, void *dither, void *output))

#define LIBRARY "libsixel.so.1"
#define PREFIX "sixel_"
#include "late_library.h"

bool csixel_is_there(void) { return is_there(); }

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
