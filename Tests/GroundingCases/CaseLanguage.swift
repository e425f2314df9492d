internal import Secretary

/// What a fact of a generated case is about. Each has sentences in which somebody says it and in which a draft repeats it.
package enum CaseTopic: String, Sendable, CaseIterable {
  case price, deposit, delivery, meeting, payment, time, phone, person, company, place, link, address, account, nights,
    percent
  case order
}

/// The sentences of one language. `{x}` is the fact, `{who}` a person.
struct CaseLanguage: Sendable {
  let language: LetterLanguage
  let greetings: [String]
  let closings: [String]
  /// Sentences of a mail without facts, and of a draft.
  let asides: [String]
  let answers: [String]
  let told: [CaseTopic: [String]]
  let drafted: [CaseTopic: [String]]

  private init(
    _ language: LetterLanguage, greetings: String, closings: String, asides: String, answers: String, told: String,
    drafted: String
  ) {
    self.language = language
    self.greetings = Self.lines(greetings)
    self.closings = Self.lines(closings)
    self.asides = Self.lines(asides)
    self.answers = Self.lines(answers)
    self.told = Self.topics(told)
    self.drafted = Self.topics(drafted)
  }

  private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

  /// `topic: sentence | sentence`
  private static func topics(_ text: String) -> [CaseTopic: [String]] {
    var topics: [CaseTopic: [String]] = [:]
    for line in lines(text) {
      guard let colon = line.firstIndex(of: ":"), let topic = CaseTopic(rawValue: String(line[..<colon])) else {
        continue
      }
      topics[topic] = line[line.index(after: colon)...].split(separator: "|").map {
        String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
    }
    return topics
  }

  static let all: [CaseLanguage] = [english, german, french, spanish, italian]

  private static let english = CaseLanguage(
    .english, greetings: "Hi {who},\nDear {who},\nHello {who},",
    closings: "Best regards,\nKind regards,\nMany thanks,",
    asides: """
      Thanks for your patience with all of this.
      The weather up here has been dreadful, so everything takes longer.
      I have talked to the others and they are happy with the plan.
      Could you please confirm that everything works for you?
      Our neighbours told us how well you looked after them.
      """,
    answers: """
      Thank you for your message and for the details.
      That sounds good to me.
      I will look at the papers and come back to you.
      Please let me know if anything is missing.
      The changes you asked for are no problem at all.
      """,
    told: """
      price: The whole job costs {x}.|We agreed on a price of {x} for the work.|The total comes to {x}.
      deposit: A deposit of {x} is needed to hold the place.|The deposit is {x}.
      delivery: The delivery is planned for {x}.|They will deliver everything on {x}.
      meeting: Could we have the meeting on {x}?|The appointment with the architect is on {x}.
      payment: Payment should reach us by {x}.|The transfer is due on {x}.
      time: The doors open at {x}.|We would start at {x}.
      phone: {who} can be reached on {x}.|Please call {who} at {x}.
      person: {x} looks after the garden.|Please speak to {x} about the keys.
      company: The kitchen comes from {x}.|We ordered the windows at {x}.
      place: The workshop is in {x}.|We are moving to {x}.
      link: The plans are at {x}.|Everything is described on {x}.
      address: Please send the drawings to {x}.|My colleague reads {x}.
      account: The account for it is {x}.|Our IBAN is {x}.
      nights: We would stay for {x} nights.|Please keep the room for {x} nights.
      percent: There is a discount of {x} for regular customers.|You get {x} off.
      order: It is about order {x}.|The invoice has the number {x}.
      """,
    drafted: """
      price: The price of {x} is fine.|As you wrote, it costs {x} in total.|We had a price of {x} in mind.
      deposit: The deposit of {x} is noted.|I have seen that the deposit is {x}.
      delivery: The delivery on {x} suits us.|So they will deliver on {x}.
      meeting: The meeting on {x} works for me.|I have noted the appointment on {x}.
      payment: The payment will be with you by {x}.|I have noted {x} for the transfer.
      time: I will be there at {x}.|Let us say {x} then.
      phone: I will call {who} at {x}.|I can reach {who} on {x}, then.
      person: I will speak to {x} about it.|{x} will let you know.|I have asked {x} for the keys.
      company: I will ask {x} about the frames.|We have heard good things of {x}.
      place: See you in {x}.|The shop in {x} has it in stock.
      link: I found the plans at {x}.|Everything is on {x}, thank you.
      address: I have written to {x}.|The drawings go to {x}.
      account: The account {x} is noted.|I have the IBAN {x}.
      nights: The room is kept for {x} nights.|It is {x} nights, then.
      percent: The discount of {x} is very welcome.|Good to hear about the {x}.
      order: I have found order {x}.|The number of the invoice is {x}.
      """)

  private static let german = CaseLanguage(
    .german, greetings: "Hallo {who},\nLiebe Frau {who},\nGuten Tag Herr {who},",
    closings: "Viele Grüße\nMit freundlichen Grüßen\nHerzliche Grüße",
    asides: """
      Vielen Dank für Ihre Geduld mit dieser Angelegenheit.
      Das Wetter ist hier im Moment furchtbar, deshalb dauert die Arbeit etwas länger.
      Ich habe mit den Handwerkern gesprochen, und alle sind mit dem Vorschlag zufrieden.
      Könnten Sie mir bitte bestätigen, dass das für Sie so in Ordnung ist?
      Unsere Nachbarn haben erzählt, wie gut die Zusammenarbeit mit Ihnen war.
      """,
    answers: """
      Vielen Dank für Ihre Nachricht und die ausführliche Beschreibung.
      Der Vorschlag klingt gut, die Unterlagen sehe ich mir in Ruhe an.
      Bei Fragen können Sie sich jederzeit bei mir melden.
      Die gewünschten Änderungen an der Zeichnung sind kein Problem.
      Über eine kurze Rückmeldung zum Ablauf der Arbeiten würde ich mich freuen.
      """,
    told: """
      price: Die ganze Arbeit kostet {x}.|Als Preis hatten wir {x} vereinbart.|Der Gesamtbetrag liegt bei {x}.
      deposit: Für die Reservierung ist eine Anzahlung von {x} nötig.|Die Kaution beträgt {x}.
      delivery: Die Lieferung ist für {x} geplant.|Geliefert wird alles am {x}.
      meeting: Könnten wir die Besprechung auf {x} legen?|Der Termin mit der Architektin ist am {x}.
      payment: Die Zahlung sollte bis {x} bei uns sein.|Bitte überweisen Sie den Betrag bis {x}.
      time: Einlass ist um {x}.|Wir würden gegen {x} anfangen.
      phone: {who} erreichen Sie unter {x}.|Die Telefonnummer von {who} ist {x}.
      person: {x} kümmert sich um den Garten.|Wegen der Schlüssel sprechen Sie bitte mit {x}.
      company: Die Küche kommt von der Firma {x}.|Die Fenster haben wir bei {x} bestellt.
      place: Die Werkstatt ist in {x}.|Wir ziehen nach {x}.
      link: Die Pläne liegen unter {x}.|Alles ist auf {x} beschrieben.
      address: Bitte schicken Sie die Zeichnungen an {x}.|Mein Kollege liest {x}.
      account: Das Konto dafür ist {x}.|Unsere IBAN lautet {x}.
      nights: Wir würden {x} Nächte bleiben.|Bitte halten Sie das Zimmer für {x} Nächte frei.
      percent: Für Stammkunden gibt es einen Rabatt von {x}.|Sie bekommen {x} Nachlass.
      order: Es geht um die Bestellung {x}.|Die Rechnung hat die Nummer {x}.
      """,
    drafted: """
      price: Der Preis von {x} ist in Ordnung.|Wie Sie schreiben, kostet die Arbeit {x}.|Als Preis hatten wir an {x} gedacht.
      deposit: Die Anzahlung von {x} habe ich notiert.|Die Kaution beträgt also {x}.
      delivery: Die Lieferung am {x} passt uns gut.|Dann wird am {x} geliefert.
      meeting: Der Termin am {x} passt mir.|Die Besprechung am {x} habe ich mir notiert.
      payment: Die Zahlung ist bis zum {x} bei Ihnen.|Für die Überweisung habe ich {x} notiert.
      time: Ich bin um {x} da.|Dann also um {x} am Eingang.
      phone: Ich rufe {who} unter {x} an.|{who} erreiche ich also unter {x}.
      person: Ich spreche mit {x} über die Angelegenheit.|Die Schlüssel habe ich bei {x} abgegeben.|{x} meldet sich bei Ihnen.
      company: Ich frage bei {x} wegen der Rahmen nach.|Von {x} haben wir nur Gutes gehört.
      place: Wir sehen uns dann in {x}.|Das Geschäft in {x} hat noch Ware auf Lager.
      link: Die Pläne habe ich unter {x} gefunden.|Auf {x} steht alles, vielen Dank.
      address: Ich habe an {x} geschrieben.|Die Zeichnungen gehen an {x}.
      account: Das Konto {x} habe ich notiert.|Die IBAN {x} liegt mir vor.
      nights: Das Zimmer ist für {x} Nächte reserviert.|Es sind also {x} Nächte.
      percent: Über den Rabatt von {x} freue ich mich sehr.|Die {x} Nachlass sind eine schöne Überraschung.
      order: Die Bestellung {x} habe ich gefunden.|Die Nummer der Rechnung ist {x}.
      """)

  private static let french = CaseLanguage(
    .french, greetings: "Bonjour {who},\nChère {who},\nCher {who},",
    closings: "Cordialement,\nBien cordialement,\nMeilleures salutations,",
    asides: """
      Merci pour votre patience dans cette affaire.
      Le temps est affreux ici, et tout prend un peu plus de retard.
      J'ai parlé avec les artisans et ils sont contents du projet.
      Pourriez-vous me confirmer que cela vous convient ?
      Nos voisins nous ont dit combien ils étaient satisfaits de vous.
      """,
    answers: """
      Merci pour votre message et pour toutes ces précisions.
      Votre proposition me convient bien.
      Je regarde les documents et je reviens vers vous.
      N'hésitez pas à me dire s'il manque quelque chose.
      Les changements que vous demandez ne posent aucun problème.
      """,
    told: """
      price: L'ensemble des travaux coûte {x}.|Nous étions d'accord sur un prix de {x}.|Le montant total est de {x}.
      deposit: Un acompte de {x} est nécessaire pour réserver.|La caution est de {x}.
      delivery: La livraison est prévue pour le {x}.|Tout sera livré le {x}.
      meeting: Pouvons-nous fixer la réunion au {x} ?|Le rendez-vous avec l'architecte est le {x}.
      payment: Le paiement doit nous parvenir avant le {x}.|Le virement est attendu pour le {x}.
      time: Les portes ouvrent à {x}.|Nous pourrions commencer à {x}.
      phone: Vous pouvez joindre {who} au {x}.|Le numéro de {who} est le {x}.
      person: {x} s'occupe du jardin.|Pour les clés, parlez-en à {x}.
      company: La cuisine vient de chez {x}.|Nous avons commandé les fenêtres chez {x}.
      place: L'atelier se trouve à {x}.|Nous déménageons à {x}.
      link: Les plans sont sur {x}.|Tout est décrit sur {x}.
      address: Merci d'envoyer les dessins à {x}.|Mon collègue lit {x}.
      account: Le compte pour cela est {x}.|Notre IBAN est {x}.
      nights: Nous resterions {x} nuits.|Gardez-nous la chambre pour {x} nuits.
      percent: Il y a une remise de {x} pour les clients fidèles.|Vous avez {x} de réduction.
      order: Il s'agit de la commande {x}.|La facture porte le numéro {x}.
      """,
    drafted: """
      price: Le prix de {x} nous convient.|Comme vous l'écrivez, cela coûte {x} au total.|Nous avions pensé à un prix de {x}.
      deposit: J'ai bien noté l'acompte de {x}.|La caution est donc de {x}.
      delivery: La livraison du {x} nous convient.|La livraison aura donc lieu le {x}.
      meeting: Le rendez-vous du {x} me convient.|J'ai noté la réunion du {x}.
      payment: Le paiement sera chez vous avant le {x}.|Pour le virement, j'ai noté le {x}.
      time: Je serai là à {x}.|Disons donc à {x}.
      phone: J'appelle {who} au {x}.|Je peux donc joindre {who} au {x}.
      person: J'en parle avec {x}.|{x} vous tiendra au courant.|J'ai laissé les clés chez {x}.
      company: Je pose la question à {x}.|On nous a dit beaucoup de bien de {x}.
      place: On se retrouve donc à {x}.|Le magasin de {x} en a en stock.
      link: J'ai trouvé les plans sur {x}.|Tout est sur {x}, merci.
      address: J'ai écrit à {x}.|Les dessins partent à {x}.
      account: J'ai bien noté le compte {x}.|J'ai reçu l'IBAN {x}.
      nights: La chambre est gardée pour {x} nuits.|Cela fait donc {x} nuits.
      percent: Merci pour la remise de {x}.|Les {x} de réduction nous font plaisir.
      order: J'ai retrouvé la commande {x}.|Le numéro de la facture est {x}.
      """)

  private static let spanish = CaseLanguage(
    .spanish, greetings: "Hola {who}:\nEstimada {who}:\nEstimado {who}:",
    closings: "Un saludo,\nSaludos cordiales,\nMuchas gracias,",
    asides: """
      Gracias por la paciencia con este asunto.
      El tiempo aquí está horrible y todo va un poco más lento.
      He hablado con los otros y están contentos con el plan.
      ¿Me puede confirmar si todo le parece bien?
      Nuestros vecinos nos contaron lo bien que trabajan ustedes.
      """,
    answers: """
      Muchas gracias por su mensaje y por los detalles.
      La propuesta me parece bien.
      Voy a mirar los papeles y le escribo pronto.
      Si falta algo, no dude en decirlo.
      Los cambios que pide no son ningún problema.
      """,
    told: """
      price: Todo el trabajo cuesta {x}.|Habíamos hablado de un precio de {x}.|El importe total es de {x}.
      deposit: Hace falta una fianza de {x} para reservar.|La señal es de {x}.
      delivery: La entrega está prevista para el {x}.|Harán la entrega el {x}.
      meeting: ¿Podemos poner la reunión el {x}?|La cita con el arquitecto es el {x}.
      payment: El pago tiene que llegar antes del {x}.|La transferencia debe hacerse el {x}.
      time: Las puertas abren a las {x}.|Podríamos empezar a las {x}.
      phone: Puede llamar a {who} al {x}.|El teléfono de {who} es el {x}.
      person: {x} se ocupa del jardín.|Para las llaves hable con {x}.
      company: La cocina es de {x}.|Hemos comprado las ventanas en {x}.
      place: El taller está en {x}.|Nos mudamos a {x}.
      link: Los planos están en {x}.|Todo se explica en {x}.
      address: Envíe los dibujos a {x}, por favor.|Mi compañero lee {x}.
      account: La cuenta para eso es {x}.|Nuestro IBAN es {x}.
      nights: Nos quedaríamos {x} noches.|Guárdenos la habitación para {x} noches.
      percent: Hay un descuento de {x} para clientes fijos.|Tiene usted {x} de descuento.
      order: Se trata del pedido {x}.|La factura tiene el número {x}.
      """,
    drafted: """
      price: El precio de {x} está bien.|Como usted escribe, cuesta {x} en total.|Habíamos pensado en un precio de {x}.
      deposit: He anotado la fianza de {x}.|La señal es entonces de {x}.
      delivery: La entrega del {x} nos viene bien.|Entonces la entrega será el {x}.
      meeting: La cita del {x} me viene bien.|He anotado la reunión del {x}.
      payment: El pago les llegará antes del {x}.|Para la transferencia he anotado el {x}.
      time: Estaré allí a las {x}.|Quedamos entonces a las {x}.
      phone: Llamo a {who} al {x}.|El número de {who} es entonces el {x}.
      person: Lo hablo con {x}.|{x} le dirá algo pronto.|He dejado las llaves con {x}.
      company: Voy a preguntar a {x} por los marcos.|Nos han hablado muy bien de {x}.
      place: Nos vemos entonces en {x}.|La tienda de {x} lo tiene disponible.
      link: He encontrado los planos en {x}.|Todo está en {x}, gracias.
      address: He escrito a {x}.|Los dibujos van a {x}.
      account: He anotado la cuenta {x}.|Tengo el IBAN {x}.
      nights: La habitación queda guardada para {x} noches.|Son entonces {x} noches.
      percent: Gracias por el descuento de {x}.|El descuento del {x} nos alegra mucho.
      order: He encontrado el pedido {x}.|El número de la factura es {x}.
      """)

  private static let italian = CaseLanguage(
    .italian, greetings: "Ciao {who},\nGentile {who},\nCara {who},",
    closings: "Cordiali saluti,\nUn caro saluto,\nGrazie mille,",
    asides: """
      Grazie per la pazienza con questa faccenda.
      Il tempo qui è pessimo e tutto va un po' più piano.
      Ho parlato con gli altri e sono contenti del progetto.
      Può farmi sapere se per lei va bene così?
      I nostri vicini ci hanno detto quanto si sono trovati bene con voi.
      """,
    answers: """
      Grazie per il messaggio e per tutte le informazioni.
      La proposta mi sembra buona.
      Guardo i documenti e poi le scrivo.
      Se manca qualcosa, me lo faccia sapere.
      Le modifiche che chiede non sono un problema.
      """,
    told: """
      price: Tutto il lavoro costa {x}.|Avevamo parlato di un prezzo di {x}.|L'importo totale è di {x}.
      deposit: Serve un acconto di {x} per prenotare.|La cauzione è di {x}.
      delivery: La consegna è prevista per il {x}.|Faranno la consegna il {x}.
      meeting: Possiamo fare la riunione il {x}?|L'appuntamento con l'architetto è il {x}.
      payment: Il pagamento deve arrivare prima del {x}.|Il bonifico va fatto per il {x}.
      time: Le porte aprono alle {x}.|Potremmo cominciare alle {x}.
      phone: Può chiamare {who} al {x}.|Il numero di {who} è {x}.
      person: {x} si occupa del giardino.|Per le chiavi parli con {x}.
      company: La cucina viene da {x}.|Abbiamo preso le finestre da {x}.
      place: Il laboratorio è a {x}.|Ci trasferiamo a {x}.
      link: I disegni sono su {x}.|Tutto è spiegato su {x}.
      address: Mandi i disegni a {x}, per favore.|Il mio collega legge {x}.
      account: Il conto per questo è {x}.|Il nostro IBAN è {x}.
      nights: Resteremmo {x} notti.|Ci tenga la camera per {x} notti.
      percent: C'è uno sconto del {x} per i clienti abituali.|Lei ha il {x} di sconto.
      order: Si tratta dell'ordine {x}.|La fattura ha il numero {x}.
      """,
    drafted: """
      price: Il prezzo di {x} va bene.|Come scrive lei, costa {x} in tutto.|Avevamo pensato a un prezzo di {x}.
      deposit: Ho preso nota dell'acconto di {x}.|La cauzione è quindi di {x}.
      delivery: La consegna del {x} ci va bene.|Allora la consegna sarà il {x}.
      meeting: L'appuntamento del {x} mi va bene.|Ho segnato la riunione del {x}.
      payment: Il pagamento vi arriverà prima del {x}.|Per il bonifico ho segnato il {x}.
      time: Sarò lì alle {x}.|Facciamo quindi alle {x}.
      phone: Chiamo {who} al {x}.|Il numero di {who} è quindi {x}.
      person: Ne parlo con {x}.|{x} le farà sapere.|Ho lasciato le chiavi da {x}.
      company: Chiedo a {x} per le cornici.|Ci hanno parlato molto bene di {x}.
      place: Ci vediamo quindi a {x}.|Il negozio di {x} lo ha disponibile.
      link: Ho trovato i disegni su {x}.|Tutto è su {x}, grazie.
      address: Ho scritto a {x}.|I disegni vanno a {x}.
      account: Ho preso nota del conto {x}.|Ho ricevuto l'IBAN {x}.
      nights: La camera è tenuta per {x} notti.|Sono quindi {x} notti.
      percent: Grazie per lo sconto del {x}.|Lo sconto del {x} ci fa piacere.
      order: Ho trovato l'ordine {x}.|Il numero della fattura è {x}.
      """)
}
