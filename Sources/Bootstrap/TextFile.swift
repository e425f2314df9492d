import Glibc
import Vault

/// A text file that an operator wrote: the configuration, or a secret.
enum TextFile {
  /// In bytes. The longest configuration anybody would write has a line or two for each of some thousand people.
  private static let longest = 1_000_000

  /// The text of the file, without the byte order mark that editors of another system write.
  ///
  /// - Parameters:
  ///   - name: what it is, as the subject of a sentence: `The configuration file /etc/…`.
  ///   - isSecret: whether it must be closed to others, as the master keys must.
  /// - Throws: a sentence for each way in which it cannot be read: what is wrong with the file, and what to do.
  static func read(_ path: String, name: String, isSecret: Bool = false) throws(BootstrapError) -> String {
    let bytes = try bytes(of: path, name: name, isSecret: isSecret)
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw .unusable("\(name) is written in UTF-16. Save it as UTF-8.")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .unusable("\(name) is not UTF-8 in line \(firstOddLine(bytes)). Save it as UTF-8.")
    }
    return text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
  }

  private static func bytes(of path: String, name: String, isSecret: Bool) throws(BootstrapError) -> [UInt8] {
    // A pipe that nobody writes to would be waited for.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unusable("\(name) \(reason(errno))") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unusable("\(name) \(reason(errno))") }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw .unusable("\(name) is a folder. Name the file in it.") }
    guard !isSecret || !FileRights.areTooOpen(status, path: path) else {
      let mode = FileRights.octal(status.st_mode)
      throw .unusable("\(name) is open to other users (mode \(mode)). Close it with `chmod 600 \(path)`.")
    }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= longest {
      let count = Glibc.read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unusable("\(name) \(reason(errno))") }
      guard count > 0 else { return bytes }
      bytes += piece[..<count]
    }
    throw .unusable("\(name) is larger than 1 MB. Is it the right one?")
  }

  static func reason(_ number: Int32) -> String {
    switch number {
    case ENOENT, ENOTDIR: "does not exist. Create it, or say where it is."
    case EACCES, EPERM:
      "may not be read by the user this program runs as (number \(geteuid())). Change its owner or its mode, or those of its folder."
    default: "cannot be read: \(String(cString: strerror(number)))."
    }
  }

  /// The number of the first line that is no UTF-8, from 1.
  private static func firstOddLine(_ bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return 1 + (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0)
  }
}
