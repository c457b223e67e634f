#include "CElementwise.h"
#include "clones.h"
#include "pace.h"
#include <string.h>

typedef struct {
  const ce_windows *form;
  const float *input;
  float *output;
} job;

// One row of a window, `kernel_width` cells wide: where in the image it begins, and which of its cells lie inside.
typedef struct {
  long begin, skipped, inside;  // in numbers; `inside` is 0 for a row above or below the image
} strip;

INLINE strip strip_of(const ce_windows *f, long row, long column, long down) {
  long y = row * f->row_stride - f->top + down, x = column * f->column_stride - f->left;
  long first = x < 0 ? -x : 0, end = f->width - x < f->kernel_width ? f->width - x : f->kernel_width;
  strip s = {(y * f->width + x + first) * f->channels, first * f->channels, (end - first) * f->channels};
  if (y < 0 || y >= f->height || s.inside < 0) s.inside = 0;
  return s;
}

// Windows are counted over all samples.
static void gather(void *context, long first, long last) {
  const job *job = context;
  const ce_windows *f = job->form;
  long width = f->kernel_width * f->channels, size = f->height * f->width * f->channels;
  float *out = job->output + first * f->kernel_height * width;
  for (long window = first; window < last; window++) {
    const float *image = job->input + window / (f->rows * f->columns) * size;
    for (long down = 0; down < f->kernel_height; down++, out += width) {
      strip s = strip_of(f, window / f->columns % f->rows, window % f->columns, down);
      if (s.inside < width) memset(out, 0, (size_t)width * sizeof(float));
      if (s.inside > 0) memcpy(out + s.skipped, image + s.begin, (size_t)s.inside * sizeof(float));
    }
  }
}

CLONES static void add_samples(void *context, long first, long last) {
  const job *job = context;
  const ce_windows *f = job->form;
  long width = f->kernel_width * f->channels, size = f->height * f->width * f->channels, steps = 0;
  const float *in = job->input + first * f->rows * f->columns * f->kernel_height * width;
  for (long sample = first; sample < last; sample++) {
    float *image = job->output + sample * size;
    memset(image, 0, (size_t)size * sizeof(float));
    for (long window = 0; window < f->rows * f->columns; window++) {
      if (is_over(&steps, f->kernel_height * width)) return;
      for (long down = 0; down < f->kernel_height; down++, in += width) {
        strip s = strip_of(f, window / f->columns, window % f->columns, down);
        INDEPENDENT for (long i = 0; i < s.inside; i++) image[s.begin + i] += in[s.skipped + i];
      }
    }
  }
}

enum { GRAIN = 16384 };

void ce_window_rows(const ce_windows *f, const float *image, float *output) {
  job job = {f, image, output};
  long numbers = f->kernel_height * f->kernel_width * f->channels;
  ce_split(f->samples * f->rows * f->columns, numbers, GRAIN, gather, &job);
}

void ce_windows_adjoint(const ce_windows *f, const float *rows, float *output) {
  job job = {f, rows, output};
  long numbers = f->rows * f->columns * f->kernel_height * f->kernel_width * f->channels;
  ce_split(f->samples, numbers, GRAIN, add_samples, &job);
}
