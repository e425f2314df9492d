import Blocking
import CLinux
import Glibc
import Synchronization

/// Answers the messages of one connection, one after the other.
package protocol FrameAnswering: Sendable {
  /// Bytes that its next message may have.
  var longestMessage: Int { get }
  /// Nil hangs up.
  func answer(_ message: [UInt8]) async -> [UInt8]?
}

/// Serves many connections of our own user at a local socket. One that waits costs a descriptor and about a kilobyte; one that
/// sends what is no message, too slowly or too much is closed, and nobody else notices.
package final class FrameServer: Sendable {
  package struct Limits: Sendable {
    /// Connections at one time; who comes then is hung up on.
    package var connections: Int
    /// How long a message may take from its first byte to its last, an answer to be fetched, and a new connection to say anything.
    package var pace: Duration

    package init(connections: Int, pace: Duration = .seconds(10)) {
      self.connections = connections
      self.pace = pace
    }
  }

  /// What tasks tell the thread that has the connections.
  enum Word: Sendable {
    case answer(ConnectionID, [UInt8]?)
    case hangUp(ConnectionID)
    case stop
  }

  private let file: SocketFile
  private let listener: Int32
  private let limits: Limits
  private let mail: FrameMail

  /// Listens from now on; who connects is served once `serve` runs.
  package init(at path: String, limits: Limits) throws(LocalSocketError) {
    mail = try FrameMail()
    file = SocketFile(path: path)
    listener = try file.listen(backlog: 4096)
    self.limits = limits
  }

  /// Serves until `stop`, and gives the last answers.
  ///
  /// - Parameter welcome: makes what answers a new connection; it is given what hangs up on that.
  package func serve(_ welcome: @escaping @Sendable (_ hangUp: @escaping @Sendable () -> Void) -> any FrameAnswering)
    async
  {
    let (arrivals, arrived) = AsyncStream.makeStream(of: FrameArrival.self)
    await withDiscardingTaskGroup { group in
      group.addTask { [file, listener, limits, mail] in
        await OwnThread.run { FrameLoop(file, listener: listener, limits, mail).run(welcome, arrived) }
        arrived.finish()
      }
      for await arrival in arrivals {
        group.addTask { [mail] in
          mail.post(.answer(arrival.connection, await arrival.answering.answer(arrival.message)))
        }
      }
    }
  }

  package func stop() { mail.post(.stop) }
}

/// A descriptor, and which of the connections it was: descriptors are used again.
struct ConnectionID: Sendable, Hashable {
  var descriptor: Int32
  var number: Int
}

/// A whole message that came.
struct FrameArrival: Sendable {
  var connection: ConnectionID
  var answering: any FrameAnswering
  var message: [UInt8]
}

/// Words for the thread that waits for descriptors, with a descriptor that wakes it.
final class FrameMail: Sendable {
  let bell: Int32
  private let words = Mutex<[FrameServer.Word]>([])

  init() throws(LocalSocketError) {
    bell = secretary_new_bell()
    guard bell >= 0 else { throw .unusable(reason: String(cString: strerror(errno))) }
  }

  deinit { close(bell) }

  func post(_ word: FrameServer.Word) {
    let wasEmpty = words.withLock { words in
      defer { words.append(word) }
      return words.isEmpty
    }
    if wasEmpty { secretary_ring(bell) }
  }

  func takeAll() -> [FrameServer.Word] {
    secretary_silence(bell)
    return words.withLock { words in
      defer { words = [] }
      return words
    }
  }
}
