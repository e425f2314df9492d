internal import CivilTime

/// Something in a text that can be right or wrong, and what it says however it is spelled.
package struct Fact: Sendable, Hashable {
  package enum Kind: String, Sendable, Codable, CodingKeyRepresentable, CaseIterable {
    case name, number, amount, date, time, weekday, link, address, phone, account
  }

  package let kind: Kind
  /// In Unicode scalars of the text.
  package let range: Range<Int>
  /// As it is written there.
  package let text: String
  /// What it may mean. An ambiguous spelling, such as 03/11, has all it may be; empty when it contradicts itself.
  package let meanings: [FactMeaning]
}

/// What a fact says, in one form for every spelling of it.
package enum FactMeaning: Sendable, Hashable {
  /// Digits, and a point before decimals.
  case number(String)
  case percent(String)
  /// A number and a currency of ISO 4217.
  case amount(String, String)
  /// A word with digits in it, such as the number of an invoice.
  case code(String)
  /// Days since 1970-01-01.
  case day(Int)
  /// A weekday and the day it is said to be, which it is not.
  case wrongWeekday(Int, Int)
  /// Months since the year 0.
  case month(Int)
  case year(Int)
  /// A month of whatever year.
  case monthName(Int)
  /// The Monday it begins with, in days since 1970-01-01.
  case week(Int)
  /// ISO 8601: Monday is 1.
  case weekday(Int)
  /// Minutes after midnight.
  case time(Int)
  /// A web address without scheme, `www.` and what closes it.
  case link(String)
  case host(String)
  case address(String)
  /// A telephone number without the country's code.
  case phone(String)
  /// The country's code and the number.
  case phoneAbroad(String, String)
  /// A number with its country's code, as one without it is compared.
  case phoneWithin(String)
  case account(String)
  /// Words of a name, without capitals and accents.
  case name([String])
}

extension FactMeaning {
  /// What else is said by saying this: whoever writes a day has named its weekday, its month and its year.
  ///
  /// - Parameter day: when it was said. A weekday follows from a day within some weeks of it only.
  func implied(on day: Int) -> [FactMeaning] {
    switch self {
    case .day(let number):
      let date = CivilDate(dayNumber: number)
      let near: [FactMeaning] =
        abs(number - day) <= 28 ? [.weekday(CalendarWords.weekday(of: number))] : []
      return near + [
        .week(CalendarWords.monday(of: number)), .month(date.year * 12 + date.month - 1), .monthName(date.month),
        .year(date.year), .number(String(date.year)),
      ]
    case .month(let months): return [.monthName(months % 12 + 1), .year(months / 12), .number(String(months / 12))]
    case .amount(let value, _): return [.number(value)]
    case .percent(let value): return [.number(value)]
    case .year(let year): return [.number(String(year))]
    case .link(let link): return [.host(String(link.prefix { $0 != "/" && $0 != "?" && $0 != "#" }))]
    case .address(let address):
      let host = address.split(separator: "@").last.map(String.init) ?? ""
      return [.host(host), .link(host)]
    case .phoneAbroad(_, let national): return [.phoneWithin(national)]
    default: return []
    }
  }

  /// What would trace this in a draft.
  var sought: [FactMeaning] {
    switch self {
    // A number without its country's code is the same as one with any, but two codes are two numbers.
    case .phone(let national): [self, .phoneWithin(national)]
    case .phoneAbroad(_, let national): [self, .phone(national)]
    // The host alone is traced to any address of a page there.
    case .link(let link) where !link.contains("/"): [self, .host(link)]
    default: [self]
    }
  }
}
