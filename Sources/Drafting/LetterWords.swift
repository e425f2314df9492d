/// How letters begin and end, in the languages people write to us in. Small letters; `*` stands for the rest of a word.
enum LetterWords {
  static let greetings = [
    "hi", "hello", "hey", "dear", "good morning", "good afternoon", "good evening", "good day", "greetings",
    "hallo", "lieber", "liebe", "liebes", "sehr geehrt*", "guten tag", "guten morgen", "guten abend", "moin", "servus",
    "grüezi", "grüß gott", "grüss gott", "werte", "werter",
    "bonjour", "bonsoir", "salut", "cher", "chère", "chers", "chères", "madame", "monsieur", "mesdames",
    "hola", "buenos días", "buenas tardes", "buenas noches", "buenas", "estimad*", "querid*", "apreciad*",
    "ciao", "salve", "buongiorno", "buonasera", "gentile", "gentili", "gentilissim*", "egregi*", "caro", "cara", "cari",
    "care", "spettabile",
    "olá", "oi", "bom dia", "boa tarde", "boa noite", "prezad*", "caro", "cara", "exmo", "exma",
    "beste", "geachte", "hoi", "dag", "goedemorgen", "goedemiddag", "goedenavond", "goedendag",
    "hej", "hejsan", "god morgon", "god dag", "bästa", "kära", "käre",
    "kære", "god morgen", "hei", "kjære", "heisann",
    "moi", "hyvä", "hyvää päivää", "hyvää huomenta", "arvoisa", "terve",
    "cześć", "dzień dobry", "szanown*", "witam", "witaj", "drog*",
    "ahoj", "dobrý den", "vážen*", "здравствуйте", "добрый день", "привет", "уважаем*", "дорог*",
    "您好*", "你好*", "尊敬的*", "亲爱的*", "こんにちは*", "お世話になって*", "안녕하세요*", "merhaba", "sayın", "sevgili",
  ]

  static let closings = [
    "best", "best regards", "kind regards", "warm regards", "regards", "many thanks", "thanks", "thank you", "cheers",
    "sincerely", "yours sincerely", "yours faithfully", "yours truly", "yours", "best wishes", "all the best",
    "warmly", "with kind regards", "with best regards", "respectfully", "take care", "talk soon", "love",
    "viele grüße", "viele grüsse", "liebe grüße", "liebe grüsse", "beste grüße", "beste grüsse",
    "mit freundlichen grüßen",
    "mit freundlichen grüssen", "freundliche grüße", "freundliche grüsse", "herzliche grüße", "herzliche grüsse",
    "schöne grüße", "schöne grüsse", "mit besten grüßen", "grüße", "grüsse", "gruß", "gruss", "viele dank",
    "vielen dank",
    "danke", "mfg", "lg", "vg", "hochachtungsvoll",
    "cordialement", "bien cordialement", "bien à vous", "bien à toi", "meilleures salutations", "salutations",
    "sincères salutations", "amicalement", "merci", "merci d'avance", "bonne journée", "à bientôt", "amitiés",
    "saludos", "un saludo", "saludos cordiales", "un cordial saludo", "atentamente", "gracias", "muchas gracias",
    "un abrazo",
    "cordiali saluti", "distinti saluti", "saluti", "un saluto", "un caro saluto", "grazie", "grazie mille", "a presto",
    "atenciosamente", "cumprimentos", "com os melhores cumprimentos", "melhores cumprimentos", "obrigado", "obrigada",
    "abraços", "abraço", "um abraço", "att",
    "met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet", "vriendelijke groeten", "groet",
    "groeten",
    "groetjes", "hartelijke groet", "bedankt", "dank je", "mvg", "dank u",
    "med vänliga hälsningar", "vänliga hälsningar", "hälsningar", "mvh", "tack", "med venlig hilsen", "venlig hilsen",
    "hilsen", "mange hilsner", "tak", "vennlig hilsen", "med vennlig hilsen", "takk",
    "ystävällisin terveisin", "terveisin", "parhain terveisin", "kiitos",
    "pozdrawiam", "z poważaniem", "serdecznie pozdrawiam", "dziękuję", "s pozdravem", "с уважением", "спасибо",
    "saygılarımla", "teşekkürler",
  ]

  /// Names of header fields, as models and programs print them above a letter.
  static let subjectLabels = [
    "subject", "subject line", "betreff", "objet", "sujet", "asunto", "oggetto", "assunto", "onderwerp", "ämne", "emne",
    "aihe", "temat", "předmět", "тема", "主题", "件名", "제목", "konu",
  ]
  static let addressLabels = [
    "to", "from", "cc", "bcc", "date", "sent", "reply to", "an", "von", "gesendet", "datum", "kopie", "à", "de",
    "envoyé",
    "para", "enviado", "fecha", "a", "da", "inviato", "data", "aan", "van", "verzonden", "till", "från", "skickat",
    "til",
    "fra", "sendt", "dato", "saaja", "lähettäjä", "päivämäärä", "do", "od", "wysłano", "кому", "от", "дата", "收件人",
    "发件人", "宛先", "差出人",
  ]

  /// What programs call the mail below a letter.
  static let earlierMail = [
    "original message", "original email", "forwarded message", "ursprüngliche nachricht", "originalnachricht",
    "weitergeleitete nachricht", "message d'origine", "message original", "message transféré", "mensaje original",
    "mensaje reenviado", "messaggio originale", "messaggio inoltrato", "mensagem original", "mensagem encaminhada",
    "oorspronkelijk bericht", "doorgestuurd bericht", "ursprungligt meddelande", "oprindelig meddelelse",
    "opprinnelig melding",
    "alkuperäinen viesti", "wiadomość oryginalna", "oryginalna wiadomość",
  ]

  /// A line that begins a letter: "Hi Ben,", "Sehr geehrte Frau Lind,", "Hi Ben, thank you ..." and also "Ben,".
  static func isGreeting(_ line: some StringProtocol) -> Bool {
    let line = line.trimmingDecoration()
    guard let end = line.unicodeScalars.firstIndex(where: { ",!:，！：、".unicodeScalars.contains($0) }) else {
      let words = SpokenWords(line)
      return words.count <= 6 && !line.hasSuffix(".") && words.begins(with: greetings)
    }
    let words = SpokenWords(line[..<end])
    if words.count <= 8, words.begins(with: greetings) { return true }
    let isName = line.unicodeScalars[end] == "," && line.unicodeScalars.index(after: end) == line.endIndex
    return isName && (1...3).contains(words.count) && line.first?.isUppercase == true && !isClosing(line)
      && !words.begins(with: ModelSpeech.interjections)
  }

  /// A greeting on a line of its own: "Hi Ben,". Not "Liebe Grüße aus Bern,", which ends one.
  static func opensLetter(_ line: some StringProtocol) -> Bool {
    let line = line.trimmingDecoration()
    guard let end = line.unicodeScalars.last, ",!，！".unicodeScalars.contains(end) else { return false }
    let words = SpokenWords(line)
    return words.count <= 6 && words.begins(with: greetings) && !words.has(partings)
  }

  private static let partings = [
    "grüße", "grüsse", "gruß", "gruss", "groet*", "hilsen", "hilsner", "hälsningar", "saludo*", "salut*", "saluti",
    "cheers",
    "thanks", "tack", "danke",
  ]

  /// A line that ends a letter and nothing else: "Best regards,".
  static func isClosing(_ line: some StringProtocol) -> Bool { SpokenWords(line).isOne(of: closings) }
}
