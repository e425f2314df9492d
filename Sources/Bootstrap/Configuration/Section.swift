/// Reads one mapping of the file key by key, and remembers which keys it was asked for, so that every other key in the
/// file is reported as unknown. Problems are collected, not thrown: the reader of the file sees all of them at once.
struct Section {
  /// With its sections and a dot at the end, or empty for the file itself.
  private let prefix: String
  /// Where the section is; nil for the file itself.
  private let line: Int?
  private let entries: [YAMLNode.Entry]
  private var known: [String] = []
  private(set) var problems: [ConfigurationProblem] = []

  /// - `node`: nil when the section is not in the file, which is fine: every key has its default.
  init(_ node: YAMLNode?, name: String = "") {
    prefix = name.isEmpty ? "" : name + "."
    line = name.isEmpty ? nil : node?.line
    switch node {
    case nil, .scalar("", _):
      entries = []
    case .mapping(let entries, _):
      self.entries = entries
    case .some(let other):
      entries = []
      problems.append(
        ConfigurationProblem(line: other.line, key: name, words: "this must be a section of keys, each with its value"))
    }
    for (index, entry) in entries.enumerated() where entries[..<index].contains(where: { $0.key == entry.key }) {
      problems.append(
        ConfigurationProblem(line: entry.line, key: prefix + entry.key, words: "this key is given twice; keep one"))
    }
  }

  /// The names of all keys that are there, for sections whose keys are names.
  var names: [String] { entries.map(\.key) }

  /// Takes over what a section inside this one found.
  mutating func collect(_ section: Section) {
    problems += section.finished()
  }

  mutating func section(_ key: String) -> Section {
    Section(node(key), name: prefix + key)
  }

  /// Keeps what `read` makes of the text, or reports it when that is nil.
  mutating func text(_ key: String, into value: inout String, as read: (String) -> String?, allowed: String) {
    guard let text = scalar(key) else { return }
    guard !text.isEmpty else { return report(key, "a value is missing") }
    guard let canonical = read(text) else {
      return report(key, "'\(text)' is not allowed here; allowed: \(allowed)")
    }
    value = canonical
  }

  /// A list of single values: `[a, b]`, or `- a` line by line. Each value that `read` does not accept is reported on its
  /// own line.
  mutating func list(_ key: String, into values: inout [String], as read: (String) -> String?, allowed: String) {
    guard let node = node(key) else { return }
    guard case .list(let items, _) = node else {
      if case .scalar(let text, _) = node, !text.isEmpty {
        return report(key, "this must be a list, also for a single value; allowed: [\(Self.inList(text))]")
      }
      return report(key, "this must be a list; allowed: [a, b], or [] for none")
    }
    for item in items {
      guard case .scalar(let text, let line) = item else {
        report(key, "each value of this list must be a single one, not a section or a list", line: item.line)
        continue
      }
      guard let value = read(text) else {
        report(key, "'\(text)' is not allowed here; allowed: \(allowed)", line: line)
        continue
      }
      values.append(value)
    }
  }

  /// YAML reads some characters otherwise at the beginning of a value; these are then quoted.
  private static func inList(_ text: String) -> String {
    text.first.map { $0.isLetter || $0.isNumber } == true && !text.contains(",") ? text : "\"\(text)\""
  }

  mutating func duration(_ key: String, into value: inout Duration, atLeast minimum: Duration = .seconds(1)) {
    guard let text = scalar(key) else { return }
    guard let duration = DurationText.parse(text) else {
      return report(key, "'\(text)' is not a duration; allowed: \(DurationText.allowed)")
    }
    guard duration >= minimum else {
      return report(key, "\(text) is too short; allowed: \(DurationText.text(minimum)) or longer")
    }
    value = duration
  }

  mutating func durationOrNever(_ key: String, into value: inout Duration?) {
    guard let text = scalar(key) else { return }
    if text == "never" {
      value = nil
    } else if let duration = DurationText.parse(text) {
      value = duration
    } else {
      report(key, "'\(text)' is not allowed here; allowed: never, or \(DurationText.allowed)")
    }
  }

  /// An amount of memory in bytes; `none` is nil.
  mutating func memory(_ key: String, into value: inout Int?, atLeast minimum: Int) {
    guard let text = scalar(key) else { return }
    if text == "none" {
      value = nil
    } else if let bytes = MemoryText.parse(text) {
      guard bytes >= minimum else {
        return report(key, "\(text) is too little; allowed: \(MemoryText.text(minimum)) or more")
      }
      value = bytes
    } else {
      report(key, "'\(text)' is not allowed here; allowed: \(MemoryText.allowed)")
    }
  }

  mutating func integer(_ key: String, into value: inout Int, in range: ClosedRange<Int>) {
    guard let text = scalar(key) else { return }
    guard let number = Int(text), range.contains(number) else {
      return report(
        key, "'\(text)' is not allowed here; allowed: a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    value = number
  }

  mutating func choice<Choice: RawRepresentable<String>>(
    _ key: String, into value: inout Choice, among choices: [Choice]
  ) {
    guard let text = scalar(key) else { return }
    guard let choice = choices.first(where: { $0.rawValue == text }) else {
      let all = choices.map(\.rawValue).joined(separator: ", ")
      return report(key, "'\(text)' is not allowed here; allowed: \(all)")
    }
    value = choice
  }

  /// Reports a problem at a key's own line, or at the whole section's when the key is not there;
  /// `line` is for a value that has one of its own.
  mutating func report(_ key: String, _ words: String, line place: Int? = nil) {
    let line = place ?? entries.first { $0.key == key }?.line ?? line
    problems.append(ConfigurationProblem(line: line, key: prefix + key, words: words))
  }

  /// Every problem, unknown keys among them, from top to bottom.
  func finished() -> [ConfigurationProblem] {
    let unknown = entries.filter { !known.contains($0.key) }.map { entry in
      ConfigurationProblem(
        line: entry.line, key: prefix + entry.key,
        words: "there is no such key; allowed: \(known.sorted().joined(separator: ", "))")
    }
    return (problems + unknown).sorted { ($0.line ?? .max) < ($1.line ?? .max) }
  }

  private mutating func node(_ key: String) -> YAMLNode? {
    known.append(key)
    return entries.first { $0.key == key }?.value
  }

  private mutating func scalar(_ key: String) -> String? {
    guard let node = node(key) else { return nil }
    guard case .scalar(let text, _) = node else {
      report(key, "this must be a single value, not a section or a list")
      return nil
    }
    return text
  }
}
