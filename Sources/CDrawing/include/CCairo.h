#pragma once
#include <stdbool.h>
#include <stdint.h>

// Cairo, loaded when the first picture is drawn: a program that draws none does not pay for it.

/// A surface that is drawn on, and its pen.
typedef struct ccairo ccairo;

/// Whether the library is there. Loads it, once.
bool ccairo_is_there(void);
/// A transparent surface of so many pixels, of which `scale` make one unit; NULL where there is no memory for it.
ccairo *ccairo_begin(int width, int height, double scale);
void ccairo_end(ccairo *);
/// The pixels: 32 bits each, premultiplied, blue in the lowest byte. A row takes `stride` bytes.
const uint8_t *ccairo_pixels(ccairo *, int *stride);

void ccairo_colour(ccairo *, double red, double green, double blue, double opacity);
void ccairo_move(ccairo *, double x, double y);
void ccairo_line(ccairo *, double x, double y);
void ccairo_close(ccairo *);
void ccairo_circle(ccairo *, double x, double y, double radius);
void ccairo_fill(ccairo *);
void ccairo_stroke(ccairo *, double width, const double *dash, int count);
/// Nothing is drawn outside, until the clip ends.
void ccairo_begin_clip(ccairo *, double x, double y, double width, double height);
void ccairo_end_clip(ccairo *);
/// Chooses a font, and says how far a text reaches to the right of where it begins.
double ccairo_font(ccairo *, const char *text, double size, bool bold, bool mono);
/// Writes in the last font, from a place on, turned by an angle about a pivot.
void ccairo_text(ccairo *, const char *text, double x, double y, double pivot_x, double pivot_y, double angle);
/// Strokes the outline of the same writing.
void ccairo_halo(ccairo *, const char *text, double x, double y, double pivot_x, double pivot_y, double angle);
/// Draws pixels (red, green, blue, opacity) into a rectangle.
void ccairo_image(
    ccairo *, const uint8_t *pixels, int columns, int rows, double x, double y, double width, double height, bool crisp);
