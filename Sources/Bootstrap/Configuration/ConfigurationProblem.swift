/// One thing wrong in the configuration file: where, which key, and what is allowed instead.
package struct ConfigurationProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// Counted from 1; nil when the problem has no place, such as a missing key of the whole file.
  package var line: Int?
  /// The key with its sections: `worker.interval`. Empty when the file as a whole is meant.
  package var key: String
  /// A sentence that says what is wrong and what is allowed.
  package var words: String

  package init(line: Int?, key: String, words: String) {
    self.line = line
    self.key = key
    self.words = words
  }

  package var description: String {
    let place = line.map { "line \($0): " } ?? ""
    return place + (key.isEmpty ? words : "\(key): \(words)")
  }
}
