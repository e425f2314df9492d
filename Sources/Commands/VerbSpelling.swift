package import ArgumentParser
import Bootstrap
import Glibc
import Secretary

/// What somebody meant who named a verb that there is not. The parser takes such a word for an argument of the default verb, and
/// says something of that one. Options may stand before it.
package enum VerbSpelling {
  /// A sentence about the first word that names no verb of `program`; nil when each does.
  ///
  /// - Parameter valued: options of the default verb whose value is the next word.
  package static func mistake(
    in arguments: [String], of program: any ParsableCommand.Type, valued: Set<String> = ["--config", "--log-level"]
  ) -> String? {
    var command: any ParsableCommand.Type = program
    var isValue = false
    for word in arguments {
      let verbs = command.configuration.subcommands
      guard !verbs.isEmpty else { return nil }
      if isValue || word.hasPrefix("-") {
        isValue = !isValue && valued.contains(word)
        continue
      }
      let names = verbs.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
      if let next = verbs.first(where: { $0._commandName == word }) {
        command = next
      } else if word == "help" {
        return nil
      } else {
        return sentence(about: word, among: names)
      }
    }
    return nil
  }

  private static func sentence(about word: String, among names: [String]) -> String {
    let near = names.map { ($0, distance(word, $0)) }.min { $0.1 < $1.1 }
    // As far apart as that, any short word is like any other.
    if let near, near.1 <= max(1, near.0.utf8.count / 3) {
      return "There is no verb '\(word)'. Did you mean '\(near.0)'?"
    }
    return "There is no verb '\(word)'. There are: \(names.joined(separator: ", "))."
  }

  /// How many letters were left out, added, mistaken for another or swapped with their neighbour (optimal string alignment).
  static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.utf8.prefix(40)), Array(right.utf8.prefix(40)))
    var before: [Int] = []
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var line = [row + 1]
      for column in 0..<right.count {
        var best = min(
          line[column] + 1, last[column + 1] + 1, last[column] + (left[row] == right[column] ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, before[column - 1] + 1)
        }
        line.append(best)
      }
      (before, last) = (last, line)
    }
    return last[right.count]
  }

  /// Ends the program with the sentence, when there is one.
  package static func check(_ program: any ParsableCommand.Type) {
    guard let mistake = mistake(in: Array(CommandLine.arguments.dropFirst()), of: program) else { return }
    Terminal.say("\(program._commandName): \(mistake)")
    exit(ExitStatus.usage.rawValue)
  }
}
