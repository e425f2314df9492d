import CivilTime
import FoundationEssentials

/// Reads a search. Unknown operators are words, as in Gmail: nothing is refused.
struct SearchParser {
  private enum Token: Equatable {
    case word(String)
    case phrase(String)
    case open, close, openAny, closeAny, or, minus
  }

  private var tokens: ArraySlice<Token>
  private let labels: LabelList
  private let now: Date

  static func parse(_ text: String, labels: LabelList, now: Date) -> SearchQuery {
    var parser = SearchParser(tokens: scan(text)[...], labels: labels, now: now)
    return parser.sequence()
  }

  private mutating func sequence() -> SearchQuery {
    var parts: [SearchQuery] = []
    while let token = tokens.first, token != .close, token != .closeAny {
      if token == .or {
        tokens.removeFirst()
        guard let left = parts.popLast(), let right = term() else { continue }
        parts.append(.any([left, right]))
      } else if let part = term() {
        parts.append(part)
      }
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .everything : .all(parts)
  }

  private mutating func term() -> SearchQuery? {
    guard let token = tokens.popFirst() else { return nil }
    switch token {
    case .minus: return term().map { .not($0) }
    case .open:
      let inner = sequence()
      if tokens.first == .close { tokens.removeFirst() }
      return inner
    case .openAny:
      let inner = sequence()
      if tokens.first == .closeAny { tokens.removeFirst() }
      if case .all(let parts) = inner { return .any(parts) }
      return inner
    case .phrase(let text): return .words(text.lowercased(), header: nil)
    case .word(let text): return word(text)
    case .close, .closeAny, .or: return nil
    }
  }

  private mutating func word(_ text: String) -> SearchQuery? {
    guard let colon = text.firstIndex(of: ":") else { return .words(text.lowercased(), header: nil) }
    let name = text[..<colon].lowercased()
    var value = String(text[text.index(after: colon)...])
    if value.isEmpty, case .phrase(let phrase) = tokens.first {
      tokens.removeFirst()
      value = phrase
    }
    let lower = value.lowercased()
    switch name {
    case "from", "to", "cc", "bcc", "subject": return .words(lower, header: name)
    case "deliveredto": return .words(lower, header: "delivered-to")
    case "list": return .words(lower, header: "list-id")
    case "rfc822msgid": return .messageID(value.split { "<>".contains($0) }.first.map(String.init) ?? value)
    case "in":
      let own = ["anywhere": "ANYWHERE", "drafts": "DRAFT", "draft": "DRAFT", "chats": "CHAT", "chat": "CHAT"]
      return .label(own[lower] ?? labelID(value))
    case "label": return .label(labelID(value))
    case "category": return .label(lower == "primary" ? "CATEGORY_PERSONAL" : "CATEGORY_\(value.uppercased())")
    case "is": return lower == "read" ? .isRead : .label(lower.uppercased())
    case "has":
      switch lower {
      case "attachment": return .hasAttachment
      case "nouserlabels": return .hasNoUserLabels
      case "userlabels": return .not(.hasNoUserLabels)
      default: return .words(text.lowercased(), header: nil)
      }
    case "after", "newer": return Self.date(value).map { .after($0) } ?? .everything
    case "before", "older": return Self.date(value).map { .before($0) } ?? .everything
    case "newer_than": return Self.age(lower).map { .after(now.addingTimeInterval(-$0)) } ?? .everything
    case "older_than": return Self.age(lower).map { .before(now.addingTimeInterval(-$0)) } ?? .everything
    case "larger", "size": return Self.size(lower).map { .larger($0) } ?? .everything
    case "smaller": return Self.size(lower).map { .smaller($0) } ?? .everything
    default: return .words(text.lowercased(), header: nil)
    }
  }

  private func labelID(_ name: String) -> String {
    let wanted = name.lowercased()
    // Search writes a label's spaces and slashes as dashes.
    let match = labels.user.first { label in
      let own = label.name.lowercased()
      return own == wanted || own.map { $0 == " " || $0 == "/" ? "-" : $0 } == Array(wanted)
    }
    return match?.id ?? name.uppercased()
  }

  /// Epoch seconds are exact; a date is midnight Pacific.
  private static func date(_ text: String) -> Date? {
    if let seconds = Double(text) { return Date(timeIntervalSince1970: seconds) }
    let parts = text.split { "/-".contains($0) }.compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]), (1...31).contains(parts[2]) else { return nil }
    return GoogleTime.pacificMidnight(CivilDate(year: parts[0], month: parts[1], day: parts[2]))
  }

  private static func age(_ text: String) -> TimeInterval? {
    guard let unit = text.last, let count = Double(text.dropLast()) else { return nil }
    return ["h": 3600, "d": 86_400, "w": 604_800, "m": 30 * 86_400, "y": 365 * 86_400][unit].map { $0 * count }
  }

  private static func size(_ text: String) -> Int? {
    if let size = Int(text) { return size }
    guard let count = Int(text.dropLast()) else { return nil }
    return text.last == "k" ? count * 1024 : text.last == "m" ? count * 1_048_576 : nil
  }

  private static func scan(_ text: String) -> [Token] {
    var tokens: [Token] = []
    var rest = text[...]
    while let first = rest.first {
      switch first {
      case "(": tokens.append(.open)
      case ")": tokens.append(.close)
      case "{": tokens.append(.openAny)
      case "}": tokens.append(.closeAny)
      case "-": tokens.append(.minus)
      case "\"":
        let phrase = rest.dropFirst().prefix { $0 != "\"" }
        tokens.append(.phrase(String(phrase)))
        rest = rest.dropFirst(phrase.count + 2)
        continue
      case _ where first.isWhitespace: break
      default:
        let word = rest.prefix { !$0.isWhitespace && !"(){}\"".contains($0) }
        tokens.append(word == "OR" || word == "|" ? .or : word == "AND" ? .phrase("") : .word(String(word)))
        rest = rest.dropFirst(word.count)
        continue
      }
      rest.removeFirst()
    }
    return tokens.filter { $0 != .phrase("") }
  }
}
