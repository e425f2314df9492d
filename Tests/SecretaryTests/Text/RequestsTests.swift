import Testing

@testable import Secretary

@Suite struct RequestsTests {
  @Test(arguments: [
    "Please send me the file by Friday.", "For Friday, please bring the plan.", "Hi Ada,\nsend me the file by Friday.",
    "Could you look at the roof.", "Let me know whether the paint has come.", "I need you to sign the form",
    "I would appreciate a copy of the plan.", "Call me about the roof.",
    "Please find the plan attached and let me know by Friday.",
    "Schick mir bitte die Datei bis Freitag.", "Hallo Ada,\nschick mir die Datei.", "Bitte senden Sie uns den Plan.",
    "Könntest du mir den Plan schicken.", "Gib mir Bescheid, ob die Farbe da ist.",
    "Ich bitte um Rückmeldung bis Freitag.",
    "Merci de m'envoyer le plan avant vendredi.", "Merci d’envoyer le plan.", "Veuillez confirmer la date.",
    "Je vous prie de signer le contrat.", "Envoie-moi le plan.", "Dis-moi si la peinture est là.",
    "Envíame el plano antes del viernes.", "Por favor, confirme la fecha.", "Le ruego que firme el contrato.",
    "Mandami il progetto entro venerdì.", "Per favore conferma la data.", "La prego di firmare il contratto.",
    "Fammi sapere se la vernice è arrivata.",
  ]) func `who asks without a question mark asks all the same`(sentence: String) {
    #expect(Requests.made(in: sentence) == [sentence])
    #expect(Questions.asked(in: sentence).isEmpty)
  }

  @Test(arguments: [
    "If you are not the intended recipient, please delete it.",
    "Please let us know if we can be of further assistance.",
    "Merci de détruire ce message reçu par erreur.",
    "Please find the plan attached.", "Please note that we are closed.", "Yes, please.",
    "Please do not hesitate to call.",
    "If you have any questions, please let me know.", "He will send me the file.", "The plan pleased everybody.",
    "Bitte beachten Sie die Hinweise.", "Ich bitte um Verständnis.", "Bei Fragen melden Sie sich bitte.", "Bitte sehr!",
    "Merci d'avance.", "Merci de votre réponse.", "Veuillez agréer mes salutations distinguées.",
    "Je vous prie de croire à ma considération.", "N'hésitez pas à m'appeler, s'il vous plaît.",
    "No dude en llamarme, por favor.", "Non esiti a chiamarmi, per favore.", "Si prega di non rispondere.",
    "Thanks for the file.", "Ich schicke dir die Datei.", "", "Regards,\nAda",
  ]) func `what goes with a letter, and what ends one, asks nothing`(sentence: String) {
    #expect(Requests.made(in: sentence).isEmpty)
  }

  @Test func `questions and requests come in their order, and no more of them than of questions alone`() {
    let mail = "Hi Ada, how are you? Please send me the plan. When does it begin? Thanks. Bring me the keys!"
    #expect(
      Requests.made(in: mail) == ["Please send me the plan.", "When does it begin?", "Bring me the keys!"])
    #expect(Requests.made(in: String(repeating: "Please come. Really? ", count: 30)).count == 20)
  }
}
