#pragma once
#include <stdbool.h>
#include <stdint.h>

// libsixel, loaded when the first picture is sent to a terminal that understands sixel.

/// Whether the library is there. Loads it, once.
bool csixel_is_there(void);
/// Pixels of red, green and blue as sixel graphics, handed over piece by piece; whether that worked.
bool csixel_encode(
    const uint8_t *pixels, int width, int height, void (*write)(const char *bytes, int count, void *context),
    void *context);
