#pragma once
// What `secretary-worker-sleep` needs of the C library, and no more: it is compiled in Swift's Embedded mode, which has no
// module of the whole library.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

// prctl and open are variadic in C, which Swift does not import.
static inline void sleep_hide_memory(void) { prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
static inline int sleep_open(const char *path) { return open(path, O_RDONLY | O_CLOEXEC); }
// errno is a macro.
static inline int sleep_errno(void) { return errno; }
