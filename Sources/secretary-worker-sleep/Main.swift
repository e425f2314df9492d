import CSleep

/// What a supervised worker is while it has nothing to do soon. `secretary-worker` becomes this by `execve`, and this becomes
/// `secretary-worker` again: the same process all the while, with the same id, standard input and supervisor.
///
///     secretary-worker-sleep CLOCK MILLISECONDS PROGRAM NAME ARGUMENT...
///
/// It runs PROGRAM, with what follows as its name and arguments, as soon as CLOCK shows MILLISECONDS or SIGUSR1 comes. `boottime`
/// goes on while the machine is suspended, and nobody can set it; `realtime` is the wall clock, and being set wakes, too. It ends
/// with 0 at SIGTERM, SIGINT and the end of standard input, and with 75 when its sandbox keeps it from PROGRAM, which was replaced. The ticket lies behind a descriptor that it never looks at.
///
/// Ten thousand of these may run on one machine. So it is compiled in Swift's Embedded mode, allocates nothing, has one
/// thread, and that waits in one `poll`.
@_cdecl("secretary_worker_sleep_main")
public func main(_ count: Int32, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32 {
  // `execve` took this back, and nobody else shall read the descriptors of this process.
  sleep_hide_memory()
  guard count > 4, let clock = DueClock(named: words[1]), let due = milliseconds(words[2]), let program = words[3]
  else {
    return explain()
  }
  let sleeper = Sleeper(clock: clock, due: due)
  StatusMessage.send(sleepingFor: clock.milliseconds(until: due), failure: nil)
  while sleeper.isWoken() {
    // Signals are blocked: those that come from here on find the worker, and those that came before it, too.
    execv(program, words + 4)
    // In a sandbox the program is known by what it was at the start. Outside of it, whoever starts workers finds the new one.
    if sleep_errno() == EACCES, getenv("SECRETARY_SANDBOX") != nil { return 75 }
    StatusMessage.send(sleepingFor: Sleeper.retryPause, failure: (UnsafePointer(program), sleep_errno()))
    sleeper.tryAgainLater()
  }
  return 0
}

/// A number of at most 18 digits, so that nothing overflows; nil when it is none.
private func milliseconds(_ text: UnsafePointer<CChar>?) -> Int64? {
  guard let text, (1...18).contains(strlen(text)) else { return nil }
  var number: Int64 = 0
  for index in 0..<Int(strlen(text)) {
    let digit = Int64(text[index]) - 48
    guard (0...9).contains(digit) else { return nil }
    number = number * 10 + digit
  }
  return number
}

private func explain() -> Int32 {
  let words: StaticString = """
    secretary-worker-sleep is what secretary-worker becomes between two checks of a mailbox. It is not started by hand.

    """
  _ = write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
  return 64
}
