#include "CPNG.h"
#include <string.h>

// Of libpng's simplified interface (1.6), what is used, as its manual declares it.
typedef struct {
  void *opaque;
  uint32_t version, width, height, format, flags, colormap_entries, warning_or_error;
  char message[64];
} png_image;
enum { version = 1, alpha = 1, colour = 2, sixteen_bits_are_srgb = 4 };

#define FUNCTIONS(X)                                                                                               \
  X(int, image_begin_read_from_memory, (png_image *, const void *, size_t))                                              \
  X(int, image_finish_read, (png_image *, const void *background, void *pixels, int32_t stride, void *palette))           \
  X(void, image_free, (png_image *))

#define LIBRARY "libpng16.so.16"
#define PREFIX "png_"
#include "late_library.h"

bool cpng_is_there(void) { return is_there(); }

/// Begins to read: every pixel is to be a byte for each channel, palettes resolved.
static bool begin(png_image *image, const void *bytes, size_t count, cpng_picture *picture) {
  memset(image, 0, sizeof *image);
  image->version = version;
  bool done = image_begin_read_from_memory(image, bytes, count) != 0;
  image->format &= alpha | colour;
  image->flags |= sixteen_bits_are_srgb;
  picture->width = image->width;
  picture->height = image->height;
  picture->channels = (image->format & colour ? 3 : 1) + (image->format & alpha ? 1 : 0);
  memcpy(picture->message, image->message, sizeof picture->message);
  picture->message[sizeof picture->message - 1] = 0;
  return done;
}

bool cpng_look(const void *bytes, size_t count, cpng_picture *picture) {
  png_image image;
  bool done = begin(&image, bytes, count, picture);
  image_free(&image);
  return done;
}

bool cpng_read(const void *bytes, size_t count, void *pixels, size_t room, cpng_picture *picture) {
  png_image image;
  bool done = begin(&image, bytes, count, picture)
              && room == (size_t)picture->width * picture->height * picture->channels
              && image_finish_read(&image, NULL, pixels, 0, NULL) != 0;
  memcpy(picture->message, image.message, sizeof picture->message);
  picture->message[sizeof picture->message - 1] = 0;
  image_free(&image);
  return done;
}
