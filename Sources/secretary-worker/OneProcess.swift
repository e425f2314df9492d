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
    let path = InstalledProgram.path(of: "secretary-supervisor")
    var words = [path, "run", "--one-process", "--config", options.config.file]
    if let level = options.log.level { words += ["--log-level", level.rawValue] }
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    execv(path, &pointers)
    return WorkerEnd(
      .configuration, "\(path) cannot be run: \(String(cString: strerror(errno))). Install it beside secretary-worker.")
  }
}
