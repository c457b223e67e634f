// What a program can ask of its process only in C.
#ifndef WGANLAB_PROCESS_H
#define WGANLAB_PROCESS_H

#include <sys/types.h>

// The words that the program was started with. Swift reads them from /proc, where a sandbox may let nobody look.
int argument_count(void);
const char *argument(int index);

// Goes on as two processes: 0 in the child, whose standard output is `output` and who ends with its parent, however that ends; the
// child's number in the parent, or -1. To be called where the program has one thread only.
pid_t fork_child(int output);

// From here on this process computes on so many threads.
void compute_on_threads(int count);

#endif
