/// Words mail programs write around history, by language, in lower case.
enum ReplyVocabulary {
  /// “wrote”, as it stands last in an attribution.
  static let wrote: [String] = [
    "wrote", "writes", "schrieb", "geschrieben", "a écrit", "ecrit", "écrit", "écrivait", "escribió", "escribio",
    "ha escrito", "escreveu", "ha scritto", "scrisse", "scritto", "schreef", "geschreven", "skrev", "skrifaði",
    "kirjoitti", "napisał(a)", "napisał", "napisała", "pisze", "napsal(a)", "napsal", "napísal(a)", "napísal", "írta",
    "a scris", "написал", "написал(а)", "написала", "писал", "пишет", "пише", "написав", "написав(ла)", "написа",
    "έγραψε", "yazdı", "yazmış", "כתב", "כתבה", "كتب", "viết", "đã viết", "menulis", "写道", "寫道", "書きました", "작성",
    "เขียนว่า", "va escriure", "idatzi du", "rašė", "kirjutas", "rakstīja", "je napisao", "je napisao/la", "napisao",
    "napisala", "napisao je", "napisala je", "napísala", "napsala", "је написао/ла", "написао је", "написао",
    "pisał", "pisała", "пишете", "sent",
    "ने लिखा", "نوشت", "şunu yazdı", "şunları yazdı", "ha enviado",
    "hat geschrieben", "schreibt", "ecrivait", "scrive", "escribe", "escreve", "napisao/la",
    "さんは書きました",
  ]

  /// Those that stand before the name when the date comes first.
  static let verbSecond: Set<String> = ["schrieb", "schreef", "skrev", "skrifaði"]

  /// Words and marks that may stand between the verb and the colon: a date, and how languages introduce one.
  static let afterVerb: Set<String> = [
    "am", "um", "uhr", "on", "at", "le", "el", "il", "op", "den", "kl", "kl.", "klo", "the", "het", "volgende",
    "following", "folgendes", "ma", "a", "ezt", "den:", "pm", "vorm", "nachm", "vorm.", "nachm.", "du",
    "(időpont:", "h,", "k,", "sze,", "cs,", "p,", "szo,", "v,",
  ]

  /// How an attribution begins, before a date.
  static let openers: Set<String> = [
    "on", "at", "am", "le", "el", "em", "il", "op", "den", "dne", "dnia", "w", "v", "на", "в", "on:", "quoting", "a",
    "în", "pada", "vào", "tarihinde", "ngày", "στις", "il:", "in", "ב-", "在", "date", "dňa", "la", "---- on", "mån",
  ]

  /// How an attribution begins that has no verb, before a name with an address.
  static let quoting = [
    "quoting ", "zitat von ", "citando a ", "citation de ", "citat från ", "citat fra ", "citaat van ",
  ]

  /// Days, full and short, that an attribution may begin with.
  static let weekdays: [String] = [
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "montag", "dienstag", "mittwoch", "donnerstag", "freitag",
    "samstag", "sonntag", "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "mié", "jue", "vie", "sáb", "dom", "seg",
    "ter", "qua", "qui", "sex", "gio", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    "pon", "wt", "śr", "czw", "pt", "sob", "niedz", "понедельник", "вторник", "среда", "четверг", "пятница",
    "суббота", "воскресенье", "пн", "вт", "ср", "чт", "пт", "сб", "вс", "понеділок", "вівторок", "середа", "п'ятниця",
    "субота", "неділя",
  ]

  /// First letters of months.
  static let months: Set<String> = [
    "jan", "ene", "gen", "sty", "feb", "fev", "fév", "lut", "mar", "mär", "mrt", "apr", "abr", "avr", "kwi", "mai",
    "may", "mag", "maj", "mei", "jun", "jui", "giu", "cze", "jul", "lug", "lip", "aug", "ago", "aoû", "sie", "sep",
    "set", "wrz", "okt", "oct", "out", "ott", "paź", "nov", "lis", "dec", "dez", "dic", "déc", "gru",
  ]

  /// Words of which one stands in a line such as “-----Original Message-----”.
  static let message: Phrases = [
    "message", "nachricht", "mensaje", "messaggio", "mensagem", "bericht", "meddelande", "meddelelse", "melding",
    "besked", "wiadomość", "wiadomo", "сообщение", "повідомлення", "mesaj", "viesti", "zpráva", "správa", "üzenet",
    "μήνυμα", "forwarded by", "原始", "邮件", "郵件", "转发", "轉寄", "元のメッセージ", "転送", "원본", "הודעה", "رسالة", "mesajul",
    "poruka", "original", "e-mail",
  ]

  /// Beginnings of a line above a forwarded message that have no rule around them.
  static let forwardOpeners: Openings = [
    "begin forwarded message", "anfang der weitergeleiteten", "début du message réexpédié",
    "début du message transféré", "inizio messaggio inoltrato", "inicio del mensaje reenviado",
    "início da mensagem encaminhada", "vidarebefordrat brev", "videresendt brev", "videresendt besked",
    "doorgestuurd bericht", "välitetty viesti", "начало переадресованного", "начало переадресуемого",
    "forwarded message:", "以下是转发的邮件", "転送されたメッセージ",
  ]

  /// Which of these say that the message was passed on.
  static let forwards: Phrases = [
    "forward", "weitergeleitet", "transféré", "réexpédié", "inoltrat", "reenviado", "encaminhad", "vidarebefordra",
    "videresend", "doorgestuurd", "välitetty", "przekazan", "переадрес", "пересла", "пересил", "iletil",
    "továbbított", "přeposlan", "preposlan", "转发", "轉寄", "転送", "전달", "הועבר", "προωθ", "redirecționat",
  ]

  /// What programs of many languages write before the subject of a mail they pass on, without signs.
  static let forwardPrefixes: Set<String> = [
    "fwd", "fw", "wg", "tr", "rv", "enc", "i", "vb", "vl", "doorst", "pd", "továbbítás", "továbbítva", "ilt", "πρθ",
    "προωθ", "פורוורד", "הועבר", "转发", "转寄", "轉寄", "転送", "전달", "předáno", "prep",
  ]

  /// Names of the header lines that stand for a quoted message.
  static let headerNames: [String: HeaderRole] = {
    var names: [String: HeaderRole] = [:]
    for (role, words) in headerWords { for word in words { names[word] = role } }
    return names
  }()

  enum HeaderRole {
    case from, date, to, subject, other
    /// The date in the words only mail programs use: people write “Date:” in lists of their own.
    case sent
  }

  private static let headerWords: [(HeaderRole, [String])] = [
    (
      .from,
      [
        "from", "von", "de", "da", "från", "fra", "van", "od", "от", "від", "kimden", "gönderen", "lähettäjä",
        "feladó", "expéditeur", "mittente", "remitente", "remetente", "afzender", "absender", "nadawca", "odesílatel",
        "από", "发件人", "寄件者", "寄件人", "差出人", "보낸 사람", "보낸사람", "מאת", "من", "dari", "expeditor", "de la", "šalje",
        "pošiljatelj", "saatja", "nuo",
      ]
    ),
    (
      .date,
      [
        "date", "datum", "data", "fecha", "дата", "tarih", "dátum", "dato", "日期", "日付", "날짜", "תאריך", "le",
        "päivämäärä", "päiväys", "ημερομηνία",
      ]
    ),
    (
      .sent,
      [
        "sent", "gesendet", "envoyé", "enviado", "enviada", "enviado el", "enviada em", "enviado em", "inviato",
        "verzonden", "skickat", "sendt", "wysłano", "wysłane", "отправлено", "надіслано", "gönderilen tarih",
        "gönderildi", "lähetetty", "elküldve", "küldve", "odesláno", "odoslané", "发送时间", "發送時間", "寄件日期", "送信日時", "送信日",
        "보낸 날짜",
        "נשלח", "تاريخ الإرسال", "sendte", "trimis", "sent at", "envoyé le", "message du", "envoyé à", "date d'envoi",
        "inviato il", "data invio", "verzonden op", "gesendet am", "odesláno dne", "datum odeslání", "fecha de envío",
        "data de envio", "отправлено в", "wysłano dnia",
      ]
    ),
    (
      .to,
      [
        "to", "an", "à", "a", "para", "til", "till", "aan", "do", "кому", "kime", "vastaanottaja", "címzett", "komu",
        "destinataire", "destinatario", "destinatari", "empfänger", "προς", "收件人", "收件者", "宛先", "받는 사람", "받는사람", "אל",
        "إلى", "kepada", "către", "pro", "for", "per", "pour", "prima", "saaja", "kam",
      ]
    ),
    (
      .subject,
      [
        "subject", "betreff", "objet", "asunto", "oggetto", "assunto", "onderwerp", "ämne", "emne", "temat", "тема",
        "konu", "aihe", "tárgy", "předmět", "predmet", "θέμα", "主题", "主旨", "主題", "件名", "제목", "נושא", "الموضوع",
        "subiect", "perihal", "re", "sujet", "titre", "zadeva", "naslov", "teema", "tema",
      ]
    ),
    (
      .other,
      [
        "cc", "bcc", "reply-to", "kopie", "copie", "copia", "kopia", "kopi", "копия", "копія", "cópia", "risposta",
        "antwort an", "répondre à", "responder a", "抄送", "副本", "참조", "copie à", "copie cachée", "en copie",
        "kopie an", "kopi til", "kopia till", "con copia a", "com cópia", "copia per conoscenza", "kopie aan", "dw",
        "másolat", "kopio", "bilgi", "anlage", "anlagen", "pièces jointes", "archivos adjuntos", "allegati", "anexos",
        "bijlagen", "bilagor", "załączniki", "вложения", "importance", "attachments", "attach", "organization",
        "in-reply-to", "message-id", "x-mailer", "thread-topic", "priority", "wichtigkeit", "newsgroups",
      ]
    ),
  ]
}

/// Beginnings of a line or word, to be tried all at once.
struct Openings: ExpressibleByArrayLiteral, Sendable {
  private let byFirst: [Character: [String]]

  init(arrayLiteral openings: String...) { byFirst = Dictionary(grouping: openings) { $0.first ?? " " } }

  /// The first of them with which a text begins.
  func begin(_ text: Substring) -> String? {
    guard let first = text.first else { return nil }
    return byFirst[first]?.first { text.hasPrefix($0) }
  }
}
