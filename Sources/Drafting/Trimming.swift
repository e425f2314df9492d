extension StringProtocol {
  /// Without blanks and empty lines at both ends.
  func trimmingBlank() -> String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
