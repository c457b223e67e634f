#include "CElementwise.h"
#include "clones.h"
#include <string.h>

CLONES void ce_select(const ce_plane *plane, float parameter) {
  (void)parameter;
  long c_step = plane->step[0], a_step = plane->step[1], b_step = plane->step[2];
  int dense = c_step == 1 && a_step == 1 && b_step == 1;
  for (long r = 0; r < plane->rows; r++) {
    const float *c = plane->at[0] + r * plane->row[0];
    const float *a = plane->at[1] + r * plane->row[1], *b = plane->at[2] + r * plane->row[2];
    float *out = plane->at[3] + r * plane->row[3];
    if (dense && plane->step[3] == 1) {
      INDEPENDENT for (long i = 0; i < plane->columns; i++) out[i] = c[i] != 0.0f ? a[i] : b[i];
    } else {
      for (long i = 0; i < plane->columns; i++)
        out[i * plane->step[3]] = c[i * c_step] != 0.0f ? a[i * a_step] : b[i * b_step];
    }
  }
}

// A transposition: the input is dense down the rows, the output along the columns. Small tiles keep both in cache.
CLONES static void transpose(const ce_plane *plane) {
  enum { TILE = 16 };
  const float *in = plane->at[0];
  float *out = plane->at[1];
  for (long top = 0; top < plane->rows; top += TILE) {
    long bottom = top + TILE < plane->rows ? top + TILE : plane->rows;
    for (long left = 0; left < plane->columns; left += TILE) {
      long right = left + TILE < plane->columns ? left + TILE : plane->columns;
      for (long r = top; r < bottom; r++)
        for (long i = left; i < right; i++) out[r * plane->row[1] + i] = in[r + i * plane->step[0]];
    }
  }
}

CLONES static void copy_row(const float *in, float *out, long step, long out_step, long count) {
  if (step == 1 && out_step == 1) {
    INDEPENDENT for (long i = 0; i < count; i++) out[i] = in[i];
  } else if (step == 0 && out_step == 1) {
    float one = *in;
    INDEPENDENT for (long i = 0; i < count; i++) out[i] = one;
  } else {
    for (long i = 0; i < count; i++) out[i * out_step] = in[i * step];
  }
}

void ce_copy(const ce_plane *plane, float parameter) {
  (void)parameter;
  if (plane->row[0] == 1 && plane->step[0] > 1 && plane->step[1] == 1 && plane->rows > 1) {
    transpose(plane);
    return;
  }
  for (long r = 0; r < plane->rows; r++)
    copy_row(
        plane->at[0] + r * plane->row[0], plane->at[1] + r * plane->row[1], plane->step[0], plane->step[1],
        plane->columns);
}

static void zero_part(void *context, long first, long last) {
  memset((float *)context + first, 0, (size_t)(last - first) * sizeof(float));
}

void ce_zero(float *output, long count) { ce_split(count, 1, 1 << 17, zero_part, output); }

typedef struct {
  const float *const *inputs;
  const long *chunks;
  long count, width;
  float *output;
} joining;

static void join_rows(void *context, long first, long last) {
  const joining *join = context;
  float *out = join->output + first * join->width;
  for (long row = first; row < last; row++) {
    for (long i = 0; i < join->count; i++) {
      long chunk = join->chunks[i];
      const float *from = join->inputs[i] + row * chunk;
      if (chunk == 1) *out = *from;  // a call would cost more than what it copies
      else memcpy(out, from, (size_t)chunk * sizeof(float));
      out += chunk;
    }
  }
}

void ce_concatenate(const float *const *inputs, const long *chunks, long count, long rows, float *output) {
  joining join = {inputs, chunks, count, 0, output};
  for (long i = 0; i < count; i++) join.width += chunks[i];
  if (join.width > 0) ce_split(rows, join.width, 1 << 15, join_rows, &join);
}
