import CLinux
import Glibc

/// Bytes that go with this process through `execve`, in a file without a name that nobody can change any more (`memfd_create`).
/// Nobody but this process has it.
package enum SealedFile {
  /// No more is read, in bytes.
  static let longest = 1 << 20

  /// Nil when the kernel gives none.
  static func hold(_ bytes: [UInt8]) -> Int32? {
    let file = secretary_unnamed_file("secretary-ticket")
    guard file >= 0 else { return nil }
    guard write(file, bytes, bytes.count) == bytes.count, secretary_seal(file) == 0 else {
      close(file)
      return nil
    }
    return file
  }

  /// All of it; nil when it is no such file. It stays open.
  package static func read(_ file: Int32) -> [UInt8]? {
    guard secretary_is_sealed(file) == 1 else { return nil }
    let size = lseek(file, 0, SEEK_END)
    guard (0...longest).contains(size) else { return nil }
    var bytes = [UInt8](repeating: 0, count: size)
    return pread(file, &bytes, bytes.count, 0) == bytes.count ? bytes : nil
  }
}
