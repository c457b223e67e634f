#include "CElementwise.h"
#include "clones.h"
#include "pace.h"
#include <string.h>

typedef struct {
  const ce_windows *form;
  const float *input;
  float *output;
  long start;  // the window of unit 0
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
  for (long window = job->start + first; window < job->start + last; window++) {
    const float *image = job->input + window / (f->rows * f->columns) * size;
    for (long down = 0; down < f->kernel_height; down++, out += width) {
      strip s = strip_of(f, window / f->columns % f->rows, window % f->columns, down);
      if (s.inside < width) memset(out, 0, (size_t)width * sizeof(float));
      if (s.inside > 0) memcpy(out + s.skipped, image + s.begin, (size_t)s.inside * sizeof(float));
    }
  }
}

// Adds the rows of some windows of one image to it.
CLONES static void add_rows(const ce_windows *f, const float *in, long window, long end, float *image) {
  long width = f->kernel_width * f->channels, steps = 0;
  for (; window < end && !is_over(&steps, f->kernel_height * width); window++)
    for (long down = 0; down < f->kernel_height; down++, in += width) {
      strip s = strip_of(f, window / f->columns, window % f->columns, down);
      INDEPENDENT for (long i = 0; i < s.inside; i++) image[s.begin + i] += in[s.skipped + i];
    }
}

static long row_size(const ce_windows *f) { return f->kernel_height * f->kernel_width * f->channels; }

static void add_samples(void *context, long first, long last) {
  const job *job = context;
  const ce_windows *f = job->form;
  long size = f->height * f->width * f->channels, windows = f->rows * f->columns;
  for (long sample = first; sample < last; sample++) {
    float *image = job->output + sample * size;
    memset(image, 0, (size_t)size * sizeof(float));
    add_rows(f, job->input + sample * windows * row_size(f), 0, windows, image);
  }
}

enum { GRAIN = 16384 };

void ce_window_rows(const ce_windows *f, const float *image, long first, long count, float *output) {
  job job = {f, image, output, first};
  ce_split(count, row_size(f), GRAIN, gather, &job);
}

void ce_add_window_rows(const ce_windows *f, const float *rows, long first, long count, float *output) {
  long size = f->height * f->width * f->channels, windows = f->rows * f->columns;
  for (long end = first + count, next; first < end; rows += (next - first) * row_size(f), first = next) {
    long sample = first / windows;
    next = end < (sample + 1) * windows ? end : (sample + 1) * windows;
    add_rows(f, rows, first - sample * windows, next - sample * windows, output + sample * size);
  }
}

void ce_windows_adjoint(const ce_windows *f, const float *rows, float *output) {
  job job = {f, rows, output, 0};
  ce_split(f->samples, f->rows * f->columns * row_size(f), GRAIN, add_samples, &job);
}
