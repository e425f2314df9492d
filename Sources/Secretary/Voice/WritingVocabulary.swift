/// What traits there are, and the words of letters that they are known by, in lower case. Made when the first letter is looked at.
enum WritingVocabulary {
  /// A letter that begins without a greeting, or ends without a closing.
  static let none = "none"

  static func values(of kind: WritingTrait.Kind) -> Set<String> {
    switch kind {
    case .greeting: greetings.values
    case .closing: closings.values
    case .naming: namings
    case .length: lengths
    case .register: registers
    case .habit: habits
    }
  }

  /// What a person can choose instead of what was learned, in order. Of habits nothing: they are had or left.
  static func offered(_ kind: WritingTrait.Kind, in language: LetterLanguage) -> [String] {
    switch kind {
    case .greeting: greetings.offered(in: language)
    case .closing: closings.offered(in: language)
    case .naming: ["given", "full", none]
    case .length: WritingLength.allCases.map(\.value)
    case .register: WritingRegister(of: language) == nil ? [] : ["informal", "formal"]
    case .habit: []
    }
  }

  /// Not by name, by the given name, by title and surname or the whole name.
  private static let namings: Set = [none, "given", "full"]
  private static let lengths = Set(WritingLength.allCases.map(\.value))
  private static let registers: Set = ["informal", "formal"]
  private static let habits = Set(WritingHabit.allCases.map(\.rawValue))

  /// Phrases, each under the one that stands for it.
  struct Phrases {
    /// Those of a language, in the order in which they are offered.
    private let offered: [LetterLanguage: [String]]
    let values: Set<String>
    /// Longer ones first.
    private let spellings: [(words: [Substring], value: String)]

    init(_ table: KeyValuePairs<LetterLanguage, KeyValuePairs<String, String>>) {
      offered = Dictionary(uniqueKeysWithValues: table.map { ($0, $1.map(\.key)) })
      values = Set(offered.values.joined()).union([none])
      spellings = table.flatMap(\.value).flatMap { shown, spellings in
        spellings.split(separator: ",").map { (words: $0.split(separator: " "), value: shown) }
      }.sorted { $0.words.count > $1.words.count }
    }

    /// The phrase that these words, in lower case, begin with, and how many words it has. Any language's: who writes German may
    /// greet with "Hi".
    func beginning(_ words: [String]) -> (value: String, count: Int)? {
      spellings.first { words.starts(with: $0.words, by: { $0 == $1 }) }.map { ($0.value, $0.words.count) }
    }

    func offered(in language: LetterLanguage) -> [String] { (offered[language] ?? []) + [none] }
  }

  static let greetings = Phrases([
    .english: [
      "Hi": "hi", "Hello": "hello", "Hey": "hey", "Dear": "dear", "Good morning": "good morning,morning",
      "Good afternoon": "good afternoon", "Good evening": "good evening",
    ],
    .german: [
      "Hallo": "hallo", "Liebe/Lieber": "liebe,lieber", "Guten Tag": "guten tag", "Guten Morgen": "guten morgen,morgen",
      "Moin": "moin", "Servus": "servus", "Grüß dich": "grüß dich,grüss dich",
      "Sehr geehrte": "sehr geehrte,sehr geehrter",
    ],
    .french: [
      "Bonjour": "bonjour", "Bonsoir": "bonsoir", "Salut": "salut", "Coucou": "coucou", "Cher/Chère": "cher,chère",
    ],
    .spanish: [
      "Hola": "hola", "Buenos días": "buenos días,buenos dias", "Buenas tardes": "buenas tardes,buenas",
      "Estimado/a": "estimado,estimada", "Querido/a": "querido,querida",
    ],
    .italian: [
      "Ciao": "ciao", "Buongiorno": "buongiorno", "Buonasera": "buonasera", "Gentile": "gentile", "Caro/a": "caro,cara",
    ],
    .portuguese: [
      "Olá": "olá,ola", "Bom dia": "bom dia", "Boa tarde": "boa tarde", "Prezado/a": "prezado,prezada",
    ],
    .dutch: ["Hoi": "hoi", "Hallo": "hallo", "Beste": "beste", "Dag": "dag", "Geachte": "geachte"],
    .danish: ["Hej": "hej", "Kære": "kære"],
    .swedish: ["Hej": "hej"],
    .norwegian: ["Hei": "hei", "Kjære": "kjære"],
    .finnish: ["Hei": "hei", "Moi": "moi"],
    .polish: ["Cześć": "cześć", "Dzień dobry": "dzień dobry", "Szanowny/a": "szanowny,szanowna,szanowni"],
  ])

  static let closings = Phrases([
    .english: [
      "Thanks": "thanks,thx,many thanks,thanks a lot,thanks again", "Thank you": "thank you,thank you very much",
      "Best": "best,all the best", "Best regards": "best regards,br", "Kind regards": "kind regards,kindest regards",
      "Warm regards": "warm regards,warmly", "Regards": "regards", "Best wishes": "best wishes", "Cheers": "cheers",
      "Sincerely": "sincerely,yours sincerely,sincerely yours", "Yours": "yours", "Love": "love,lots of love",
      "Take care": "take care",
    ],
    .german: [
      "Viele Grüße": "viele grüße,viele grüsse,vg,schöne grüße",
      "Liebe Grüße": "liebe grüße,liebe grüsse,lg,herzliche grüße", "Beste Grüße": "beste grüße,beste grüsse,bg",
      "Freundliche Grüße": "freundliche grüße,freundliche grüsse,mit freundlichen grüßen,mit freundlichen grüssen,mfg",
      "Grüße": "grüße,grüsse,gruß,gruss", "Danke": "danke,vielen dank,danke dir,danke schön", "Bis bald": "bis bald",
    ],
    .french: [
      "Cordialement": "cordialement,bien cordialement,cdlt", "Bien à vous": "bien à vous,bien à toi",
      "Amicalement": "amicalement", "Merci": "merci,merci beaucoup", "À bientôt": "à bientôt",
      "Bonne journée": "bonne journée", "Bises": "bises,bisous",
    ],
    .spanish: [
      "Saludos": "saludos,un saludo,saludos cordiales", "Atentamente": "atentamente", "Un abrazo": "un abrazo,abrazos",
      "Gracias": "gracias,muchas gracias",
    ],
    .italian: [
      "Cordiali saluti": "cordiali saluti,distinti saluti", "Saluti": "saluti,un saluto", "A presto": "a presto",
      "Grazie": "grazie,grazie mille",
    ],
    .portuguese: [
      "Cumprimentos": "cumprimentos,atenciosamente", "Abraço": "abraço,abraços", "Obrigado/a": "obrigado,obrigada",
    ],
    .dutch: [
      "Groeten": "groeten,groetjes,groet,vriendelijke groet",
      "Met vriendelijke groet": "met vriendelijke groet,met vriendelijke groeten",
      "Bedankt": "bedankt,dank je,dank u",
    ],
    .danish: ["Hilsen": "hilsen,mvh,venlig hilsen,med venlig hilsen", "Tak": "tak,mange tak"],
    .swedish: ["Hälsningar": "hälsningar,vänliga hälsningar,med vänliga hälsningar", "Tack": "tack"],
    .norwegian: ["Hilsen": "hilsen,mvh,vennlig hilsen,med vennlig hilsen", "Takk": "takk"],
    .finnish: ["Terveisin": "terveisin", "Kiitos": "kiitos"],
    .polish: ["Pozdrawiam": "pozdrawiam", "Z poważaniem": "z poważaniem", "Dzięki": "dzięki,dziękuję"],
  ])

  /// Words before a surname.
  static let titles: Set<String> = [
    "mr", "mrs", "ms", "dr", "prof", "professor", "sir", "madam", "herr", "frau", "herrn", "damen", "monsieur",
    "madame", "m", "mme", "señor", "señora", "sr", "sra", "signor", "signora", "sig", "dottor", "dott", "senhor",
    "senhora", "heer", "mevrouw", "dhr", "pan", "pani", "panie",
  ]

  /// Between two names.
  static let conjunctions: Set<String> = ["and", "und", "et", "y", "e", "en", "og", "och", "&"]

  /// Who is greeted without being named.
  static let groups: Set<String> = [
    "all", "everyone", "everybody", "team", "there", "again", "folks", "both", "zusammen", "alle", "allerseits", "ihr",
    "nochmal", "tous", "toutes", "todos", "todas", "tutti", "allemaal", "alla", "kaikki", "wszystkim",
  ]
}

/// What some letters have and others do not.
enum WritingHabit: String, CaseIterable {
  case exclamationMarks = "exclamation marks"
  case emoji
  case bulletLists = "bullet lists"
  case contractions
}

/// How long a letter is, in a few steps.
enum WritingLength: Int, CaseIterable {
  case line = 15
  case short = 40
  case middle = 80
  case long = 150
  case page = 300

  var value: String { "\(rawValue)" }

  init(words: Int) {
    switch words {
    case ...20: self = .line
    case ...60: self = .short
    case ...110: self = .middle
    case ...220: self = .long
    default: self = .page
    }
  }
}
