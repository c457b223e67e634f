#include "CElementwise.h"
#include "clones.h"
#include "pace.h"
#include <string.h>

// One source cell's share in one large cell.
typedef struct {
  long cell;
  float weight;
} share;

// The (up to four) shares of large cell (row, column); those of weight 0 are left out, so that 0·∞ never arises.
INLINE int shares_of(const ce_resampling *r, long row, long column, share *shares) {
  int count = 0;
  for (int i = 0; i < 2; i++) {
    float down = i ? r->row_weights[row] : 1.0f - r->row_weights[row];
    for (int k = 0; k < 2; k++) {
      float across = k ? r->column_weights[column] : 1.0f - r->column_weights[column];
      long cell = (r->row_cells[2 * row + i] * r->width + r->column_cells[2 * column + k]) * r->channels;
      if (down * across != 0.0f) shares[count++] = (share){cell, down * across};
    }
  }
  return count;
}

typedef struct {
  const ce_resampling *form;
  const float *input;
  float *output;
} job;

// Rows are counted over all samples.
CLONES static void enlarge_rows(void *context, long first, long last) {
  const job *job = context;
  const ce_resampling *r = job->form;
  for (long row = first; row < last; row++) {
    const float *image = job->input + row / r->large_height * r->height * r->width * r->channels;
    for (long column = 0; column < r->large_width; column++) {
      share shares[4];
      int count = shares_of(r, row % r->large_height, column, shares);
      float *out = job->output + (row * r->large_width + column) * r->channels;
      memset(out, 0, (size_t)r->channels * sizeof(float));
      for (int s = 0; s < count; s++) {
        const float *in = image + shares[s].cell;
        float weight = shares[s].weight;
        INDEPENDENT for (long c = 0; c < r->channels; c++) out[c] += weight * in[c];
      }
    }
  }
}

CLONES static void gather_samples(void *context, long first, long last) {
  const job *job = context;
  const ce_resampling *r = job->form;
  long size = r->height * r->width * r->channels, steps = 0;
  for (long sample = first; sample < last; sample++) {
    float *image = job->output + sample * size;
    const float *in = job->input + sample * r->large_height * r->large_width * r->channels;
    memset(image, 0, (size_t)size * sizeof(float));
    for (long row = 0; row < r->large_height; row++) {
      if (is_over(&steps, r->large_width * r->channels)) return;
      for (long column = 0; column < r->large_width; column++, in += r->channels) {
        share shares[4];
        int count = shares_of(r, row, column, shares);
        for (int s = 0; s < count; s++) {
          float *out = image + shares[s].cell;
          float weight = shares[s].weight;
          INDEPENDENT for (long c = 0; c < r->channels; c++) out[c] += weight * in[c];
        }
      }
    }
  }
}

enum { GRAIN = 8192 };

void ce_resample(const ce_resampling *r, const float *image, float *output) {
  job job = {r, image, output};
  ce_split(r->samples * r->large_height, r->large_width * r->channels, GRAIN, enlarge_rows, &job);
}

void ce_resample_adjoint(const ce_resampling *r, const float *large, float *output) {
  job job = {r, large, output};
  ce_split(r->samples, r->large_height * r->large_width * r->channels, GRAIN, gather_samples, &job);
}
