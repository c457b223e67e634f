#include "CProcess.h"

static int count;
static char **words;

// The C library hands the words to what runs before main.
__attribute__((constructor)) static void keep(int argc, char **argv) {
  count = argc;
  words = argv;
}

int argument_count(void) { return count; }

const char *argument(int index) { return words[index]; }
