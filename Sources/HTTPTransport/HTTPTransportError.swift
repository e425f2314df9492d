/// Why there is no reply. What matters to a caller who wrote something is whether the server may have acted on it.
package enum HTTPTransportError: Error, Sendable, Equatable, CustomStringConvertible {
  /// No byte of the request left this machine for the server: it cannot have been acted on.
  case neverReached(String)
  /// The request was under way when it failed: it may have been acted on.
  case answerUnknown(String)
  /// The reply was longer than allowed. The server has acted.
  case tooLarge(limit: Int)
  /// The task was cancelled. Whether the server acted is unknown.
  case cancelled
  /// Not a URL this transport talks to: plain http to another machine, another scheme, credentials inside.
  case refusedURL(String)

  package var description: String {
    switch self {
    case .neverReached(let words): "the server was not reached: \(words)"
    case .answerUnknown(let words): "no complete answer came: \(words)"
    case .tooLarge(let limit): "the answer was longer than \(limit) bytes"
    case .cancelled: "the request was cancelled"
    case .refusedURL(let words): "the address is refused: \(words)"
    }
  }
}
