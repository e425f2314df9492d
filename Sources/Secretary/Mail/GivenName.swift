/// The name by which somebody can be greeted, when their display name makes it clear. A sender chooses that name: it may be a
/// company, a mailbox, a surname or an advertisement, and a letter that greets `PhD` is worse than one that greets nobody.
package struct GivenName: Sendable, Equatable {
  package let text: String

  package init?(of person: EmailAddress) {
    guard let words = Self.words(of: person), let first = words.first, Self.isName(first), first.count <= 20 else {
      return nil
    }
    let local = person.localPart
    let plain = first.lowercased()
    if words.count == 1 {
      // One word may be anything; it is a person's name when they also receive mail under it.
      guard local == plain || local.hasPrefix(plain + ".") || local.hasPrefix(plain + "_") else { return nil }
    } else if !local.hasPrefix(plain), Self.isOrganisation(plain, at: person.domain) {
      return nil
    }
    text = first.prefix(1).uppercased() + first.dropFirst()
  }

  /// Given name first, without titles and asides; nil when it is no one person's name, or the order is not clear.
  private static func words(of person: EmailAddress) -> [String]? {
    let name = withoutAsides(person.name)
    guard name.unicodeScalars.count <= 60, name.unicodeScalars.allSatisfy(isNamePart) else { return nil }
    var parts = name.split(separator: ",", omittingEmptySubsequences: false).map { part in
      part.split(whereSeparator: \.isWhitespace).map(String.init)
    }
    let hasComma = parts.count > 1
    // Ben Lind, PhD: what follows is a degree. Acme, Inc.: then there is no person.
    while parts.count > 1, let last = parts.last, last.isEmpty || last.allSatisfy(isSuffix) { parts.removeLast() }
    guard parts.count <= 2, parts.joined().allSatisfy({ !functions.contains(bare($0)) }) else { return nil }
    if parts.count == 2 {
      // Lind, Ben
      guard !parts[0].isEmpty, (1...3).contains(parts[1].count) else { return nil }
      return parts[1] + parts[0]
    }
    guard var words = parts.first else { return nil }
    let count = words.count
    words.removeAll { titles.contains(bare($0)) }
    let hadTitle = words.count < count
    guard (hadTitle || hasComma ? 2 : 1)...4 ~= words.count else { return nil }
    let capitals = words.filter { $0.filter(\.isLetter).count > 1 && $0 == $0.uppercased() && $0 != $0.lowercased() }
    if words.count > 1, !capitals.isEmpty {
      // LIND Ben: the surname is written large. All in capitals: the order may be either.
      guard capitals.count < words.count else { return nil }
      words = words.filter { !capitals.contains($0) } + capitals
    }
    return words
  }

  /// Without what stands in brackets, after a dash, or names the service that passed it on.
  private static func withoutAsides(_ name: String) -> String {
    var kept = ""
    var depth = 0
    for character in name {
      if "([{".contains(character) { depth += 1 }
      if depth == 0 { kept.append(character) }
      if ")]}".contains(character) { depth = max(0, depth - 1) }
    }
    for mark in [" via ", " - ", " – ", " — ", " | ", " / ", " @ "] {
      if let cut = kept.firstRange(of: mark) { kept = String(kept[..<cut.lowerBound]) }
    }
    return kept.filter { $0 != "\"" }
  }

  /// Letters of a script in which the given name comes first, and what is found between them.
  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "-", ".", "'", "’", ",": true
    case "A"..."Z", "a"..."z": true
    default:
      (0xC0..<0x2000).contains(scalar.value)
        && (scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark)
    }
  }

  private static func bare(_ word: String) -> String { word.lowercased().filter { $0 != "." } }

  /// Written like a name: at least two letters, no initial, no dot.
  private static func isName(_ word: String) -> Bool {
    word.count >= 2 && !word.contains(".") && !titles.contains(bare(word)) && !isSuffix(word)
      && word.first?.isLetter == true && word.last?.isLetter == true
  }

  /// A degree, rank or form of company after a comma: known, or written in capitals or with dots as no name is.
  private static func isSuffix(_ word: String) -> Bool {
    let inside = word.dropFirst()
    return suffixes.contains(bare(word)) || word.contains(".")
      || inside.contains(where: \.isUppercase) && !inside.contains("-")
  }

  /// Whether a domain is called like the name's first word: `Acme Paint <hi@acme.example>`.
  private static func isOrganisation(_ word: String, at domain: String) -> Bool {
    word.count >= 3 && domain.split(separator: ".").dropLast().contains { $0.filter(\.isLetter).hasPrefix(word) }
  }

  private static let titles: Set<String> = [
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "rev", "herr", "frau", "hr", "fr",
    "dipl-ing", "ing",
    "m", "mme", "mlle", "monsieur", "madame", "sr", "sra", "srta", "don", "doña", "dott", "dottssa", "sig", "sigra",
    "avv", "dhr", "mevr",
    "mw", "drs", "ir", "pan", "pani", "mgr", "inż", "ds",
  ]

  private static let suffixes: Set<String> = [
    "phd", "md", "mba", "msc", "bsc", "ma", "ba", "jd", "esq", "jr", "sr", "ii", "iii", "iv", "cpa", "rn", "dds", "llm",
    "mph", "pe",
    "inc", "ltd", "llc", "llp", "plc", "corp", "co", "gmbh", "ag", "kg", "ohg", "ev", "ug", "se", "sa", "sas", "sarl",
    "srl", "spa", "sl",
    "bv", "nv", "ab", "as", "aps", "oy", "oyj", "sp", "pty",
  ]

  /// Words in names of companies, mailboxes and groups. Nobody is greeted by them.
  private static let functions: Set<String> = suffixes.subtracting([
    "ma", "ba", "se", "co", "sa", "as", "ab", "sl", "sp", "pe", "ag", "ii", "iii", "iv", "jr", "sr", "phd", "md", "mba",
    "msc", "bsc", "jd",
    "esq", "cpa", "rn", "dds", "llm", "mph",
  ]).union([
    "support", "team", "service", "services", "sales", "info", "billing", "office", "admin", "accounts", "accounting",
    "help", "helpdesk",
    "desk", "customer", "care", "contact", "group", "shop", "store", "bank", "company", "newsletter", "news", "hotel",
    "restaurant",
    "university", "school", "college", "clinic", "hospital", "church", "club", "society", "association", "foundation",
    "department",
    "reception", "bookings", "reservations", "orders", "marketing", "press", "hr", "jobs", "careers", "noreply",
    "no-reply",
    "notifications", "notification", "alerts", "mailer", "system", "online", "digital", "media", "studio", "agency",
    "consulting",
    "partners", "solutions", "systems", "technologies", "the", "and", "und", "et", "y", "og", "och", "&", "family",
    "familie", "famille",
    "kundenservice", "kundendienst", "vertrieb", "buchhaltung", "büro", "verein", "praxis", "schule", "hausverwaltung",
    "rechnung",
    "équipe", "accueil", "comptabilité", "société", "mairie", "équipo", "equipo", "ventas", "soporte", "atención",
    "oficina",
    "assistenza", "ufficio", "servizio", "vendite", "atendimento", "suporte", "equipe", "klantenservice", "verkoop",
    "administratie",
    "kundservice", "kundeservice", "asiakaspalvelu",
  ])
}
