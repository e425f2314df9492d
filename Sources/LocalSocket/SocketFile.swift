import CLinux
import Glibc

/// The name of a local socket among all files.
struct SocketFile {
  let path: String

  private static let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)

  /// A listening socket at that path, for our own user only. It takes the place of whatever socket was there in one step, so that nobody
  /// who looks for it finds nothing.
  func listen(backlog: Int32) throws(LocalSocketError) -> Int32 {
    let descriptor = try Self.socket()
    do throws(LocalSocketError) {
      // The file takes its rights from the socket, so that it is never open to others, not even at first.
      fchmod(descriptor, 0o600)
      let beside = SocketFile(path: path + "~")
      unlink(beside.path)
      guard try beside.withAddress({ bind(descriptor, $0, $1) }) == 0, Glibc.listen(descriptor, backlog) == 0,
        rename(beside.path, path) == 0
      else { throw .unusable(reason: "\(path): \(String(cString: strerror(errno)))") }
      return descriptor
    } catch {
      Glibc.close(descriptor)
      throw error
    }
  }

  /// A connection to whoever listens there; nil when nobody does, or has no room for us at this moment.
  func connect() throws(LocalSocketError) -> Int32? {
    let descriptor = try Self.socket()
    if try withAddress({ Glibc.connect(descriptor, $0, $1) }) == 0 { return descriptor }
    let code = errno
    Glibc.close(descriptor)
    guard [ENOENT, ECONNREFUSED, EAGAIN, EINTR].contains(code) else {
      throw .unusable(reason: "\(path): \(String(cString: strerror(code)))")
    }
    return nil
  }

  /// Device and number of the file; nil when there is none.
  var identity: [UInt64]? {
    var status = stat()
    return lstat(path, &status) == 0 ? [UInt64(status.st_dev), UInt64(status.st_ino)] : nil
  }

  private static func socket() throws(LocalSocketError) -> Int32 {
    let descriptor = Glibc.socket(AF_UNIX, kind, 0)
    guard descriptor >= 0 else { throw .unusable(reason: String(cString: strerror(errno))) }
    return descriptor
  }

  private func withAddress(
    _ use: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws(LocalSocketError) -> Int32 {
    var address = sockaddr_un()
    guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw .unusable(reason: "the path \(path) is too long for a socket")
    }
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        use($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
