import Secretary

/// The holding reply's sentences in one language. They address nobody as close or distant, and say nothing of the writer's
/// sex, as neither is known.
struct HoldingPhrases {
  private let hello: String
  /// Without a name; nil where `hello` alone will do.
  private let helloToNobody: String?
  /// After the greeting.
  private let mark: String
  /// Before the subject, and after it.
  private let thanks: (before: String, after: String)
  let plain: String

  func greeting(_ name: String?) -> String {
    name.map { "\(hello) \($0)\(mark)" } ?? (helloToNobody ?? hello) + mark
  }

  func about(_ topic: String) -> String { thanks.before + topic + thanks.after }

  private init(
    _ hello: String, nobody: String? = nil, mark: String = ",", about: (String, String), plain: String
  ) {
    self.hello = hello
    helloToNobody = nobody
    self.mark = mark
    thanks = about
    self.plain = plain
  }

  init(in language: LetterLanguage) {
    self =
      switch language {
      case .english:
        HoldingPhrases(
          "Hello", about: ("Thank you for your message about \"", "\". I have seen it and will get back to you."),
          plain: "Thank you for your message. I have seen it and will get back to you.")
      case .german:
        HoldingPhrases(
          "Hallo", nobody: "Guten Tag",
          about: ("vielen Dank für die Nachricht zu „", "“. Ich habe sie gesehen und melde mich."),
          plain: "vielen Dank für die Nachricht. Ich habe sie gesehen und melde mich.")
      case .french:
        HoldingPhrases(
          "Bonjour", about: ("merci pour le message au sujet de « ", " ». Je l’ai bien vu et j’y répondrai."),
          plain: "merci pour le message. Je l’ai bien vu et j’y répondrai.")
      case .spanish:
        HoldingPhrases(
          "Hola,", nobody: "Hola", mark: ":", about: ("Gracias por el mensaje sobre «", "». Lo he visto y responderé."),
          plain: "Gracias por el mensaje. Lo he visto y responderé.")
      case .italian:
        HoldingPhrases(
          "Buongiorno", about: ("grazie per il messaggio su «", "». L’ho visto e risponderò."),
          plain: "grazie per il messaggio. L’ho visto e risponderò.")
      case .portuguese:
        HoldingPhrases(
          "Olá", about: ("agradeço a mensagem sobre “", "”. Já a vi e responderei."),
          plain: "agradeço a mensagem. Já a vi e responderei.")
      case .dutch:
        HoldingPhrases(
          "Hallo", about: ("bedankt voor het bericht over “", "”. Ik heb het gezien en kom erop terug."),
          plain: "bedankt voor het bericht. Ik heb het gezien en kom erop terug.")
      case .danish:
        HoldingPhrases(
          "Hej", about: ("tak for beskeden om »", "«. Jeg har set den og vender tilbage."),
          plain: "tak for beskeden. Jeg har set den og vender tilbage.")
      case .swedish:
        HoldingPhrases(
          "Hej", about: ("tack för meddelandet om ”", "”. Jag har sett det och återkommer."),
          plain: "tack för meddelandet. Jag har sett det och återkommer.")
      case .norwegian:
        HoldingPhrases(
          "Hei", about: ("takk for meldingen om «", "». Jeg har sett den og kommer tilbake til den."),
          plain: "takk for meldingen. Jeg har sett den og kommer tilbake til den.")
      case .finnish:
        HoldingPhrases(
          "Hei", about: ("kiitos viestistä aiheesta ”", "”. Olen nähnyt sen ja palaan asiaan."),
          plain: "kiitos viestistä. Olen nähnyt sen ja palaan asiaan.")
      case .polish:
        HoldingPhrases(
          "Dzień dobry", about: ("dziękuję za wiadomość w sprawie „", "”. Dotarła do mnie i odpowiem na nią."),
          plain: "dziękuję za wiadomość. Dotarła do mnie i odpowiem na nią.")
      }
  }
}
