#include "CElementwise.h"
#include <string.h>

ce_nest ce_make_nest(long rank, long operands, const long *extents, const long *strides, const long *offsets) {
  ce_nest nest = {.rank = rank < 2 ? 2 : rank, .operands = operands};
  long lead = nest.rank - rank;  // loops that run once, so that there is always a plane
  for (long axis = 0; axis < lead; axis++) nest.extents[axis] = 1;
  for (long axis = 0; axis < rank; axis++) nest.extents[lead + axis] = extents[axis];
  for (long operand = 0; operand < operands; operand++) {
    nest.offsets[operand] = offsets[operand];
    for (long axis = 0; axis < rank; axis++) nest.strides[operand][lead + axis] = strides[operand * rank + axis];
  }
  return nest;
}

typedef struct {
  const ce_nest *nest;
  ce_loop loop;
  float parameter;
  float *at[CE_OPERANDS];
} job;

// Where the operands stand at one plane, counted over all axes but the last two.
static void locate(const job *job, long plane, ce_plane *place) {
  const ce_nest *nest = job->nest;
  memcpy(place->at, job->at, sizeof place->at);
  for (long axis = nest->rank - 3; axis >= 0; axis--) {
    long index = plane % nest->extents[axis];
    plane /= nest->extents[axis];
    for (long o = 0; o < nest->operands; o++) place->at[o] += index * nest->strides[o][axis];
  }
}

static ce_plane empty_plane(const ce_nest *nest) {
  ce_plane plane = {.rows = nest->extents[nest->rank - 2], .columns = nest->extents[nest->rank - 1]};
  for (long o = 0; o < nest->operands; o++) {
    plane.row[o] = nest->strides[o][nest->rank - 2];
    plane.step[o] = nest->strides[o][nest->rank - 1];
  }
  return plane;
}

static void run_rows(void *context, long first, long last) {
  const job *job = context;
  ce_plane plane = empty_plane(job->nest);
  long rows = plane.rows;
  while (first < last) {
    long skipped = first % rows, left = last - first;
    locate(job, first / rows, &plane);
    for (long o = 0; o < job->nest->operands; o++) plane.at[o] += skipped * plane.row[o];
    plane.rows = rows - skipped < left ? rows - skipped : left;
    first += plane.rows;
    job->loop(&plane, job->parameter);
  }
}

enum { COLUMN_UNIT = 64 };

static void run_columns(void *context, long first, long last) {
  const job *job = context;
  const ce_nest *nest = job->nest;
  ce_plane plane = empty_plane(nest);
  long planes = 1, end = last * COLUMN_UNIT < plane.columns ? last * COLUMN_UNIT : plane.columns;
  for (long axis = 0; axis < nest->rank - 2; axis++) planes *= nest->extents[axis];
  plane.columns = end - first * COLUMN_UNIT;
  for (long p = 0; p < planes; p++) {
    locate(job, p, &plane);
    for (long o = 0; o < nest->operands; o++) plane.at[o] += first * COLUMN_UNIT * plane.step[o];
    job->loop(&plane, job->parameter);
  }
}

void ce_run(
    const ce_nest *nest, ce_loop loop, float parameter, long grain, const float *const *inputs, float *output) {
  job job = {nest, loop, parameter, {0}};
  for (long o = 0; o < nest->operands - 1; o++) job.at[o] = (float *)inputs[o] + nest->offsets[o];
  job.at[nest->operands - 1] = output + nest->offsets[nest->operands - 1];
  long rows = 1, columns = nest->extents[nest->rank - 1];
  for (long axis = 0; axis < nest->rank - 1; axis++) rows *= nest->extents[axis];
  if (rows == 0 || columns == 0) return;
  if (columns > rows) {
    ce_split((columns + COLUMN_UNIT - 1) / COLUMN_UNIT, COLUMN_UNIT * rows, grain, run_columns, &job);
  } else {
    ce_split(rows, columns, grain, run_rows, &job);
  }
}
