import CSleep

/// The wait itself: for the due moment, a signal, or the end of standard input.
struct Sleeper {
  /// Milliseconds until a program that could not be run is tried again.
  static let retryPause: Int64 = 15_000

  private let signals: Int32
  /// The due moment as a descriptor: the time limit of `poll` itself stands still while the machine is suspended.
  private let timer: Int32

  /// From here on SIGTERM, SIGINT and SIGUSR1 wait to be read, and no other signal is blocked.
  init(clock: DueClock, due: Int64) {
    var controls = sigset_t()
    sigemptyset(&controls)
    sigaddset(&controls, SIGTERM)
    sigaddset(&controls, SIGINT)
    sigaddset(&controls, SIGUSR1)
    sigprocmask(SIG_SETMASK, &controls, nil)
    signals = signalfd(-1, &controls, Int32(SFD_CLOEXEC))
    timer = timerfd_create(clock.id, Int32(TFD_CLOEXEC))
    // Zero would mean never. For the wall clock: somebody who sets it ends the wait as well.
    set(max(1, due), flags: TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET)
  }

  /// Waits until the worker is due or wanted; false when it is to end.
  func isWoken() -> Bool {
    // The worker needs neither, and without one of them this would be deaf or sleep for ever.
    if signals < 0 || timer < 0 { return true }
    return withUnsafeTemporaryAllocation(of: pollfd.self, capacity: 3) { files in
      files[0] = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      files[1] = pollfd(fd: signals, events: Int16(POLLIN), revents: 0)
      files[2] = pollfd(fd: timer, events: Int16(POLLIN), revents: 0)
      while true {
        guard poll(files.baseAddress, 3, -1) > 0 else { continue }
        if files[0].revents != 0, isCut() { return false }
        if files[1].revents != 0 { return signal() == UInt32(SIGUSR1) }
        // Read so that it is over, whether it is due or was cancelled because the clock was set.
        if files[2].revents != 0 {
          var count: UInt64 = 0
          read(timer, &count, 8)
          return true
        }
      }
    }
  }

  func tryAgainLater() { set(Self.retryPause, flags: 0) }

  private func set(_ milliseconds: Int64, flags: Int) {
    var moment = itimerspec()
    moment.it_value = timespec(
      tv_sec: Int(milliseconds / 1_000), tv_nsec: Int(milliseconds % 1_000) * 1_000_000)
    timerfd_settime(timer, Int32(flags), &moment, nil)
  }

  private func signal() -> UInt32 {
    var information = signalfd_siginfo()
    return read(signals, &information, MemoryLayout<signalfd_siginfo>.size) > 0 ? information.ssi_signo : 0
  }

  /// Whether the end of standard input is reached. Nothing but silence is expected; what comes all the same is dropped.
  private func isCut() -> Bool {
    withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { buffer in
      let length = read(STDIN_FILENO, buffer.baseAddress, buffer.count)
      return length == 0 || (length < 0 && sleep_errno() != EINTR && sleep_errno() != EAGAIN)
    }
  }
}
