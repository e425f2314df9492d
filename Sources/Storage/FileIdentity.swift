import Glibc

/// Which file a path names, links not followed: two that are equal are the same file.
package struct FileIdentity: Sendable, Equatable {
  private let device: dev_t
  private let inode: ino_t
  package let isSocket: Bool

  /// Nil when nothing lies there.
  package init?(of path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    (device, inode, isSocket) = (status.st_dev, status.st_ino, status.st_mode & S_IFMT == S_IFSOCK)
  }
}
