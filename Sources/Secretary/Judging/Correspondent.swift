package import struct FoundationEssentials.Date

/// What is known of the mail between the user and one other address: numbers only, nothing that anybody wrote. Nine columns
/// of a row carry it; forgetting somebody is deleting theirs.
package struct Correspondent: Sendable, Equatable, Codable {
  /// Their mails that could be answered.
  package var received: Int
  /// How many times the user wrote to them after they had written. Never more than `received`: two mails that are answered
  /// by one are answered once.
  package var answered: Int
  /// The user's mails to them, or in copy to them.
  package var written: Int
  /// Whether they have written since the user last wrote to them.
  package var isWaiting: Bool
  /// How long an answer took, in seconds, about the middle of all; nil before the first.
  package var typicalDelay: Double?
  /// Drafts to them that the user asked for.
  package var wanted: Int
  /// Drafts to them that the user dismissed.
  package var dismissed: Int
  package var lastReceived: Date?
  package var lastWritten: Date?

  package init(
    received: Int = 0, answered: Int = 0, written: Int = 0, isWaiting: Bool = false, typicalDelay: Double? = nil,
    wanted: Int = 0, dismissed: Int = 0, lastReceived: Date? = nil, lastWritten: Date? = nil
  ) {
    self.received = received
    self.answered = answered
    self.written = written
    self.isWaiting = isWaiting
    self.typicalDelay = typicalDelay
    self.wanted = wanted
    self.dismissed = dismissed
    self.lastReceived = lastReceived
    self.lastWritten = lastWritten
  }

  /// Counted no further: a program may write for years, and a sum of two such still is a number.
  package static let mostCounted = 1_000_000

  /// One thing that happened between the two.
  package enum Event: Sendable, Equatable, Codable {
    /// They wrote to the user.
    case received
    /// The user wrote to them.
    case written
    /// The user wrote to others, and to them in copy: that answers nothing of theirs.
    case copied
    /// The user asked for a draft to them.
    case wanted
    /// The user dismissed a draft to them.
    case dismissed
    /// The user took back a dismissal.
    case restored
  }

  /// Learns from one event after the other, in the order in which they happened. Clocks may go backwards; a delay does not.
  package mutating func learn(_ event: Event, at moment: Date) {
    switch event {
    case .received:
      Self.count(&received)
      isWaiting = true
      lastReceived = Self.later(lastReceived, moment)
    case .written:
      Self.count(&written)
      if isWaiting { answer(at: moment) }
      isWaiting = false
      lastWritten = Self.later(lastWritten, moment)
    case .copied:
      Self.count(&written)
      lastWritten = Self.later(lastWritten, moment)
    case .wanted: Self.count(&wanted)
    case .dismissed: Self.count(&dismissed)
    case .restored: dismissed = max(0, dismissed - 1)
    }
  }

  private mutating func answer(at moment: Date) {
    if answered < received { answered += 1 }
    guard let lastReceived else { return }
    let delay = max(0, moment.timeIntervalSince(lastReceived))
    // Half of all answers took longer and half less when steps up and down balance. No single one moves it far.
    guard let typical = typicalDelay else {
      typicalDelay = delay
      return
    }
    typicalDelay = delay > typical ? min(delay, max(typical, 1) * Self.delayStep) : max(delay, typical / Self.delayStep)
  }

  private static let delayStep = 1.5

  private static func count(_ number: inout Int) { number = min(number + 1, mostCounted) }

  private static func later(_ known: Date?, _ moment: Date) -> Date { known.map { max($0, moment) } ?? moment }
}
