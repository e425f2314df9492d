/// Why nobody is to be served for a user. Whoever is active is switched on and connected.
package enum InactiveReason: Sendable, Equatable {
  case switchedOff
  /// Switched on, but Google access is missing or was withdrawn.
  case notConnected
  case switchedOffAndNotConnected

  /// Nil for an active user.
  package init?(isSwitchedOn: Bool, isConnected: Bool) {
    switch (isSwitchedOn, isConnected) {
    case (true, true): return nil
    case (false, true): self = .switchedOff
    case (true, false): self = .notConnected
    case (false, false): self = .switchedOffAndNotConnected
    }
  }
}
