import Foundation
import Glibc
import Secretary
import Storage
import StoreRequests
import Testing
import Vault

/// The built supervisor over a store of its own in a scratch folder, with a worker program that is a small script. Whatever
/// happens in the test, no process of it is left afterwards.
struct SupervisedFleet {
  let folder: String
  let store: Store
  let keys: KeyRing

  static var program: String {
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "secretary-supervisor")
      .path
  }

  /// Says it is ready and completed a cycle, notes its process id and its ticket, and lives as long as its standard input.
  static let readyWorker = """
    #!/usr/bin/perl
    use Socket; use IO::Handle;
    open(my $notes, '>>', 'FOLDER/starts'); syswrite($notes, "$ARGV[-1] $$\\n");
    my $ticket = <STDIN>; open(my $file, '>', "FOLDER/ticket-$ARGV[-1]"); print $file $ticket; close $file;
    socket(my $out, PF_UNIX, SOCK_DGRAM, 0);
    send($out, "READY=1\\nX_SECRETARY_CYCLE=1", 0, pack_sockaddr_un($ENV{NOTIFY_SOCKET}));
    while (<STDIN>) {}
    """

  static func with(
    users: Int, worker: String = readyWorker, _ body: (SupervisedFleet) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fleet-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let keys = try KeyRing.generated()
    try keys.create(file: folder + "/keys")
    try write(worker.replacing("FOLDER", with: folder), to: folder + "/worker", mode: 0o755)
    try write(
      "store: sqlite:\(folder)/store.db\nkeys_file: keys\nworker: { program: \(folder)/worker }\n",
      to: folder + "/secretary.yaml", mode: 0o644)
    let store = try await Store.open(StoreLocation("sqlite:\(folder)/store.db"), migrating: true)
    let fleet = SupervisedFleet(folder: folder, store: store, keys: keys)
    for number in 0..<users { try await fleet.add(UserID("user-\(number)")) }
    do { try await body(fleet) } catch {
      fleet.killRest()
      throw error
    }
    fleet.killRest()
    await store.close()
  }

  func add(_ user: UserID) async throws {
    _ = try await store.users.add("\(user)@example.com", id: user)
    try await store.credentials.connect(
      user, address: "\(user)@example.com",
      tokens: MailboxTokens(access: Secret("a"), refresh: Secret("r"), expiry: Date()),
      sealedWith: try keys.keys(forUser: user.rawValue), scopes: [])
    try await store.settings.setEnabled(true, for: user)
  }

  /// Starts the supervisor. `limits` is shell that runs before it, `output` where it writes instead of `log`.
  func startSupervisor(
    _ verb: String = "run", limits: String = ":", environment: [String: String] = [:], output: Pipe? = nil
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "\(limits); exec \"$0\" \(verb) --config \"$1\"", Self.program, folder + "/secretary.yaml",
    ]
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let log = folder + "/log"
    if !FileManager.default.fileExists(atPath: log) {
      try "".write(toFile: log, atomically: false, encoding: .utf8)
    }
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
    handle.seekToEndOfFile()
    process.standardError = output ?? handle
    process.standardOutput = output ?? handle
    try process.run()
    return process
  }

  var log: String { (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? "" }

  /// The process ids each user's worker had, in the order in which they started.
  var starts: [(user: String, pid: Int32)] {
    let text = (try? String(contentsOfFile: folder + "/starts", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard words.count == 2, let pid = Int32(words[1]) else { return nil }
      return (String(words[0]), pid)
    }
  }

  var living: [Int32] { starts.map(\.pid).filter(Self.isAlive) }

  /// The processes whose children the workers are.
  var launchers: [Int32] { Set(living.compactMap(Self.parent)).sorted() }

  private static func parent(of pid: Int32) -> Int32? {
    let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
    return stat?.split(separator: ")").last?.split(separator: " ").dropFirst().first.flatMap { Int32($0) }
  }

  static func isAlive(_ pid: Int32) -> Bool {
    guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return false }
    return stat.split(separator: ")").last?.first { $0 != " " } != "Z"
  }

  private func killRest() {
    for pid in living { kill(pid, SIGKILL) }
  }

  private static func write(_ text: String, to path: String, mode: mode_t) throws {
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    chmod(path, mode)
  }
}

/// Looks again and again until it is so; how long that took, or nil when it was not so in time.
func eventually(within limit: Duration = .seconds(20), _ isSo: () async throws -> Bool) async rethrows -> Duration? {
  let clock = ContinuousClock()
  let start = clock.now
  while clock.now - start < limit {
    if try await isSo() { return clock.now - start }
    try? await clock.sleep(for: .milliseconds(5))
  }
  return nil
}
