#include "CElementwise.h"

// A pass runs all its loops over one tile before it goes to the next. What lies between two loops is kept in registers:
// stretches of memory as long as a tile, few enough to stay in the first-level cache.

enum { TILE = 1024, MOST_OPERANDS = 128 };

typedef struct {
  const ce_fused *fused;
  const float *const *inputs;
  float *const *outputs;
  long columns, chunks;  // of a tile, and to a row
  long rows, blocks;     // of a tile, and to an outer index
} job;

static long least(long a, long b) { return a < b ? a : b; }

// The places of one tile: inputs where they lie, registers, outputs.
typedef struct {
  float *at[MOST_OPERANDS];
  long row[MOST_OPERANDS], step[MOST_OPERANDS];
  long rows, columns;
} tile;

static void locate(const job *job, long unit, tile *t) {
  const ce_fused *f = job->fused;
  long column = unit % job->chunks * job->columns;
  long row = unit / job->chunks % job->blocks * job->rows;
  long outer = unit / job->chunks / job->blocks;
  t->columns = least(job->columns, f->extents[2] - column);
  t->rows = least(job->rows, f->extents[1] - row);
  for (long i = 0; i < f->inputs; i++) {
    const long *stride = f->strides + CE_FUSED_RANK * i;
    t->at[i] = (float *)job->inputs[i] + outer * stride[0] + row * stride[1] + column * stride[2];
  }
  long place = (outer * f->extents[1] + row) * f->extents[2] + column;
  for (long i = 0; i < f->registers; i++) t->row[f->inputs + i] = t->columns;
  for (long i = 0; i < f->outputs; i++) t->at[f->inputs + f->registers + i] = job->outputs[i] + place;
}

// One loop over a tile: as a single run where no operand goes back or stands still between rows.
static void run_step(const ce_fused_step *s, const tile *t) {
  ce_plane plane = {.rows = t->rows, .columns = t->columns};
  int is_run = 1;
  for (long o = 0; o <= s->operands; o++) {
    long from = o < s->operands ? s->source[o] : s->target;
    plane.at[o] = t->at[from];
    plane.row[o] = t->row[from];
    plane.step[o] = t->step[from];
    is_run &= plane.row[o] == plane.step[o] * t->columns;
  }
  if (is_run) {
    plane.columns *= plane.rows;
    plane.rows = 1;
  }
  s->loop(&plane, s->parameter);
}

static void run_tiles(void *context, long first, long last) {
  const job *job = context;
  const ce_fused *f = job->fused;
  float registers[f->registers + 1][TILE] __attribute__((aligned(64)));
  tile t;
  for (long i = 0; i < f->inputs; i++) {
    t.row[i] = f->strides[CE_FUSED_RANK * i + 1];
    t.step[i] = f->strides[CE_FUSED_RANK * i + 2];
  }
  for (long i = 0; i < f->registers + f->outputs; i++) {
    if (i < f->registers) t.at[f->inputs + i] = registers[i];
    t.row[f->inputs + i] = f->extents[2];
    t.step[f->inputs + i] = 1;
  }
  for (long unit = first; unit < last; unit++) {
    locate(job, unit, &t);
    for (long s = 0; s < f->steps; s++) run_step(f->step + s, &t);
  }
}

void ce_run_fused(const ce_fused *f, const float *const *inputs, float *const *outputs) {
  long columns = f->extents[2];
  if (f->extents[0] * f->extents[1] * columns == 0) return;
  job job = {f, inputs, outputs, least(columns, TILE), (columns + TILE - 1) / TILE, 1, f->extents[1]};
  if (columns < TILE) {
    job.rows = least(TILE / columns, f->extents[1]);
    job.blocks = (f->extents[1] + job.rows - 1) / job.rows;
  }
  long steps = job.rows * job.columns * f->steps;
  ce_split(f->extents[0] * job.blocks * job.chunks, steps, f->grain * f->steps, run_tiles, &job);
}
