#include "CElementwise.h"
#include "lanes.h"
#include "pace.h"

// Convolutions with one channel on one side. Libraries fill that channel up to a vector's width and compute sixteen
// times too much; here the other side's channels fill the vectors, sixteen at a time.

// Writes the sum of each of sixteen vectors: pairs of numbers, of pairs, of fours, of eights.
INLINE void write_totals(const lanes *v, long count, float *output) {
  lanes two[8], four[4], eight[2];
#define PAIR(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)
  for (int i = 0; i < 8; i++)
    two[i] = PAIR(v[2 * i], v[2 * i + 1], 0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30) +
             PAIR(v[2 * i], v[2 * i + 1], 1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31);
  for (int i = 0; i < 4; i++)
    four[i] = PAIR(two[2 * i], two[2 * i + 1], 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29) +
              PAIR(two[2 * i], two[2 * i + 1], 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31);
  for (int i = 0; i < 2; i++)
    eight[i] = PAIR(four[2 * i], four[2 * i + 1], 0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27) +
               PAIR(four[2 * i], four[2 * i + 1], 4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31);
  lanes all = PAIR(eight[0], eight[1], 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23) +
              PAIR(eight[0], eight[1], 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31);
#undef PAIR
  memcpy(output, &all, (size_t)count * sizeof(float));
}

typedef struct {
  const ce_single *form;
  const float *single, *wide, *weights;
  float *output;
  long block;
} job;

// One row of the one-channel side against a few rows of the wide side and as many of the kernel's, for a few vectors of
// channels. Both counts are constants where this is compiled in, so that weights or their sums stay in registers.
typedef struct {
  const ce_single *form;
  const float *wide[4];
  float *weights[4];
  long channel;
} strip;

// Adds Σ wide·weights to one vector a cell, whose lanes are yet to be added up.
INLINE void gather_strip(const strip *s, int rows, int vectors, lanes *cells) {
  const ce_pairs *pairs = &s->form->column_taps;
  for (long tap = 0; tap < s->form->kernel_width; tap++) {
    lanes weights[8];
    for (int i = 0; i < rows * vectors; i++)
      weights[i] = load(s->weights[i / vectors] + tap * s->form->channels + s->channel + i % vectors * LANES);
    for (int p = pairs->starts[tap]; p < pairs->starts[tap + 1]; p++) {
      long at = pairs->cells[p] * s->form->channels + s->channel;
      lanes sum = cells[pairs->taps[p]];
      for (int i = 0; i < rows * vectors; i++)
        sum += load(s->wide[i / vectors] + at + i % vectors * LANES) * weights[i];
      cells[pairs->taps[p]] = sum;
    }
  }
}

// Adds Σ single·wide along the row to the weights.
INLINE void weigh_strip(const strip *s, int rows, int vectors, const float *single) {
  const ce_pairs *pairs = &s->form->column_taps;
  for (long tap = 0; tap < s->form->kernel_width; tap++) {
    lanes sums[8];
    for (int i = 0; i < rows * vectors; i++) sums[i] = 0;
    for (int p = pairs->starts[tap]; p < pairs->starts[tap + 1]; p++) {
      long at = pairs->cells[p] * s->form->channels + s->channel;
      float one = single[pairs->taps[p]];
      for (int i = 0; i < rows * vectors; i++)
        sums[i] += one * load(s->wide[i / vectors] + at + i % vectors * LANES);
    }
    for (int i = 0; i < rows * vectors; i++) {
      float *to = s->weights[i / vectors] + tap * s->form->channels + s->channel + i % vectors * LANES;
      store(to, load(to) + sums[i]);
    }
  }
}

// One of the two above: the weights' sums where `single` is given, else the cells'.
INLINE void run_strip(const strip *s, int rows, int vectors, const float *single, lanes *cells) {
  if (single) {
    weigh_strip(s, rows, vectors, single);
  } else {
    gather_strip(s, rows, vectors, cells);
  }
}

// All channels of a few rows, eight vectors at a time as far as they go.
INLINE void run_channels(strip *s, int rows, const float *single, lanes *cells) {
  long left = s->form->channels / LANES;
  for (long vectors; left > 0; left -= vectors, s->channel += vectors * LANES) {
    vectors = rows == 1 && left >= 8 ? 8 : rows <= 2 && left >= 4 ? 4 : left >= 2 ? 2 : 1;
    switch (vectors) {
      case 8: run_strip(s, rows, 8 / rows, single, cells); break;
      case 4: run_strip(s, rows, rows == 1 ? 4 : 8 / rows, single, cells); break;
      case 2: run_strip(s, rows, 2, single, cells); break;
      default: run_strip(s, rows, 1, single, cells);
    }
  }
}

// One row of the one-channel side against all that it meets; few rows at a time where there are many channels.
INLINE void run_row(
    const ce_single *f, const float *image, float *weights, long row, const float *single, lanes *cells) {
  int end = f->rows.starts[row + 1];
  long most = f->channels >= 128 ? 1 : f->channels >= 64 ? 2 : 4;
  for (int r = f->rows.starts[row]; r < end;) {
    strip s = {.form = f};
    int rows = end - r < most ? end - r : (int)most;
    for (int k = 0; k < rows; k++) {
      s.wide[k] = image + f->rows.cells[r + k] * f->wide_width * f->channels;
      s.weights[k] = weights + f->rows.taps[r + k] * f->kernel_width * f->channels;
    }
    switch (rows) {
      case 4: run_channels(&s, 4, single, cells); break;
      case 3: run_channels(&s, 3, single, cells); break;
      case 2: run_channels(&s, 2, single, cells); break;
      default: run_channels(&s, 1, single, cells);
    }
    r += rows;
  }
}

// Rows are counted over all samples.
CLONES static void gather_rows(void *context, long first, long last) {
  const job *job = context;
  const ce_single *f = job->form;
  lanes cells[CE_WIDEST_SINGLE];
  for (long row = first; row < last; row++) {
    const float *image = job->wide + row / f->height * f->wide_height * f->wide_width * f->channels;
    float *output = job->output + row * f->width;
    memset(cells, 0, (size_t)((f->width + LANES - 1) / LANES * LANES) * sizeof(lanes));
    run_row(f, image, (float *)job->weights, row % f->height, 0, cells);
    for (long i = 0; i < f->width; i += LANES)
      write_totals(cells + i, f->width - i < LANES ? f->width - i : LANES, output + i);
  }
}

void ce_single_from_wide(const ce_single *form, const float *wide, const float *weights, float *output) {
  job job = {form, wide, wide, weights, output, 0};
  long taps = form->kernel_height * form->kernel_width;
  long each = form->width * form->channels * taps;
  ce_split_coarsely(form->samples * form->height, each, 8192 * taps, 1 << 26, gather_rows, &job);
}

static long weight_count(const ce_single *f) { return f->kernel_height * f->kernel_width * f->channels; }

// Each block of samples has its own partial weights, so that the sum's order does not depend on the threads.
CLONES static void add_blocks(void *context, long first, long last) {
  const job *job = context;
  const ce_single *f = job->form;
  long steps = 0;
  for (long block = first; block < last; block++) {
    float *weights = job->output + block * weight_count(f);
    memset(weights, 0, (size_t)weight_count(f) * sizeof(float));
    long end = (block + 1) * job->block < f->samples ? (block + 1) * job->block : f->samples;
    for (long row = block * job->block * f->height; row < end * f->height; row++) {
      if (is_over(&steps, f->width * weight_count(f))) return;
      const float *image = job->wide + row / f->height * f->wide_height * f->wide_width * f->channels;
      run_row(f, image, weights, row % f->height, job->single + row * f->width, 0);
    }
  }
}

enum { MOST_BLOCKS = 16 };

static long blocks_of(const ce_single *f) { return f->samples < MOST_BLOCKS ? f->samples : MOST_BLOCKS; }

long ce_single_scratch(const ce_single *form) { return blocks_of(form) * weight_count(form); }

void ce_single_weights(
    const ce_single *form, const float *single, const float *wide, float *output, float *scratch) {
  long most = blocks_of(form), count = weight_count(form);
  long block = most > 0 ? (form->samples + most - 1) / most : 1;
  long blocks = (form->samples + block - 1) / block;
  job job = {form, single, wide, wide, scratch, block};
  if (blocks > 0) ce_split(blocks, 1, 0, add_blocks, &job);
  for (long i = 0; i < count; i++) {
    float sum = 0;
    for (long b = 0; b < blocks; b++) sum += scratch[b * count + i];
    output[i] = sum;
  }
}
