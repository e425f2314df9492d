internal import CivilTime

/// Months, weekdays and days such as tomorrow, in the five languages that facts are read in.
enum CalendarWords {
  // MARK: The calendar

  static func weekday(of day: Int) -> Int { ((day + 3) % 7 + 7) % 7 + 1 }

  static func monday(of day: Int) -> Int { day - weekday(of: day) + 1 }

  /// The day of that month nearest to another, in its year or the ones beside it; nil when there is none.
  static func day(_ day: Int, _ month: Int, year: Int? = nil, near reference: Int) -> Int? {
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    let now = CivilDate(dayNumber: reference).year
    let years = year.map { [$0] } ?? [now, now + 1, now - 1]
    // What lies ahead is meant more often: half a year back, a little more ahead.
    return years.compactMap { year -> Int? in
      let date = CivilDate(year: year, month: month, day: day)
      return CivilDate(dayNumber: date.dayNumber).month == month ? date.dayNumber : nil
    }.min { abs($0 - reference - 20) < abs($1 - reference - 20) }
  }

  /// Two digits mean this century's or the last one's.
  static func year(_ digits: String) -> Int? {
    guard let year = Int(digits) else { return nil }
    if digits.utf8.count == 4, (1900...2199).contains(year) { return year }
    return digits.utf8.count == 2 ? (year < 70 ? 2000 + year : 1900 + year) : nil
  }

  // MARK: Words

  /// Full names are the same whatever the language of the text; short ones count in their own language only.
  static func month(_ word: String, in language: LetterLanguage?) -> Int? {
    if let month = months[word] { return month }
    guard let short = shortMonths[word] else { return nil }
    return short.languages == nil || language.map { short.languages?.contains($0) ?? true } ?? false
      ? short.month : nil
  }

  static let months: [String: Int] = table([
    "january januar jänner janvier enero gennaio", "february februar feber février febrero febbraio",
    "march märz mars marzo", "april avril abril aprile", "may mai mayo maggio", "june juni juin junio giugno",
    "july juli juillet julio luglio", "august août agosto", "september septembre septiembre setiembre settembre",
    "october oktober octobre octubre ottobre", "november novembre noviembre",
    "december dezember décembre diciembre dicembre",
  ])

  private static let shortMonths: [String: (month: Int, languages: Set<LetterLanguage>?)] = {
    var short: [String: (month: Int, languages: Set<LetterLanguage>?)] = [:]
    let plain = ["jan", "feb", "mar", "apr", "", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    for (index, word) in plain.enumerated() where !word.isEmpty { short[word] = (index + 1, nil) }
    short["okt"] = (10, nil)
    short["dez"] = (12, nil)
    short["sept"] = (9, nil)
    short["fevr"] = (2, nil)
    short["janv"] = (1, nil)
    short["avr"] = (4, nil)
    short["juil"] = (7, nil)
    short["mrz"] = (3, nil)
    for (word, month) in [("ene", 1), ("abr", 4)] { short[word] = (month, [.spanish]) }
    for (word, month) in [
      ("gen", 1), ("mag", 5), ("giu", 6), ("lug", 7), ("ago", 8), ("set", 9), ("ott", 10), ("dic", 12),
    ] {
      short[word] = (month, [.italian, .spanish])
    }
    return short
  }()

  static let weekdays: [String: Int] = table([
    "monday mondays montag montags lundi lunes lunedì", "tuesday tuesdays dienstag dienstags mardi martes martedì",
    "wednesday wednesdays mittwoch mittwochs mercredi miércoles mercoledì",
    "thursday thursdays donnerstag donnerstags jeudi jueves giovedì",
    "friday fridays freitag freitags vendredi viernes venerdì",
    "saturday saturdays samstag samstags sonnabend samedi sábado sabato",
    "sunday sundays sonntag sonntags dimanche domingo domenica",
  ])

  /// Only before a date: `Di, 03.11.`
  static let shortWeekdays: [String: Int] = table([
    "mon mo lun", "tue tues di mar", "wed mi mer mié", "thu thur thurs do jeu jue gio", "fri fr ven vie",
    "sat sa sam sáb sab", "sun so dim dom",
  ])

  /// Days from the one on which it is written.
  static func relative(_ word: String, in language: LetterLanguage?) -> Int? {
    switch (word, language) {
    case ("today", _), ("tonight", _), ("heute", _), ("oggi", _), ("stasera", _), ("hoy", .spanish): 0
    case ("tomorrow", _), ("demain", _), ("domani", _), ("morgen", .german), ("manana", .spanish): 1
    case ("yesterday", _), ("gestern", _), ("ieri", _), ("ayer", _), ("hier", .french): -1
    case ("ubermorgen", _), ("dopodomani", _): 2
    case ("vorgestern", _), ("anteayer", _): -2
    default: nil
    }
  }

  static let next = TextPieces.folded(
    "next nächste nächsten nächster nächstem nächstes kommende kommenden kommender kommendem prochain prochaine próximo próxima prossimo prossima viene entrante"
  )
  static let last = TextPieces.folded(
    "last past letzte letzten letzter letztem vergangene vergangenen vorige vorigen dernier dernière passé passée pasado pasada último última scorso scorsa passato passata"
  )
  static let this = TextPieces.folded(
    "this coming diese diesen dieser diesem dieses ce cette cet este esta estos questo questa quest")
  static let week = TextPieces.folded("week woche semaine semana settimana")
  static let month = TextPieces.folded("month monat mois mes mese")

  /// Before a date or a month.
  static let before = TextPieces.folded(
    """
    on by until till auf für pour para from since before after in of for early late mid to through due am vom bis ab zum seit den im der dem
    anfang mitte ende per le du au dès depuis avant après jusqu el del al desde hasta antes para día il dal entro dopo prima
    fino dell dall all the
    """)

  static let beforeMonth = before.union(next)
  static let nextOrLast = next.union(last)
  static let whichOne = nextOrLast.union(this)

  static func table(_ rows: [String]) -> [String: Int] {
    var table: [String: Int] = [:]
    for (index, row) in rows.enumerated() { for word in TextPieces.folded(row) { table[word] = index + 1 } }
    return table
  }
}
