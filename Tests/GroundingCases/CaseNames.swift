internal import Secretary

/// Names of people, companies and places. Half of the given names are none that the reader knows.
enum CaseNames {
  static let given = words(
    """
    Kemal Ayşe Dragan Svetlana Aylin Milena Zoran Ioana Radu Bogdan Jovana Emre Selin Nuria Iker Ainhoa Loris Tarek Yusuf
    Anouk Mireille Gwenaël Ottilie Levke Sönke Wiebke Hauke Imke Xenia Olaf
    Maria Stefan Paula Thomas Claire Lucía Marco Giulia Julien Hélène Jürgen Sophie Anna Peter Carmen Diego Elena Paolo
    """)

  private static let beginnings = words(
    "Bran Hal Tor Mer Kol Ves Lan Dor Ril Sand Wes Fal Gar Nov Pel Quin Ros Tam Ul Zeid")
  private static let middles = ["", "de", "ka", "li", "mo", "ri", "ta", "be", "no"]
  private static let ends = words("ner son mann rini let quez vić dorfer tier nas oux sky zzo feld")

  /// Some thousand, none of which anybody was asked for.
  static func family(_ values: inout CaseValues) -> String {
    values.pick(beginnings) + values.pick(middles) + values.pick(ends)
  }

  static func spellings(_ given: String, _ family: String, in language: LetterLanguage) -> [String] {
    let full = "\(given) \(family)"
    switch language {
    case .english: return [full, full, "Ms \(family)", "Mr \(family)", "Dr \(family)"]
    case .german: return [full, full, "Frau \(family)", "Herrn \(family)", "Frau Dr. \(family)"]
    case .french: return [full, full, "Mme \(family)", "M. \(family)", "Madame \(family)"]
    case .spanish: return [full, full, "la señora \(family)", "la Sra. \(family)"]
    default: return [full, full, "la signora \(family)", "il dott. \(family)"]
    }
  }

  static func forms(_ language: LetterLanguage) -> [String] {
    switch language {
    case .english: ["Ltd", "Inc.", "LLC"]
    case .german: ["GmbH", "AG", "GmbH & Co. KG"]
    case .french: ["SARL", "SAS", "SA"]
    case .spanish: ["S.L.", "SL", "SA"]
    default: ["Srl", "S.r.l.", "SpA"]
    }
  }

  static func places(_ language: LetterLanguage) -> [String] {
    switch language {
    case .english: words("Leeds Bristol Dublin Norwich Swindon Galway Ipswich Berlin")
    case .german: words("Hamburg Leipzig Kassel Bremen Quedlinburg Münster Wien Rosenheim")
    case .french: words("Lyon Nantes Quimper Lille Annecy Vannes Pau Berlin")
    case .spanish: words("Sevilla Bilbao Gijón Vigo Teruel Murcia Jaca Berlín")
    default: words("Torino Bergamo Lecce Trieste Cuneo Parma Asti Berlino")
    }
  }

  static let numberWords: [LetterLanguage: [String]] = [
    .english: words("two three four five six seven eight nine ten eleven twelve"),
    .german: words("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"),
    .french: words("deux trois quatre cinq six sept huit 9 dix onze douze"),
    .spanish: words("dos tres cuatro cinco seis siete ocho nueve diez once doce"),
    .italian: words("due tre quattro cinque 6 sette otto nove dieci undici dodici"),
  ]

  private static func words(_ list: String) -> [String] {
    list.split { $0 == " " || $0 == "\n" }.map(String.init)
  }
}
