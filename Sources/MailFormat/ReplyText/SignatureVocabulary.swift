/// Words that stand below a message, by language, in lower case.
extension ReplyVocabulary {
  /// How a line begins that a phone or a mail program adds below a message.
  static let deviceOpeners: Openings = [
    "sent from", "sent via", "sent with", "sent by", "sent using", "sent on", "get outlook for", "get [outlook for",
    "from my iphone", "from my ipad", "from my android", "from my mobile", "from my phone", "via mobile",
    "envoyé de mon", "envoyé depuis", "envoyé à partir", "envoyé avec", "obtenez outlook", "télécharger outlook",
    "von meinem", "gesendet von", "gesendet mit", "gesendet über", "diese nachricht wurde von",
    "holen sie sich outlook", "outlook für", "von unterwegs", "enviado desde", "enviado de", "enviado do",
    "enviado con", "enviado a partir", "enviado mediante", "enviado via", "obtener outlook", "obter o outlook",
    "inviato da", "inviato dal", "ottieni outlook", "scarica outlook", "verzonden met", "verzonden vanaf",
    "verstuurd vanaf", "verstuurd met", "outlook voor", "sendt fra", "sendt med", "skickat från", "hämta outlook",
    "få outlook", "hent outlook", "lähetetty", "wysłane z", "wysłano z", "pobierz outlook", "отправлено с",
    "отправлено из", "надіслано з", "odesláno z", "odoslané z", "gönderildi", "iphone'umdan", "从我的", "從我的", "发自我的",
    "發自我的", "發自", "发自", "iphoneから送信", "ipadから送信", "나의 iphone에서", "נשלח מ", "trimis de pe",
  ]

  /// “My”, before the device.
  static let own: Set<String> = [
    "my", "meinem", "meiner", "mon", "ma", "mi", "mio", "mia", "meu", "minha", "mijn", "min", "mitt", "moim",
    "mojego", "моего", "мого", "mého", "môjho",
  ]

  /// What such a line names: a device, a network or a program. In lower case; each begins a word.
  static let devices: Openings = [
    "phone", "iphone", "ipad", "ipod", "imac", "mac", "macbook", "android", "samsung", "galaxy", "blackberry",
    "nokia", "windows", "mobile", "mobil", "handheld", "handy", "smartphone", "tablet", "tablette", "outlook",
    "gmail", "inbox", "mailbox", "yahoo", "aol", "gmx", "web.de", "proton", "tutanota", "tuta", "thunderbird",
    "airmail", "spark", "mailbird", "huawei", "xiaomi", "redmi", "htc", "lg", "sony", "xperia", "motorola", "pixel",
    "oneplus", "oppo", "vivo", "honor", "t-mobile", "telekom", "vodafone", "verizon", "at&t", "o2", "orange", "sfr",
    "bouygues", "free", "3g", "4g", "5g", "lte", "kindle", "surface", "superhuman", "missive", "hey", "k-9",
    "fairmail", "bluemail", "nine", "polymail", "newton", "boxer", "edison", "mailspring", "em client", "zoho",
    "fastmail", "icloud", "app", "mail for", "mail app", "mail.ru", "mail-app", "mail für", "mail pour", "mail para",
    "mail per", "mail voor", "courrier pour", "correo para", "posta per", "e-mail app", "wireless", "treo", "palm",
    "sparrow", "roundcube", "yandex", "яндекс", "mynet", "device", "gerät", "appareil", "dispositivo", "computer",
    "laptop", "téléphone", "portable", "móvil", "teléfono", "celular", "telemóvel", "telefon", "telefoon", "mobiele",
    "puhelim", "телефон", "смартфон", "мобильн", "мобільн", "手机", "手機", "cell", "desktop", "webmail", "hotmail",
    "nylas", "canary", "shift", "rambler", "naver", "daum", "qq", "163", "网易",
  ]

  /// What may follow the first clause of such a line.
  static let excuses: [String] = ["please", "pls", "excuse", "sorry", "apolog", "forgive", "so ", "typos", "brevity"]

  /// What a list, a firm or a scanner puts below other people's mail.
  static let footers: Phrases = [
    "confidential", "privileged", "disclaimer", "intended recipient", "intended solely", "intended only",
    "unsubscribe", "mailing list", "google groups", "you received this message because", "you are receiving this",
    "virus-free", "virenfrei", "avast", "scanned by", "scanned for", "before printing", "before you print",
    "vertraulich", "abmelden", "abbestellen", "mailingliste", "confidentiel", "destinataire", "désabonner",
    "désinscri", "confidencial", "destinatario", "darse de baja", "destinatário", "cancelar a inscrição",
    "confidenzial", "riservat", "riservate", "disiscri", "vertrouwelijk", "geadresseerde", "uitschrijven", "afmelden",
    "konfidentiell", "fortrolig", "avsluta prenumeration", "afmeld", "luottamuksellinen", "poufn", "wypisa", "důvěrn",
    "dôvern", "конфиденциальн", "конфіденційн", "отписаться", "відписатися", "gizli", "bizalmas", "εμπιστευτικ", "機密",
    "机密", "退订", "配信停止", "기밀",
  ]

  /// Closings before a name.
  static let closings: [String] = [
    "thanks", "thank you", "many thanks", "best", "best regards", "best wishes", "regards", "kind regards",
    "warm regards", "sincerely", "cheers", "yours", "yours sincerely", "mit freundlichen grüßen", "viele grüße",
    "liebe grüße", "gruß", "grüße", "cordialement", "bien à vous", "saludos", "un saludo", "atentamente",
    "cordiali saluti", "saluti", "atenciosamente", "abraços", "met vriendelijke groet", "groeten",
    "med vänliga hälsningar", "med vennlig hilsen", "mvh", "hilsen", "pozdrawiam", "с уважением", "з повагою",
    "terveisin", "s pozdravem",
  ]
}
