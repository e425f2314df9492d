import Commands
import FoundationEssentials
import Glibc
import Logging
import Secretary
import Worker

/// `--all`: leases, intervals, restarts and status of many users are the supervisor's work whatever a worker is, so this process
/// becomes the supervisor, which serves them all in itself.
enum OneProcess {
  /// Returns only when that does not work, with why.
  static func become(_ options: SecretaryWorker) -> WorkerEnd {
    let path = supervisor
    var words = [path, "run", "--one-process", "--config", options.config.file]
    if let level = options.log.level { words += ["--log-level", level.rawValue] }
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    execv(path, &pointers)
    return WorkerEnd(
      .configuration, "\(path) cannot be run: \(String(cString: strerror(errno))). Install it beside secretary-worker.")
  }

  /// Beside this very program, links followed.
  private static var supervisor: String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = max(0, readlink("/proc/self/exe", &buffer, buffer.count))
    let us = String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return us.prefix(through: us.lastIndex(of: "/") ?? us.startIndex) + "secretary-supervisor"
  }
}
