#pragma once
// Some of what follows is a GNU extension. `_GNU_SOURCE` would say so to every system header, and then `fd_set` has other
// field names here than in Swift's own Glibc module, which one compilation must not see both of.
#include <features.h>
#ifndef __USE_GNU
#define __USE_GNU 1
#endif
#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

// prctl is variadic in C, which Swift does not import.
static inline int secretary_prctl_set_dumpable(int dumpable) { return prctl(PR_SET_DUMPABLE, dumpable, 0, 0, 0); }
static inline int secretary_prctl_get_dumpable(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0); }

// The control messages of recvmsg are read with macros (CMSG_FIRSTHDR), which Swift does not import.
// Receives one datagram without blocking and the process id the kernel vouches for (SO_PASSCRED must be on; 0 when it
// vouches for none). Descriptors somebody passes along are closed at once. Returns the length or -1 with errno.
static inline ssize_t secretary_receive_notification(int socket, void *buffer, size_t size, pid_t *sender) {
  struct iovec part = {buffer, size};
  union {
    struct cmsghdr aligned;
    char bytes[CMSG_SPACE(sizeof(struct ucred)) + CMSG_SPACE(sizeof(int) * 253)];
  } control;
  struct msghdr message = {0};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = &control;
  message.msg_controllen = sizeof control;
  *sender = 0;
  ssize_t length = recvmsg(socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  if (length < 0) return -1;
  for (struct cmsghdr *item = CMSG_FIRSTHDR(&message); item; item = CMSG_NXTHDR(&message, item)) {
    if (item->cmsg_level != SOL_SOCKET) continue;
    if (item->cmsg_type == SCM_CREDENTIALS && item->cmsg_len == CMSG_LEN(sizeof(struct ucred))) {
      struct ucred credentials;
      memcpy(&credentials, CMSG_DATA(item), sizeof credentials);
      *sender = credentials.pid;
    } else if (item->cmsg_type == SCM_RIGHTS) {
      size_t count = (item->cmsg_len - CMSG_LEN(0)) / sizeof(int);
      for (size_t i = 0; i < count; i++) {
        int descriptor;
        memcpy(&descriptor, CMSG_DATA(item) + i * sizeof(int), sizeof descriptor);
        close(descriptor);
      }
    }
  }
  return length;
}

// siginfo_t hides its fields behind macros. Looks at a child without reaping it: 0 it runs, 1 it ended (`status` is its
// exit code), 2 it was killed (`status` is the signal), -1 there is no such child any more.
static inline int secretary_look(pid_t child, int options, int *status) {
  siginfo_t info;
  memset(&info, 0, sizeof info);
  *status = 0;
  while (waitid(P_PID, (id_t)child, &info, WEXITED | options) != 0)
    if (errno != EINTR) return -1;
  if (info.si_pid == 0) return 0;
  *status = info.si_status;
  return info.si_code == CLD_EXITED ? 1 : 2;
}
static inline int secretary_look_at_child(pid_t child, int *status) {
  return secretary_look(child, WNOHANG | WNOWAIT, status);
}
// The same of a child that is about to end, which is waited for and reaped.
static inline int secretary_wait_for_child(pid_t child, int *status) { return secretary_look(child, 0, status); }

// From now on children whose parent ends before them become ours instead of the first process's, so that what a launcher
// leaves behind can be ended and waited for like a child.
static inline int secretary_adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

// Some child of ours that has ended and was not waited for yet; it is left as it is. 0 when there is none.
static inline pid_t secretary_ended_child(void) {
  siginfo_t info;
  memset(&info, 0, sizeof info);
  return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 ? info.si_pid : 0;
}

// What `ps` calls this process.
static inline int secretary_name_process(const char *name) { return prctl(PR_SET_NAME, name, 0, 0, 0); }

// The pidfd calls have no prototype Swift can see. Signals a child through a pidfd, and only when the process behind it
// is a child of ours, so that a process id used again by a stranger is never hit. Returns 0, or -1 with errno.
static inline int secretary_signal_child(pid_t child, int signal) {
  int descriptor = (int)syscall(SYS_pidfd_open, child, 0);
  if (descriptor < 0) return -1;
  siginfo_t info;
  int result = waitid((idtype_t)3 /* P_PIDFD */, (id_t)descriptor, &info, WEXITED | WNOHANG | WNOWAIT);
  if (result == 0) result = (int)syscall(SYS_pidfd_send_signal, descriptor, signal, NULL, 0);
  int code = errno;
  close(descriptor);
  errno = code;
  return result;
}

// Gives the pages of program text back that were mapped so far; what is needed again is mapped again from the page cache.
// Only text: it is never written, so nothing can get lost, while pages that look read-only may hold relocations.
// In C, because reading the list of mappings in Swift would cost more pages than it gives back.
static inline void secretary_unmap_used_text(void) {
  FILE *maps = fopen("/proc/self/maps", "re");
  if (!maps) return;
  char line[512], rights[5], path[2];
  unsigned long from, to;
  while (fgets(line, sizeof line, maps))
    if (sscanf(line, "%lx-%lx %4s %*s %*s %*s %1s", &from, &to, rights, path) == 4 && !strcmp(rights, "r-xp") &&
        path[0] == '/')
      madvise((void *)from, to - from, MADV_DONTNEED);
  fclose(maps);
}

// Threads that are made from now on have so much room for their stack, instead of what `ulimit -s` says; a GNU extension.
static inline void secretary_use_stacks_of(size_t bytes) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  if (pthread_attr_setstacksize(&attributes, bytes) == 0) pthread_setattr_default_np(&attributes);
  pthread_attr_destroy(&attributes);
}

// Bytes of memory that count against RLIMIT_DATA, or -1: the sixth field of /proc/self/statm. Safe in a signal handler.
static inline long secretary_data_in_use(void) {
  char text[160];
  int file = (int)syscall(SYS_openat, -100, "/proc/self/statm", 02000000 /* O_CLOEXEC */);
  ssize_t length = file < 0 ? -1 : read(file, text, sizeof text);
  if (file >= 0) close(file);
  long field = 0, pages = 0;
  for (ssize_t i = 0; i < length; i++) {
    if (text[i] == ' ') field++;
    else if (field == 5) pages = pages * 10 + text[i] - '0';
  }
  return field >= 5 ? pages * sysconf(_SC_PAGESIZE) : -1;
}

// A library that gets no memory crashes in one way or another. Close to the limit that is what it was, and the process ends
// with 71 (EX_OSERR of sysexits.h), so that whoever started it can tell; else the signal does what it always does.
static inline void secretary_crashed(int number) {
  // As a call of the kernel's, because <sys/resource.h> in this module would take its names from Swift's own.
  struct { unsigned long now, most; } limit;
  int known = syscall(SYS_prlimit64, 0, 2 /* RLIMIT_DATA */, NULL, &limit) == 0;
  if (known && secretary_data_in_use() >= (long)(limit.now / 4 * 3)) _exit(71);
  signal(number, SIG_DFL);
  raise(number);
}
static inline void secretary_watch_crashes(void) {
  signal(SIGABRT, secretary_crashed);
  signal(SIGSEGV, secretary_crashed);
  signal(SIGBUS, secretary_crashed);
  signal(SIGILL, secretary_crashed);
  signal(SIGTRAP, secretary_crashed);
}

// A file in memory that has no name and stays open through execve. memfd_create and its seals are GNU extensions.
static inline int secretary_unnamed_file(const char *purpose) {
  return (int)syscall(SYS_memfd_create, purpose, 2u /* MFD_ALLOW_SEALING */);
}
// From then on nobody can change it, not even its size (F_ADD_SEALS; F_SEAL_SEAL, SHRINK, GROW, WRITE). 0, or -1 with errno.
// As a call of the kernel's, because <fcntl.h> in this module would be a second source of `stat` in Swift.
static inline int secretary_seal(int file) { return (int)syscall(SYS_fcntl, file, 1033, 15); }
static inline int secretary_is_sealed(int file) { return syscall(SYS_fcntl, file, 1034 /* F_GET_SEALS */) == 15; }

// The signals that tell a worker something.
static inline void secretary_fill_controls(sigset_t *set) {
  sigemptyset(set);
  sigaddset(set, SIGTERM);
  sigaddset(set, SIGINT);
  sigaddset(set, SIGUSR1);
}
// A descriptor from which they are read where they are blocked, or -1 with errno.
static inline int secretary_signal_file(void) {
  sigset_t controls;
  secretary_fill_controls(&controls);
  return signalfd(-1, &controls, SFD_CLOEXEC | SFD_NONBLOCK);
}
// The next that is pending there; 0 when none is.
static inline int secretary_next_signal(int file) {
  struct signalfd_siginfo information;
  return read(file, &information, sizeof information) == (ssize_t)sizeof information ? (int)information.ssi_signo : 0;
}

// The user behind the other end of a local socket, as the kernel says; -1 when it says none. `struct ucred` is a GNU extension.
static inline long secretary_peer_user(int socket) {
  struct ucred peer;
  socklen_t size = sizeof peer;
  return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 ? (long)peer.uid : -1;
}

// `struct epoll_event` is packed, and holds a union: Swift sees neither as it is.
static inline int secretary_new_watch(void) { return epoll_create1(EPOLL_CLOEXEC); }
// Waits for one event of a descriptor: that it can be read, or written. Afterwards it is watched no more until asked again.
static inline int secretary_watch_once(int watch, int descriptor, int is_new, int for_writing) {
  struct epoll_event event = {.events = (for_writing ? EPOLLOUT : EPOLLIN) | EPOLLONESHOT, .data.fd = descriptor};
  return epoll_ctl(watch, is_new ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, descriptor, &event);
}
// Watches until it is closed whether it can be read.
static inline int secretary_watch(int watch, int descriptor) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = descriptor};
  return epoll_ctl(watch, EPOLL_CTL_ADD, descriptor, &event);
}
// The descriptors to which something happened within that time, at most `most` and 256; -1 with errno.
static inline int secretary_next_events(int watch, int *descriptors, int most, int milliseconds) {
  struct epoll_event events[256];
  int count = epoll_wait(watch, events, most < 256 ? most : 256, milliseconds);
  for (int i = 0; i < count; i++) descriptors[i] = events[i].data.fd;
  return count;
}
// A descriptor that becomes readable when it is told to.
static inline int secretary_new_bell(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }
static inline void secretary_ring(int bell) {
  uint64_t one = 1;
  if (write(bell, &one, sizeof one) < 0) return;  // It rings already.
}
static inline void secretary_silence(int bell) {
  uint64_t count;
  if (read(bell, &count, sizeof count) < 0) return;  // It does not ring.
}
