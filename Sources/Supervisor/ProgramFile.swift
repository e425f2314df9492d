import Glibc
import Secretary

/// A file that is to be run. What the kernel would refuse is found out beforehand, and told in words: a `Process` whose start
/// fails keeps two descriptors for ever, and says of the reason no more than a number.
struct ProgramFile {
  let path: String
  var role = WorkerProgram.Role.worker

  struct Refusal: Error {
    var words: String
    /// There is none, or something else lies in its place.
    var isMissing = false
  }

  private var name: String { "\(role.rawValue) \(path)" }

  /// Whether the kernel would run it, as far as the file tells.
  func check() throws(Refusal) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw Refusal(
        words: "\(name) cannot be found: \(String(cString: strerror(errno)))", isMissing: true)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Refusal(words: "\(name) is not a file", isMissing: true)
    }
    guard access(path, X_OK) == 0 else {
      throw Refusal(words: "\(name) may not be run by this user (chmod +x?)")
    }
    guard status.st_size > 0 else {
      throw Refusal(words: "\(name) is empty; install it again")
    }
    let start = beginning()
    if start.starts(with: "#!".utf8) {
      try checkInterpreter(of: start)
    } else {
      try checkMachine(of: start)
    }
  }

  private func checkInterpreter(of start: [UInt8]) throws(Refusal) {
    let line = start.dropFirst(2).prefix { $0 != UInt8(ascii: "\n") }
    let interpreter =
      String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\t" }.first.map(String.init) ?? ""
    guard access(interpreter, X_OK) == 0, Self.isFile(interpreter) else {
      throw Refusal(words: "\(name) is a script for \(interpreter), which cannot be run")
    }
    let program = ProgramFile(path: interpreter)
    let start = program.beginning()
    if start.starts(with: "#!".utf8) { return }  // The kernel follows a few; so do people.
    do { try program.checkMachine(of: start) } catch {
      throw Refusal(words: "\(name) is a script for \(interpreter), which cannot be run")
    }
  }

  /// An ELF file names class, byte order, kind and machine in its first 20 bytes.
  private func checkMachine(of start: [UInt8]) throws(Refusal) {
    guard start.starts(with: [0x7F] + "ELF".utf8) else {
      throw Refusal(words: "\(name) is neither a Linux program nor a script that begins with #!")
    }
    guard start.count >= 64 else { throw Refusal(words: "\(name) is cut short; install it again") }
    let ours = ProgramFile(path: "/proc/self/exe").beginning()
    guard ours.count >= 20 else { return }
    guard start[4...5] == ours[4...5], start[18...19] == ours[18...19] else {
      throw Refusal(words: "\(name) is for another processor; install the one for this machine")
    }
    // Executable or position independent; anything else is a library's part or a core.
    guard [2, 3].contains(start[16]) else {
      throw Refusal(words: "\(name) is no program that can be run; install it again")
    }
  }

  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private func beginning() -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = read(descriptor, &buffer, buffer.count)
    return Array(buffer.prefix(max(0, count)))
  }
}

/// Starts that are tried before `Process` does, since a start of its that fails keeps two descriptors for ever.
enum TrialStart {
  /// Whether the kernel gives us another process now; nil, or why not. Nothing is run for it: a folder is no program, and that
  /// is told by a process that was made.
  static func refusal() -> LaunchRefusal? {
    let code = start("/", [])
    return switch code {
    case EAGAIN:
      LaunchRefusal(
        words: "the system gives this user no more processes now; \(ProcessBudget.advice)", cause: .limit)
    case ENOMEM:
      LaunchRefusal(
        words: "the system gives this user no more memory now: \(String(cString: strerror(code)))", cause: .failed)
    default: nil
    }
  }

  /// Whether this very program starts, which it is not left to do for long; nil, or why not.
  static func refusal(of program: String) -> String? {
    let code = start(program, ["--version"])
    return code == 0 ? nil : "the worker program \(program) could not be run: \(String(cString: strerror(code)))"
  }

  private static func start(_ path: String, _ arguments: [String]) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for file in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, file, "/dev/null", O_RDWR, 0)
    }
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var environment: [UnsafeMutablePointer<CChar>?] = [nil]
    var pid: pid_t = 0
    let code = posix_spawn(&pid, path, &actions, nil, &words, &environment)
    guard code == 0 else { return code }
    kill(pid, SIGKILL)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    return 0
  }
}
