#define _GNU_SOURCE
#include "CGuard.h"

#include <signal.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

enum { LOOKS_A_SECOND = 5 };

static int looks_left;

/// Whether the signal came while its thread waited for a lock: the kernel then begins that call anew, from its number
/// and the instruction of the call.
static int waits_for_lock(const void *context) {
  const mcontext_t *machine = &((const ucontext_t *)context)->uc_mcontext;
#if defined(__x86_64__)
  const unsigned char *place = (const unsigned char *)machine->gregs[REG_RIP];
  return machine->gregs[REG_RAX] == SYS_futex && place[0] == 0x0F && place[1] == 0x05;
#elif defined(__aarch64__)
  return machine->regs[8] == SYS_futex && *(const uint32_t *)machine->pc == 0xD4000001;
#else
  (void)machine;
  return 0;
#endif
}

static void look(int number, siginfo_t *info, void *context) {
  (void)number;
  (void)info;
  const int end = waits_for_lock(context) ? SIGABRT : --looks_left <= 0 ? SIGALRM : 0;
  if (!end) return;
  signal(end, SIG_DFL);
  raise(end);
}

void sobolev_guard_limit_waiting(int seconds) {
  looks_left = seconds * LOOKS_A_SECOND;
  struct sigaction action = {.sa_sigaction = look, .sa_flags = SA_SIGINFO | SA_RESTART | SA_NODEFER};
  sigemptyset(&action.sa_mask);
  sigaction(SIGALRM, &action, 0);
  // Who started this process may have blocked them.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGALRM);
  sigaddset(&ends, SIGABRT);
  pthread_sigmask(SIG_UNBLOCK, &ends, 0);
  struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGALRM};
  event.sigev_notify_thread_id = (pid_t)syscall(SYS_gettid);
  timer_t timer;
  if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0) return;
  const struct timespec pause = {.tv_nsec = 1000000000 / LOOKS_A_SECOND};
  timer_settime(timer, 0, &(struct itimerspec){.it_interval = pause, .it_value = pause}, 0);
}
