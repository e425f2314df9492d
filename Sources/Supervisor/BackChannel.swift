import CLinux
import Dispatch
import Glibc
import Secretary

/// The socket on which workers speak `sd_notify` to us. It lies in a folder nobody else may enter, and the kernel says
/// which process sent a datagram, so no worker can speak for another.
@MainActor final class BackChannel {
  let path: String
  /// The folder that was made for the socket and goes with it.
  private let folder: String?
  private let socket: Int32
  private let source: any DispatchSourceRead

  /// In `folder`, or without one in a private folder of its own below `/tmp`.
  init(in folder: String?, inbox: Inbox) throws(SupervisorError) {
    let place: String
    if let folder {
      place = folder
      self.folder = nil
    } else {
      place = try Self.privateFolder()
      self.folder = place
    }
    path = place + "/workers.sock"
    // Left behind by one who was killed; the lock on the store says that nobody uses it.
    unlink(path)
    socket = try Self.bound(to: path)
    let queue = DispatchQueue(label: "back channel")
    source = DispatchSource.makeReadSource(fileDescriptor: socket, queue: queue)
    let descriptor = socket
    source.setEventHandler { @Sendable in
      let messages = Self.received(on: descriptor)
      if !messages.isEmpty { inbox.post(.heard(messages)) }
    }
    source.setCancelHandler { @Sendable in Glibc.close(descriptor) }
    source.resume()
  }

  func close() {
    source.cancel()
    unlink(path)
    if let folder { rmdir(folder) }
  }

  private nonisolated static func received(on socket: Int32) -> [(pid: Int32, WorkerMessage)] {
    var messages: [(pid: Int32, WorkerMessage)] = []
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer in
      while messages.count < 1000 {
        var sender: pid_t = 0
        let length = secretary_receive_notification(socket, buffer.baseAddress, buffer.count, &sender)
        if length < 0 { return }
        if sender > 0 { messages.append((sender, WorkerMessage(datagram: buffer.prefix(length)))) }
      }
    }
    return messages
  }

  private nonisolated static func bound(to path: String) throws(SupervisorError) -> Int32 {
    var address = sockaddr_un()
    let capacity = MemoryLayout.size(ofValue: address.sun_path)
    guard path.utf8.count < capacity else { throw .backChannel(reason: "the path \(path) is too long") }
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let descriptor = Glibc.socket(
      AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else { throw .backChannel(reason: String(cString: strerror(errno))) }
    var on: Int32 = 1
    // Room for a burst: every worker of a large fleet may speak in the same second.
    var room: Int32 = 4 << 20
    setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &room, socklen_t(MemoryLayout<Int32>.size))
    let bound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard bound == 0,
      setsockopt(descriptor, SOL_SOCKET, SO_PASSCRED, &on, socklen_t(MemoryLayout<Int32>.size)) == 0,
      chmod(path, 0o600) == 0
    else {
      let reason = String(cString: strerror(errno))
      Glibc.close(descriptor)
      throw .backChannel(reason: "\(path): \(reason)")
    }
    return descriptor
  }

  private nonisolated static func privateFolder() throws(SupervisorError) -> String {
    var template = Array("/tmp/secretary-supervisor-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw .backChannel(reason: String(cString: strerror(errno))) }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
