import CLinux
import Dispatch
import Glibc
import Logging
import Secretary
import Storage

/// The socket on which workers speak `sd_notify` to us. Only our own user may write to it, and the kernel says which process
/// sent a datagram, so no worker can speak for another.
@MainActor final class BackChannel {
  /// For life: workers that run know no other.
  let path: String
  /// Beside it: where workers find the store. Its name is shorter, so there is room for it where there is for the other.
  let storeSocket: String
  /// The folder that was made for the socket and goes with it.
  private let folder: String?
  private let events: EventQueue
  private let logger: Logger
  private var end: End

  /// A bound socket, and what names it among all files.
  private struct End {
    var source: any DispatchSourceRead
    var file: FileIdentity
  }

  /// In `folder` if there is one, as under systemd. Else beside the store, where nobody cleans up as in `/tmp` or at a
  /// logout; and where that path is too long for a socket, or takes none, in a private folder below `/tmp`.
  init(in folder: String?, beside file: StoreFile? = nil, events: EventQueue, logger: Logger) throws(SupervisorError) {
    self.events = events
    self.logger = logger
    if let folder {
      (path, storeSocket, self.folder) = (folder + "/workers.sock", folder + "/store.sock", nil)
    } else if let file, let end = try? Self.listen(at: file.workersSocket, events) {
      (path, storeSocket, self.folder, self.end) = (file.workersSocket, file.storeSocket, nil, end)
      return
    } else {
      let place = try Self.privateFolder()
      (path, storeSocket, self.folder) = (place + "/workers.sock", place + "/store.sock", place)
    }
    end = try Self.listen(at: path, events)
  }

  /// Puts the socket back where workers look for it, if somebody took it away. What was said meanwhile is lost: a word of
  /// status, and seldom a worker that said it was ready, which is then started again.
  ///
  /// - Returns: why it cannot be put back, if so. Nobody hears the workers then, and who cannot be heard is killed.
  @discardableResult
  func mend() -> SupervisorError? {
    guard FileIdentity(of: path) != end.file else { return nil }
    do throws(SupervisorError) {
      // systemd makes its folder for us once, at the start; where we may, we make it again.
      if folder == nil, let place = path.lastIndex(of: "/").map({ String(path[..<$0]) }), !place.isEmpty {
        mkdir(place, 0o700)
      }
      if let folder, mkdir(folder, 0o700) != 0, errno != EEXIST || !Self.isOurs(folder) {
        throw .backChannel(reason: "the folder \(folder) was removed and is somebody else's now")
      }
      let anew = try Self.listen(at: path, events)
      end.source.cancel()
      end = anew
      logger.notice("the workers' notification socket was removed by somebody and is back at \(path)")
      return nil
    } catch {
      return .backChannel(reason: "\(path) was removed by somebody and cannot be made again (\(error))")
    }
  }

  func close() {
    end.source.cancel()
    if FileIdentity(of: path) == end.file { unlink(path) }
    if let folder { rmdir(folder) }
  }

  private nonisolated static func listen(at path: String, _ events: EventQueue) throws(SupervisorError) -> End {
    // Left behind by one who was killed; the lock on the store says that nobody uses it.
    if FileIdentity(of: path)?.isSocket == true { unlink(path) }
    let descriptor = try bound(to: path)
    guard let file = FileIdentity(of: path) else {
      Glibc.close(descriptor)
      throw .backChannel(reason: "\(path) was removed at once")
    }
    let source = DispatchSource.makeReadSource(
      fileDescriptor: descriptor, queue: DispatchQueue(label: "back channel"))
    source.setEventHandler { @Sendable in
      let messages = received(on: descriptor)
      if !messages.isEmpty { events.post(.heard(messages)) }
    }
    source.setCancelHandler { @Sendable in Glibc.close(descriptor) }
    source.resume()
    return End(source: source, file: file)
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
    // The file takes its rights from the socket, so that it is never open to others, not even at first.
    fchmod(descriptor, 0o600)
    let bound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard bound == 0, setsockopt(descriptor, SOL_SOCKET, SO_PASSCRED, &on, socklen_t(MemoryLayout<Int32>.size)) == 0
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

  private nonisolated static func isOurs(_ folder: String) -> Bool {
    var status = stat()
    return lstat(folder, &status) == 0 && status.st_mode == S_IFDIR | 0o700 && status.st_uid == geteuid()
  }
}
