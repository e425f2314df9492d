import Testing

@testable import Secretary

/// The signs by which a name is told from what else has a capital. The names are none that anybody knows.
@Suite struct NameSignTests {
  private static func expect(
    _ text: String, in language: LetterLanguage = .english, _ names: String...,
    at location: SourceLocation = #_sourceLocation
  ) {
    #expect(ReadFacts.texts(.name, in: text, language) == names, "\(text)", sourceLocation: location)
  }

  // MARK: Where only names have capitals

  @Test func `within a sentence a capital is a name`() {
    Self.expect("I asked Torvik about it.", "Torvik")
    for mark in ["'", ",", "-", "&", "/", "@", "#", ")", "]"] { Self.expect("this \(mark) Torvik here", "Torvik") }
    Self.expect("the firm Halden co. Torvik here", "Halden", "Torvik")
    Self.expect("with J. Torvik here", "Torvik")
  }

  @Test func `at its beginning one word is none`() {
    Self.expect("Torvik here")
    for mark in [".", ":", "!", "?", ";", "\n", "("] { Self.expect("this\(mark) Torvik here") }
    Self.expect("We asked. Torvik here")
    Self.expect("this A: Torvik here")
  }

  @Test func `at its beginning one word is a name that does what only people do`() {
    Self.expect("Torvik said so.", "Torvik")
    Self.expect("Torvik will call you.", "Torvik")
    Self.expect("Torvik will gladly call you.", "Torvik")
    Self.expect("Torvik will very gladly call you.")
    Self.expect("Torvik will work.")
    Self.expect("Torvik\nsaid so.")
    Self.expect("Torvik SAID so.", "Torvik SAID")
    Self.expect("Torvik said that a torvik is cheap.")
  }

  @Test func `two words are a name at its beginning too, unless they are a line of their own`() {
    Self.expect("Torvik Halden sells it.", "Torvik Halden")
    Self.expect("Torvik Halden\nand so on")
    Self.expect("and so on\nTorvik Halden")
    Self.expect("and so on\nTorvik Halden sells it", "Torvik Halden")
    Self.expect("Torvik Halden sells it, and the torvik is cheap.")
  }

  @Test func `a given name, a place and a company are known everywhere`() {
    Self.expect("Marta is here.", "Marta")
    Self.expect("Hamburg is far.", "Hamburg")
    Self.expect("Halden Ltd is far.", "Halden Ltd")
    Self.expect("Ltd is far.")
  }

  @Test func `all that belongs to a name is of it`() {
    for name in [
      "Kemal J. Torvik", "Anne-Marie Torvik", "Kemal O'Torvik", "Halden & Torvik", "Ludo van Torvik", "Halden Co",
      "Kemal Torvik", "Kemal Torvik Halden Quist Orlan Tamrini",
    ] {
      Self.expect("with \(name) slowly", name)
    }
    Self.expect(
      "with Kemal Torvik Halden Quist Orlan Tamrini Sandner", "Kemal Torvik Halden Quist Orlan Tamrini", "Sandner")
  }

  @Test func `what joins no two names parts them`() {
    Self.expect("with Kemal - Torvik here", "Kemal", "Torvik")
    Self.expect("with Kemal, Torvik here", "Kemal", "Torvik")
    Self.expect("with Kemal. Torvik here", "Kemal")
    Self.expect("with Kemal\nTorvik said so", "Kemal", "Torvik")
    Self.expect("with Kemal van torvik here", "Kemal")
    Self.expect("with Kemal van The torvik here", "Kemal")
    Self.expect("with Kemal and Torvik here", "Kemal", "Torvik")
  }

  @Test(arguments: [
    "Tuesday", "November", "INV-20", "INV20", "EUR 20", "IBAN 12345", "Account 12345", "Ben@x.example", "X.com",
  ])
  func `another fact ends a name`(fact: String) {
    Self.expect("with Torvik \(fact) here", "Torvik")
  }

  @Test func `ordinary words at either end are no part of it`() {
    Self.expect("with The Torvik Halden here", "Torvik Halden")
    Self.expect("with Torvik Halden Thanks here", "Torvik Halden")
    Self.expect("with Best Regards here")
    Self.expect("with Mr. J. Torvik here", "Torvik")
    Self.expect("with Von Torvik here", "Torvik")
  }

  @Test func `a title and a greeting make a name of what follows`() {
    for title in ["Mr", "Mr.", "Dr.", "Herr"] { Self.expect("\(title) Torvik here", "Torvik") }
    for greeting in ["Hi", "Dear", "Hello"] { Self.expect("\(greeting) Torvik", "Torvik") }
    Self.expect("Hi\nTorvik here")
    Self.expect("Mr\nTorvik here")
  }

  @Test func `a line of at most four words and marks below the closing is who signs`() {
    for closing in ["Cheers", "Best regards,", "Thanks", "So long,"] { Self.expect("\(closing)\nTorvik", "Torvik") }
    Self.expect("So long\nTorvik")
    Self.expect("Cheers\nTorvik here")
    Self.expect("Cheers\nTorvik-Halden Quist", "Torvik-Halden Quist")
    Self.expect("Cheers\nTorvik-Halden-Quist")
    Self.expect("Cheers\nTorvik\na b c d e f g h i j k l", "Torvik")
    Self.expect("Cheers\nTorvik\na b c d e f g h i j k l m")
    Self.expect("Cheers to all of you\nTorvik")
  }

  @Test func `what is shouted is no name, unless it is the only word`() {
    Self.expect("so TORVIK came", "TORVIK")
    Self.expect("so TORVIK IT came")
    Self.expect("so IT TORVIK came", "TORVIK")
    Self.expect("so HALDEN, TORVIK came", "HALDEN", "TORVIK")
    Self.expect("so TORVIK AG came", "TORVIK AG")
  }

  @Test func `the verb before a name is no part of it`() {
    Self.expect("Chiamo Nuria Tamrini.", in: .italian, "Nuria Tamrini")
    Self.expect("Chiamo Marta.", in: .italian, "Marta")
    Self.expect("Chiamo Torvik Halden oggi.", in: .italian, "Torvik Halden")
    Self.expect("Torvik Halden passa.", in: .italian, "Torvik Halden")
    Self.expect("Marta Halden passa.", in: .italian, "Marta Halden")
    Self.expect("Torvik-Marta passa.", in: .italian, "Torvik-Marta")
  }

  // MARK: German

  @Test func `in German a title, a greeting and who signs make a name`() {
    Self.expect("Gestern war Frau Torvik da.", in: .german, "Torvik")
    Self.expect("Liebe Torvik", in: .german, "Torvik")
    Self.expect("Viele Grüße\nTorvik Halden", in: .german, "Torvik Halden")
    Self.expect("Gestern war Torvik da.", in: .german)
  }

  @Test func `in German a name begins with a given name, and a company ends with its form`() {
    Self.expect("Gestern kam Kollege Stefan Torvik.", in: .german, "Stefan Torvik")
    Self.expect("Gestern kam Kunde Stefan Torvik.", in: .german, "Stefan Torvik")
    Self.expect("Gestern kam Halden GmbH.", in: .german, "Halden GmbH")
    Self.expect("Gestern kam eine GmbH.", in: .german)
    Self.expect("Gestern kam Stefan von Torvik.", in: .german, "Stefan von Torvik")
    Self.expect("Gestern kam Torvik von Halden.", in: .german)
  }

  @Test func `in German a place is one word, and a street has its number`() {
    Self.expect("Wir waren in Kreis Hamburg.", in: .german, "Hamburg")
    Self.expect("Wir waren in Ohlburg.", in: .german, "Ohlburg")
    Self.expect("Wir waren nach Ohldorf.", in: .german, "Ohldorf")
    Self.expect("Wir waren mit Ohldorf.", in: .german)
    Self.expect("Wir waren in Aburg.", in: .german)
    Self.expect("Das ist Lindenweg 12.", in: .german, "Lindenweg")
    Self.expect("Das ist Linden Str. 12.", in: .german, "Linden Str")
    Self.expect("Das ist Lindenweg 12345.", in: .german)
    Self.expect("Das ist Lindenweg.", in: .german)
    Self.expect("Das ist Heimweg 12.", in: .german)
  }

  @Test func `in German capitals of a company have two to six letters`() {
    for name in ["AX", "ACME", "ACMEXY"] { Self.expect("Das macht \(name) gern.", in: .german, name) }
    Self.expect("Das macht ACMEXYZ gern.", in: .german)
    Self.expect("Das macht IHRE ACME.", in: .german, "ACME")
  }

  @Test func `in German one word is a name that does something without an article`() {
    Self.expect("Torvik sagte es.", in: .german, "Torvik")
    Self.expect("Ich weiß, dass Torvik schreibt.", in: .german, "Torvik")
    Self.expect("Ich weiß, der Torvik schreibt.", in: .german)
    Self.expect("Rechnung schreibt er.", in: .german)
    Self.expect("Torvik ist es.", in: .german)
    Self.expect("Torvik kann sich melden.", in: .german, "Torvik")
    Self.expect("Torvik sagte es, und torvik auch.", in: .german)
  }

  @Test func `in German two words in a row are a name when they are no nouns`() {
    Self.expect("Ich war mit Kemal Torvik da.", in: .german, "Kemal Torvik")
    Self.expect("Ich war mit dem Kemal Torvik da.", in: .german)
    Self.expect("Ich war mit 3 Kemal Torvik da.", in: .german)
    Self.expect("Ich war mit Rechnung Torvik da.", in: .german)
    Self.expect("Ich war mit Kemaltorvikhalden Torvik da.", in: .german)
    Self.expect("Ich war mit Kemaltorvikhal Torvik da.", in: .german, "Kemaltorvikhal Torvik")
    Self.expect("Ich war mit Kemal-Torvik da.", in: .german)
    Self.expect("Ich war mit Jung Torvik da.", in: .german, "Jung Torvik")
    Self.expect("Ich war mit Prung Torvik da.", in: .german)
    Self.expect("Ich war mit Kemal Torvik und torvik da.", in: .german)
    Self.expect("Kemal Torvik sagte es.", in: .german, "Kemal Torvik")
    Self.expect("Kemal Torvik war da.", in: .german)
    Self.expect("Kemal Torvik Halden sagte es.", in: .german)
  }
}
