/// How a model speaks about the letter it was asked for, instead of writing it. Small letters; `*` stands for the rest of a
/// word. Each language gives all lists.
enum ModelSpeech {
  /// "Sure", "Of course": said to whoever asked for the letter.
  static let interjections = [
    "sure", "certainly", "of course", "absolutely", "okay", "ok", "alright", "great", "understood", "got it",
    "no problem",
    "gerne", "natürlich", "selbstverständlich", "klar", "sicher", "bien sûr", "certainement", "d'accord",
    "avec plaisir",
    "claro", "por supuesto", "desde luego", "certo", "certamente", "naturalmente", "va bene", "com certeza",
    "claro que sim",
    "natuurlijk", "zeker", "uiteraard", "graag", "självklart", "absolut", "selvfølgelig", "naturligvis", "toki",
    "tietysti",
    "oczywiście", "jasne",
  ]

  /// What the letter is called.
  static let letter = [
    "reply", "replies", "response*", "draft*", "email*", "mail", "message", "answer", "letter",
    "antwort*", "entwurf", "nachricht", "schreiben", "mailentwurf", "réponse*", "brouillon", "courriel",
    "projet de réponse",
    "respuesta*", "borrador", "correo", "mensaje", "risposta", "risposte", "bozza", "messaggio",
    "resposta*", "rascunho", "mensagem", "antwoord", "conceptantwoord", "concept", "bericht", "reactie", "svar*",
    "utkast",
    "mejl*", "udkast", "besked", "vastau*", "luonno*", "viesti*", "odpowied*", "szkic", "wiadomoś*",
  ]

  /// How it is announced.
  static let announcing = [
    "here is", "here's", "here are", "below is", "below you", "i've drafted", "i have drafted", "i drafted",
    "i've written",
    "i have written", "i wrote", "i've prepared", "i have prepared", "i prepared", "i've composed", "suggested",
    "proposed",
    "possible", "the following", "you could send", "you can send", "you could reply", "draft", "this is a draft",
    "hier ist", "hier mein", "hier eine", "hier ein", "hier die", "hier der", "hier kommt", "hier wäre", "anbei",
    "folgende*",
    "nachfolgend", "nachstehend", "entwurf", "vorschlag", "antwortvorschlag", "antwortentwurf", "so könnte",
    "könnten sie",
    "könntest du", "ich habe", "mögliche*", "vorgeschlagene",
    "voici", "voilà", "ci dessous", "j'ai rédigé", "j'ai préparé", "j'ai écrit", "proposition", "proposée", "suivante",
    "suivant", "projet de", "brouillon", "vous pourriez", "tu pourrais",
    "aquí tienes", "aquí está", "aquí tiene", "aquí te", "aquí le", "aquí va", "a continuación", "he redactado",
    "he preparado", "he escrito", "borrador", "propuesta", "sugerida", "siguiente", "podrías", "podría",
    "ecco", "di seguito", "qui sotto", "ho scritto", "ho preparato", "ho redatto", "bozza", "proposta", "seguente",
    "potresti",
    "aqui está", "aqui vai", "aqui tem", "segue", "a seguir", "abaixo", "redigi", "escrevi", "preparei", "rascunho",
    "sugerida", "seguinte", "poderia", "sugestão",
    "hier is", "hier volgt", "hieronder", "hierbij", "ik heb", "concept", "voorstel", "volgende", "conceptantwoord",
    "mogelijk", "voorgesteld",
    "här är", "här kommer", "nedan", "utkast", "förslag", "jag har", "her er", "nedenfor", "udkast", "forslag",
    "jeg har",
    "tässä", "alla", "luonnos", "ehdotus", "oto", "poniżej", "propozycja", "szkic", "przygotowałem", "przygotowałam",
  ]

  /// What kind of letter it is, or what it was made from: said of a text, not in one.
  static let describing = [
    "draft*", "suggested", "proposed", "suggestion", "based on", "conversation", "concise", "polite", "professional",
    "friendly",
    "short", "brief", "following", "for you", "you could", "you can", "you requested",
    "entwurf", "vorschlag", "basierend", "auf grundlage", "höfliche*", "kurze*", "freundliche*", "folgende*", "für sie",
    "für dich",
    "brouillon", "proposition", "proposée", "basé*", "polie", "concise", "courte", "professionnelle", "suivante",
    "pour vous",
    "borrador", "propuesta", "basad*", "cortés", "breve", "profesional", "siguiente", "para ti", "para usted",
    "bozza", "proposta", "basat*", "cortese", "professionale", "seguente", "per te",
    "rascunho", "sugestão", "sugerida", "basead*", "educada", "curta", "profissional", "seguinte", "para você",
    "concept*", "voorstel", "gebaseerd", "beleefd*", "kort*", "vriendelijk*", "volgende", "voor je", "voor u",
    "utkast", "förslag", "baserat", "udkast", "forslag", "baseret", "basert", "luonnos", "ehdotus", "propozycja",
    "szkic",
  ]

  /// Thinking aloud before the letter.
  static let planning = [
    "i should", "i need to", "i will write", "i'll write", "the user", "the sender", "let me", "let's",
    "they are asking",
    "is asking", "wants to know", "der nutzer", "der absender", "ich sollte", "ich muss", "l'utilisateur", "je dois",
    "el usuario", "debo", "l'utente", "devo", "o usuário", "de gebruiker", "ik moet",
  ]

  /// Headings over a model's own thoughts.
  static let thoughts = [
    "thinking process", "thinking", "thought process", "thought", "thoughts", "reasoning", "my reasoning", "analysis",
    "chain of thought", "plan", "scratchpad", "let me think", "let me think step by step", "step by step reasoning",
    "internal reasoning", "gedankengang", "überlegung", "überlegungen", "analyse", "begründung", "réflexion",
    "raisonnement",
    "razonamiento", "análisis", "pensamiento", "ragionamento", "analisi", "raciocínio", "análise", "denkproces",
    "redenering",
    "gedachten", "resonemang", "analys", "ræsonnement",
  ]

  /// Headings over the letter, after thoughts.
  static let results = [
    "final answer", "final response", "final reply", "final draft", "final email", "final output", "final version",
    "final",
    "answer", "response", "reply", "draft", "draft reply", "output", "result", "email", "the reply",
    "assistant", "endgültige antwort",
    "finale antwort", "antwort", "ergebnis", "entwurf", "réponse finale", "réponse", "respuesta final", "respuesta",
    "risposta finale", "risposta", "resposta final", "resposta", "definitief antwoord", "eindantwoord", "antwoord",
    "slutligt svar", "svar", "endeligt svar",
  ]

  /// "Let me know if", "Soll ich": the beginning of an offer, of letters and models alike.
  static let offering = [
    "let me know", "would you like", "if you'd like", "if you would like", "if you want", "feel free", "i can also",
    "i could also",
    "i'm happy to", "happy to", "i hope this", "do you want", "want me to", "shall i", "should i", "please review",
    "you may want to", "don't hesitate", "please replace", "please adjust", "remember to", "make sure to",
    "just let me know",
    "soll ich", "möchten sie", "möchtest du", "lass mich wissen", "lassen sie mich wissen", "sag mir", "sagen sie mir",
    "gib mir bescheid", "geben sie mir bescheid", "wenn sie möchten", "wenn du möchtest", "gerne kann ich", "ich hoffe",
    "falls sie", "falls du", "bitte passen sie", "bitte prüfen sie",
    "souhaitez vous", "souhaites tu", "voulez vous", "veux tu", "n'hésitez pas", "n'hésite pas", "dites moi", "dis moi",
    "faites moi savoir", "si vous souhaitez", "si tu veux", "j'espère que", "je peux aussi",
    "quieres que", "quiere que", "si quieres", "si quiere", "si deseas", "si desea", "avísame", "avíseme", "dime",
    "dígame",
    "házmelo saber", "no dudes", "no dude", "espero que", "puedo también", "te gustaría",
    "vuoi che", "vuole che", "fammi sapere", "mi faccia sapere", "se vuoi", "se vuole", "se desideri", "spero che",
    "posso anche", "non esitare",
    "quer que", "se quiser", "se desejar", "avise", "me avise", "diga me", "posso também", "gostaria que",
    "fique à vontade",
    "wil je", "wilt u", "laat me weten", "laat het me weten", "laat maar weten", "als je wilt", "als u wilt",
    "ik hoop dat",
    "ik kan ook", "zal ik",
    "vill du", "låt mig veta", "säg till", "vil du", "lad mig vide", "sig til", "si fra", "haluatko", "kerro",
    "daj mi znać",
    "czy chcesz",
  ]

  /// What can be changed about a text and about little else. With an offer, it is said of this one.
  static let style = [
    "more formal", "less formal", "formal", "informal", "casual", "shorter", "longer", "more concise", "concise",
    "friendlier", "warmer",
    "tone", "wording", "rephrase*", "reword*", "this draft", "this reply", "this response", "this email",
    "the draft above",
    "me to adjust", "me to change", "me to revise", "me to tweak", "me to modify", "me to edit it", "me to rewrite",
    "make any changes", "make any adjustments", "make any edits", "adjust anything", "change anything",
    "another version",
    "different version", "different style", "adjust it", "adjust the", "tweak", "revise it", "modify it",
    "formeller", "förmlicher", "formell", "lockerer", "kürzer", "länger", "ton", "tonfall", "formulierung",
    "umformulier*",
    "anders formulier*", "text anpasse", "antwort anpass*", "diesen entwurf", "diese antwort", "entwurf anpass*",
    "überarbeite",
    "anpassen", "andere version",
    "plus formel*", "moins formel*", "formel*", "plus court*", "plus long*", "ton", "reformul*", "ce brouillon",
    "cette réponse",
    "autre version", "que je l'ajuste", "que je la modifie", "que je modifie",
    "más formal", "menos formal", "formal", "informal", "más corto", "más corta", "más breve", "más larg*", "tono",
    "reformul*",
    "este borrador", "esta respuesta", "otra versión", "lo ajuste", "la ajuste", "lo modifique", "la modifique",
    "haga más",
    "più formale", "meno formale", "formale", "informale", "più breve", "più cort*", "più lung*", "riformul*",
    "questa bozza",
    "questa risposta", "altra versione", "la modifichi", "lo modifichi", "la renda",
    "mais formal", "menos formal", "mais curt*", "mais longo", "mais longa", "tom", "este rascunho", "esta resposta",
    "outra versão", "ajuste", "modifique",
    "formeler", "formeel", "informeler", "korter", "langer", "toon", "herformul*", "dit concept", "dit antwoord",
    "andere versie",
    "aanpas", "aanpassen",
    "formellare", "mer formell", "kortare", "längre", "tonen", "formulera om", "mere formel", "kortere", "omformulere",
    "muodollisempi", "lyhyempi", "bardziej formal*", "krótsz*",
  ]

  /// Asks for a look at the letter: said to its owner, when changes are spoken of.
  static let reviewing = [
    "please review", "i hope this", "bitte prüfen sie", "ich hoffe", "j'espère que cela", "espero que esto",
    "spero che questo",
    "espero que isto", "ik hoop dat dit",
  ]
  static let changes = [
    "changes", "adjustments", "edits", "modifications", "änderungen", "anpassungen", "cambios", "ajustes", "modifiche",
    "alterações",
    "wijzigingen", "aanpassingen",
  ]

  /// "[End of reply]".
  static let ending = ["end", "ende", "fin", "fine", "fim", "einde", "slut"]

  /// Asks for what a letter could be written from, at the beginning of a text.
  static let asking = [
    "i can draft", "i can write", "i can help you", "provide the email", "provide the conversation",
    "provide the message",
    "provide more details", "provide more context", "provide the content", "paste the email", "share the email",
    "share the message",
    "email to reply to", "message to reply to", "email to respond to", "message to respond to", "any email",
    "eine antwort verfassen kann",
  ]

  /// How it says in other scripts and languages that it will not write, as it stands there in small letters.
  static let refusals = [
    "お手伝いできません", "お手伝いすることはできません", "対応できません", "できかねます", "无法协助", "无法帮助", "无法满足", "無法協助", "無法幫助", "도와드릴 수 없",
    "не могу помочь", "не могу с этим помочь", "не могу выполнить", "nie mogę w tym pomóc", "nie mogę pomóc",
    "yardımcı olamam", "kan ik niet helpen", "kan ik niet bij helpen", "das kann ich nicht schreiben",
    "kan jag inte hjälpa",
    "kan jeg ikke hjelpe", "kan jeg ikke hjælpe", "en voi auttaa", "meer context geven", "more context about the email",
  ]

  /// Names of what it tells about its text, before a colon.
  static let reports = [
    "confidence", "confidence score", "confidence level", "word count", "key points", "key points addressed",
    "assumptions",
    "tone", "explanation", "rationale", "changes made", "summary of changes", "notes for the sender", "annahmen",
    "erläuterung",
    "begründung", "remarques", "explicación", "spiegazione",
  ]

  /// A remark to whoever sends the letter.
  static let sending = [
    "before sending", "before you send", "prior to sending", "vor dem senden", "vor dem absenden", "bevor sie senden",
    "avant l'envoi", "avant d'envoyer", "antes de enviar", "prima di inviare", "voor verzending",
  ]

  /// Begins a remark about the letter.
  static let remarking = [
    "note", "notes", "please note that this draft", "this reply", "this draft", "this response", "this version",
    "the reply above",
    "the above reply", "the draft above", "word count", "hinweis", "anmerkung", "diese antwort", "dieser entwurf",
    "remarque",
    "cette réponse", "ce brouillon", "nota", "esta respuesta", "este borrador", "questa risposta", "questa bozza",
    "esta resposta",
    "este rascunho", "opmerking", "dit antwoord", "dit concept", "obs", "bemærk", "huomautus", "uwaga",
  ]

  /// What such a remark is about.
  static let remarkable =
    letter + style + ["placeholder*", "brackets", "platzhalter", "tone", "i left", "i kept", "i assumed"]

  /// Who says this of themselves is no owner of a mailbox.
  static let machine = [
    "as an ai language model", "as an ai assistant", "as an ai model", "as an ai i", "as a language model",
    "as a large language model",
    "i am an ai", "i'm an ai", "i'm just an ai", "i am just an ai", "i am a language model", "i'm a language model",
    "as an artificial intelligence i", "my training data", "als ki sprachmodell", "als ki assistent", "als ki kann ich",
    "als sprachmodell",
    "ich bin eine ki", "ich bin ein sprachmodell", "en tant qu'ia", "en tant qu'intelligence artificielle",
    "en tant que modèle de langage",
    "je suis une ia", "como modelo de lenguaje", "como ia", "como inteligencia artificial", "soy una ia",
    "come modello linguistico",
    "come intelligenza artificiale", "in quanto ia", "sono un'ia", "como modelo de linguagem", "como uma ia",
    "sou uma ia",
    "als ai taalmodel", "als taalmodel", "als ai assistent", "ik ben een ai", "som en ai", "som ai",
  ]

  /// How a request is refused, at the beginning of a text.
  static let regretting = [
    "i'm sorry", "i am sorry", "sorry", "i apologize", "i apologise", "my apologies", "unfortunately",
    "es tut mir leid", "tut mir leid", "entschuldigung", "leider", "je suis désolé", "je suis désolée", "désolé",
    "désolée",
    "lo siento", "lamento", "mi dispiace", "spiacente", "desculpe", "sinto muito", "lamento", "het spijt me", "sorry",
    "tyvärr", "jag är ledsen", "desværre", "beklager", "valitettavasti", "przykro mi", "przepraszam",
  ]
  static let unable = [
    "i can't", "i cannot", "i can not", "i'm unable", "i am unable", "i'm not able", "i won't", "ich kann",
    "je ne peux", "no puedo",
    "non posso", "não posso", "ik kan",
  ]
  static let refusing = [
    "can't help", "cannot help", "can not help", "unable to help", "can't assist", "cannot assist", "unable to assist",
    "not able to assist", "not able to help", "won't be able to help", "can't comply", "cannot comply", "can't fulfill",
    "cannot fulfill", "can't fulfil", "cannot fulfil", "can't provide", "cannot provide", "can't write", "cannot write",
    "can't draft",
    "cannot draft", "can't create", "cannot create", "can't generate", "cannot generate", "can't answer this",
    "cannot answer this",
    "can't respond", "cannot respond", "can't reply", "cannot reply", "can't continue", "cannot continue",
    "can't do that",
    "can't discuss", "cannot discuss", "can't process", "cannot process", "not able to write", "not able to draft",
    "unable to write",
    "unable to draft", "unable to provide", "unable to respond", "unable to generate", "won't write", "won't help",
    "nicht helfen", "nicht weiterhelfen", "nicht unterstützen", "nicht beantworten", "nicht schreiben",
    "nicht verfassen",
    "nicht erstellen", "peux pas vous aider", "peux pas t'aider", "peux pas aider", "peux pas répondre",
    "peux pas rédiger",
    "ne peux pas écrire", "puedo ayudar*", "puedo asistir*", "puedo responder*", "puedo escribir*", "puedo redactar*",
    "puedo cumplir", "posso aiutar*", "posso assister*", "posso rispondere", "posso scrivere", "posso ajudar*",
    "posso responder*",
    "posso escrever", "posso atender", "niet helpen", "niet beantwoorden", "niet schrijven", "niet assisteren",
    "inte hjälpa", "ikke hjælpe",
    "ikke hjelpe", "en voi auttaa", "nie mogę pomóc",
  ]

  /// Said instead of a letter when none is wanted.
  static let nothing = [
    "no reply", "no reply needed", "no reply is needed", "no reply required", "no reply necessary", "no response",
    "no response needed",
    "no response is needed", "no response required", "no response is required", "no response necessary",
    "no answer needed",
    "no action needed", "no action required", "noreply", "none", "null", "nil", "undefined", "n a", "skip", "ignore",
    "empty", "no draft",
    "no draft needed", "no reply is necessary", "this email does not require a reply",
    "this message does not require a reply",
    "this email does not require a response", "this message does not require a response",
    "keine antwort", "keine antwort nötig", "keine antwort erforderlich", "keine antwort notwendig", "aucune réponse",
    "aucune réponse nécessaire", "pas de réponse nécessaire", "no se requiere respuesta",
    "no es necesaria una respuesta",
    "sin respuesta", "nessuna risposta", "nessuna risposta necessaria", "nenhuma resposta necessária", "geen antwoord",
    "geen antwoord nodig", "inget svar behövs", "intet svar nødvendigt",
  ]
}
