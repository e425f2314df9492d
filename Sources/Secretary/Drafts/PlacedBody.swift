extension EmailDraft {
  /// The body as it lies among the drafts of the mailbox, where nothing keeps anybody from sending it: with a line at its top
  /// for what has to be seen to first. What we send is `body`, which never has such a line.
  package var placedBody: String {
    let language = LetterLanguage(of: body) ?? .english
    let lines = [
      DraftGaps(body).isEmpty ? nil : language.notReady, checks?.needsLook == true ? language.lookFirst : nil,
    ].compactMap(\.self)
    return (lines.map { "[\($0)]" } + (lines.isEmpty ? [] : [""]) + [body]).joined(separator: "\n")
  }
}

extension DraftChecks {
  /// Whether it holds what a stranger gains by: an account, a payment, or a link or address that only their mail names.
  var needsLook: Bool { [.account, .payment, .foreign].contains { marks[$0, default: 0] > 0 } }
}

extension LetterLanguage {
  /// That a letter must not go out before its gaps are filled in.
  fileprivate var notReady: String {
    switch self {
    case .english: "Not ready to send: fill in what stands in double brackets, and delete this line."
    case .german: "Noch nicht senden: Was in doppelten Klammern steht, muss ergänzt werden; diese Zeile bitte löschen."
    case .french: "À ne pas envoyer tel quel : complétez ce qui est entre doubles crochets, puis supprimez cette ligne."
    case .spanish: "No enviar todavía: complete lo que está entre corchetes dobles y borre esta línea."
    case .italian: "Da non inviare ancora: completare ciò che è tra doppie parentesi quadre e cancellare questa riga."
    case .portuguese: "Ainda não enviar: complete o que está entre parênteses retos duplos e apague esta linha."
    case .dutch: "Nog niet verzenden: vul in wat tussen dubbele haken staat en verwijder deze regel."
    case .danish: "Må ikke sendes endnu: Udfyld det, der står i dobbelte parenteser, og slet denne linje."
    case .swedish: "Skicka inte än: fyll i det som står inom dubbla hakparenteser och ta bort den här raden."
    case .norwegian: "Ikke send ennå: Fyll inn det som står i doble klammer, og slett denne linjen."
    case .finnish: "Älä lähetä vielä: täydennä kaksoishakasulkeissa oleva ja poista tämä rivi."
    case .polish: "Jeszcze nie wysyłać: uzupełnij to, co stoi w podwójnych nawiasach, i usuń ten wiersz."
    }
  }

  /// That a letter names what only the other side may want in it.
  fileprivate var lookFirst: String {
    switch self {
    case .english:
      "Check before sending: an account, a payment, or an address that only their mail gives. Delete this line."
    case .german:
      "Vor dem Senden prüfen: ein Konto, eine Zahlung oder eine Adresse, die nur die andere Mail nennt. Diese Zeile löschen."
    case .french:
      "À vérifier avant l'envoi : un compte, un paiement ou une adresse que seul leur message donne. Supprimez cette ligne."
    case .spanish:
      "Revisar antes de enviar: una cuenta, un pago o una dirección que solo da su correo. Borre esta línea."
    case .italian:
      "Da verificare prima dell'invio: un conto, un pagamento o un indirizzo che dà solo la loro mail. Cancellare questa riga."
    case .portuguese:
      "Verificar antes de enviar: uma conta, um pagamento ou um endereço que só a mensagem deles indica. Apague esta linha."
    case .dutch:
      "Controleren voor verzending: een rekening, een betaling of een adres dat alleen hun mail noemt. Verwijder deze regel."
    case .danish:
      "Tjek før afsendelse: en konto, en betaling eller en adresse, som kun deres mail nævner. Slet denne linje."
    case .swedish:
      "Kontrollera före sändning: ett konto, en betalning eller en adress som bara deras mejl anger. Ta bort den här raden."
    case .norwegian:
      "Sjekk før sending: en konto, en betaling eller en adresse som bare deres e-post oppgir. Slett denne linjen."
    case .finnish:
      "Tarkista ennen lähettämistä: tili, maksu tai osoite, jonka vain heidän viestinsä mainitsee. Poista tämä rivi."
    case .polish:
      "Sprawdź przed wysłaniem: konto, płatność lub adres, który podaje tylko ich wiadomość. Usuń ten wiersz."
    }
  }
}
