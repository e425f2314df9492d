internal import Secretary

/// Spellings of telephone numbers.
enum CasePhone {
  /// A country's code, how its numbers begin, and the groups they are written in.
  static func plan(_ language: LetterLanguage) -> (country: String, prefix: String, groups: [Int]) {
    switch language {
    case .english: ("44", "77", [4, 3, 3])
    case .german: ("49", "17", [3, 8])
    case .french: ("33", "6", [1, 2, 2, 2, 2])
    case .spanish: ("34", "6", [3, 3, 3])
    default: ("39", "33", [3, 3, 4])
    }
  }

  static func spellings(country: String, national: String, groups: [Int]) -> [String] {
    // Spain and Italy write no zero before their mobile numbers.
    let zero = country == "34" || country == "39" ? "" : "0"
    var (parts, rest) = ([String](), Substring(national))
    for size in groups {
      parts.append(String(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    let blank = parts.joined(separator: " ")
    var all = [
      "+\(country) \(blank)", "+\(country)\(national)", "00\(country) \(blank)", "\(zero)\(blank)",
    ]
    if zero == "0" {
      all += ["\(zero)\(national)", "+\(country) (0)\(blank)", "\(zero)\(parts[0])/\(parts.dropFirst().joined())"]
      if country == "33" { all += ["\(zero)\(parts.joined(separator: "."))"] }
    }
    return all
  }
}
