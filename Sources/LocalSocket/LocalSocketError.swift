/// Why a local socket could not do as asked. Printing it is safe anywhere.
package enum LocalSocketError: Error, Equatable {
  /// Nobody answers there, the other end hung up, or it took too long.
  case unreachable
  /// The socket cannot be made or used, for a reason in words.
  case unusable(reason: String)
}

extension LocalSocketError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreachable: "Nobody answers there."
    case .unusable(let reason): "The socket cannot be used: \(reason)."
    }
  }
}
