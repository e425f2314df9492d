/// Something a draft leaves for the person to fill in: `[[price?]]`.
package struct DraftGap: Sendable, Hashable {
  /// What is missing, at most `longestName` scalars, without the question mark. Stands on the page beside its field.
  package let name: String
  /// Whether it is written with a question mark, as writers are told to.
  package let isQuestion: Bool
  /// In Unicode scalars of the text, brackets included.
  package let range: Range<Int>
}

/// The gaps of a text. Nothing is nested: of brackets within brackets, the inner pair is one.
package struct DraftGaps: Sendable {
  /// Fields that a page has. What is left beyond them still keeps the draft from being approved.
  package static let most = 20
  package static let longestName = 80

  private let scalars: [Unicode.Scalar]
  private let all: [DraftGap]

  package init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    all = Self.find(in: scalars)
  }

  /// The first of every name, in the order of the text: a field each.
  package var fields: [DraftGap] {
    var names: Set<String> = []
    return Array(all.filter { names.insert($0.name).inserted }.prefix(Self.most))
  }

  /// How many are open, with every repetition. A draft with any cannot be approved.
  package var count: Int { all.count }
  package var isEmpty: Bool { all.isEmpty }

  var ranges: [Range<Int>] { all.map(\.range) }

  /// The text with what was typed for each name; a gap without a value, or with a blank one, stays open. A value is put in as
  /// it is, and what looks like a gap in it is one afterwards.
  package func filled(with values: [String: String]) -> String {
    var text = String.UnicodeScalarView()
    var place = 0
    for gap in all {
      guard let value = values[gap.name]?.trimmed, !value.isEmpty else { continue }
      text.append(contentsOf: scalars[place..<gap.range.lowerBound])
      text.append(contentsOf: value.unicodeScalars)
      place = gap.range.upperBound
    }
    text.append(contentsOf: scalars[place...])
    return String(text)
  }

  private static func find(in scalars: [Unicode.Scalar]) -> [DraftGap] {
    var gaps: [DraftGap] = []
    var opening: Int?
    var index = 0
    while index + 1 < scalars.count {
      let pair = (scalars[index], scalars[index + 1])
      if pair == ("[", "[") {
        opening = index
        index += 2
        // Of three brackets, the last two open.
        while index < scalars.count, scalars[index] == "[" {
          opening = index - 1
          index += 1
        }
      } else if pair == ("]", "]"), let start = opening {
        let inside = String(String.UnicodeScalarView(scalars[(start + 2)..<index]))
        var name = inside.trimmed
        let isQuestion = name.unicodeScalars.last == "?"
        while name.unicodeScalars.last == "?" { name.unicodeScalars.removeLast() }
        name = name.trimmed.scalars(longestName)
        if !name.isEmpty { gaps.append(DraftGap(name: name, isQuestion: isQuestion, range: start..<(index + 2))) }
        opening = nil
        index += 2
      } else {
        if ["\n", "\r", "[", "]"].contains(scalars[index]) { opening = nil }
        index += 1
      }
    }
    return gaps
  }
}
