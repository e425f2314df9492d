import Secretary
import Testing

@Suite struct WorkerMessageTests {
  @Test(arguments: [
    ("READY=1", WorkerMessage(isReady: true)), ("READY=1\n", WorkerMessage(isReady: true)),
    ("WATCHDOG=1", WorkerMessage(saysWatchdog: true)),
    ("WATCHDOG=1\nX_SECRETARY_RESIDENT=4096", WorkerMessage(saysWatchdog: true, residentBytes: 4_096)),
    ("X_SECRETARY_RESIDENT=much", WorkerMessage()),
    ("READY=1\nSTATUS=a=b\nX_SECRETARY_CYCLE=1", WorkerMessage(isReady: true, completedCycle: true, status: "a=b")),
    ("READY=0\nSTOPPING=1\nMAINPID=1", WorkerMessage()), ("", WorkerMessage()), ("\n=\n==\nREADY", WorkerMessage()),
  ])
  func `a datagram is read line by line and what it does not know is passed over`(text: String, read: WorkerMessage) {
    #expect(WorkerMessage(datagram: Array(text.utf8)) == read)
  }

  @Test func `words that are too long or not text cannot hurt`() {
    let message = WorkerMessage(datagram: Array("STATUS=".utf8) + [UInt8](repeating: 0xFF, count: 5000))
    #expect((message.status?.count ?? 0) <= 200)
    for (length, read) in [(200, 200), (201, 200)] {
      let said = WorkerMessage(datagram: Array("STATUS=\(String(repeating: "a", count: length))".utf8))
      #expect(said.status?.count == read)
    }
    #expect(WorkerMessage(datagram: Array("X_SECRETARY_RESIDENT=00000000000000000012".utf8)).residentBytes == 12)
    #expect(WorkerMessage(datagram: Array("X_SECRETARY_RESIDENT=000000000000000000123".utf8)).residentBytes == 12)
  }

  @Test func `exit codes are those of sysexits`() {
    let codes: [(Secretary.ExitStatus, Int32)] = [
      (.finished, 0), (.usage, 64), (.internalError, 70), (.temporary, 75), (.needsUser, 77), (.configuration, 78),
    ]
    for (status, code) in codes { #expect(status.rawValue == code) }
    #expect(Secretary.ExitStatus(of: CancellationError()) == .internalError)
  }
}
