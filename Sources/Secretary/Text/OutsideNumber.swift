extension ClosedRange where Bound: LosslessStringConvertible {
  /// A number that somebody outside wrote: nil when the text is no number, or one beyond the range. Every number out of
  /// a header, a form or an answer is read here, as `Double("nan")` and `Int.max` are numbers to Swift too, and the sum
  /// or the conversion that meets them ends the process.
  package func number(in text: some StringProtocol) -> Bound? {
    guard text.utf8.count <= 40 else { return nil }
    return number(Bound(String(text)))
  }

  /// The same of a number that a decoder has read.
  package func number(_ value: Bound?) -> Bound? {
    guard let value, contains(value) else { return nil }
    return value
  }
}
