// Child processes for a program of one thread: what Swift does not import.
#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/// How a child process ended.
typedef struct {
  int signal;    // that killed it, or 0
  int64_t peak;  // largest resident memory in bytes
} fuzz_end;

/// What a worker tells the program that waits for it: the case at hand and counts by outcome.
typedef struct {
  int64_t next;
  int64_t counts[9];
} fuzz_board;

/// Memory that forked processes share, zero at first.
static inline fuzz_board *fuzz_make_board(void) {
  void *memory = mmap(0, sizeof(fuzz_board), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? 0 : (fuzz_board *)memory;
}

static inline pid_t fuzz_fork(void) { return fork(); }

static inline fuzz_end fuzz_wait(pid_t process) {
  int status = 0;
  struct rusage usage;
  wait4(process, &status, 0, &usage);
  fuzz_end end = {WIFSIGNALED(status) ? WTERMSIG(status) : 0, (int64_t)usage.ru_maxrss * 1024};
  return end;
}

/// Ends this process when it has used so many seconds of processor time from now on; never for 0.
static inline void fuzz_patience(int seconds) {
  struct itimerval timer = {{0, 0}, {seconds, 0}};
  setitimer(ITIMER_PROF, &timer, 0);
}

/// The largest resident memory of this process until now, in bytes.
static inline int64_t fuzz_peak(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (int64_t)usage.ru_maxrss * 1024;
}

/// Bounds the address space of this process and silences it.
static inline void fuzz_bound(uint64_t bytes) {
  struct rlimit memory = {bytes, bytes}, none = {0, 0};
  setrlimit(RLIMIT_AS, &memory);
  setrlimit(RLIMIT_CORE, &none);
  dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
}
