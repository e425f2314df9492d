extension Int {
  /// With a noun whose plural ends in "s": "1 draft", "2 drafts".
  package func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
