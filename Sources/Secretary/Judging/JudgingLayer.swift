/// What a judgement looks at, the cheapest first.
package enum JudgingLayer: Int, Sendable, CaseIterable, Comparable {
  /// What the message says it is: triage's rules on one message.
  case headers = 1
  /// How the conversation stands.
  case thread
  /// How the user and the sender have dealt with each other so far.
  case relation
  /// What a model makes of its text, where it was asked.
  case reading

  package static func < (left: JudgingLayer, right: JudgingLayer) -> Bool { left.rawValue < right.rawValue }
}
