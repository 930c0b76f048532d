// Processes for a program of one thread, and memory that they share: what Swift does not import.
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FUZZ_SHIFT = 2500, FUZZ_TASKS = 3 };

/// What workers tell the program that waits for them: the case at hand, the largest resident memory of a process in
/// bytes, and what became of each case of the shift by each task.
typedef struct {
  int64_t next, peak;
  uint8_t outcomes[FUZZ_TASKS][FUZZ_SHIFT];
} fuzz_board;

/// How a process ended.
typedef struct {
  int signal;    // that killed it, or 0
  int code;      // with which it exited
  int64_t peak;  // largest resident memory in bytes
} fuzz_end;

/// The board in a file, which is made where it is not there; null where that cannot be.
static inline fuzz_board *fuzz_map_board(const char *path) {
  const int file = open(path, O_RDWR | O_CREAT, 0600);
  if (file < 0 || ftruncate(file, sizeof(fuzz_board)) != 0) return 0;
  void *memory = mmap(0, sizeof(fuzz_board), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  return memory == MAP_FAILED ? 0 : (fuzz_board *)memory;
}

static inline void fuzz_unmap_board(fuzz_board *board) { munmap(board, sizeof *board); }

/// Places for the outcomes by a task, which Swift imports as a tuple.
static inline uint8_t *fuzz_outcomes(fuzz_board *board, int task) { return board->outcomes[task]; }

/// Waits for the end of a process.
static inline fuzz_end fuzz_wait(pid_t process) {
  fuzz_end end = {0, 127, 0};
  struct rusage usage;
  int status = 0;
  while (wait4(process, &status, 0, &usage) < 0)
    if (errno != EINTR) return end;
  end.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  end.code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
  end.peak = (int64_t)usage.ru_maxrss * 1024;
  return end;
}

/// Runs this program once more, its standard error at the end of a file, and waits for its end.
static inline fuzz_end fuzz_run(char *const *arguments, char *const *environment, const char *errors) {
  fuzz_end end = {0, 127, 0};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(
      &actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
  pid_t process;
  if (posix_spawn(&process, "/proc/self/exe", &actions, 0, arguments, environment) == 0) end = fuzz_wait(process);
  posix_spawn_file_actions_destroy(&actions);
  return end;
}

/// A copy of this process, which must have one thread: 0 in the copy, its identifier in this one, negative without.
static inline pid_t fuzz_fork(void) { return fork(); }

/// Ends this process at once.
static inline _Noreturn void fuzz_leave(int code) { _exit(code); }

/// Forgets what was written to standard error.
static inline void fuzz_forget_errors(void) { (void)!ftruncate(STDERR_FILENO, 0); }

/// Ends this process by SIGPROF when it has used so many milliseconds of processor time from now on; never for 0.
static inline void fuzz_patience(int milliseconds) {
  struct itimerval timer = {{0, 0}, {milliseconds / 1000, milliseconds % 1000 * 1000}};
  setitimer(ITIMER_PROF, &timer, 0);
}

/// The largest resident memory of this process until now, in bytes.
static inline int64_t fuzz_peak(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (int64_t)usage.ru_maxrss * 1024;
}

/// Bounds the address space of this process and lets it leave no core.
static inline void fuzz_bound(uint64_t bytes) {
  struct rlimit memory = {bytes, bytes}, none = {0, 0};
  setrlimit(RLIMIT_AS, &memory);
  setrlimit(RLIMIT_CORE, &none);
}

/// Replaces a file by a new one; 0 on success. A new file is never taken for one that libhdf5 could not close.
static inline int fuzz_replace(const char *path, const void *bytes, int64_t count) {
  unlink(path);
  const int file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
  if (file < 0) return -1;
  const int64_t written = write(file, bytes, (size_t)count);
  close(file);
  return written == count ? 0 : -1;
}

/// The processor time in seconds of all processes that this one has waited for.
static inline double fuzz_time_of_children(void) {
  struct rusage usage;
  getrusage(RUSAGE_CHILDREN, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}
