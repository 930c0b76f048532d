#define _GNU_SOURCE
#include "outputs.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "CGuard.h"

enum { OUTPUTS = 64, DEPTH = 4 };
enum { FREE, BEING_SET, SET };

static struct {
  _Atomic int state;
  char path[PATH_MAX];
} outputs[OUTPUTS];

int sobolev_guard_add_output(const char *path) {
  if (strlen(path) >= PATH_MAX) return -1;
  for (int output = 0; output < OUTPUTS; output++) {
    int state = FREE;
    if (!atomic_compare_exchange_strong(&outputs[output].state, &state, BEING_SET)) continue;
    strcpy(outputs[output].path, path);
    outputs[output].state = SET;
    return output;
  }
  return -1;
}

void sobolev_guard_remove_output(int output) {
  if (output >= 0) outputs[output].state = FREE;
}

/// An entry of a folder as Linux tells it; `readdir` would allocate.
struct entry {
  unsigned long long number, offset;
  unsigned short length;
  unsigned char type;
  char name[];
};

static void discard(int folder, const char *name, int depth) {
  if (unlinkat(folder, name, 0) == 0 || depth == 0) return;
  const int inside = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  if (inside < 0) return;
  _Alignas(struct entry) char buffer[2048];
  for (long count; (count = syscall(SYS_getdents64, inside, buffer, sizeof buffer)) > 0;) {
    for (long place = 0; place < count; place += ((struct entry *)(buffer + place))->length) {
      const char *own = ((struct entry *)(buffer + place))->name;
      if (strcmp(own, ".") && strcmp(own, "..")) discard(inside, own, depth - 1);
    }
  }
  close(inside);
  unlinkat(folder, name, AT_REMOVEDIR);
}

void sobolev_guard_discard_outputs(void) {
  for (int output = 0; output < OUTPUTS; output++)
    if (outputs[output].state == SET) discard(AT_FDCWD, outputs[output].path, DEPTH);
}
