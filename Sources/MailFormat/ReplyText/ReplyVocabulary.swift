/// Words mail programs write around history, by language, in lower case.
enum ReplyVocabulary {
  /// “wrote”, as it stands last in an attribution.
  static let wrote: [String] = [
    "wrote", "writes", "schrieb", "geschrieben", "a écrit", "ecrit", "écrit", "écrivait", "escribió", "escribio",
    "ha escrito", "escreveu", "ha scritto", "scrisse", "scritto", "schreef", "geschreven", "skrev", "skrifaði",
    "kirjoitti", "napisał(a)", "napisał", "napisała", "pisze", "napsal(a)", "napsal", "napísal(a)", "napísal", "írta",
    "a scris", "написал", "написал(а)", "написала", "писал", "пишет", "пише", "написав", "написав(ла)", "написа",
    "έγραψε", "yazdı", "yazmış", "כתב", "כתבה", "كتب", "viết", "đã viết", "menulis", "写道", "寫道", "書きました", "작성", "작성:",
    "เขียนว่า", "va escriure", "idatzi du", "rašė", "kirjutas", "rakstīja", "je napisao", "je napisao/la", "napisao",
  ]

  /// Those that stand before the name when the date comes first.
  static let verbSecond: Set<String> = ["schrieb", "schreef", "skrev", "skrifaði"]

  /// Words and marks that may stand between the verb and the colon: a date, and how languages introduce one.
  static let afterVerb: Set<String> = [
    "am", "um", "uhr", "on", "at", "le", "el", "il", "op", "den", "kl", "kl.", "klo", "the", "het", "volgende",
    "following", "folgendes", "ma", "a", "ezt", "den:", "pm", "vorm", "nachm", "vorm.", "nachm.", "du",
  ]

  /// How an attribution begins, before a date.
  static let openers: Set<String> = [
    "on", "at", "am", "le", "el", "em", "il", "op", "den", "dne", "dnia", "w", "v", "на", "в", "on:", "quoting", "a",
    "în", "pada", "vào", "tarihinde", "ngày", "στις", "il:", "in", "ב-", "在", "date", "dňa", "la", "---- on", "mån",
  ]

  /// Days, full and short, that an attribution may begin with.
  static let weekdays: [String] = [
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "montag", "dienstag", "mittwoch", "donnerstag", "freitag",
    "samstag", "sonntag", "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "mié", "jue", "vie", "sáb", "dom", "seg",
    "ter", "qua", "qui", "sex", "gio", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    "pon", "wt", "śr", "czw", "pt", "sob", "niedz", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота",
    "воскресенье", "пн", "вт", "ср", "чт", "пт", "сб", "вс", "понеділок", "вівторок", "середа", "п'ятниця", "субота",
    "неділя",
  ]

  /// First letters of months.
  static let months: Set<String> = [
    "jan", "ene", "gen", "sty", "feb", "fev", "fév", "lut", "mar", "mär", "mrt", "apr", "abr", "avr", "kwi", "mai",
    "may", "mag", "maj", "mei", "jun", "jui", "giu", "cze", "jul", "lug", "lip", "aug", "ago", "aoû", "sie", "sep",
    "set", "wrz", "okt", "oct", "out", "ott", "paź", "nov", "lis", "dec", "dez", "dic", "déc", "gru",
  ]

  /// Words of which one stands in a line such as “-----Original Message-----”.
  static let message: [String] = [
    "message", "nachricht", "mensaje", "messaggio", "mensagem", "bericht", "meddelande", "meddelelse", "melding",
    "wiadomość", "wiadomo", "сообщение", "повідомлення", "mesaj", "viesti", "zpráva", "správa", "üzenet", "μήνυμα",
    "forwarded by", "原始", "邮件", "郵件", "转发", "轉寄", "元のメッセージ", "転送", "원본", "הודעה", "رسالة", "mesajul", "poruka",
    "original", "e-mail",
  ]

  /// Beginnings of a line above a forwarded message that have no rule around them.
  static let forwardOpeners: [String] = [
    "begin forwarded message", "anfang der weitergeleiteten", "début du message réexpédié",
    "début du message transféré",
    "inizio messaggio inoltrato", "inicio del mensaje reenviado", "início da mensagem encaminhada",
    "vidarebefordrat brev", "videresendt brev", "videresendt besked", "doorgestuurd bericht", "välitetty viesti",
    "начало переадресованного", "начало переадресуемого", "forwarded message:", "以下是转发的邮件", "転送されたメッセージ",
  ]

  /// Names of the header lines that stand for a quoted message.
  static let headerNames: [String: HeaderRole] = {
    var names: [String: HeaderRole] = [:]
    for (role, words) in headerWords { for word in words { names[word] = role } }
    return names
  }()

  enum HeaderRole { case from, date, to, subject, other }

  private static let headerWords: [(HeaderRole, [String])] = [
    (
      .from,
      [
        "from", "von", "de", "da", "från", "fra", "van", "od", "от", "від", "kimden", "lähettäjä", "feladó", "från",
        "expéditeur", "mittente", "remitente", "remetente", "afzender", "absender", "nadawca", "odesílatel", "από",
        "发件人", "寄件者", "寄件人", "差出人", "보낸 사람", "보낸사람", "מאת", "من", "dari", "från", "expeditor", "de la",
      ]
    ),
    (
      .date,
      [
        "date", "sent", "gesendet", "datum", "envoyé", "enviado", "enviada", "enviado el", "enviada em", "enviado em",
        "inviato", "data", "fecha", "verzonden", "skickat", "sendt", "wysłano", "wysłane", "отправлено", "дата",
        "надіслано", "gönderilen tarih", "tarih", "gönderildi", "lähetetty", "elküldve", "dátum", "odesláno",
        "odoslané", "dato", "发送时间", "發送時間", "日期", "寄件日期", "送信日時", "日付", "送信日", "보낸 날짜", "날짜", "נשלח", "תאריך",
        "تاريخ الإرسال", "le", "sendte", "trimis", "päivämäärä", "päiväys", "ημερομηνία", "sent at",
      ]
    ),
    (
      .to,
      [
        "to", "an", "à", "a", "para", "til", "till", "aan", "do", "кому", "kime", "vastaanottaja", "címzett", "komu",
        "destinataire", "destinatario", "destinatari", "empfänger", "προς", "收件人", "收件者", "宛先", "받는 사람", "받는사람",
        "אל", "إلى", "kepada", "către", "pro", "for",
      ]
    ),
    (
      .subject,
      [
        "subject", "betreff", "objet", "asunto", "oggetto", "assunto", "onderwerp", "ämne", "emne", "temat", "тема",
        "konu", "aihe", "tárgy", "předmět", "predmet", "θέμα", "主题", "主旨", "主題", "件名", "제목", "נושא", "الموضوع",
        "subiect", "perihal", "re",
      ]
    ),
    (
      .other,
      [
        "cc", "bcc", "reply-to", "kopie", "copie", "copia", "kopia", "kopi", "копия", "копія", "cópia", "risposta",
        "antwort an", "répondre à", "responder a", "抄送", "副本", "참조", "importance", "attachments", "attach",
        "organization", "in-reply-to", "message-id", "x-mailer", "thread-topic", "priority", "wichtigkeit",
        "newsgroups",
      ]
    ),
  ]

  /// How a line begins that a phone or a mail program adds below a message.
  static let deviceOpeners: [String] = [
    "sent from", "sent via", "sent with", "sent by", "sent using", "sent on", "get outlook for", "get [outlook for",
    "from my iphone", "from my ipad", "from my android", "from my mobile", "from my phone", "via mobile",
    "envoyé de mon", "envoyé depuis", "envoyé à partir", "envoyé avec", "obtenez outlook", "télécharger outlook",
    "von meinem", "gesendet von", "gesendet mit", "gesendet über", "diese nachricht wurde von",
    "holen sie sich outlook",
    "outlook für", "von unterwegs", "enviado desde", "enviado de", "enviado do", "enviado con", "enviado a partir",
    "enviado mediante", "enviado via", "obtener outlook", "obter o outlook", "inviato da", "inviato dal",
    "ottieni outlook", "scarica outlook", "verzonden met", "verzonden vanaf", "verstuurd vanaf", "verstuurd met",
    "outlook voor", "sendt fra", "sendt med", "skickat från", "hämta outlook", "få outlook", "hent outlook",
    "lähetetty", "wysłane z", "wysłano z", "pobierz outlook", "отправлено с", "отправлено из", "надіслано з",
    "odesláno z", "odoslané z", "gönderildi", "iphone'umdan", "从我的", "從我的", "发自我的", "發自我的", "發自", "发自",
    "iphoneから送信", "ipadから送信", "나의 iphone에서", "נשלח מ", "trimis de pe",
  ]

  /// What may follow the first clause of such a line.
  static let excuses: [String] = ["please", "pls", "excuse", "sorry", "apolog", "forgive", "so ", "typos", "brevity"]

  /// Closings before a name.
  static let closings: [String] = [
    "thanks", "thank you", "many thanks", "best", "best regards", "best wishes", "regards", "kind regards",
    "warm regards", "sincerely", "cheers", "yours", "yours sincerely", "mit freundlichen grüßen", "viele grüße",
    "liebe grüße", "gruß", "grüße", "cordialement", "bien à vous", "saludos", "un saludo", "atentamente",
    "cordiali saluti", "saluti", "atenciosamente", "abraços", "met vriendelijke groet", "groeten",
    "med vänliga hälsningar",
    "med vennlig hilsen", "mvh", "hilsen", "pozdrawiam", "с уважением", "з повагою", "terveisin", "s pozdravem",
  ]
}
