internal import Secretary

/// A gap that a model left for somebody to fill: `[Your Name]`, `[phone number]`, `{{name}}`, `XXX`, `____`. What it was told
/// to write, `[[price?]]`, is none of these: the page has a field for it.
///
/// A letter may also speak *of* a placeholder: in quotation marks, or as what is to be written, replaced or filled in.
enum Placeholder {
  /// Scalars between two brackets.
  private static let longest = 80

  static func isLeft(in text: String) -> Bool {
    withoutQuestions(text).lines.contains { line in
      let scalars = Array(line.unicodeScalars)
      // A line quoted from elsewhere is not the model's.
      return scalars.first != ">"
        && (isBracketed(scalars) || isBlankToFill(scalars) || hasStandIn(line) || isNothingElse(line))
    }
  }

  /// The text with a word in the place of each `[[price?]]`.
  private static func withoutQuestions(_ text: String) -> String {
    let gaps = DraftGaps(text)
    let names = gaps.fields.filter(\.isQuestion).map(\.name)
    return gaps.filled(with: Dictionary(names.map { ($0, "it") }, uniquingKeysWith: { first, _ in first }))
  }

  // MARK: Between brackets

  private static let brackets: [Unicode.Scalar: Unicode.Scalar] = [
    "[": "]", "<": ">", "{": "}", "(": ")", "【": "】", "［": "］", "%": "%",
  ]

  private static func isBracketed(_ scalars: [Unicode.Scalar]) -> Bool {
    for start in scalars.indices {
      guard let closing = brackets[scalars[start]] else { continue }
      guard let end = scalars[(start + 1)...].prefix(longest).firstIndex(of: closing) else { continue }
      let inside = scalars[(start + 1)..<end]
      guard asksToBeFilled(inside, opening: scalars[start]) else { continue }
      if !isMentioned(scalars, start, end) { return true }
    }
    return false
  }

  private static func asksToBeFilled(_ inside: ArraySlice<Unicode.Scalar>, opening: Unicode.Scalar) -> Bool {
    let text = String(String.UnicodeScalarView(inside))
    if opening == "{", text.hasPrefix("{") { return true }
    if opening == "%" {
      return inside.count >= 3 && inside.allSatisfy { ("A"..."Z").contains($0) || $0 == "_" }
    }
    let bare = text.trimmingBlank().unicodeScalars
    let isOmission = bare.count >= 2 || ["…", "●", "•", "?"].contains(text)
    if opening == "[", isOmission, bare.allSatisfy({ ".…?_X●•".unicodeScalars.contains($0) }) { return true }
    guard !text.contains("@"), !text.contains("://") else { return false }
    let words = SpokenWords(text.replacing("_", with: " "))
    guard (1...8).contains(words.count) else { return false }
    if words.has(orders) { return opening != "(" || words.begins(with: orders) }
    if opening == "(" { return false }
    if words.has(asking) { return true }
    let parts = words.text.split(separator: " ").map(String.init).filter { !$0.allSatisfy(\.isNumber) }
    return parts.allSatisfy { gaps.contains($0) || joining.contains($0) } && parts.contains(where: gaps.contains)
      || parts.count <= 3 && parts.last.map(["name", "title", "number", "address"].contains) ?? false
      || foreign.contains { words.text.contains($0) }
  }

  /// Whether the letter speaks of it: quoted, or right after a word of writing.
  private static func isMentioned(_ scalars: [Unicode.Scalar], _ start: Int, _ end: Int) -> Bool {
    let quotes = "\"'“”„‘’«»`".unicodeScalars
    if start > 0, end + 1 < scalars.count, quotes.contains(scalars[start - 1]), quotes.contains(scalars[end + 1]) {
      return true
    }
    let before = String(String.UnicodeScalarView(scalars[max(0, start - 60)..<start]))
    let words = SpokenWords(before).text.split(separator: " ").suffix(3).map(String.init)
    guard let last = words.last else { return false }
    if writing.contains(last) { return true }
    return joining.contains(last) && words.dropLast().last.map(writing.contains) ?? false
  }

  /// Orders to whoever fills it.
  private static let orders = [
    "insert", "fill in", "placeholder", "add here", "enter", "specify", "to be filled", "einfügen", "einsetzen",
    "eintragen",
    "platzhalter", "ausfüllen", "insérer", "insérez", "à compléter", "compléter", "insertar", "inserte", "rellenar",
    "completar",
    "inserire", "inserisci", "da completare", "inserir", "insira", "preencher", "invoegen", "invullen", "infoga",
    "fyll i",
    "indsæt", "sett inn", "wstaw",
  ]

  /// Words that only a gap has.
  private static let asking = [
    "your", "recipient", "recipient's", "sender", "sender's", "specific", "tbd", "tbc", "tba", "todo",
    "to be determined",
    "to be confirmed", "to be decided", "if applicable", "company", "customer", "client", "first name", "last name",
    "full name",
    "fill", "add", "mention", "xx", "xxx", "ihr", "ihre", "ihren", "dein", "deine", "deinen", "empfänger*", "absender*",
    "firma",
    "votre", "vos", "ton", "nom du", "nom de", "destinataire", "expéditeur", "entreprise", "tu", "su", "sus",
    "destinatario",
    "remitente", "empresa", "nombre del", "tuo", "tua", "suo", "vostro", "mittente", "azienda", "seu", "sua",
    "destinatário",
    "remetente", "uw", "jouw", "je", "ontvanger", "afzender", "bedrijf", "ditt", "din", "dit", "mottagare", "modtager",
    "imię", "twoje", "nazwa",
  ]

  /// What is missing, when nothing else is said.
  private static let gaps: Set<String> = [
    "name", "names", "surname", "title", "date", "dates", "time", "day", "hour", "month", "year", "week", "phone",
    "telephone",
    "number", "address", "position", "role", "department", "link", "url", "website", "amount", "price", "cost", "place",
    "location",
    "city", "country", "room", "signature", "contact", "details", "information", "info", "product", "project",
    "meeting", "order",
    "invoice", "reason", "topic", "document", "file", "job", "email", "password", "token", "key", "color", "colour",
    "deadline", "quantity",
    "event",
    "datum", "uhrzeit", "zeit", "tag", "ort", "adresse", "telefonnummer", "nummer", "betrag", "preis", "unterschrift",
    "grund",
    "thema", "nachname", "vorname", "produkt", "projekt", "farbe", "termin", "dokument",
    "nom", "prénom", "heure", "lieu", "téléphone", "numéro", "montant", "prix", "lien", "signature", "raison", "sujet",
    "produit",
    "nombre", "apellido", "fecha", "hora", "lugar", "teléfono", "número", "importe", "precio", "enlace", "firma",
    "motivo", "cargo",
    "nome", "cognome", "data", "ora", "luogo", "telefono", "numero", "importo", "prezzo", "indirizzo", "collegamento",
    "sobrenome", "local", "telefone", "valor", "preço", "endereço", "assinatura",
    "naam", "tijd", "plaats", "telefoonnummer", "adres", "bedrag", "prijs", "handtekening", "onderwerp",
    "namn", "tid", "plats", "navn", "sted", "nimi", "päivämäärä", "aika", "data", "imię", "nazwisko", "godzina",
  ]

  private static let joining: Set<String> = [
    "of", "the", "to", "and", "or", "for", "a", "an", "in", "here", "s", "your", "my", "word", "words", "text", "der",
    "die", "das",
    "den", "des", "und", "oder", "hier", "zum", "zur", "le", "la", "les", "de", "du", "des", "et", "ou", "el", "los",
    "y", "o", "del",
    "il", "lo", "e", "di", "do", "da", "het", "een", "van", "en", "of", "ici", "aquí", "qui", "aqui", "hier",
  ]

  /// The same in scripts whose words are not set apart by blanks.
  private static let foreign = [
    "您的", "姓名", "日期", "时间", "公司名", "电话", "名前", "氏名", "日付", "会社名", "имя", "дата", "ваше", "이름", "날짜",
  ]

  /// A placeholder right after one of these is spoken of.
  private static let writing: Set<String> = [
    "write", "enter", "type", "put", "replace", "says", "say", "reads", "field", "fields", "placeholder",
    "placeholders", "called",
    "labelled", "labeled", "marked", "contains", "shows", "printed", "brackets", "schreibe", "schreiben", "schreib",
    "ersetze",
    "ersetzen", "platzhalter", "feld", "steht", "écrire", "écrivez", "remplacer", "remplacez", "champ", "indique",
    "escribe",
    "escriba", "reemplace", "sustituya", "campo", "scrivere", "scriva", "sostituire", "escreva", "substitua", "schrijf",
    "vervang", "veld", "skriv", "ersätt", "erstat", "kirjoita", "wpisz",
  ]

  // MARK: Without brackets

  /// A line that is the gap: "Your Name", "(your name)", "TODO: add the colours".
  private static func isNothingElse(_ line: String) -> Bool {
    let words = SpokenWords(line)
    return words.isOne(of: names) || line.trimmingDecoration().hasPrefix("TODO") || words.has(["lorem ipsum"])
  }

  private static let names = [
    "your name", "your full name", "your title", "your signature", "your name here", "ihr name", "dein name",
    "votre nom", "ton nom",
    "tu nombre", "su nombre", "il tuo nome", "il suo nome", "seu nome", "o seu nome", "uw naam", "jouw naam", "je naam",
    "ditt namn", "dit navn",
    "ditt navn",
  ]

  /// A line to write on, with words beside it; a line of nothing else is a rule.
  private static func isBlankToFill(_ scalars: [Unicode.Scalar]) -> Bool {
    var run = 0
    var total = 0
    var isLong = false
    var hasWords = false
    for scalar in scalars {
      run = scalar == "_" ? run + 1 : 0
      if scalar == "_" { total += 1 }
      if run >= 3 || total >= 4 { isLong = true }
      // `__/__` is one; `a_name and another_name` is not.
      if scalar.properties.isAlphabetic { (hasWords, total) = (true, 0) }
    }
    return isLong && hasWords
  }

  /// `XXX` anywhere, and `XX` where a number belongs.
  private static func hasStandIn(_ line: String) -> Bool {
    guard line.contains("XX") else { return false }
    let parts = line.split { $0.isWhitespace || ",;!?()\"".contains($0) }
    for (index, part) in parts.enumerated() where part.contains("XX") {
      let letters = part.filter(\.isLetter)
      guard letters.allSatisfy({ $0 == "X" }) || ["€", "$", "£"].contains(where: part.contains) else {
        if part.hasSuffix("XX%") { return true }
        continue
      }
      if letters.count >= 3 || part.contains(where: { ":/%€$£".contains($0) }) || part.dropLast().contains(".") {
        return true
      }
      // Louis XX, siglo XX, XX secolo: a number of Rome's.
      let before = index > 0 ? parts[index - 1] : ""
      let after = index + 1 < parts.count ? parts[index + 1].lowercased().filter(\.isLetter) : ""
      let isRoman =
        before.first?.isUppercase == true && before.count > 2 || counted.contains(before.lowercased())
        || counted.contains(after)
      if !isRoman { return true }
    }
    return false
  }

  /// What is counted in Roman numbers, and chromosomes.
  private static let counted: Set<String> = [
    "siglo", "siècle", "secolo", "século", "sec", "century", "jahrhundert", "wiek", "wieku", "век", "eeuw", "kapitel",
    "chapter",
    "bowl", "chromosome", "chromosomes", "chromosom", "chromosomen", "capítulo", "capitolo", "volume", "band", "tome",
    "the",
  ]
}
