#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// libpng, loaded when the first picture is read.

/// What a picture is, or why it is none.
typedef struct {
  uint32_t width, height;
  /// 1 for grey, 3 for colours, and one more where parts of it are transparent.
  uint32_t channels;
  /// Ends with a zero.
  char message[64];
} cpng_picture;

/// Whether the library is there. Loads it, once.
bool cpng_is_there(void);
/// What a file's picture is; whether that could be said.
bool cpng_look(const void *bytes, size_t count, cpng_picture *picture);
/// A file's pixels, a byte for each channel, row by row, into exactly so much room; whether that worked.
bool cpng_read(const void *bytes, size_t count, void *pixels, size_t room, cpng_picture *picture);
