#include "CCairo.h"

#include <stdlib.h>

// Of cairo 1.x's stable interface, what is used: result, name, parameters.
#define FUNCTIONS(X)                                                      \
  X(void *, image_surface_create, (int format, int width, int height))    \
  X(unsigned char *, image_surface_get_data, (void *))                    \
  X(int, image_surface_get_stride, (void *))                              \
  X(int, surface_status, (void *))                                        \
  X(void, surface_flush, (void *))                                        \
  X(void, surface_mark_dirty, (void *))                                   \
  X(void, surface_destroy, (void *))                                      \
  X(void *, create, (void *))                                             \
  X(void, destroy, (void *))                                              \
  X(void, scale, (void *, double, double))                                \
  X(void, translate, (void *, double, double))                            \
  X(void, rotate, (void *, double))                                       \
  X(void, save, (void *))                                                 \
  X(void, restore, (void *))                                              \
  X(void, set_source_rgba, (void *, double, double, double, double))      \
  X(void, set_source_surface, (void *, void *, double, double))           \
  X(void *, get_source, (void *))                                         \
  X(void, pattern_set_filter, (void *, int))                              \
  X(void, pattern_set_extend, (void *, int))                              \
  X(void, set_line_width, (void *, double))                               \
  X(void, set_line_cap, (void *, int))                                    \
  X(void, set_line_join, (void *, int))                                   \
  X(void, set_dash, (void *, const double *, int, double))                \
  X(void, move_to, (void *, double, double))                              \
  X(void, line_to, (void *, double, double))                              \
  X(void, close_path, (void *))                                           \
  X(void, new_sub_path, (void *))                                         \
  X(void, new_path, (void *))                                             \
  X(void, arc, (void *, double, double, double, double, double))          \
  X(void, rectangle, (void *, double, double, double, double))            \
  X(void, fill, (void *))                                                 \
  X(void, stroke, (void *))                                               \
  X(void, clip, (void *))                                                 \
  X(void, select_font_face, (void *, const char *, int slant, int weight)) \
  X(void, set_font_size, (void *, double))                                \
  X(void, text_extents, (void *, const char *, double[6]))                \
  X(void, show_text, (void *, const char *))                              \
  X(void, text_path, (void *, const char *))

#define LIBRARY "libcairo.so.2"
#define PREFIX "cairo_"
#include "late_library.h"

bool ccairo_is_there(void) { return is_there(); }

struct ccairo {
  void *surface, *pen;
};

enum { argb32 = 0, filter_nearest = 3, filter_bilinear = 4, extend_pad = 3, round_cap = 1, round_join = 1 };

ccairo *ccairo_begin(int width, int height, double scaling) {
  ccairo *canvas = malloc(sizeof *canvas);
  if (canvas == NULL) return NULL;
  canvas->surface = image_surface_create(argb32, width, height);
  if (surface_status(canvas->surface) != 0) {
    surface_destroy(canvas->surface);
    free(canvas);
    return NULL;
  }
  canvas->pen = create(canvas->surface);
  scale(canvas->pen, scaling, scaling);
  set_line_join(canvas->pen, round_join);
  return canvas;
}

void ccairo_end(ccairo *canvas) {
  destroy(canvas->pen);
  surface_destroy(canvas->surface);
  free(canvas);
}

const uint8_t *ccairo_pixels(ccairo *canvas, int *stride) {
  surface_flush(canvas->surface);
  *stride = image_surface_get_stride(canvas->surface);
  return image_surface_get_data(canvas->surface);
}

void ccairo_colour(ccairo *canvas, double red, double green, double blue, double opacity) {
  set_source_rgba(canvas->pen, red, green, blue, opacity);
}

void ccairo_move(ccairo *canvas, double x, double y) { move_to(canvas->pen, x, y); }
void ccairo_line(ccairo *canvas, double x, double y) { line_to(canvas->pen, x, y); }
void ccairo_close(ccairo *canvas) { close_path(canvas->pen); }

void ccairo_circle(ccairo *canvas, double x, double y, double radius) {
  new_sub_path(canvas->pen);
  arc(canvas->pen, x, y, radius, 0, 6.283185307179586);
  close_path(canvas->pen);
}

void ccairo_fill(ccairo *canvas) { fill(canvas->pen); }

void ccairo_stroke(ccairo *canvas, double width, const double *dash, int count) {
  set_line_width(canvas->pen, width);
  set_line_cap(canvas->pen, round_cap);
  set_dash(canvas->pen, dash, count, 0);
  stroke(canvas->pen);
}

void ccairo_begin_clip(ccairo *canvas, double x, double y, double width, double height) {
  save(canvas->pen);
  rectangle(canvas->pen, x, y, width, height);
  clip(canvas->pen);
}

void ccairo_end_clip(ccairo *canvas) { restore(canvas->pen); }

double ccairo_font(ccairo *canvas, const char *text, double size, bool bold, bool mono) {
  double extents[6];
  select_font_face(canvas->pen, mono ? "monospace" : "sans-serif", 0, bold ? 1 : 0);
  set_font_size(canvas->pen, size);
  text_extents(canvas->pen, text, extents);
  return extents[4];
}

static void turn(ccairo *canvas, double x, double y, double pivot_x, double pivot_y, double angle) {
  save(canvas->pen);
  translate(canvas->pen, pivot_x, pivot_y);
  rotate(canvas->pen, angle);
  move_to(canvas->pen, x - pivot_x, y - pivot_y);
}

void ccairo_text(ccairo *canvas, const char *text, double x, double y, double pivot_x, double pivot_y, double angle) {
  turn(canvas, x, y, pivot_x, pivot_y, angle);
  show_text(canvas->pen, text);
  restore(canvas->pen);
  new_path(canvas->pen);
}

void ccairo_halo(ccairo *canvas, const char *text, double x, double y, double pivot_x, double pivot_y, double angle) {
  turn(canvas, x, y, pivot_x, pivot_y, angle);
  text_path(canvas->pen, text);
  ccairo_stroke(canvas, 3, NULL, 0);
  restore(canvas->pen);
}

void ccairo_image(
    ccairo *canvas, const uint8_t *pixels, int columns, int rows, double x, double y, double width, double height,
    bool crisp) {
  void *image = image_surface_create(argb32, columns, rows);
  if (surface_status(image) == 0) {
    uint8_t *data = image_surface_get_data(image);
    int stride = image_surface_get_stride(image);
    for (int row = 0; row < rows; row++) {
      uint32_t *line = (uint32_t *)(data + (long)row * stride);
      for (int column = 0; column < columns; column++, pixels += 4) {
        uint32_t opacity = pixels[3];
        line[column] = opacity << 24 | (pixels[0] * opacity / 255) << 16 | (pixels[1] * opacity / 255) << 8
                       | pixels[2] * opacity / 255;
      }
    }
    surface_mark_dirty(image);
    save(canvas->pen);
    rectangle(canvas->pen, x, y, width, height);
    clip(canvas->pen);
    translate(canvas->pen, x, y);
    scale(canvas->pen, width / columns, height / rows);
    set_source_surface(canvas->pen, image, 0, 0);
    pattern_set_filter(get_source(canvas->pen), crisp ? filter_nearest : filter_bilinear);
    pattern_set_extend(get_source(canvas->pen), extend_pad);
    rectangle(canvas->pen, 0, 0, columns, rows);
    fill(canvas->pen);
    restore(canvas->pen);
  }
  surface_destroy(image);
}
