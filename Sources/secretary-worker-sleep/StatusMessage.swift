import CSleep

/// A datagram to the supervisor, in the language of `sd_notify`, put together on the stack. Sent when sleep begins and when
/// waking fails; while it sleeps the process says nothing.
struct StatusMessage {
  private var length = 0
  private let text: UnsafeMutableRawBufferPointer

  /// - Parameters:
  ///   - pause: milliseconds until this process does something by itself.
  ///   - failure: what could not be run, and the error's number.
  static func send(sleepingFor pause: Int64, failure: (program: UnsafePointer<CChar>, error: Int32)?) {
    let connected = getenv("SECRETARY_NOTIFICATION_FILE")
    guard let path = connected ?? getenv("NOTIFY_SOCKET") else { return }
    withUnsafeTemporaryAllocation(byteCount: 1_024, alignment: 1) { buffer in
      var message = StatusMessage(text: buffer)
      message.add("X_SECRETARY_ASLEEP=")
      message.add((pause + 999) / 1_000)
      if let bytes = residentBytes {
        message.add("\nX_SECRETARY_RESIDENT=")
        message.add(bytes)
      }
      if let failure {
        message.add("\nSTATUS=the program ")
        message.add(text: failure.program)
        message.add(" cannot be run (")
        message.add(text: strerror(failure.error))
        message.add("), so the mailbox is not checked; it is tried again every ")
        message.add(Sleeper.retryPause / 1_000)
        message.add(" s")
      }
      if connected == nil { message.send(to: path) } else { message.send(over: path) }
    }
  }

  private init(text: UnsafeMutableRawBufferPointer) { self.text = text }

  private mutating func add(_ words: StaticString) {
    for index in 0..<words.utf8CodeUnitCount { add(words.utf8Start[index]) }
  }

  private mutating func add(text words: UnsafePointer<CChar>) {
    var next = words
    while next.pointee != 0 {
      // A line break would begin another assignment.
      add(next.pointee == 10 ? 32 : UInt8(bitPattern: next.pointee))
      next += 1
    }
  }

  private mutating func add(_ number: Int64) {
    if number > 9 { add(number / 10) }
    add(UInt8(truncatingIfNeeded: 48 + number % 10))
  }

  /// What is too much is left out.
  private mutating func add(_ byte: UInt8) {
    guard length < text.count else { return }
    text[length] = byte
    length += 1
  }

  /// Over a socket that is connected, as in a sandbox, by its number.
  private func send(over number: UnsafePointer<CChar>) {
    _ = CSleep.send(atoi(number), text.baseAddress, length, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
  }

  /// A name that begins with @ lies in the abstract namespace, spelled with a leading zero byte.
  private func send(to path: UnsafePointer<CChar>) {
    let size = Int(strlen(path))
    var target = sockaddr_un()
    guard (2..<MemoryLayout.size(ofValue: target.sun_path)).contains(size) else { return }
    target.sun_family = sa_family_t(AF_UNIX)
    let isAbstract = path.pointee == 64
    withUnsafeMutableBytes(of: &target.sun_path) { name in
      for index in 0..<size { name[index] = UInt8(bitPattern: path[index]) }
      if isAbstract { name[0] = 0 }
    }
    let file = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard file >= 0 else { return }
    // A path ends with its zero byte, an abstract name with its length.
    let bytes = MemoryLayout<sa_family_t>.size + size + (isAbstract ? 0 : 1)
    withUnsafePointer(to: &target) { target in
      target.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
        _ = sendto(
          file, text.baseAddress, length, Int32(MSG_DONTWAIT | MSG_NOSIGNAL), target,
          socklen_t(bytes))
      }
    }
    close(file)
  }

  /// Bytes of memory in use, shared pages included: the second field of `/proc/self/statm`, which counts pages.
  private static var residentBytes: Int64? {
    let file = sleep_open("/proc/self/statm")
    guard file >= 0 else { return nil }
    defer { close(file) }
    return withUnsafeTemporaryAllocation(byteCount: 128, alignment: 1) { buffer in
      let length = read(file, buffer.baseAddress, buffer.count)
      var (field, pages) = (0, Int64(0))
      for index in 0..<max(0, length) {
        if buffer[index] == 32 { field += 1 } else if field == 1 { pages = pages * 10 + Int64(buffer[index]) - 48 }
      }
      return field > 1 ? pages * Int64(sysconf(Int32(_SC_PAGESIZE))) : nil
    }
  }
}
