import Bootstrap
import Glibc
import Secretary
import Worker

/// What opens the store is another program's: this one, which thousands run, knows no database and no command line. Started by hand
/// this process becomes that program.
enum SupervisorProgram {
  /// Returns only when that does not work, with why.
  static func become(_ words: [String]) -> WorkerEnd {
    let path = InstalledProgram.path(of: "secretary-supervisor")
    var pointers: [UnsafeMutablePointer<CChar>?] = ([path] + words).map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    execv(path, &pointers)
    return WorkerEnd(
      .configuration, "\(path) cannot be run: \(String(cString: strerror(errno))). Install it beside secretary-worker.")
  }
}
