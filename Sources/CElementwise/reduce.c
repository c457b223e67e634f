#include "CElementwise.h"
#include "lanes.h"

// A reduction runs in fixed blocks, each written to its own row of partial results, joined in order afterwards. So the
// result is the same bits whatever the number of threads, and no chain of additions in single precision is long.

enum { LONGEST_RUN = 8192, MOST_ROWS = 1024, WHOLE = 32768 };

static long least(long a, long b) { return a < b ? a : b; }
static long most(long a, long b) { return a > b ? a : b; }

static long length_of(const ce_reduction *r) {
  long length = r->columns_kept ? 1 : r->columns;
  for (long axis = 0; axis < r->reduced_rank; axis++) length *= r->reduced[axis];
  return length;
}

ce_reduction ce_make_reduction(
    long kind, long rank, const long *extents, const long *in, const long *out, long outputs) {
  ce_reduction r = {.kind = kind, .columns = 1, .columns_kept = 0, .outputs = outputs};
  long total = 1;
  for (long axis = 0; axis < rank; axis++) total *= extents[axis];
  for (long axis = 0; axis + 1 < rank; axis++) {
    if (out[axis] != 0) {
      r.kept[r.kept_rank] = extents[axis];
      r.kept_in[r.kept_rank] = in[axis];
      r.kept_out[r.kept_rank++] = out[axis];
    } else {
      r.reduced[r.reduced_rank] = extents[axis];
      r.reduced_in[r.reduced_rank++] = in[axis];
    }
  }
  if (rank > 0) {
    r.columns = extents[rank - 1];
    r.columns_kept = out[rank - 1] != 0;
  }
  long length = most(1, length_of(&r));
  if (!r.columns_kept) {
    r.block = length <= 2 * LONGEST_RUN ? length : LONGEST_RUN;
  } else if (total <= WHOLE) {
    r.block = least(length, MOST_ROWS);
  } else {
    r.block = least(length, least(MOST_ROWS, most(16, WHOLE / 2 / r.columns)));
  }
  r.blocks = (length + r.block - 1) / r.block;
  return r;
}

long ce_reduction_scratch(const ce_reduction *r) { return r->blocks > 1 ? r->blocks * r->outputs : 0; }

// ---- joining ---------------------------------------------------------------------------------------------------

INLINE float identity(long kind) {
  return kind == CE_MAXIMUM ? -__builtin_inff() : kind == CE_MINIMUM ? __builtin_inff() : 0.0f;
}

// The better of two; not-a-number beats everything, so that it is never hidden.
INLINE float join(long kind, float a, float b) {
  if (kind == CE_MAXIMUM) return a != a ? a : (b > a || b != b) ? b : a;
  if (kind == CE_MINIMUM) return a != a ? a : (b < a || b != b) ? b : a;
  return a + b;
}

INLINE lanes join_lanes(long kind, lanes a, lanes b) {
  if (kind == CE_MAXIMUM) return (a == a) & ((b > a) | (b != b)) ? b : a;
  if (kind == CE_MINIMUM) return (a == a) & ((b < a) | (b != b)) ? b : a;
  return a + b;
}

INLINE float join_all(long kind, lanes v) {
  if (kind == CE_SUM || kind == CE_SUM_OF_PRODUCTS) return total(v);
  float best = v[0];
  for (int i = 1; i < LANES; i++) best = join(kind, best, v[i]);
  return best;
}

INLINE lanes item(long kind, const float *a, const float *b) {
  return kind == CE_SUM_OF_PRODUCTS ? load(a) * load(b) : load(a);
}

INLINE float single(long kind, const float *a, const float *b) {
  return kind == CE_SUM_OF_PRODUCTS ? *a * *b : *a;
}

// ---- a run: the innermost axis is reduced ------------------------------------------------------------------------

INLINE float join_run(long kind, const float *a, const float *b, long n) {
  long i = 0;
  float joined = identity(kind);
  if (n >= LANES) {
    lanes sums[4];
    for (int k = 0; k < 4; k++) sums[k] = (lanes)identity(kind);
    for (; i + 4 * LANES <= n; i += 4 * LANES)
      for (int k = 0; k < 4; k++) {
        long at = i + k * LANES;
        sums[k] = join_lanes(kind, sums[k], item(kind, a + at, b + at));
      }
    for (; i + LANES <= n; i += LANES) sums[0] = join_lanes(kind, sums[0], item(kind, a + i, b + i));
    sums[0] = join_lanes(kind, join_lanes(kind, sums[0], sums[1]), join_lanes(kind, sums[2], sums[3]));
    joined = join_all(kind, sums[0]);
  }
  for (; i < n; i++) joined = join(kind, joined, single(kind, a + i, b + i));
  return joined;
}

// Where reduced row `index` lies, counted over the outer reduced axes.
INLINE long reduced_offset(const ce_reduction *r, long index) {
  if (r->reduced_rank == 0) return 0;
  if (r->reduced_rank == 1) return index * r->reduced_in[0];
  long offset = 0;
  for (long axis = r->reduced_rank - 1; axis >= 0; axis--) {
    offset += index % r->reduced[axis] * r->reduced_in[axis];
    index /= r->reduced[axis];
  }
  return offset;
}

INLINE float join_runs(long kind, const ce_reduction *r, const float *a, const float *b, long first, long last) {
  if (r->reduced_rank == 0) return join_run(kind, a + first, b + first, last - first);
  double sum = 0;
  float best = identity(kind);
  while (first < last) {
    long skipped = first % r->columns, n = least(r->columns - skipped, last - first);
    long offset = reduced_offset(r, first / r->columns) + skipped;
    float joined = join_run(kind, a + offset, b + offset, n);
    sum += joined;
    best = join(kind, best, joined);
    first += n;
  }
  return kind == CE_SUM || kind == CE_SUM_OF_PRODUCTS ? (float)sum : best;
}

// ---- rows: the innermost axis is kept ----------------------------------------------------------------------------

// Narrow dense rows: sixteen rows make as many whole vectors as a row has columns.
INLINE long join_narrow_rows(long kind, long columns, const float *a, const float *b, long rows, float *out) {
  lanes sums[LANES];
  float spread[LANES * LANES];
  for (long k = 0; k < columns; k++) sums[k] = (lanes)identity(kind);
  long whole = rows / LANES * LANES;
  for (long i = 0; i < whole * columns; i += LANES * columns)
    for (long k = 0; k < columns; k++)
      sums[k] = join_lanes(kind, sums[k], item(kind, a + i + k * LANES, b + i + k * LANES));
  for (long k = 0; k < columns; k++) store(spread + k * LANES, sums[k]);
  for (long k = 0; k < columns; k++) out[k] = identity(kind);
  for (long i = 0; i < LANES * columns; i++) out[i % columns] = join(kind, out[i % columns], spread[i]);
  return whole;
}

INLINE void join_rows(
    long kind, const ce_reduction *r, const float *a, const float *b, long first, long last, float *out) {
  long n = r->columns, column = 0;
  if (n < LANES && r->reduced_rank == 1 && r->reduced_in[0] == n) {
    first += join_narrow_rows(kind, n, a + first * n, b + first * n, last - first, out);
  } else {
    for (; column + 4 * LANES <= n; column += 4 * LANES) {
      lanes sums[4];
      for (int k = 0; k < 4; k++) sums[k] = (lanes)identity(kind);
      for (long i = first; i < last; i++) {
        long at = reduced_offset(r, i) + column;
        for (int k = 0; k < 4; k++)
          sums[k] = join_lanes(kind, sums[k], item(kind, a + at + k * LANES, b + at + k * LANES));
      }
      for (int k = 0; k < 4; k++) store(out + column + k * LANES, sums[k]);
    }
    for (; column + LANES <= n; column += LANES) {
      lanes sums[4];
      for (int k = 0; k < 4; k++) sums[k] = (lanes)identity(kind);
      long i = first;
      for (; i + 4 <= last; i += 4)
        for (int k = 0; k < 4; k++) {
          long at = reduced_offset(r, i + k) + column;
          sums[k] = join_lanes(kind, sums[k], item(kind, a + at, b + at));
        }
      for (; i < last; i++) {
        long at = reduced_offset(r, i) + column;
        sums[0] = join_lanes(kind, sums[0], item(kind, a + at, b + at));
      }
      sums[0] = join_lanes(kind, join_lanes(kind, sums[0], sums[1]), join_lanes(kind, sums[2], sums[3]));
      store(out + column, sums[0]);
    }
    for (long k = column; k < n; k++) out[k] = identity(kind);
  }
  for (long i = first; i < last; i++) {
    long at = reduced_offset(r, i);
    for (long k = column; k < n; k++) out[k] = join(kind, out[k], single(kind, a + at + k, b + at + k));
  }
}

// ---- all of it ---------------------------------------------------------------------------------------------------

typedef struct {
  const ce_reduction *reduction;
  const float *a, *b;
  float *output, *partial;
} job;

INLINE void run(long kind, const job *job, long first, long last) {
  const ce_reduction *r = job->reduction;
  long length = length_of(r);
  for (long task = first; task < last; task++) {
    long block = task % r->blocks, rest = task / r->blocks, in = 0, out = 0;
    for (long axis = r->kept_rank - 1; axis >= 0; axis--) {
      in += rest % r->kept[axis] * r->kept_in[axis];
      out += rest % r->kept[axis] * r->kept_out[axis];
      rest /= r->kept[axis];
    }
    float *to = (r->blocks > 1 ? job->partial + block * r->outputs : job->output) + out;
    long from = block * r->block, end = least(from + r->block, length);
    if (r->columns_kept) {
      join_rows(kind, r, job->a + in, job->b + in, from, end, to);
    } else {
      *to = join_runs(kind, r, job->a + in, job->b + in, from, end);
    }
  }
}

#define KIND(name, kind) \
  CLONES static void name(void *context, long first, long last) { run(kind, context, first, last); }

KIND(run_sum, CE_SUM)
KIND(run_maximum, CE_MAXIMUM)
KIND(run_minimum, CE_MINIMUM)
KIND(run_sum_of_products, CE_SUM_OF_PRODUCTS)

CLONES static void join_blocks(void *context, long first, long last) {
  const job *job = context;
  const ce_reduction *r = job->reduction;
  for (long i = first; i < last; i++) {
    double sum = 0;
    float best = identity(r->kind);
    for (long block = 0; block < r->blocks; block++) {
      float partial = job->partial[block * r->outputs + i];
      sum += partial;
      best = join(r->kind, best, partial);
    }
    job->output[i] = r->kind == CE_SUM || r->kind == CE_SUM_OF_PRODUCTS ? (float)sum : best;
  }
}

void ce_reduce(const ce_reduction *r, const float *a, const float *b, float *output, float *scratch) {
  job job = {r, a, b ? b : a, output, scratch};
  long length = length_of(r), tasks = r->blocks;
  for (long axis = 0; axis < r->kept_rank; axis++) tasks *= r->kept[axis];
  if (tasks * length == 0 || r->columns == 0) {
    for (long i = 0; i < r->outputs; i++) output[i] = identity(r->kind);
    return;
  }
  long numbers = least(r->block, length) * (r->columns_kept ? r->columns : 1);
  void (*body)(void *, long, long) = r->kind == CE_SUM       ? run_sum
                                     : r->kind == CE_MAXIMUM ? run_maximum
                                     : r->kind == CE_MINIMUM ? run_minimum
                                                             : run_sum_of_products;
  ce_split(tasks, numbers, WHOLE / 2, body, &job);
  if (r->blocks > 1) ce_split(r->outputs, r->blocks, WHOLE / 4, join_blocks, &job);
}

typedef struct {
  const float *sums;
  long blocks, count;
  float *output;
} adding;

CLONES static void add_columns(void *context, long first, long last) {
  const adding *all = context;
  float *out = all->output;
  memcpy(out + first, all->sums + first, (size_t)(last - first) * sizeof(float));
  for (long b = 1; b < all->blocks; b++) {
    const float *more = all->sums + b * all->count;
    INDEPENDENT for (long i = first; i < last; i++) out[i] += more[i];
  }
}

void ce_add_blocks(const float *sums, long blocks, long count, float *output) {
  adding all = {sums, blocks, count, output};
  ce_split_coarsely(count, blocks, 1 << 16, 1 << 14, add_columns, &all);
}
