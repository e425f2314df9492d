extension EmailDraft {
  /// The body as it lies among the drafts of the mailbox, where nothing keeps anybody from sending it: with a line at its top
  /// while gaps are open. What we send is `body`, which never has that line.
  package var placedBody: String {
    guard !DraftGaps(body).isEmpty else { return body }
    return "[\((LetterLanguage(of: body) ?? .english).notReady)]\n\n\(body)"
  }
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
}
