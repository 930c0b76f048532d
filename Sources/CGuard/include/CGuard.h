// Makes crashes and hangs of a C library on files from others errors of the program, in C because what runs in a
// signal handler may neither allocate nor enter the Swift runtime.
#pragma once
#include <stdint.h>

/// What is said when a program must end because of a file: lines for standard error, ended by a newline.
typedef struct {
  /// The library crashed while it read the file.
  const char *crash;
  /// It does not come to an end.
  const char *hang;
  /// The program crashed between or after the calls that read the file.
  const char *damage;
} sobolev_guard_words;

/// Turns the guard on for this process, once.
///
/// From then on a crash inside the library, one anywhere while a file is open, and one that the C library or the
/// runtime finds in the heap after a file was read, write the words about that file to standard error, remove the
/// outputs that are not complete, and end the process with exit code 1. All other crashes go their usual way.
///
/// - seconds: The processor time that one call of the library may take.
/// - library: Functions whose shared objects are where a damaged heap shows; ended by null.
void sobolev_guard_turn_on(int seconds, const void *const *library);

/// Notes a file that is being read, with copies of the words; a number for it, or -1 when there are too many.
int sobolev_guard_open(sobolev_guard_words words);
void sobolev_guard_close(int file);

/// Says that this thread goes into the library for a file (-1 for none), and what to give back when it leaves. Calls
/// of the library must exclude each other; one may lie within another.
int sobolev_guard_enter(int file);
void sobolev_guard_leave(int before);

/// Notes a file or folder to be removed when the process ends by the guard; a number for it, or -1.
int sobolev_guard_add_output(const char *path);
void sobolev_guard_remove_output(int output);

/// Ends this process, which must have one thread, by SIGALRM after so many seconds, and soon by SIGABRT when that
/// thread waits for a lock: no other will ever open it.
void sobolev_guard_limit_waiting(int seconds);
