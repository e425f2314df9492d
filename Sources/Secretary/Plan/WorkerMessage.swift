/// One datagram of a worker in the language of `sd_notify`: lines of `NAME=value`. Names that mean nothing here are
/// passed over, as systemd does.
package struct WorkerMessage: Sendable, Equatable {
  /// `READY=1`
  package var isReady = false
  /// `WATCHDOG=1`
  package var saysWatchdog = false
  /// `X_SECRETARY_CYCLE=1`: one whole check of the mailbox was completed.
  package var completedCycle = false
  /// `X_SECRETARY_ASLEEP=…`: nothing is heard of it for so many seconds, a year at most.
  package var sleep: Duration?
  /// `STATUS=…`: what it is doing, in words.
  package var status: String?
  /// `X_SECRETARY_RESIDENT=…`: bytes of memory it has in use.
  package var residentBytes: Int?

  package init(
    isReady: Bool = false, saysWatchdog: Bool = false, completedCycle: Bool = false, sleep: Duration? = nil,
    status: String? = nil, residentBytes: Int? = nil
  ) {
    self.isReady = isReady
    self.saysWatchdog = saysWatchdog
    self.completedCycle = completedCycle
    self.sleep = sleep
    self.status = status
    self.residentBytes = residentBytes
  }

  package init(datagram: some Collection<UInt8>) {
    for line in datagram.split(separator: UInt8(ascii: "\n")) {
      guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let value = line[line.index(after: equals)...]
      switch String(decoding: line[..<equals], as: UTF8.self) {
      case "READY": isReady = value.elementsEqual("1".utf8)
      case "WATCHDOG": saysWatchdog = value.elementsEqual("1".utf8)
      case "X_SECRETARY_CYCLE": completedCycle = value.elementsEqual("1".utf8)
      case "X_SECRETARY_ASLEEP": sleep = Self.seconds(value)
      case "STATUS": status = String(decoding: value.prefix(200), as: UTF8.self)
      case "X_SECRETARY_RESIDENT": residentBytes = Int(String(decoding: value.prefix(20), as: UTF8.self))
      default: continue
      }
    }
  }

  private static func seconds(_ digits: some Collection<UInt8>) -> Duration? {
    Int(String(decoding: digits.prefix(20), as: UTF8.self)).flatMap {
      (0...366 * 86_400).contains($0) ? .seconds($0) : nil
    }
  }
}
