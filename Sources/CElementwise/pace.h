#ifndef PACE_H
#define PACE_H

#include "CInterruption.h"
#include "clones.h"

// For loops whose units of work are too large for `ce_split` to look between them: counts `made` more elementary steps and, once
// there were enough since the last time, looks whether to stop.
INLINE int is_over(long *steps, long made) {
  *steps += made;
  if (*steps < 1 << 20) return 0;
  *steps = 0;
  return ci_stops(ci_current());
}

#endif
