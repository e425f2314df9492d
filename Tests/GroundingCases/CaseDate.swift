internal import CivilTime
internal import Secretary

/// Spellings of days and times.
enum CaseDate {
  private static let months: [LetterLanguage: [String]] = [
    .english: words("January February March April May June July August September October November December"),
    .german: words("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
    .french: words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    .spanish: words("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
    .italian: words("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
  ]

  static let weekdays: [LetterLanguage: [String]] = [
    .english: words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    .german: words("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
    .french: words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    .spanish: words("lunes martes miércoles jueves viernes sábado domingo"),
    .italian: words("lunedì martedì mercoledì giovedì venerdì sabato domenica"),
  ]

  /// ISO 8601: Monday is 1.
  static func weekday(of day: Int) -> Int { (day + 3) % 7 + 1 }

  private static func words(_ list: String) -> [String] { list.split(separator: " ").map(String.init) }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  static func spellings(_ number: Int, on day: Int, in language: LetterLanguage, allowsRelative: Bool) -> [String] {
    let date = CivilDate(dayNumber: number)
    let (d, m, y) = (date.day, date.month, date.year)
    let month = months[language]?[m - 1] ?? ""
    let weekday = weekdays[language]?[weekday(of: number) - 1] ?? ""
    let iso = "\(y)-\(two(m))-\(two(d))"
    var all: [String]
    switch language {
    case .english:
      let short = m == 5 ? "May" : String(month.prefix(3))
      let ending = (11...13).contains(d) ? "th" : [1: "st", 2: "nd", 3: "rd"][d % 10] ?? "th"
      all = [
        "\(d) \(short)", "\(short) \(d)\(ending)", "\(month) \(d), \(y)", "\(d) \(month) \(y)",
        "the \(d)\(ending) of \(month)",
        "\(weekday), \(d) \(month)", "\(two(d))/\(two(m))/\(y)", "\(two(m))/\(two(d))", iso, "\(weekday) \(short) \(d)",
      ]
    case .german:
      all = [
        "\(d). \(month)", "\(d). \(month) \(y)", "\(two(d)).\(two(m)).", "\(d).\(m).\(y)",
        "\(two(d)).\(two(m)).\(two(y % 100))",
        "\(weekday), den \(d). \(month)", "\(weekday.prefix(2)), \(two(d)).\(two(m)).", "\(d).\(m).", iso,
      ]
    case .french:
      let first = d == 1 ? "1er" : "\(d)"
      all = [
        "\(first) \(month)", "\(first) \(month) \(y)", "\(weekday) \(first) \(month)", "\(two(d))/\(two(m))/\(y)",
        "\(two(d))/\(two(m))",
        "\(weekday) \(two(d))/\(two(m))",
      ]
    case .spanish:
      all = [
        "\(d) de \(month)", "\(d) de \(month) de \(y)", "\(weekday) \(d) de \(month)", "\(two(d))/\(two(m))/\(y)",
        "\(two(d))/\(two(m))",
        "\(two(d))-\(two(m))-\(y)",
      ]
    default:
      all = [
        "\(d) \(month)", "\(d) \(month) \(y)", "\(weekday) \(d) \(month)", "\(two(d))/\(two(m))/\(y)",
        "\(two(d))/\(two(m))",
        "\(two(d)).\(two(m)).\(y)",
      ]
    }
    if allowsRelative, (1...6).contains(number - day) {
      switch language {
      case .english: all += [weekday, "next \(weekday)", weekday]
      case .german: all += [weekday, "nächsten \(weekday)", "kommenden \(weekday)"]
      case .french: all += [weekday, "\(weekday) prochain"]
      case .spanish: all += [weekday, "próximo \(weekday)"]
      default: all += [weekday, "\(weekday) prossimo"]
      }
    }
    return all
  }

  static func spellings(time minutes: Int, in language: LetterLanguage) -> [String] {
    let (hour, minute) = (minutes / 60, minutes % 60)
    let plain = "\(two(hour)):\(two(minute))"
    let half = hour % 12 == 0 ? 12 : hour % 12
    switch language {
    case .english:
      let tail = minute == 0 ? "" : ":\(two(minute))"
      let meridiem = hour < 12 ? "am" : "pm"
      return [
        plain, "\(half)\(tail) \(meridiem)", "\(half)\(tail)\(meridiem)",
        "\(half)\(tail) \(meridiem == "am" ? "a.m." : "p.m.")",
      ]
    case .german:
      return [plain, "\(plain) Uhr", "\(hour).\(two(minute)) Uhr"]
        + (minute == 0 ? ["\(hour) Uhr"] : ["\(hour) Uhr \(two(minute))"])
    case .french:
      return [plain, "\(hour)h\(minute == 0 ? "" : two(minute))", "\(hour) h \(minute == 0 ? "" : two(minute))"].map {
        $0.last == " " ? String($0.dropLast()) : $0
      }
    case .spanish: return [plain, "\(hour):\(two(minute)) h", "\(hour):\(two(minute))"]
    default: return [plain, "\(hour).\(two(minute))"] + (minute == 0 ? ["\(hour)"] : [])
    }
  }
}
