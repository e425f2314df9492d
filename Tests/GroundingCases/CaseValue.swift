internal import CivilTime
internal import LinearTime
internal import Secretary

/// A value, and its spellings: no two need be alike in a thread and in its draft.
struct CaseValue: Sendable {
  enum Content: Sendable {
    case amount(cents: Int, currency: String)
    case day(Int)
    case time(Int)
    case phone(country: String, national: String, groups: [Int])
    case person(given: String, family: String)
    case text([String])
    case count(Int)
  }

  let content: Content
}

/// Makes values that differ from all it has made before, and writes them.
struct CaseValues {
  var random: SeededRandom
  let today: Int
  private var used: Set<String> = []

  init(random: SeededRandom, today: Int) {
    self.random = random
    self.today = today
  }

  mutating func pick<T>(_ list: [T]) -> T { list[Int.random(in: 0..<list.count, using: &random)] }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  private mutating func fresh<T>(_ make: (inout CaseValues) -> (T, [String])) -> T {
    while true {
      let (value, keys) = make(&self)
      if used.isDisjoint(with: keys) {
        used.formUnion(keys)
        return value
      }
    }
  }

  // MARK: Making

  mutating func make(_ topic: CaseTopic, in language: LetterLanguage) -> CaseValue {
    switch topic {
    case .price, .deposit:
      fresh { values in
        let cents =
          values.pick([100, 500, 1_000, 2_500, 5_000]) * values.number(1...400) + values.pick([0, 0, 0, 50, 95])
        return (
          CaseValue(content: .amount(cents: cents, currency: values.pick(["EUR", "EUR", "EUR", "CHF", "USD"]))),
          ["n\(cents / 100)", "c\(cents)"]
        )
      }
    case .delivery, .meeting, .payment:
      fresh { values in
        let day = values.today + values.number(2...90)
        let date = CivilDate(dayNumber: day)
        var keys = ["d\(date.month)-\(date.day)", "d\(date.day)-\(date.month)"]
        // Seven weekdays are soon used up; days far off are never told by theirs alone.
        if day - values.today <= 28 { keys.append("w\(CaseDate.weekday(of: day))") }
        // *Next Tuesday* is also the one after it.
        if day - values.today <= 7 {
          let later = CivilDate(dayNumber: day + 7)
          keys.append("d\(later.month)-\(later.day)")
        }
        return (CaseValue(content: .day(day)), keys)
      }
    case .time:
      fresh { values in
        let minutes = values.number(7...21) * 60 + values.pick([0, 0, 0, 15, 30, 45])
        return (CaseValue(content: .time(minutes)), ["t\(minutes % 720)", "n\(minutes / 60)", "n\(minutes / 60 % 12)"])
      }
    case .phone:
      fresh { values in
        let plan = CasePhone.plan(values.pick([language, .german, .french]))
        let digits = (0..<plan.groups.reduce(0, +) - plan.prefix.utf8.count).map { _ in String(values.number(0...9)) }
        let national = plan.prefix + digits.joined()
        return (
          CaseValue(content: .phone(country: plan.country, national: national, groups: plan.groups)), [national]
        )
      }
    case .person:
      fresh { values in
        let given = values.pick(CaseNames.given)
        let family = CaseNames.family(&values)
        return (CaseValue(content: .person(given: given, family: family)), [given, family])
      }
    case .company:
      fresh { values in
        let family = CaseNames.family(&values)
        return (CaseValue(content: .text([family + " " + values.pick(CaseNames.forms(language))])), [family])
      }
    case .place:
      fresh { values in
        let place = values.pick(CaseNames.places(language))
        return (CaseValue(content: .text([place])), [place])
      }
    case .link:
      fresh { values in
        let word = CaseNames.family(&values).lowercased()
        let path = "\(word).example/\(values.pick(["plans", "info", "a/b", "docs"]))/\(values.number(100...999))"
        return (CaseValue(content: .text(["https://\(path)", "https://www.\(path)", path, "http://\(path)/"])), [word])
      }
    case .address:
      fresh { values in
        let name = "\(values.pick(CaseNames.given).lowercased()).\(CaseNames.family(&values).lowercased())"
        let plain = name.unicodeScalars.filter { $0.isASCII }.map(String.init).joined()
        return (
          CaseValue(content: .text(["\(plain)@post.example", "\(plain.uppercased())@post.example"])), [plain]
        )
      }
    case .account:
      fresh { values in
        let country = values.pick([("DE", 18), ("FR", 23), ("ES", 20), ("AT", 16), ("NL", 0)])
        let digits = (0..<(country.1 == 0 ? 10 : country.1)).map { _ in String(values.number(0...9)) }.joined()
        let check = values.number(10...97)
        let iban = "\(country.0)\(check)\(country.1 == 0 ? "ABNA" : "")\(digits)"
        var grouped = ""
        for (place, scalar) in iban.unicodeScalars.enumerated() {
          if place > 0, place % 4 == 0 { grouped += " " }
          grouped.unicodeScalars.append(scalar)
        }
        return (CaseValue(content: .text([iban, grouped])), [iban])
      }
    case .nights:
      fresh { values in
        let count = values.number(2...12)
        return (CaseValue(content: .count(count)), ["n\(count)", "t\(count * 60 % 720)"])
      }
    case .percent:
      fresh { values in
        let (whole, half) = (values.number(13...60), values.pick([false, false, true]))
        let texts = half ? ["\(whole),5 %", "\(whole).5%"] : ["\(whole) %", "\(whole)%"]
        return (CaseValue(content: .text(texts)), ["n\(whole)"])
      }
    case .order:
      fresh { values in
        let digits = values.number(10_000...999_999)
        let texts = values.pick([["\(digits)"], ["INV-\(digits)", "inv-\(digits)".uppercased()], ["RE\(digits)"]])
        return (CaseValue(content: .text(texts)), ["\(digits)"])
      }
    }
  }

  // MARK: Writing

  /// One spelling in a language; a source says the whole name. `allowsRelative` is about *next Tuesday* and the like.
  mutating func write(
    _ value: CaseValue, in language: LetterLanguage, on day: Int, allowsRelative: Bool, isSource: Bool
  ) -> String {
    switch value.content {
    case .amount(let cents, let currency): pick(CaseAmount.spellings(cents: cents, currency: currency, in: language))
    case .day(let number):
      pick(CaseDate.spellings(number, on: day, in: language, allowsRelative: allowsRelative))
    case .time(let minutes): pick(CaseDate.spellings(time: minutes, in: language))
    case .phone(let country, let national, let groups):
      pick(CasePhone.spellings(country: country, national: national, groups: groups))
    case .person(let given, let family):
      isSource ? "\(given) \(family)" : pick(CaseNames.spellings(given, family, in: language))
    case .text(let texts): pick(texts)
    case .count(let count): pick(["\(count)", CaseNames.numberWords[language]?[count - 2] ?? "\(count)"])
    }
  }
}
