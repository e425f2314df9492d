/// Whether mail wants to agree on a time to meet or to talk. By phrases that hardly mean anything else.
enum MeetingRequest {
  static func occurs(in text: String) -> Bool { phrases.occurs(in: TextWords(text)) }

  private static let phrases = PhraseList([
    "are you free on", "are you free at", "are you free next", "are you free this", "are you free tomorrow",
    "when are you free", "are you available on", "are you available at", "are you available next",
    "are you available for a", "are you available this", "when are you available", "would you be available",
    "what time works", "what times work", "which time works", "what day works", "which day works", "when works for you",
    "when would work", "when would suit", "when does it suit", "find a time", "find a date", "find a slot",
    "schedule a call", "schedule a meeting", "schedule a time", "set up a call", "set up a meeting", "arrange a call",
    "arrange a meeting", "can we meet", "could we meet", "shall we meet", "can we reschedule", "could we reschedule",
    "move our meeting", "move the meeting", "your availability",
    "wann passt", "wann hast du zeit", "wann haben sie zeit", "wann hättest du zeit", "wann hätten sie zeit",
    "wann würde es", "hast du am", "haben sie am", "hättest du am", "hätten sie am", "terminvorschlag",
    "terminvorschläge", "termin vereinbaren", "termin finden", "termin ausmachen", "termin verschieben",
    "können wir uns treffen", "könnten wir uns treffen", "wollen wir uns treffen",
    "quand es tu disponible", "quand êtes vous disponible", "quand seriez vous disponible", "êtes vous disponible",
    "es tu disponible", "seriez vous disponible", "es tu libre", "êtes vous libre", "vos disponibilités",
    "tes disponibilités", "fixer un rendez vous", "convenir d'un rendez vous", "trouver une date", "trouver un créneau",
    "cuándo te viene bien", "cuándo le viene bien", "cuándo puedes quedar", "está disponible el", "estás disponible el",
    "estás libre", "concertar una reunión", "fijar una reunión", "concertar una cita", "su disponibilidad",
    "tu disponibilidad", "podemos vernos", "podríamos vernos",
    "quando sei libero", "quando sei libera", "quando è libero", "quando è libera", "sei libero", "sei libera",
    "quando ti va bene", "quando le va bene", "fissare un appuntamento", "fissare un incontro",
    "fissare una riunione", "possiamo vederci", "potremmo vederci", "la sua disponibilità", "la tua disponibilità",
  ])
}
