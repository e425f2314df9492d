/// What the user has said they would do: mail that comes after it wants to know.
enum OwnPromise {
  static func occurs(in text: String) -> Bool { phrases.occurs(in: TextWords(text)) }

  private static let phrases = PhraseList([
    "i'll send", "i will send", "i'll get back", "i will get back", "i'll let you know", "i will let you know",
    "i'll check", "i will check", "i'll look", "i will look", "i'll find out", "i will find out", "i'll call",
    "i will call", "let me check", "let me look", "let me find out", "get back to you", "will follow up",
    "ich melde mich", "melde ich mich", "ich schicke", "schicke ich", "ich sende", "ich schaue", "ich prüfe",
    "ich kläre", "gebe ich bescheid", "ich gebe bescheid", "je vous envoie", "je t'envoie", "je vous tiens",
    "je te tiens", "je reviens vers", "je vérifie", "je vais vérifier", "te enviaré", "le enviaré", "te aviso",
    "le aviso", "lo reviso", "ti mando", "le mando", "ti faccio sapere", "le farò sapere", "ti farò sapere", "verifico",
    "vou enviar", "vou verificar", "ik stuur", "ik laat het", "ik kom erop terug", "jag återkommer",
    "jeg vender tilbage",
    "odezwę się", "wyślę", "ozvu se", "пришлю", "отправлю", "уточню",
  ])
}
