#pragma once
// The calls a process confines itself with. The C library has no functions for them, and Debian 12's headers know only a part of
// Landlock, so structures and numbers stand here, as <linux/landlock.h> and <linux/seccomp.h> have them.
#include <features.h>
#ifndef __USE_GNU
#define __USE_GNU 1  // As in CLinux: for <link.h>.
#endif
#include <errno.h>
#include <link.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// The version of Landlock that this kernel has, or -1 with errno.
static inline int secretary_landlock_version(void) { return (int)syscall(444, NULL, 0, 1u); }

// A set of rules which refuses those rights but where a rule allows them. A descriptor, or -1 with errno. An older kernel takes
// the longer structure as long as what it does not know is zero.
static inline int secretary_landlock_rules(uint64_t files, uint64_t network, uint64_t scopes) {
  struct { uint64_t files, network, scopes; } rights = {files, network, scopes};
  return (int)syscall(444, &rights, scopes ? sizeof rights : network ? offsetof(__typeof__(rights), scopes) : sizeof files, 0u);
}

// Allows those rights on a file, or on everything below a folder. 0, or -1 with errno.
static inline int secretary_landlock_allow_path(int rules, const char *path, uint64_t rights) {
  // As a call of the kernel's, because <fcntl.h> in this module would be a second source of `stat` in Swift.
  int file = (int)syscall(SYS_openat, -100, path, 010000000 | 02000000 /* O_PATH | O_CLOEXEC */);
  if (file < 0) return -1;
  struct __attribute__((packed)) { uint64_t rights; int32_t file; } rule = {rights, file};
  int result = (int)syscall(445, rules, 1, &rule, 0u), code = errno;
  close(file);
  errno = code;
  return result;
}

static inline int secretary_landlock_allow_port(int rules, uint64_t port, uint64_t rights) {
  struct { uint64_t rights, port; } rule = {rights, port};
  return (int)syscall(445, rules, 2, &rule, 0u);
}

static inline int secretary_landlock_enter(int rules) { return (int)syscall(446, rules, 0u); }

// Needed before the two: no program gives this process more rights from here on. prctl is variadic in C.
static inline int secretary_forbid_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

// Asks the program for every system call from here on. `instructions` are eight bytes each (struct sock_filter).
static inline int secretary_filter_calls(const uint64_t *instructions, uint16_t count) {
  struct { uint16_t count; const uint64_t *instructions; } program = {count, instructions};
  return (int)syscall(SYS_seccomp, 1u /* SECCOMP_SET_MODE_FILTER */, 0u, &program);
}

// Whether the kernel has filters that answer with an error (SECCOMP_GET_ACTION_AVAIL of SECCOMP_RET_ERRNO).
static inline int secretary_has_filters(void) {
  uint32_t action = 0x00050000u;
  return syscall(SYS_seccomp, 2u, 0u, &action) == 0;
}

// Calls back with the path of each library that is loaded (dl_iterate_phdr; a GNU extension).
struct secretary_library_list { void (*each)(const char *name, void *context); void *context; };
static inline int secretary_tell_library(struct dl_phdr_info *library, size_t size, void *list) {
  (void)size;
  struct secretary_library_list *call = (struct secretary_library_list *)list;
  call->each(library->dlpi_name, call->context);
  return 0;
}
static inline void secretary_each_library(void (*each)(const char *, void *), void *context) {
  struct secretary_library_list list = {each, context};
  dl_iterate_phdr(secretary_tell_library, &list);
}
