#include "CElementwise.h"
#include "lanes.h"
#include "pace.h"

// Matrix products with at most four columns, rows or terms. A library packs such factors for registers that they never
// fill; here the long side fills the vectors and the few numbers of the short side stay in registers.

typedef struct {
  long count, width;
  const float *few, *wide;
  float *output;
} job;

// ---- few terms: output[r] = Σ few[r, t]·wide[t] ------------------------------------------------------------------

INLINE void spread(const job *job, long terms, long first, long last) {
  long n = job->width;
  for (long r = first; r < last; r++) {
    const float *few = job->few + r * terms;
    float *out = job->output + r * n;
    INDEPENDENT for (long i = 0; i < n; i++) {
      float sum = few[0] * job->wide[i];
      for (long t = 1; t < terms; t++) sum += few[t] * job->wide[t * n + i];
      out[i] = sum;
    }
  }
}

// ---- few columns: output[r, t] = Σ wide[r, i]·few[t, i] ----------------------------------------------------------

INLINE void dot(const job *job, long columns, long first, long last) {
  long n = job->width, whole = n / LANES * LANES;
  for (long r = first; r < last; r++) {
    const float *row = job->wide + r * n;
    lanes sums[CE_NARROW];
    for (long t = 0; t < columns; t++) sums[t] = 0;
    for (long i = 0; i < whole; i += LANES)
      for (long t = 0; t < columns; t++) sums[t] += load(row + i) * load(job->few + t * n + i);
    for (long t = 0; t < columns; t++) {
      float sum = total(sums[t]);
      for (long i = whole; i < n; i++) sum += row[i] * job->few[t * n + i];
      job->output[r * columns + t] = sum;
    }
  }
}

// ---- few rows: output[t] = Σ few[r, t]·wide[r], for the rows of each block ---------------------------------------

enum { BLOCKS = 4, STRIP = 4 * LANES };

// A strip of columns that stays in registers while it goes through all rows.
INLINE void gather_strip(const job *job, long rows, long begin, long end, long column, float *out) {
  lanes sums[CE_NARROW][4];
  for (long t = 0; t < rows; t++)
    for (int k = 0; k < 4; k++) sums[t][k] = 0;
  for (long r = begin; r < end; r++) {
    const float *row = job->wide + r * job->width + column;
    for (int k = 0; k < 4; k++)
      for (long t = 0; t < rows; t++) sums[t][k] += job->few[r * rows + t] * load(row + k * LANES);
  }
  for (long t = 0; t < rows; t++)
    for (int k = 0; k < 4; k++) store(out + t * job->width + column + k * LANES, sums[t][k]);
}

INLINE void gather(const job *job, long rows, long first, long last) {
  long n = job->width, whole = n / STRIP * STRIP, steps = 0;
  for (long block = first; block < last; block++) {
    long begin = job->count * block / BLOCKS, end = job->count * (block + 1) / BLOCKS;
    float *out = job->output + block * rows * n;
    for (long column = 0; column < whole; column += STRIP) {
      if (is_over(&steps, (end - begin) * STRIP)) return;
      gather_strip(job, rows, begin, end, column, out);
    }
    for (long t = 0; t < rows; t++)
      for (long i = whole; i < n; i++) {
        if (is_over(&steps, (end - begin) * LANES)) return;  // a cache line each
        float sum = 0;
        for (long r = begin; r < end; r++) sum += job->few[r * rows + t] * job->wide[r * n + i];
        out[t * n + i] = sum;
      }
  }
}

// ---- each with its number of columns, rows or terms as a constant ------------------------------------------------

#define NARROW(name, count)                                                                              \
  CLONES static void name##_##count(void *context, long first, long last) { name(context, count, first, last); }
#define NARROWS(name)                                                                                    \
  NARROW(name, 1) NARROW(name, 2) NARROW(name, 3) NARROW(name, 4)                                        \
  static void (*const name##s[CE_NARROW])(void *, long, long) = {name##_1, name##_2, name##_3, name##_4};

NARROWS(spread)
NARROWS(dot)
NARROWS(gather)

enum { GRAIN = 8192 };

void ce_few_terms(long rows, long terms, long width, const float *few, const float *wide, float *output) {
  job job = {rows, width, few, wide, output};
  ce_split(rows, width, GRAIN, spreads[terms - 1], &job);
}

void ce_few_columns(long rows, long columns, long width, const float *few, const float *wide, float *output) {
  job job = {rows, width, few, wide, output};
  ce_split(rows, width, GRAIN, dots[columns - 1], &job);
}

long ce_few_rows_scratch(long rows, long width) { return BLOCKS * rows * width; }

void ce_few_rows(
    long count, long rows, long width, const float *few, const float *wide, float *output, float *scratch) {
  job job = {count, width, few, wide, scratch};
  ce_split(BLOCKS, count * width / BLOCKS, GRAIN, gathers[rows - 1], &job);
  ce_add_blocks(scratch, BLOCKS, rows * width, output);
}

void ce_transpose(long rows, long columns, const float *input, float *output) {
  for (long r = 0; r < rows; r++)
    for (long c = 0; c < columns; c++) output[c * rows + r] = input[r * columns + c];
}
