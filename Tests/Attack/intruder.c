// Code of an attacker's in a worker: takes the place of secretary-worker-sleep, so that a real worker, in its real sandbox, becomes
// this. For the one user it is compiled for (ATTACKER) it tries what it should not be able to, and writes a line for each on
// standard error: `attack<TAB>name<TAB>succeeded|refused<TAB>why`. For anybody else it becomes the real one, REAL.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t victim, supervisor;
static int channel = -1;
static char **environment;

// What came of an attack: 0 or more when it succeeded, -1 with errno.
typedef long (*attempt)(void);

static void tell(const char *name, attempt try) {
  errno = 0;
  long result = try();
  int why = errno;
  dprintf(2, "attack\t%s\t%s\t%s\n", name, result >= 0 ? "succeeded" : "refused", result >= 0 ? "" : strerror(why));
}

// Files

static long reads(const char *path) {
  char byte;
  int file = open(path, O_RDONLY | O_NONBLOCK);
  if (file < 0) return -1;
  long count = read(file, &byte, 1);
  close(file);
  return count;
}
static long lists(const char *path) {
  int file = open(path, O_RDONLY | O_DIRECTORY);
  if (file < 0) return -1;
  char entries[512];
  long count = syscall(SYS_getdents64, file, entries, sizeof entries);
  close(file);
  return count;
}
static long makes(const char *path) {
  int file = open(path, O_WRONLY | O_CREAT, 0600);
  if (file < 0) return -1;
  close(file);
  unlink(path);
  return 0;
}
static long of(pid_t pid, const char *what) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/%s", pid, what);
  return reads(path);
}
static long database(void) { return open(STORE, O_RDWR); }
static long store_folder(void) { return makes(STATE "/planted"); }
static long keys(void) { return reads(HOME "/master-keys"); }
static long others_file(void) { return reads(HOME "/somebody-elses"); }
static long home(void) { return lists(HOME); }
static long shadow(void) { return reads("/etc/shadow"); }
static long passwords(void) { return reads("/etc/passwd"); }
static long temporary(void) { return lists("/tmp"); }
static long plant(void) { return makes("/tmp/planted-by-intruder"); }
static long overwrite_configuration(void) { return open(HOME "/secretary.yaml", O_WRONLY); }
static long overwrite_program(void) { return open(PROGRAMS "/secretary-worker", O_WRONLY); }
static long add_program(void) { return makes(PROGRAMS "/planted"); }
static long link_keys(void) { return linkat(AT_FDCWD, HOME "/master-keys", AT_FDCWD, STATE "/link", 0); }
static long symlink_keys(void) {
  if (symlink(HOME "/master-keys", STATE "/symlink") != 0) return -1;
  long result = reads(STATE "/symlink");
  unlink(STATE "/symlink");
  return result;
}
static long rename_database(void) { return rename(STORE, STATE "/moved"); }
static long by_handle(void) {
  struct { struct file_handle head; unsigned char bytes[128]; } handle = {.head = {.handle_bytes = 128}};
  int mount;
  if (name_to_handle_at(AT_FDCWD, HOME "/master-keys", &handle.head, &mount, 0) != 0) return -1;
  return open_by_handle_at(AT_FDCWD, &handle.head, O_RDONLY);
}

// Other processes

static long victim_environ(void) { return of(victim, "environ"); }
static long victim_memory(void) {
  char path[64], byte;
  snprintf(path, sizeof path, "/proc/%d/mem", victim);
  int file = open(path, O_RDONLY);
  if (file < 0) return -1;
  return pread(file, &byte, 1, 0x400000);
}
static long victim_maps(void) { return of(victim, "maps"); }
static long victim_files(void) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/fd", victim);
  return lists(path);
}
static long victim_root(void) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/root" HOME "/master-keys", victim);
  return reads(path);
}
static long victim_score(void) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/oom_score_adj", victim);
  return open(path, O_WRONLY);
}
static long supervisor_environ(void) { return of(supervisor, "environ"); }
static long supervisor_maps(void) { return of(supervisor, "maps"); }
static long attach(void) { return ptrace(PTRACE_ATTACH, victim, 0, 0); }
static long seize(void) { return ptrace(PTRACE_SEIZE, supervisor, 0, 0); }
static long read_memory(void) {
  char byte;
  struct iovec mine = {&byte, 1}, theirs = {(void *)0x400000, 1};
  long result = process_vm_readv(victim, &mine, 1, &theirs, 1, 0);
  if (result < 0 && errno == EFAULT) return 0;  // It was looked into, and there is nothing.
  return result;
}
static long kill_victim(void) { return kill(victim, SIGKILL); }
static long kill_supervisor(void) { return kill(supervisor, SIGTERM); }
static long stop_group(void) { return kill(-supervisor, SIGSTOP); }
static long signal_all(void) { return kill(-1, SIGCONT); }
static long thread_kill(void) { return syscall(SYS_tgkill, victim, victim, SIGTERM); }
static long any_thread_kill(void) { return syscall(SYS_tkill, victim, SIGTERM); }
static long queue_signal(void) {
  siginfo_t info = {.si_signo = SIGTERM, .si_code = SI_QUEUE};
  return syscall(SYS_rt_sigqueueinfo, victim, SIGTERM, &info);
}
static long pidfd_signal(void) {
  int file = (int)syscall(SYS_pidfd_open, victim, 0);
  return file < 0 ? -1 : syscall(SYS_pidfd_send_signal, file, SIGTERM, NULL, 0);
}
static long signal_by_file(void) {
  int ends[2];
  if (pipe2(ends, 0) != 0) return -1;
  return fcntl(ends[0], F_SETOWN, victim);
}
static long limit_victim(void) {
  struct rlimit limit = {3, 3};
  return prlimit(victim, RLIMIT_NOFILE, &limit, NULL);
}
static long slow_victim(void) { return setpriority(PRIO_PROCESS, (id_t)victim, 19); }
static long pin_victim(void) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(0, &set);
  return sched_setaffinity(victim, sizeof set, &set);
}

// The network

static struct sockaddr_in local(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}
static long connects(int protocol) {
  struct sockaddr_in address = local(TCP_PORT);
  int file = socket(AF_INET, SOCK_STREAM, protocol);
  return file < 0 ? -1 : connect(file, (struct sockaddr *)&address, sizeof address);
}
static long tcp(void) { return connects(0); }
static long tcp6(void) {
  struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_port = htons(TCP_PORT)};
  inet_pton(AF_INET6, "::ffff:127.0.0.1", &address.sin6_addr);
  int file = socket(AF_INET6, SOCK_STREAM, 0);
  return file < 0 ? -1 : connect(file, (struct sockaddr *)&address, sizeof address);
}
static long mptcp(void) { return connects(262); }
static long sctp(void) { return connects(132); }
static long fast_open(void) {
  struct sockaddr_in address = local(TCP_PORT);
  int file = socket(AF_INET, SOCK_STREAM, 0);
  return file < 0 ? -1 : sendto(file, "x", 1, MSG_FASTOPEN, (struct sockaddr *)&address, sizeof address);
}
static long fast_open_message(void) {
  struct sockaddr_in address = local(TCP_PORT);
  struct iovec part = {"x", 1};
  struct msghdr message = {.msg_name = &address, .msg_namelen = sizeof address, .msg_iov = &part, .msg_iovlen = 1};
  int file = socket(AF_INET, SOCK_STREAM, 0);
  return file < 0 ? -1 : sendmsg(file, &message, MSG_FASTOPEN);
}
static long serves(void) {
  struct sockaddr_in address = local(0);
  int file = socket(AF_INET, SOCK_STREAM, 0);
  if (file < 0 || bind(file, (struct sockaddr *)&address, sizeof address) != 0) return -1;
  return listen(file, 1);
}
static long serves_unbound(void) {
  int file = socket(AF_INET, SOCK_STREAM, 0);
  return file < 0 ? -1 : listen(file, 1);
}
static long udp_by(int protocol) {
  struct sockaddr_in address = local(UDP_PORT);
  int file = socket(AF_INET, SOCK_DGRAM, protocol);
  return file < 0 ? -1 : sendto(file, "x", 1, 0, (struct sockaddr *)&address, sizeof address);
}
static long udp(void) { return udp_by(0); }
static long udp_lite(void) { return udp_by(136); }
static long ping(void) { return socket(AF_INET, SOCK_DGRAM, 1); }
static long raw(void) { return socket(AF_INET, SOCK_RAW, 255); }
static long netlink(void) { return socket(16, SOCK_RAW, 0); }
static long packet(void) { return socket(17, SOCK_RAW, 0); }
static long crypto(void) { return socket(38, SOCK_SEQPACKET, 0); }
static long vsock(void) { return socket(40, SOCK_STREAM, 0); }

// Sockets of this machine

static struct sockaddr_un named(const char *name, socklen_t *length) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  size_t size = strlen(name);
  memcpy(address.sun_path, name, size);
  if (name[0] == '@') address.sun_path[0] = 0;
  *length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + size + (name[0] != '@'));
  return address;
}
static long unix_connect(const char *name, int type) {
  socklen_t length;
  struct sockaddr_un address = named(name, &length);
  int file = socket(AF_UNIX, type, 0);
  if (file < 0) return -1;
  if (connect(file, (struct sockaddr *)&address, length) != 0) return -1;
  return send(file, "x", 1, 0);
}
static long path_stream(void) { return unix_connect(SOCKETS "/stream", SOCK_STREAM); }
static long path_datagram(void) { return unix_connect(SOCKETS "/datagram", SOCK_DGRAM); }
static long abstract_stream(void) { return unix_connect("@" ABSTRACT "-stream", SOCK_STREAM); }
static long abstract_datagram(void) { return unix_connect("@" ABSTRACT "-datagram", SOCK_DGRAM); }
static long turned(int file, const char *name) {
  socklen_t length;
  struct sockaddr_un address = named(name, &length);
  long result = sendto(file, "x", 1, MSG_DONTWAIT, (struct sockaddr *)&address, length);
  if (result >= 0) return result;
  struct iovec part = {"x", 1};
  struct msghdr message = {.msg_name = &address, .msg_namelen = length, .msg_iov = &part, .msg_iovlen = 1};
  result = sendmsg(file, &message, MSG_DONTWAIT);
  if (result >= 0) return result;
  struct mmsghdr messages = {.msg_hdr = message};
  result = sendmmsg(file, &messages, 1, MSG_DONTWAIT);
  if (result >= 0) return result;
  return connect(file, (struct sockaddr *)&address, length) == 0 ? send(file, "x", 1, MSG_DONTWAIT) : -1;
}
static long turn_channel(void) { return turned(channel, SOCKETS "/datagram"); }
static long turn_channel_abstract(void) { return turned(channel, "@" ABSTRACT "-datagram"); }
static long turn_copy(void) {
  int copy = dup(channel);
  if (copy < 0) copy = fcntl(channel, F_DUPFD_CLOEXEC, 100);
  if (copy < 0) copy = dup3(channel, 200, 0);
  if (copy < 0) copy = (int)syscall(SYS_pidfd_getfd, syscall(SYS_pidfd_open, getpid(), 0), channel, 0);
  return copy < 0 ? -1 : turned(copy, SOCKETS "/datagram");
}
static long pass_copy(void) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return -1;
  char byte = 0, control[CMSG_SPACE(sizeof(int))] = {0};
  struct iovec part = {&byte, 1};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  struct cmsghdr *item = CMSG_FIRSTHDR(&message);
  *item = (struct cmsghdr){.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof(int))};
  memcpy(CMSG_DATA(item), &channel, sizeof channel);
  if (sendmsg(ends[0], &message, 0) < 0 || recvmsg(ends[1], &message, 0) < 0) return -1;
  int copy;
  memcpy(&copy, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof copy);
  return turned(copy, SOCKETS "/datagram");
}
static long turn_pair(void) {
  int ends[2];
  return socketpair(AF_UNIX, SOCK_DGRAM, 0, ends) != 0 ? -1 : turned(ends[0], SOCKETS "/datagram");
}
static long forge_sender(void) {
  struct ucred them = {.pid = victim, .uid = getuid(), .gid = getgid()};
  char control[CMSG_SPACE(sizeof them)] = {0};
  struct iovec part = {"STATUS=" FORGED, sizeof "STATUS=" FORGED - 1};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  struct cmsghdr *item = CMSG_FIRSTHDR(&message);
  *item = (struct cmsghdr){.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_CREDENTIALS, .cmsg_len = CMSG_LEN(sizeof them)};
  memcpy(CMSG_DATA(item), &them, sizeof them);
  return sendmsg(channel, &message, 0);
}
// It may say of itself what it likes. That it says so of nobody else is what the other side looks at.
static void forge(void) {
  const char *words = "STATUS=" FORGED "\nMAINPID=1\nX_SECRETARY_USER=" VICTIM;
  send(channel, words, strlen(words), MSG_DONTWAIT);
}

// The store's door: the one connection that came through the sleep, on which the lease of ATTACKER is proven.

static int door = -1;

// The other socket that is open: the first is where the supervisor listens.
static int find_door(void) {
  for (int file = 3; file < 64; file++) {
    struct stat status;
    if (file != channel && fstat(file, &status) == 0 && S_ISSOCK(status.st_mode)) return file;
  }
  return -1;
}
static long whole(int file, char *bytes, size_t count) {
  for (size_t done = 0; done < count;) {
    long part = recv(file, bytes + done, count - done, 0);
    if (part < 0 && (errno == EAGAIN || errno == EINTR)) {
      usleep(1000);
      continue;
    }
    if (part <= 0) {
      if (part == 0) errno = ECONNRESET;
      return -1;
    }
    done += (size_t)part;
  }
  return (long)count;
}
// What is answered, nothing when it hangs up. The answer to what is no verb is that it hangs up, so that comes last.
static const char *ask(const char *words) {
  static char answer[1 << 16];
  unsigned char head[4];
  size_t count = strlen(words);
  for (int i = 0; i < 4; i++) head[i] = (unsigned char)(count >> (24 - 8 * i));
  if (door < 0 || send(door, head, 4, MSG_NOSIGNAL) != 4 || send(door, words, count, MSG_NOSIGNAL) != (long)count) return NULL;
  if (whole(door, (char *)head, 4) < 0) return NULL;
  count = (size_t)head[0] << 24 | (size_t)head[1] << 16 | (size_t)head[2] << 8 | head[3];
  if (count >= sizeof answer || whole(door, answer, count) < 0) return NULL;
  answer[count] = 0;
  return answer;
}
// Whether the answer has anything of the other's. What the verb did is looked at from outside.
static long tells(const char *words) {
  const char *answer = ask(words);
  if (answer && (strstr(answer, VICTIM) || strstr(answer, VICTIM_ADDRESS) || strstr(answer, VICTIM_MESSAGE))) return 0;
  errno = EACCES;
  return -1;
}
static long others_account(void) { return tells("{\"account\":{\"_0\":{\"rows\":{\"user\":\"" VICTIM "\"}},\"user\":\"" VICTIM "\"}}"); }
static long others_messages(void) { return tells("{\"ledger\":{\"_0\":{\"messages\":{\"about\":\"\"}}}}"); }
static long others_entry(void) { return tells("{\"ledger\":{\"_0\":{\"entry\":{\"for\":\"" VICTIM_MESSAGE "\"}}}}"); }
static long others_draft(void) { return tells("{\"drafts\":{\"_0\":{\"draftAnswering\":{\"answering\":\"" VICTIM_MESSAGE "\"}}}}"); }
static long others_approval(void) { return tells("{\"delivery\":{\"_0\":{\"approved\":{\"_0\":\"" VICTIM_DRAFT "\"}}}}"); }
static long others_rewriting(void) { return tells("{\"rewriting\":{\"_0\":{\"draft\":{\"_0\":\"" VICTIM_DRAFT "\"}}}}"); }
// These are answered as if they had worked; that nothing came of it is seen from outside.
static void change_others(void) {
  ask("{\"delivery\":{\"_0\":{\"markUndecided\":{\"_0\":\"" VICTIM_DRAFT "\",\"notice\":\"" FORGED "\"}}}}");
  ask("{\"delivery\":{\"_0\":{\"handBack\":{\"_0\":\"" VICTIM_DRAFT "\",\"notice\":\"" FORGED "\"}}}}");
  ask("{\"placement\":{\"_0\":{\"abandon\":{\"_0\":\"" VICTIM_DRAFT "\",\"because\":\"" FORGED "\"}}}}");
  ask("{\"rewriting\":{\"_0\":{\"abandon\":{\"_0\":\"" VICTIM_DRAFT "\",\"notice\":\"" FORGED "\"}}}}");
  ask("{\"watch\":{\"_0\":{\"forget\":{\"_0\":\"" VICTIM_DRAFT "\"}}}}");
  ask("{\"ledger\":{\"_0\":{\"closeRequest\":{\"_0\":\"" VICTIM_MESSAGE "\"}}}}");
}
static long second_door(void) { return unix_connect(DOOR, SOCK_STREAM); }
static long another_proof(void) {
  const char *answer = ask("{\"user\":\"" VICTIM "\",\"lease\":\"" GUESS "\"}");
  if (answer && strstr(answer, "done")) return 0;
  errno = EACCES;
  return -1;
}

// Programs and processes

static long runs(const char *path, char *const words[]) { return execve(path, words, environment); }
static long shell(void) { return runs("/bin/sh", (char *[]){"sh", "-c", "echo 'attack\tshell\tsucceeded\t' >&2", NULL}); }
// The loader may be run; then it is this process, so this comes last, and only what follows tells.
static long shell_by_loader(void) {
  return runs(LOADER, (char *[]){"ld.so", "/bin/sh", "-c", "echo 'attack\tshell_by_loader\tsucceeded\t' >&2", NULL});
}
static long shell_at(void) { return syscall(SYS_execveat, AT_FDCWD, "/bin/sh", (char *[]){"sh", NULL}, environment, 0); }
static long copy_of_shell(void) {
  int from = open("/bin/sh", O_RDONLY), into = (int)syscall(SYS_memfd_create, "x", 0);
  if (from < 0 || into < 0) return -1;
  return 0;
}
static long by_fork(void) {
  pid_t child = (pid_t)syscall(SYS_fork);
  if (child == 0) _exit(0);
  return child;
}
static long by_vfork(void) {
  pid_t child = vfork();
  if (child == 0) _exit(0);
  return child;
}
static long by_clone(void) {
  pid_t child = (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
  if (child == 0) _exit(0);
  return child;
}
static long by_clone3(void) {
  uint64_t arguments[8] = {[4] = SIGCHLD};
  pid_t child = (pid_t)syscall(SYS_clone3, arguments, sizeof arguments);
  if (child == 0) _exit(0);
  return child;
}
static long by_spawn(void) {
  int status = system("exit 7");
  return status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 7 ? 0 : -1;
}
static long root(void) { return setuid(0); }
static long become_root(void) { return setresuid(0, 0, 0); }
static long namespaces(void) { return unshare(CLONE_NEWUSER); }
static long mount_namespace(void) { return unshare(CLONE_NEWNS); }
static long join(void) { return setns(0, 0); }
static long mounts(void) { return mount("none", "/proc", "tmpfs", 0, ""); }
static long changes_root(void) { return chroot("/usr"); }
static long bpf(void) { return syscall(SYS_bpf, 0, NULL, 0); }
static long keyring(void) { return syscall(SYS_keyctl, 0, -5, 1); }
static long ring(void) {
  char parameters[256] = {0};
  return syscall(SYS_io_uring_setup, 4, parameters);
}
static long faults(void) { return syscall(SYS_userfaultfd, 1); }
static long performance(void) {
  uint64_t attributes[16] = {1 | 128ull << 32};
  return syscall(SYS_perf_event_open, attributes, 0, -1, -1, 0);
}
static long personality_(void) { return syscall(SYS_personality, 0x0400000); }
static long types(void) {
  char letter = 'x';
  int file = open("/dev/tty", O_RDWR);
  return ioctl(file < 0 ? 2 : file, TIOCSTI, &letter);
}
static long weaker(void) { return prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0); }
static long traced(void) { return prctl(0x59616d61 /* PR_SET_PTRACER */, -1, 0, 0, 0); }
static long loosens(void) {
  struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
  return setrlimit(RLIMIT_CORE, &limit);
}
#ifdef __x86_64__
static long old_calls(void) {
  long result;  // getpid by the calls of i386, where 20 is its number
  __asm__ volatile("int $0x80" : "=a"(result) : "a"(20) : "memory", "r8", "r9", "r10", "r11");
  if (result < 0) errno = (int)-result;
  return result < 0 ? -1 : 0;
}
static long half_calls(void) { return syscall(0x40000000 + SYS_getpid); }
#endif

// More private memory than worker.memory_limit, which is 128 MB here.
static long memory(void) {
  static char *pieces[256];
  long count = 0;
  while (count < 256) {
    char *piece = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (piece == MAP_FAILED) break;
    piece[0] = 1;
    pieces[count++] = piece;
  }
  int why = errno;
  for (long i = 0; i < count; i++) munmap(pieces[i], 1 << 20);
  errno = why;
  return count < 256 ? -1 : count;
}
static void *waits(void *nothing) {
  for (;;) pause();
  return nothing;
}
static long threads(void) {
  pthread_t thread;
  for (int i = 0; i < 1000; i++)
    if ((errno = pthread_create(&thread, NULL, waits, NULL)) != 0) return -1;
  return 0;
}

static pid_t other(const char *user) {
  DIR *folder = opendir("/proc");
  pid_t found = 0;
  for (struct dirent *entry; folder && (entry = readdir(folder));) {
    char path[64], words[1024] = {0};
    pid_t pid = atoi(entry->d_name);
    if (pid < 2) continue;
    snprintf(path, sizeof path, "/proc/%d/cmdline", pid);
    int file = open(path, O_RDONLY);
    ssize_t count = file < 0 ? 0 : read(file, words, sizeof words - 1);
    if (file >= 0) close(file);
    for (ssize_t i = 0; i < count; i++)
      if (!words[i]) words[i] = ' ';
    if (strstr(words, "--user ") && strstr(words, user) && strstr(words, "secretary-worker")) found = pid;
  }
  if (folder) closedir(folder);
  return found;
}

#define TRY(name) tell(#name, name)

int main(int count, char **words, char **environ_) {
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  environment = environ_;
  int is_ours = 0;
  for (int i = 0; i + 1 < count; i++)
    if (!strcmp(words[i], "--user") && !strcmp(words[i + 1], ATTACKER)) is_ours = 1;
  if (!is_ours) {
    execv(REAL, words);
    _exit(75);
  }
  supervisor = getppid();
  for (int i = 0; i < 600 && !(victim = other(VICTIM)); i++) usleep(100000);
  const char *number = getenv("SECRETARY_NOTIFICATION_FILE");
  channel = number ? atoi(number) : -1;
  dprintf(2, "attack-begins\t%d\t%d\t%s\n", victim, supervisor, getenv("SECRETARY_SANDBOX") ?: "none");
  forge();
  TRY(database); TRY(store_folder); TRY(rename_database);
  TRY(keys); TRY(others_file); TRY(home); TRY(shadow); TRY(passwords); TRY(temporary); TRY(plant);
  TRY(overwrite_configuration); TRY(overwrite_program); TRY(add_program); TRY(link_keys); TRY(symlink_keys); TRY(by_handle);
  TRY(victim_environ); TRY(victim_memory); TRY(victim_maps); TRY(victim_files); TRY(victim_root); TRY(victim_score);
  TRY(supervisor_environ); TRY(supervisor_maps); TRY(attach); TRY(seize); TRY(read_memory);
  TRY(kill_victim); TRY(kill_supervisor); TRY(stop_group); TRY(signal_all); TRY(thread_kill); TRY(any_thread_kill);
  TRY(queue_signal); TRY(pidfd_signal); TRY(signal_by_file); TRY(limit_victim); TRY(slow_victim); TRY(pin_victim);
  TRY(tcp); TRY(tcp6); TRY(mptcp); TRY(sctp); TRY(fast_open); TRY(fast_open_message); TRY(serves); TRY(serves_unbound);
  TRY(udp); TRY(udp_lite); TRY(ping); TRY(raw); TRY(netlink); TRY(packet); TRY(crypto); TRY(vsock);
  TRY(path_stream); TRY(path_datagram); TRY(abstract_stream); TRY(abstract_datagram);
  TRY(turn_channel); TRY(turn_channel_abstract); TRY(turn_copy); TRY(pass_copy); TRY(turn_pair); TRY(forge_sender);
  door = find_door();
  const char *answer = ask("{\"account\":{\"_0\":{\"rows\":{}}}}");
  dprintf(2, "attack-door\t%s\n", answer && strstr(answer, ATTACKER) ? "answers" : "does not answer");
  TRY(others_account); TRY(others_messages); TRY(others_entry); TRY(others_draft); TRY(others_approval); TRY(others_rewriting);
  change_others();
  TRY(second_door); TRY(another_proof);
  TRY(by_fork); TRY(by_vfork); TRY(by_clone); TRY(by_clone3); TRY(by_spawn);
  TRY(shell); TRY(shell_at); TRY(copy_of_shell);
  TRY(root); TRY(become_root); TRY(namespaces); TRY(mount_namespace); TRY(join); TRY(mounts); TRY(changes_root);
  TRY(bpf); TRY(keyring); TRY(ring); TRY(faults); TRY(performance); TRY(personality_); TRY(types); TRY(weaker); TRY(traced);
  TRY(loosens);
#ifdef __x86_64__
  TRY(half_calls);
  TRY(old_calls);
#endif
  TRY(memory); TRY(threads);
  dprintf(2, "attack-ends\n");
  TRY(shell_by_loader);
  for (;;) pause();
}
