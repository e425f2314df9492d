import CSandbox

extension CallFilter {
  /// The calls of a worker and of the program that it sleeps as: what Swift's runtime, SQLite, libcurl and OpenSSL make on kernels
  /// and C libraries of this decade. No other process can be made, signalled or looked into; no socket but TCP to the network, and
  /// UDP where names cannot be looked up without.
  ///
  /// - Parameters:
  ///   - process: this one, which it remains.
  ///   - channels: sockets that are connected, and must neither be connected to anybody else nor get another number.
  ///   - datagrams: whether UDP is allowed.
  package init(process: Int32, channels: [Int32], datagrams: Bool) {
    let others = channels.map { Condition.different(0, UInt32($0)) }
    let rules =
      Self.plain.map { Rule(Int($0)) } + Self.ofItself(UInt32(process)) + Self.sockets(datagrams)
      + [
        Rule(Int(SYS_connect), when: [others]),
        Rule(
          Int(SYS_fcntl), when: Self.fileCommands.map { [.equal(1, $0)] } + [0, 1030].map { [.equal(1, $0)] + others }),
      ] + (datagrams ? [Rule(Int(SYS_sendmmsg), when: [others + [.equal(3, 0, mask: Self.fastOpen)]])] : [])
    self.init(rules, architecture: Self.machine, missing: [Int(SYS_clone3)], newest: 462)
  }

  /// Connects on the way: Landlock does not look at it.
  private static let fastOpen: UInt32 = 0x2000_0000

  /// Flags, record locks, seals. Not who gets signals (`F_SETOWN`); duplicates only of what is no channel.
  private static let fileCommands: [UInt32] = [1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1032, 1033, 1034]

  private static func sockets(_ datagrams: Bool) -> [Rule] {
    let kinds: [(type: UInt32, protocols: [UInt32])] = [(1, [0, 6])] + (datagrams ? [(2, [0, 17])] : [])
    let network = [UInt32(2), 10].flatMap { family in
      kinds.flatMap { kind in
        kind.protocols.map { [Condition.equal(0, family), .equal(1, kind.type, mask: 0xf), .equal(2, $0)] }
      }
    }
    return [
      Rule(Int(SYS_socket), when: network),
      // libcurl wakes itself up with a pair, which leads nowhere else.
      Rule(Int(SYS_socketpair), when: [[.equal(0, 1), .equal(1, 1, mask: 0xf), .equal(2, 0)]]),
      Rule(Int(SYS_sendto), when: [[.null(4), .equal(3, 0, mask: fastOpen)]]),
    ]
  }

  /// What may be done to this process or thread only.
  private static func ofItself(_ process: UInt32) -> [Rule] {
    // A thread, which shares memory, with no namespace of its own.
    let namespaces: UInt32 = 0x7e02_0000
    return [
      Rule(Int(SYS_clone), when: [[.equal(0, 0x1_0100, mask: 0x1_0100 | namespaces)]]),
      Rule(Int(SYS_kill), when: [[.equal(0, process)]]), Rule(Int(SYS_tgkill), when: [[.equal(0, process)]]),
      Rule(Int(SYS_prlimit64), when: [[.equal(0, 0)]]),
      Rule(Int(SYS_setpriority), when: [[.equal(0, 0), .equal(1, 0)]]),
      // Whether it can be looked into, names of threads and mappings, what it must not get.
      Rule(Int(SYS_prctl), when: [3, 4, 15, 16, 21, 23, 27, 39, 0x5356_4d41].map { [.equal(0, $0)] }),
      // The state of a terminal, its size, how much can be read, whether to wait. Not typing into a terminal (TIOCSTI).
      Rule(Int(SYS_ioctl), when: [0x5401, 0x5413, 0x541b, 0x5421].map { [.equal(1, $0)] }),
    ]
  }

  private static let plain = files + memory + threads + signals + time + waiting + identity + ofMachine

  private static let files = [
    SYS_read, SYS_write, SYS_close, SYS_openat, SYS_newfstatat, SYS_fstat, SYS_lseek, SYS_pread64, SYS_pwrite64,
    SYS_readv,
    SYS_writev, SYS_openat2, SYS_close_range, SYS_faccessat, SYS_faccessat2, SYS_statx, SYS_statfs, SYS_fstatfs,
    SYS_readlinkat,
    SYS_getdents64, SYS_unlinkat, SYS_ftruncate, SYS_fallocate, SYS_fadvise64, SYS_fchown, SYS_fchmod, SYS_fsync,
    SYS_fdatasync,
    SYS_flock, SYS_getcwd, SYS_pipe2, SYS_memfd_create, SYS_execve,
  ]
  private static let memory = [
    SYS_mmap, SYS_munmap, SYS_mprotect, SYS_mremap, SYS_madvise, SYS_brk, SYS_membarrier, SYS_mincore,
  ]
  private static let threads = [
    SYS_futex, SYS_set_robust_list, SYS_get_robust_list, SYS_rseq, SYS_set_tid_address, SYS_sched_yield,
    SYS_sched_getaffinity, SYS_sched_getparam, SYS_sched_getscheduler, SYS_getpriority, SYS_exit, SYS_exit_group,
  ]
  private static let signals = [
    SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_rt_sigsuspend, SYS_rt_sigpending, SYS_rt_sigtimedwait,
    SYS_sigaltstack, SYS_signalfd4, SYS_restart_syscall,
  ]
  private static let time = [
    SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep, SYS_gettimeofday, SYS_timerfd_create,
    SYS_timerfd_settime, SYS_timerfd_gettime, SYS_times, SYS_getrusage,
  ]
  private static let waiting = [
    SYS_ppoll, SYS_pselect6, SYS_epoll_create1, SYS_epoll_ctl, SYS_epoll_pwait, SYS_epoll_pwait2, SYS_eventfd2,
    SYS_recvfrom,
    SYS_getsockname, SYS_getpeername, SYS_setsockopt, SYS_getsockopt, SYS_shutdown,
  ]
  private static let identity = [
    SYS_getpid, SYS_getppid, SYS_gettid, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid, SYS_uname, SYS_sysinfo,
    SYS_getrandom, SYS_getcpu,
  ]

  #if arch(x86_64)
    private static let machine: UInt32 = 0xC000_003E
    /// Older forms of the same, which only this machine has.
    private static let ofMachine = [
      SYS_open, SYS_access, SYS_stat, SYS_lstat, SYS_readlink, SYS_unlink, SYS_getrlimit, SYS_poll, SYS_select,
      SYS_epoll_wait,
      SYS_pause, SYS_time, SYS_arch_prctl, SYS_getdents,
    ]
  #else
    private static let machine: UInt32 = 0xC000_00B7
    private static let ofMachine: [Int32] = []
  #endif
}
