#ifndef C_ELEMENTWISE_H
#define C_ELEMENTWISE_H

// The few loops that are worth their C: each is compiled for several widths of vector registers and the right one
// is chosen when the program starts. Everything here is single precision; positions and strides count numbers.

#pragma clang assume_nonnull begin

enum { CE_RANK = 8, CE_OPERANDS = 4 };

// Nested loops over up to four operands, the output last. The two innermost loops form a plane.
typedef struct {
  long rank, operands;
  long extents[CE_RANK];
  long strides[CE_OPERANDS][CE_RANK];
  long offsets[CE_OPERANDS];
} ce_nest;

// Two loops over the operands: `rows` times `columns`, and how far each operand moves along each.
typedef struct {
  float *_Nonnull at[CE_OPERANDS];
  long rows, columns;
  long row[CE_OPERANDS], step[CE_OPERANDS];
} ce_plane;

// What is done along a plane. `parameter` is a slope, for the functions that have one.
typedef void (*ce_loop)(const ce_plane *plane, float parameter);

// A nest of 2 to CE_RANK axes; `strides` holds `operands` rows of `rank`.
ce_nest ce_make_nest(long rank, long operands, const long *extents, const long *strides, const long *offsets);

// Runs the loop over the nest, on several threads where each gets at least `grain` numbers.
void ce_run(
    const ce_nest *nest, ce_loop loop, float parameter, long grain, const float *_Nonnull const *_Nonnull inputs,
    float *output);

// Runs body(context, first, last) over all of 0..<units, split evenly over threads. A unit takes `each` elementary steps, and a
// thread is worth waking for `grain` of them. Threads come from OpenMP's pool, which oneDNN uses too.
//
// The work is cut into pieces of some milliseconds; between two of them each thread looks whether to stop (CInterruption.h),
// and the rest is then left undone.
void ce_split(
    long units, long each, long grain, void (*body)(void *context, long first, long last), void *context);
// The same in pieces of at most `most` steps.
void ce_split_coarsely(
    long units, long each, long grain, long most, void (*body)(void *context, long first, long last), void *context);

// How many threads `ce_split` uses at most.
long ce_threads(void);

// Lets what the calling thread begins, here and in oneDNN, use so many threads from now on; returns how many it used before. Within a loop
// that threads share it does nothing.
long ce_use_threads(long count);

// Functions of one number: operands are (x, output).
void ce_negate(const ce_plane *, float), ce_reciprocal(const ce_plane *, float), ce_square(const ce_plane *, float);
void ce_square_root(const ce_plane *, float), ce_absolute(const ce_plane *, float), ce_sign(const ce_plane *, float);
void ce_exponential(const ce_plane *, float), ce_logarithm(const ce_plane *, float);
void ce_sine(const ce_plane *, float), ce_cosine(const ce_plane *, float);
void ce_tanh(const ce_plane *, float), ce_sigmoid(const ce_plane *, float), ce_softplus(const ce_plane *, float);
void ce_relu(const ce_plane *, float), ce_leaky_relu(const ce_plane *, float);
void ce_step(const ce_plane *, float), ce_not(const ce_plane *, float);

// Functions of two numbers: operands are (a, b, output).
void ce_add(const ce_plane *, float), ce_subtract(const ce_plane *, float), ce_multiply(const ce_plane *, float);
void ce_divide(const ce_plane *, float), ce_power(const ce_plane *, float);
void ce_minimum(const ce_plane *, float), ce_maximum(const ce_plane *, float);
void ce_less(const ce_plane *, float), ce_less_or_equal(const ce_plane *, float);
void ce_greater(const ce_plane *, float), ce_greater_or_equal(const ce_plane *, float);
void ce_equal(const ce_plane *, float), ce_not_equal(const ce_plane *, float);
void ce_gate(const ce_plane *, float);

// Movement: (condition, a, b, output) and (input, output).
void ce_select(const ce_plane *, float), ce_copy(const ce_plane *, float);
void ce_zero(float *output, long count);
// From each input in turn chunks[i] numbers, `rows` times.
void ce_concatenate(
    const float *_Nonnull const *_Nonnull inputs, const long *chunks, long count, long rows, float *output);

// Several loops in one pass, over tiles that stay in the first-level cache. Three axes; outputs are dense.
enum { CE_FUSED_RANK = 3 };

// One loop of a pass. A source counts the inputs first, then the registers; so does the target, where outputs follow.
typedef struct {
  ce_loop _Nonnull loop;
  float parameter;
  long operands;
  long source[CE_OPERANDS - 1];
  long target;
} ce_fused_step;

typedef struct {
  long extents[CE_FUSED_RANK];
  long inputs, registers, outputs, steps;
  const long *strides;  // of each input along each axis
  const ce_fused_step *step;
  long grain;  // a thread is worth waking for so many numbers
} ce_fused;

void ce_run_fused(
    const ce_fused *fused, const float *_Nonnull const *_Nonnull inputs, float *_Nonnull const *_Nonnull outputs);

enum { CE_SUM, CE_MAXIMUM, CE_MINIMUM, CE_SUM_OF_PRODUCTS };

// A reduction: the outer kept axes, the outer reduced axes, and the innermost axis, which is either.
typedef struct {
  long kind;
  long columns, columns_kept;         // the innermost axis: its extent, and whether the output has it
  long kept_rank, reduced_rank;       // the others
  long kept[CE_RANK], kept_in[CE_RANK], kept_out[CE_RANK];
  long reduced[CE_RANK], reduced_in[CE_RANK];
  long outputs, block, blocks;        // numbers made; rows or numbers to a block; blocks
} ce_reduction;

// A reduction from the axes of dense inputs: extents, input strides and output strides (0 where reduced).
ce_reduction ce_make_reduction(
    long kind, long rank, const long *extents, const long *in, const long *out, long outputs);
// How many numbers of scratch `ce_reduce` needs.
long ce_reduction_scratch(const ce_reduction *reduction);
// output[i] = Σ sums[b·count + i] over the blocks, in order.
void ce_add_blocks(const float *sums, long blocks, long count, float *output);
void ce_reduce(const ce_reduction *reduction, const float *a, const float *b, float *output, float *scratch);

// Bilinear resampling: for each large row and column its two source cells and the second one's weight.
typedef struct {
  long samples, height, width, channels, large_height, large_width;
  const int *_Nullable row_cells, *_Nullable column_cells;        // two each
  const float *_Nullable row_weights, *_Nullable column_weights;  // of the second cell
} ce_resampling;

void ce_resample(const ce_resampling *resampling, const float *image, float *output);
void ce_resample_adjoint(const ce_resampling *resampling, const float *large, float *output);

// Products with a short side of at most CE_NARROW. `few` and `wide` are dense.
enum { CE_NARROW = 4 };

// output[rows × width] = few[rows × terms]·wide[terms × width]
void ce_few_terms(long rows, long terms, long width, const float *few, const float *wide, float *output);
// output[rows × columns] = wide[rows × width]·few[columns × width]ᵀ
void ce_few_columns(long rows, long columns, long width, const float *few, const float *wide, float *output);
// output[rows × width] = few[count × rows]ᵀ·wide[count × width]; `scratch` holds `ce_few_rows_scratch` numbers.
void ce_few_rows(
    long count, long rows, long width, const float *few, const float *wide, float *output, float *scratch);
long ce_few_rows_scratch(long rows, long width);
// output[columns × rows] = input[rows × columns]ᵀ
void ce_transpose(long rows, long columns, const float *input, float *output);

// The windows of a convolution over images: `rows` times `columns` of them to a sample, the first `top` rows and `left`
// columns before the image.
typedef struct {
  long samples, height, width, channels, kernel_height, kernel_width;
  long rows, columns, row_stride, column_stride, top, left;
} ce_windows;

// What each of some windows covers, one after another, zeros outside the image. Windows are counted over all samples.
void ce_window_rows(const ce_windows *windows, const float *image, long first, long count, float *output);
// Such rows added to the image where their windows lie.
void ce_add_window_rows(const ce_windows *windows, const float *rows, long first, long count, float *image);
// The rows of all windows added up where they lie.
void ce_windows_adjoint(const ce_windows *windows, const float *rows, float *output);

// For each place along an axis, from starts[place] up to starts[place + 1]: which tap meets which cell there.
typedef struct {
  const int *_Nullable starts, *_Nullable taps, *_Nullable cells;
} ce_pairs;

enum { CE_WIDEST_SINGLE = 128 };

// A convolution whose image or result has one channel and is at most CE_WIDEST_SINGLE wide. The other side's channels
// are a multiple of 16.
// Weights are [height × width × channels].
typedef struct {
  long samples, height, width;  // of the side with one channel
  long wide_height, wide_width, channels, kernel_height, kernel_width;
  ce_pairs rows;         // for each cell down the one-channel side
  ce_pairs column_taps;  // for each tap across: which cell (as `taps`) meets which wide cell
} ce_single;

// The side with one channel, from the wide one and the weights.
void ce_single_from_wide(const ce_single *form, const float *wide, const float *weights, float *output);
// The weights, from both sides; `scratch` holds `ce_single_scratch` numbers.
void ce_single_weights(
    const ce_single *form, const float *single, const float *wide, float *output, float *scratch);
long ce_single_scratch(const ce_single *form);

#pragma clang assume_nonnull end

#endif
