#define _GNU_SOURCE
#include "CGuard.h"

#include <link.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#include "outputs.h"

enum { FILES = 64, WORDS = 6144, LIBRARIES = 8, ALTERNATE_STACK = 32 << 10 };

/// A file of the table; the words stay when it is closed, for damage that shows later.
typedef struct {
  _Atomic int is_taken;
  char crash[WORDS], hang[WORDS], damage[WORDS];
} known_file;

static known_file files[FILES];
static _Atomic int open_files, last_file = -1;

/// The file that the library is reading, how deep this thread is in calls of it, and the number of the call.
static _Atomic int file_of_call = -1;
static _Thread_local int depth;
static _Atomic uint64_t call;
static _Atomic int is_inside;
static _Atomic clockid_t clock_of_call;

static _Atomic int is_on;
static int greatest_seconds;
static struct { uintptr_t begin, end; } libraries[LIBRARIES];
static int library_count;

static const int signals[] = {
  SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT,
#if defined(__aarch64__)
  SIGTRAP,  // What a compiler's trap is there; on x86-64 it is an illegal instruction.
#endif
};
enum { SIGNALS = sizeof signals / sizeof *signals };
static struct sigaction usual[NSIG];

// MARK: The end

/// Says the words, removes what is not complete and ends the process; only for what is safe in a signal handler.
static _Noreturn void end(const char *words) {
  static atomic_flag is_ending = ATOMIC_FLAG_INIT;
  // Another thread that crashes as well waits for the end.
  while (atomic_flag_test_and_set(&is_ending)) pause();
  for (size_t rest = strlen(words); rest > 0;) {
    const ssize_t written = write(STDERR_FILENO, words, rest);
    if (written <= 0) break;
    words += written;
    rest -= (size_t)written;
  }
  sobolev_guard_discard_outputs();
  _exit(1);
}

static uintptr_t instruction(const void *context) {
  const mcontext_t *machine = &((const ucontext_t *)context)->uc_mcontext;
#if defined(__x86_64__)
  return (uintptr_t)machine->gregs[REG_RIP];
#elif defined(__aarch64__)
  return (uintptr_t)machine->pc;
#else
  return 0;
#endif
}

static int is_in_library(uintptr_t address) {
  for (int index = 0; index < library_count; index++)
    if (address >= libraries[index].begin && address < libraries[index].end) return 1;
  return 0;
}

/// The words for a crash, or null where files have nothing to do with it.
static const char *words_for(int number, const siginfo_t *info, const void *context) {
  // Sent by another process: somebody's wish.
  if (info->si_code == SI_USER && info->si_pid != getpid()) return 0;
  const int file = file_of_call, last = last_file;
  if (depth > 0 && file >= 0) return files[file].crash;
  // Swift's own checks end a program by a trap: a fault of the program.
  if (last < 0 || number == SIGILL || number == SIGTRAP) return 0;
  const int shows = open_files > 0 || number == SIGABRT || is_in_library(instruction(context));
  return shows ? files[last].damage : 0;
}

static void handle(int number, siginfo_t *info, void *context) {
  const char *words = words_for(number, info, context);
  if (words) end(words);
  // A fault comes again when this returns; what was sent must be sent again.
  sigaction(number, &usual[number], 0);
  if (info->si_code <= 0) raise(number);
}

/// Ends the process when one call of the library takes too much processor time.
static void *watch(void *unused) {
  (void)unused;
  uint64_t seen = 0;
  time_t start = 0;
  for (;;) {
    nanosleep(&(struct timespec){.tv_nsec = 500000000}, 0);
    const uint64_t now = call;
    const int file = file_of_call;
    struct timespec time;
    if (!is_inside || file < 0 || clock_gettime(clock_of_call, &time) != 0) {
      seen = 0;
    } else if (now != seen) {
      seen = now;
      start = time.tv_sec;
    } else if (time.tv_sec - start > greatest_seconds && now == call && is_inside) {
      end(files[file].hang);
    }
  }
  return 0;
}

// MARK: Turning on

typedef struct { uintptr_t address, begin, end; } search;

static int find_object(struct dl_phdr_info *object, size_t size, void *context) {
  (void)size;
  search *wanted = context;
  for (int index = 0; index < object->dlpi_phnum; index++) {
    const ElfW(Phdr) *part = &object->dlpi_phdr[index];
    const uintptr_t begin = object->dlpi_addr + part->p_vaddr, end = begin + part->p_memsz;
    if (part->p_type == PT_LOAD && wanted->address >= begin && wanted->address < end) {
      wanted->begin = begin;
      wanted->end = end;
      return 1;
    }
  }
  return 0;
}

void sobolev_guard_turn_on(int seconds, const void *const *library) {
  if (atomic_exchange(&is_on, 1)) return;
  greatest_seconds = seconds;
  for (; *library && library_count < LIBRARIES; library++) {
    search wanted = {.address = (uintptr_t)*library};
    if (!dl_iterate_phdr(find_object, &wanted)) continue;
    // Linked into the program, the library cannot be told from it.
    const uintptr_t own = (uintptr_t)&handle;
    if (own >= wanted.begin && own < wanted.end) continue;
    libraries[library_count].begin = wanted.begin;
    libraries[library_count++].end = wanted.end;
  }
  struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
  sigemptyset(&action.sa_mask);
  for (int index = 0; index < SIGNALS; index++) sigaction(signals[index], &action, &usual[signals[index]]);

  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t watcher;
  if (pthread_create(&watcher, 0, watch, 0) == 0) pthread_detach(watcher);
  pthread_sigmask(SIG_SETMASK, &before, 0);
}

// MARK: Files

static void copy(char *target, const char *words) {
  strncpy(target, words, WORDS - 2);
  target[WORDS - 2] = 0;
  const size_t length = strlen(target);
  if (length == 0 || target[length - 1] != '\n') strcpy(target + length, "\n");
}

int sobolev_guard_open(sobolev_guard_words words) {
  for (int file = 0; file < FILES; file++) {
    int free = 0;
    if (!atomic_compare_exchange_strong(&files[file].is_taken, &free, 1)) continue;
    copy(files[file].crash, words.crash);
    copy(files[file].hang, words.hang);
    copy(files[file].damage, words.damage);
    last_file = file;
    open_files++;
    return file;
  }
  return -1;
}

void sobolev_guard_close(int file) {
  if (file < 0) return;
  open_files--;
  files[file].is_taken = 0;
}

/// Gives this thread another stack for its handlers, as the crash may be the end of its own, and lets an abort reach them:
/// Swift's worker threads block its signal, and from glibc 2.41 on `abort` then ends the process without a handler.
static void prepare_thread(void) {
  static _Thread_local int is_prepared;
  static _Thread_local char stack[ALTERNATE_STACK];
  if (is_prepared) return;
  is_prepared = 1;
  sigset_t aborts;
  sigemptyset(&aborts);
  sigaddset(&aborts, SIGABRT);
  pthread_sigmask(SIG_UNBLOCK, &aborts, 0);
  stack_t present;
  if (sigaltstack(0, &present) != 0 || !(present.ss_flags & SS_DISABLE)) return;
  sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, 0);
}

int sobolev_guard_enter(int file) {
  const int before = file_of_call;
  if (depth == 0 && is_on) {
    static _Thread_local clockid_t clock;
    if (!clock) {
      prepare_thread();
      pthread_getcpuclockid(pthread_self(), &clock);
    }
    clock_of_call = clock;
    call++;
    is_inside = 1;
  }
  file_of_call = file;
  depth++;
  return before;
}

void sobolev_guard_leave(int before) {
  depth--;
  file_of_call = before;
  if (depth == 0) is_inside = 0;
}
