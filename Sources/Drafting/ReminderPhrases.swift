import Secretary

/// A reminder's sentence in each language. Like the holding reply's it addresses nobody as close or distant, and says nothing
/// of the writer's sex.
enum ReminderPhrases {
  static func sentence(in language: LetterLanguage) -> String {
    switch language {
    case .english: "A short reminder of my question: I would be glad to have an answer."
    case .german: "nur eine kurze Erinnerung an meine Frage: Über eine Antwort freue ich mich."
    case .french: "un petit rappel de ma question : une réponse me ferait plaisir."
    case .spanish: "Un breve recordatorio de mi pregunta: agradecería una respuesta."
    case .italian: "un breve promemoria della mia domanda: una risposta mi farebbe piacere."
    case .portuguese: "um breve lembrete da minha pergunta: agradeço uma resposta."
    case .dutch: "een korte herinnering aan mijn vraag: ik hoor graag iets."
    case .danish: "en kort påmindelse om mit spørgsmål: et svar ville være kærkomment."
    case .swedish: "en kort påminnelse om min fråga: ett svar vore välkommet."
    case .norwegian: "en kort påminnelse om spørsmålet mitt: et svar hadde vært fint."
    case .finnish: "lyhyt muistutus kysymyksestäni: vastaus olisi mukava saada."
    case .polish: "krótkie przypomnienie o moim pytaniu: proszę o odpowiedź."
    }
  }
}
