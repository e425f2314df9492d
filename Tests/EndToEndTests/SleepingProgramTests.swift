import Foundation
import Glibc
import Testing

/// The built `secretary-worker-sleep` by itself, with a program of this machine in the place of the worker.
@Suite(.serialized) struct SleepingProgramTests {
  /// A sleep that nobody waits for: an hour.
  private static let long: Int64 = 3_600_000

  private final class Sleeper {
    let process = Process()
    let input = Pipe()
    let output = Pipe()

    init(
      clock: String = "boottime", pause: Int64, program: String = "/usr/bin/printf",
      _ arguments: [String] = ["printf", "awake"], prefix: [String] = [], environment: [String: String] = [:]
    ) throws {
      var now = timespec()
      clock_gettime(clock == "boottime" ? CLOCK_BOOTTIME : CLOCK_REALTIME, &now)
      let due = Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000 + pause
      let path = URL(fileURLWithPath: SupervisedFleet.program).deletingLastPathComponent()
        .appending(path: "secretary-worker-sleep").path
      let words = prefix + [path, clock, "\(due)", program] + arguments
      process.executableURL = URL(fileURLWithPath: words[0])
      process.arguments = Array(words.dropFirst())
      process.environment = environment
      process.standardInput = input
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
    }

    func said() throws -> String {
      String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }

    /// With what it ended; nil when it was killed, or did not end.
    func status() async -> Int32? {
      guard await eventually({ !process.isRunning }) != nil else {
        kill(process.processIdentifier, SIGKILL)
        return nil
      }
      return process.terminationReason == .exit ? process.terminationStatus : nil
    }
  }

  @Test(arguments: ["boottime", "realtime"])
  func `at the due moment it becomes the program it was told`(clock: String) async throws {
    let sleeper = try Sleeper(clock: clock, pause: 100)
    #expect(try sleeper.said() == "awake")
    #expect(await sleeper.status() == 0)
    // A moment that has passed is due.
    #expect(try Sleeper(clock: clock, pause: -5_000).said() == "awake")
  }

  @Test func `SIGUSR1 wakes it, and the program has its process, and the signals blocked`() async throws {
    let sleeper = try Sleeper(
      pause: Self.long, program: "/bin/grep", ["grep", "-E", "^(Pid|SigBlk):", "/proc/self/status"])
    kill(sleeper.process.processIdentifier, SIGUSR1)
    #expect(
      try sleeper.said() == "Pid:\t\(sleeper.process.processIdentifier)\nSigBlk:\t0000000000004202\n")
    #expect(await sleeper.status() == 0)
  }

  @Test(arguments: [SIGTERM, SIGINT]) func `asked to end it ends with 0`(signal: Int32) async throws {
    let sleeper = try Sleeper(pause: Self.long)
    kill(sleeper.process.processIdentifier, signal)
    #expect(await sleeper.status() == 0)
    #expect(try sleeper.said() == "")
  }

  @Test func `it ends with 0 when standard input does, and not for what stands in it`() async throws {
    let sleeper = try Sleeper(pause: Self.long)
    try sleeper.input.fileHandleForWriting.write(contentsOf: Data(repeating: 10, count: 1_000))
    try sleeper.input.fileHandleForWriting.close()
    #expect(await sleeper.status() == 0)
    #expect(try sleeper.said() == "")
  }

  @Test func `while the program is missing it sleeps on, and tries again when it is asked`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sleep-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let sleeper = try Sleeper(pause: 0, program: folder + "/program")
    kill(sleeper.process.processIdentifier, SIGUSR1)
    try FileManager.default.copyItem(atPath: "/usr/bin/printf", toPath: folder + "/program")
    #expect(
      await eventually {
        kill(sleeper.process.processIdentifier, SIGUSR1)
        return !sleeper.process.isRunning
      } != nil)
    #expect(try sleeper.said() == "awake")
  }

  @Test func `it hides its memory first of all, and has no descriptor but its own`() async throws {
    // Of a process that hides, root owns everything in /proc.
    let prefix = getuid() == 0 ? ["/usr/bin/setpriv", "--reuid", "54321", "--clear-groups"] : []
    let sleeper = try Sleeper(pause: Self.long, prefix: prefix)
    let place = "/proc/\(sleeper.process.processIdentifier)"
    let isAsleep = await eventually {
      (try? String(contentsOfFile: place + "/comm", encoding: .utf8))?.hasPrefix("secretary-worke") == true
        && (try? String(contentsOfFile: place + "/wchan", encoding: .utf8))?.contains("poll") != false
    }
    #expect(isAsleep != nil)
    let owner = { try? FileManager.default.attributesOfItem(atPath: place + "/environ")[.ownerAccountID] as? Int }
    #expect(await eventually { owner() == 0 } != nil)
    try sleeper.input.fileHandleForWriting.close()
    #expect(await sleeper.status() == 0)
  }

  @Test func `started by hand it explains itself`() async throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: SupervisedFleet.program).deletingLastPathComponent()
      .appending(path: "secretary-worker-sleep")
    let complaint = Pipe()
    process.standardError = complaint
    try process.run()
    let words = String(decoding: try complaint.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    #expect(words.contains("not started by hand"))
    #expect(await eventually { !process.isRunning } != nil)
    #expect(process.terminationStatus == 64)
  }

  @Test func `thousands of signals at random instants lose nothing and end nothing`() async throws {
    // The program that it becomes becomes it again, so most signals meet one execve or the other.
    let path = URL(fileURLWithPath: SupervisedFleet.program).deletingLastPathComponent()
      .appending(path: "secretary-worker-sleep").path
    for round in 0..<20 {
      var words = ["sleep"]
      for _ in 0..<150 { words += ["boottime", "9000000000000", path, "sleep"] }
      words += ["boottime", "9000000000000", "/usr/bin/printf", "printf", "awake"]
      let sleeper = try Sleeper(pause: Self.long, program: path, words)
      let pid = sleeper.process.processIdentifier
      if round % 2 == 0 {
        // Each wake-up takes one, and several that are pending are one: sent until the last has been answered.
        #expect(
          await eventually(within: .seconds(30)) {
            for _ in 0..<50 {
              kill(pid, SIGUSR1)
              usleep(.random(in: 0..<200))
            }
            return !sleeper.process.isRunning
          } != nil)
        #expect(try sleeper.said() == "awake")
      } else {
        for _ in 0..<Int.random(in: 0..<100) {
          kill(pid, SIGUSR1)
          usleep(.random(in: 0..<200))
        }
        kill(pid, SIGTERM)
      }
      #expect(await sleeper.status() == 0)
    }
  }
}
