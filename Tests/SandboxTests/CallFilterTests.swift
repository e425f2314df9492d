import CSandbox
import Testing

@testable import Sandbox

/// What the kernel would say of a call: the machine that runs such a program, in a few lines.
private func answer(_ filter: CallFilter, _ call: Int32, _ arguments: UInt64..., machine: UInt32 = machine) -> UInt32? {
  let padded = (arguments + Array(repeating: 0, count: 6)).prefix(6)
  let halves: [UInt32] = padded.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32($0 >> 32)] }
  let words: [UInt32] = [UInt32(bitPattern: call), machine, 0, 0] + halves
  var (place, value) = (0, UInt32(0))
  while filter.instructions.indices.contains(place) {
    let step = filter.instructions[place]
    place += 1
    switch step.code {
    case 0x20: value = words[Int(step.value) / 4]
    case 0x54: value &= step.value
    case 0x15: place += Int(value == step.value ? step.yes : step.no)
    case 0x25: place += Int(value > step.value ? step.yes : step.no)
    case 0x06: return step.value
    default: return nil
    }
  }
  return nil
}

#if arch(x86_64)
  private let machine: UInt32 = 0xC000_003E
#else
  private let machine: UInt32 = 0xC000_00B7
#endif
private let refused = CallFilter.refuse(with: 1)
private let missing = CallFilter.refuse(with: 38)

/// The filter of a worker with process id 70, the channels 5 and 9.
@Suite struct CallFilterTests {
  private let usual = CallFilter(process: 70, channels: [5, 9], datagrams: false)
  private let withUDP = CallFilter(process: 70, channels: [5, 9], datagrams: true)

  @Test func `what a worker does all day is allowed`() {
    for call in [SYS_read, SYS_write, SYS_openat, SYS_mmap, SYS_futex, SYS_execve, SYS_recvfrom, SYS_memfd_create] {
      #expect(answer(usual, Int32(call)) == CallFilter.allow)
    }
  }

  @Test func `what no worker needs is refused, and nothing is killed`() {
    let calls = [
      SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_mount, SYS_bpf, SYS_keyctl, SYS_io_uring_setup,
      SYS_unshare, SYS_setns, SYS_execveat, SYS_pidfd_open, SYS_pidfd_getfd, SYS_pidfd_send_signal, SYS_tkill,
      SYS_rt_sigqueueinfo, SYS_sendmsg, SYS_recvmsg, SYS_bind, SYS_listen, SYS_dup, SYS_dup3, SYS_userfaultfd,
      SYS_perf_event_open, SYS_sched_setaffinity, SYS_mknodat, SYS_linkat, SYS_symlinkat, SYS_landlock_create_ruleset,
    ]
    for call in calls { #expect(answer(usual, Int32(call)) == refused, "\(call)") }
    #if arch(x86_64)
      for call in [SYS_fork, SYS_vfork, SYS_dup2] { #expect(answer(usual, Int32(call)) == refused) }
    #endif
  }

  @Test func `a call that nobody knew, or of another machine's conventions, is none`() {
    #expect(answer(usual, 500) == missing)
    #expect(answer(usual, 0x4000_0000) == missing)
    #expect(answer(usual, Int32(SYS_clone3)) == missing)
    #expect(answer(usual, Int32(SYS_read), machine: 0x4000_0003) == refused)
  }

  @Test func `threads may be made, processes and namespaces not`() {
    let thread: UInt64 = 0x3d_0f00  // as the C library asks
    #expect(answer(usual, Int32(SYS_clone), thread) == CallFilter.allow)
    #expect(answer(usual, Int32(SYS_clone), 17) == refused)
    #expect(answer(usual, Int32(SYS_clone), 0x4111) == refused)
    for namespace in [UInt64(0x2_0000), 0x0200_0000, 0x0400_0000, 0x0800_0000, 0x1000_0000, 0x2000_0000, 0x4000_0000] {
      #expect(answer(usual, Int32(SYS_clone), thread | namespace) == refused)
    }
  }

  @Test func `only TCP sockets are made, and UDP where names need it`() {
    for family in [UInt64(2), 10] {
      for number in [UInt64(0), 6] {
        #expect(answer(usual, Int32(SYS_socket), family, 1, number) == CallFilter.allow)
        // SOCK_CLOEXEC and SOCK_NONBLOCK
        #expect(answer(usual, Int32(SYS_socket), family, 1 | 0o2004000, number) == CallFilter.allow)
      }
      #expect(answer(usual, Int32(SYS_socket), family, 1, 262) == refused)  // MPTCP
      #expect(answer(usual, Int32(SYS_socket), family, 1, 132) == refused)  // SCTP
      #expect(answer(usual, Int32(SYS_socket), family, 2, 17) == refused)
      #expect(answer(withUDP, Int32(SYS_socket), family, 2 | 0o2000000, 17) == CallFilter.allow)
      #expect(answer(withUDP, Int32(SYS_socket), family, 2, 0) == CallFilter.allow)
      #expect(answer(withUDP, Int32(SYS_socket), family, 2, 136) == refused)  // UDP-Lite
      #expect(answer(withUDP, Int32(SYS_socket), family, 3, 1) == refused)  // raw
    }
    for family in [UInt64(1), 16, 17, 38, 40, 43, 44] {
      #expect(answer(withUDP, Int32(SYS_socket), family, 1, 0) == refused)
      #expect(answer(withUDP, Int32(SYS_socket), family, 2, 0) == refused)
    }
  }

  @Test func `a pair of sockets leads nowhere`() {
    #expect(answer(usual, Int32(SYS_socketpair), 1, 1 | 0o2000000, 0) == CallFilter.allow)
    // A datagram socket of a pair can be pointed at anybody.
    #expect(answer(usual, Int32(SYS_socketpair), 1, 2, 0) == refused)
    #expect(answer(usual, Int32(SYS_socketpair), 1, 5, 0) == refused)
  }

  @Test func `a channel stays with whom it is connected to, under its number`() {
    for filter in [usual, withUDP] {
      for channel in [UInt64(5), 9] {
        #expect(answer(filter, Int32(SYS_connect), channel) == refused)
        #expect(answer(filter, Int32(SYS_sendmmsg), channel) == refused)
        #expect(answer(filter, Int32(SYS_fcntl), channel, 0) == refused)
        #expect(answer(filter, Int32(SYS_fcntl), channel, 1030) == refused)
        #expect(answer(filter, Int32(SYS_fcntl), channel, 3) == CallFilter.allow)
        #expect(answer(filter, Int32(SYS_sendto), channel, 1, 1, 0, 0, 0) == CallFilter.allow)
      }
      #expect(answer(filter, Int32(SYS_connect), 7) == CallFilter.allow)
      #expect(answer(filter, Int32(SYS_fcntl), 7, 1030) == CallFilter.allow)
    }
    #expect(answer(usual, Int32(SYS_sendmmsg), 7) == refused)
    #expect(answer(withUDP, Int32(SYS_sendmmsg), 7) == CallFilter.allow)
  }

  @Test func `nothing is sent to an address, nor connected by sending`() {
    #expect(answer(usual, Int32(SYS_sendto), 7, 1, 1, 0, 0x7fff_0000_1000, 16) == refused)
    // A pointer whose lower half is zero is one.
    #expect(answer(usual, Int32(SYS_sendto), 7, 1, 1, 0, 0x7f00_0000_0000, 16) == refused)
    #expect(answer(usual, Int32(SYS_sendto), 7, 1, 1, 0x2000_0000, 0, 0) == refused)
    #expect(answer(withUDP, Int32(SYS_sendmmsg), 7, 1, 1, 0x2000_0000) == refused)
    #expect(answer(usual, Int32(SYS_sendto), 7, 1, 1, 0x4000, 0, 0) == CallFilter.allow)
  }

  @Test func `signals, limits and priorities are its own`() {
    for call in [SYS_kill, SYS_tgkill] {
      #expect(answer(usual, Int32(call), 70, 6) == CallFilter.allow)
      #expect(answer(usual, Int32(call), 71, 9) == refused)
      #expect(answer(usual, Int32(call), UInt64(bitPattern: -1), 9) == refused)
      #expect(answer(usual, Int32(call), 0, 9) == refused)
    }
    #expect(answer(usual, Int32(SYS_prlimit64), 0, 4) == CallFilter.allow)
    #expect(answer(usual, Int32(SYS_prlimit64), 71, 4) == refused)
    #expect(answer(usual, Int32(SYS_setpriority), 0, 0) == CallFilter.allow)
    #expect(answer(usual, Int32(SYS_setpriority), 0, 71) == refused)
    #expect(answer(usual, Int32(SYS_setpriority), 2, 0) == refused)
  }

  @Test func `no terminal is typed into, and nobody gets signals by way of a file`() {
    #expect(answer(usual, Int32(SYS_ioctl), 2, 0x5401) == CallFilter.allow)
    #expect(answer(usual, Int32(SYS_ioctl), 2, 0x5412) == refused)  // TIOCSTI
    #expect(answer(usual, Int32(SYS_ioctl), 7, 0x8901) == refused)  // FIOSETOWN
    for command in [UInt64(8), 10, 15] { #expect(answer(usual, Int32(SYS_fcntl), 7, command) == refused) }
    #expect(answer(usual, Int32(SYS_prctl), 4, 0) == CallFilter.allow)
    #expect(answer(usual, Int32(SYS_prctl), 0x5961_6d61, 1) == refused)  // PR_SET_PTRACER
  }

  @Test func `a condition that does not hold leads to the next case, and the last to a refusal`() {
    let rules = [
      CallFilter.Rule(3, when: [[.equal(0, 1), .different(1, 2)], [.equal(0, 0x10, mask: 0xf0), .null(2)]]),
      CallFilter.Rule(4),
    ]
    let filter = CallFilter(rules, architecture: machine, missing: [5], newest: 9)
    #expect(answer(filter, 3, 1, 1) == CallFilter.allow)
    #expect(answer(filter, 3, 1, 2) == refused)
    #expect(answer(filter, 3, 0x1f, 2, 0) == CallFilter.allow)
    #expect(answer(filter, 3, 0x1f, 2, 1 << 32) == refused)
    #expect(answer(filter, 3, 0x2f, 2, 0) == refused)
    #expect(answer(filter, 4) == CallFilter.allow)
    #expect(answer(filter, 5) == missing)
    #expect(answer(filter, 9) == refused)
    #expect(answer(filter, 10) == missing)
  }

  @Test func `the kernel takes it: jumps end inside, and it is short enough`() {
    for (place, step) in withUDP.instructions.enumerated() where step.code == 0x15 || step.code == 0x25 {
      #expect(place + 1 + Int(max(step.yes, step.no)) < withUDP.instructions.count)
    }
    #expect(withUDP.instructions.count < 4_096)
    #expect(withUDP.instructions[0].bits == 0x0000_0004_0000_0020)
  }
}
