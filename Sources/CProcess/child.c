#include "CProcess.h"
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

pid_t fork_child(int output) {
  pid_t parent = getpid();
  pid_t child = fork();
  if (child != 0) return child;
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  // The parent may have ended in between.
  if (getppid() != parent || dup2(output, STDOUT_FILENO) < 0) _exit(1);
  return 0;
}

// OpenMP's, there when something linked computes with it.
extern void omp_set_num_threads(int) __attribute__((weak));

void compute_on_threads(int count) {
  if (omp_set_num_threads) omp_set_num_threads(count);
}
