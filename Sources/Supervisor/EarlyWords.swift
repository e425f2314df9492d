import Secretary

/// What processes said whose start the launcher has not told of yet: a worker may be ready before that is known.
struct EarlyWords {
  /// Processes that are remembered, at most.
  static let most = 1_024

  private var said: [Int32: [WorkerMessage]] = [:]

  mutating func keep(_ message: WorkerMessage, from pid: Int32) {
    // Anybody of our own user may write to the socket.
    if said.count >= Self.most { said = [:] }
    if said[pid, default: []].count < 8 { said[pid, default: []].append(message) }
  }

  mutating func take(of pid: Int32) -> [WorkerMessage] { said.removeValue(forKey: pid) ?? [] }

  /// Nobody is being started: whoever spoke was no worker of ours.
  mutating func clear() { if !said.isEmpty { said = [:] } }
}
