internal import Secretary

/// Spellings of sums of money.
enum CaseAmount {
  static func spellings(cents: Int, currency: String, in language: LetterLanguage) -> [String] {
    let (whole, rest) = (cents / 100, cents % 100)
    let english = language == .english
    var numbers = [grouped(whole, english ? "," : ".") + (rest > 0 ? "\(english ? "." : ",")\(two(rest))" : "")]
    numbers.append(grouped(whole, english ? "," : ".") + "\(english ? "." : ",")\(two(rest))")
    if rest == 0 { numbers.append(String(whole)) }
    if language == .french || language == .spanish {
      numbers.append(grouped(whole, " ") + (rest > 0 ? ",\(two(rest))" : ""))
      numbers.append(grouped(whole, "\u{202F}") + ",\(two(rest))")
    }
    if currency == "CHF" {
      numbers = [grouped(whole, "'") + (rest > 0 ? ".\(two(rest))" : ".–"), grouped(whole, "’") + ".\(two(rest))"]
    }
    if whole >= 1_000, whole % 100 == 0, rest == 0, english, currency != "CHF" {
      numbers.append(whole % 1000 == 0 ? "\(whole / 1000)k" : "\(whole / 1000).\(whole % 1000 / 100)k")
    }
    return numbers.flatMap { number -> [String] in
      switch currency {
      case "EUR":
        english
          ? ["€\(number)", "EUR \(number)", "\(number) euros"]
          : [
            "\(number) €", "\(number) EUR",
            "\(number) \(language == .german || language == .italian ? "Euro" : "euros")", "EUR \(number)",
          ]
      case "CHF": ["CHF \(number)", number.contains("–") ? "Fr. \(number)" : "\(number) CHF"]
      default:
        english
          ? ["$\(number)", "USD \(number)", "\(number) dollars"] : ["\(number) $", "\(number) USD", "USD \(number)"]
      }
    }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func grouped(_ number: Int, _ mark: String) -> String {
    var (rest, groups) = (number, [String]())
    while rest >= 1_000 {
      let group = String(rest % 1_000)
      groups.insert(String(repeating: "0", count: 3 - group.utf8.count) + group, at: 0)
      rest /= 1_000
    }
    return ([String(rest)] + groups).joined(separator: mark)
  }
}
