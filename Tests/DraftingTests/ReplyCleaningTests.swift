import Secretary
import Testing

@testable import Drafting

@Suite struct ReplyCleaningTests {
  private static let letter = "Hi Ben,\n\nthank you for asking. I will look up the colours and write to you."
  private static let owner = EmailAddress(name: "Mia Owner", address: "mia@home.example")

  private static func reply(_ answer: String, signature: String = "") throws -> String {
    try ReplyCleaning.reply(from: answer, signature: signature, owner: owner)
  }

  // MARK: Wrapping

  @Test(arguments: [
    letter, "  \n\(letter)\n\n", letter.replacing("\n", with: "\r\n"), letter.replacing("\n", with: "\r"),
    "```\n\(letter)\n```", "```text\n\(letter)\n```", "~~~\n\(letter)\n~~~",
    "```text\n\(letter)\n```\nI hope this helps!",
    "```\n\(letter)", "---\n\n\(letter)\n\n---", "***\n\(letter)",
    "<answer>\n\(letter)\n</answer>", "<reply>\(letter)</reply>", "<EMAIL>\(letter)</EMAIL>",
    "<final_answer>\n\(letter)",
    "Here it is.\n<reply>\n\(letter)\n</reply>\nShall I change it?",
    "<p>Hi Ben,</p>\n<p>thank you for asking. I will look up the colours and write to you.</p>",
    "Hi Ben,<br><br>thank you for asking. I will look up the colours and write to you.<br/>",
    "{\"reply\": \"Hi Ben,\\n\\nthank you for asking. I will look up the colours and write to you.\"}",
    "```json\n{\"subject\": \"Re: Paint\", \"body\": \"\(letter)\"}\n```", "\"\(letter)\"",
    "<email>\n<subject>Re: Paint</subject>\n<body>\n\(letter)\n</body>\n</email>", "“\(letter)”", "\(letter)\n</reply>",
    "> " + letter.replacing("\n", with: "\n> "), "Final answer: \(letter)", "assistant: \(letter)",
    "/no_think\n\(letter)", "|\n\(letter)",
    "Re: Paint\n\n\(letter)", "\(letter)\n\n[End of reply]",
    "[{\"type\": \"text\", \"text\": \"\(letter)\"}]",
  ])
  func `what is only around the letter is taken off`(answer: String) throws {
    #expect(try Self.reply(answer) == Self.letter + "\n")
  }

  @Test(arguments: [
    "Here is a draft reply:", "Here’s the reply:", "Absolutely — here is a reply you could send:",
    "I've drafted the following response:",
    "**Draft reply:**", "### Reply", "Here is a draft reply based on the conversation.",
    "Okay, here's a concise reply to Ben:",
    "Sure!", "Certainly! Below is a polite response.", "Sure!\n\nHere's a reply:", "Reply:",
    "Suggested reply to Ben Lind:",
    "Okay, Ben is asking about colours. I should be polite.", "Here is the reply:\n\n---",
    "Hier ist ein Entwurf für Ihre Antwort:", "Gerne! Hier ist die Antwort:", "Antwortentwurf:",
    "Hier ist mein Vorschlag für eine Antwort.",
    "Voici une proposition de réponse :", "Bien sûr, voici le brouillon :", "Voici une réponse polie.",
    "Réponse proposée :",
    "Aquí tienes un borrador de respuesta:", "Claro, aquí está la respuesta:", "Borrador:",
    "He redactado la siguiente respuesta:",
    "Ecco una bozza di risposta:", "Certo! Ecco la risposta:", "Di seguito una proposta di risposta.",
    "Aqui está um rascunho da resposta:", "Claro! Segue uma sugestão de resposta:",
    "Hier is een conceptantwoord:", "Natuurlijk! Hieronder een voorstel voor een antwoord:",
    "Här är ett förslag till svar:",
    "Her er et udkast til svar:", "Tässä on luonnos vastaukseksi:", "Oto propozycja odpowiedzi:",
    "To: Ben Lind <ben@friend.example>\nSubject: Re: Paint", "**Subject:** Re: Paint", "Subject: Re: Paint",
    "Betreff: AW: Farben",
    "Objet : Re: Peinture", "An: ben@friend.example\nBetreff: Farben", "Asunto: Re: Pintura", "Oggetto: Re: Vernice",
    "Assunto: Re: Tinta",
    "Onderwerp: Re: Verf", "Ämne: Re: Färg", "Here is the email:\n\nSubject: Re: Paint",
    "*Subject line:* Re: Paint\n**To:** ben@friend.example",
    "件名：Re: Paint",
  ])
  func `an announcement and header lines are no part of the letter`(before: String) throws {
    #expect(try Self.reply("\(before)\n\n\(Self.letter)") == Self.letter + "\n")
    #expect(try Self.reply("\(before)\n\n```\n\(Self.letter)\n```") == Self.letter + "\n")
  }

  @Test(arguments: [
    ("Draft reply: Hi Ben, Thursday suits me.", "Hi Ben, Thursday suits me."),
    ("Here is the reply:\n\nThursday suits me.", "Thursday suits me."),
    ("Reply:\nThursday suits me.", "Thursday suits me."),
    ("Here is a short reply based on the thread.\n\nThursday suits me.", "Thursday suits me."),
  ])
  func `an announcement is known without a greeting after it`(answer: String, letter: String) throws {
    #expect(try Self.reply(answer) == letter + "\n")
  }

  @Test(arguments: [
    "Let me know if you'd like me to make it more formal.", "Would you like me to adjust the tone?",
    "Feel free to tweak the wording.", "I hope this helps! Let me know if you need any changes.",
    "Please review and let me know if you would like any changes.", "(Note: this reply keeps the colours open.)",
    "---\n\nLet me know if you want changes to this draft.",
    "---\nNote: I kept the reply short.", "This reply is polite and leaves the colours open.",
    "Soll ich den Ton etwas formeller machen?",
    "Möchten Sie, dass ich den Text kürzer formuliere? Der Tonfall lässt sich ändern.",
    "Souhaitez-vous que je reformule ce message ?", "N'hésitez pas à me dire si vous voulez un ton plus formel.",
    "¿Quieres que lo haga más formal?", "Avísame si quieres un tono más informal.", "Vuoi che la renda più formale?",
    "Quer que eu deixe o tom mais formal?", "Wil je dat ik het formeler maak?", "Laat me weten of de toon korter moet.",
    "On Wed, 25 Nov 2026, Ben Lind wrote:\n> could you send me the paint colours by Friday?",
    "Am 25.11.2026 um 09:00 schrieb Ben Lind:\n> Farben?\n>\n> Ben",
    "Le mer. 25 nov. 2026 à 09:00, Ben Lind\n<ben@friend.example> a écrit :\n> Peinture ?",
    "> could you send me the paint colours by Friday?", "-----Original Message-----\nFrom: Ben\n\nPaint?",
    "-----Ursprüngliche Nachricht-----\nVon: Ben",
    "From: Ben Lind <ben@friend.example>\nSent: Wednesday\nTo: Mia\nSubject: Paint\n\nHi",
    "> Paint?\n\nLet me know if you'd like it shorter.",
  ])
  func `an offer to change it and the mail it answers are no part of the letter`(after: String) throws {
    #expect(try Self.reply("\(Self.letter)\n\n\(after)") == Self.letter + "\n")
  }

  @Test func `after the close of the letter a remark is known by less`() throws {
    let closed = Self.letter + "\n\nBest regards,\nMia"
    #expect(try Self.reply(closed + "\n\nLet me know if the draft needs work.") == closed + "\n")
    #expect(try Self.reply(closed + "\n\nLet me know if you want any changes!") == closed + "\n")
    #expect(try Self.reply(Self.letter + "\n\nLet me know if you want any changes.").contains("changes"))
    #expect(try Self.reply(Self.letter + "\n\nLet me know if the draft contract needs work.").contains("contract"))
  }

  @Test(arguments: [
    "See [1] and [the appendix].", "I wrote to <ann@example.com>.", "x < y and y > z",
    "Our rule is: reply within a day.",
    "Here is what I found: nothing.", "Sure, Thursday is fine.", "Use ```swift``` if you like.\nBye",
    "The [draft] and the [minutes] are attached.",
    "Let me know if you'd like to meet on Friday.\n\nLet me know if you'd like me to bring the paint.",
    "Hi Ben,\n\nhere is my reply to your questions:\n\n1. Yes.\n2. No.",
    "Hi Ben,\n\nSubject: Paint is the one I meant.\n\nMia",
    "You wrote:\n\n> Friday?\n\nYes.", "2 * 3 * 4 and 2**3 and a_snake_name",
    "Hi Ben,\n\n--- Options ---\n\nWhite or grey.",
    "Hi Ben,\n\nfeel free to edit the brochure.\n\nPlease let me know when I can expect a response.",
    "Thinking of you.\n\nMia",
    "Hi Ben,\n\nI have thoughts:\n\n- white\n- grey", "Ben, Thursday is fine.", "Hi Ben,\n\nthe <plan> tag is missing.",
    "Hola Ben,\n\nel siglo XX fue largo.", "Analysis of the paint:\nit is white.", "Yes", "OK", "Danke!",
    "Dear Ben,\n\nI'm sorry, but I can't help with that until Friday.", "I'm sorry, I can't make it on Friday.",
    "Hi Ben,\n\nwe test AI language models here.", "De nada, Ben.", "To: the point, please.",
  ])
  func `ordinary words are left alone`(answer: String) throws {
    #expect(try Self.reply(answer) == answer + "\n")
  }

  // MARK: Thoughts

  @Test(arguments: [
    "<think>Ben asks.</think>\n", "<THINK>Ben asks.</THINK>\n", "<think time=3>Ben asks.</think>\n",
    "◁think▷Ben asks.◁/think▷",
    "<thought>Ben asks.</thought>\n", "<reflection>Ben asks.</reflection>\n", "<analysis>Ben asks.</analysis>\n",
    "<seed:think>Ben asks.</seed:think>", "[THINK]Ben asks.[/THINK]\n", "Ben asks.</think>\n",
    "<thinking_process>a</thinking_process>",
    "<think>a<think>b</think>c</think>", "<think>a</think><think>b</think>\n", "<inner_voice>Ben asks.</inner_voice>\n",
    "<|begin_of_thought|>Ben asks.<|end_of_thought|>\n",
    "Thinking Process:\n1. Ben asks.\n2. Be polite.\n\nFinal answer:\n\n",
    "**Thinking:**\nBen asks.\n\n**Reply:** ", "Gedankengang:\nBen fragt.\n\nAntwort:\n", "Reasoning: Ben asks.\n\n",
    "<think>a</think>\nHere is the reply:\n\n",
    "<|channel|>analysis<|message|>Ben asks.<|end|><|start|>assistant<|channel|>final<|message|>",
  ])
  func `thoughts before the letter are taken off`(before: String) throws {
    #expect(try Self.reply(before + Self.letter) == Self.letter + "\n")
  }

  @Test(arguments: [
    "<think>and so on", "<THINK>\nHi Ben,", "<think>a</think>", "Thinking Process:\n1. Ben asks.",
    "<|channel|>thought Ben asks<|message|>Hi Ben,",
    "◁think▷Hi",
  ])
  func `thoughts without a letter are refused`(answer: String) {
    #expect(throws: DraftingError.self) { try Self.reply(answer) }
  }

  // MARK: Marks

  @Test(arguments: [
    (
      "**Hi Ben**,\n\n* **White**: good\n* _Grey_: better\n\n### Next\nMore ***soon***.",
      "Hi Ben,\n\n- White: good\n- Grey: better\n\nNext\nMore soon."
    ),
    ("See [our page](https://home.example/a) and `paint`.", "See our page (https://home.example/a) and paint."),
    ("Hi <b>Ben</b>, it is <i>white</i>.", "Hi Ben, it is white."),
    (
      "<html><head><title>x</title></head><body><p>Hi Ben,</p><ul><li>White</li><li>Grey</li></ul></body></html>",
      "Hi Ben,\n\n- White\n- Grey"
    ),
    (
      "the R&amp;D colours are &quot;White&quot; &amp; &lt;Grey&gt;, it&#39;s &#x41;.",
      "the R&D colours are \"White\" & <Grey>, it's A."
    ),
    ("&amp;lt; stays; AT&T; and &unknown; too", "&lt; stays; AT&T; and &unknown; too"),
    ("Hi Ben,\u{1B}[31m red\u{7}\u{0} text", "Hi Ben, red text"),
    ("Hi\u{200B} Ben,\u{202E} yes\u{E0061}", "Hi Ben, yes"), ("It is \\*white\\*.", "It is *white*."),
  ])
  func `marks of other forms become plain text`(answer: String, letter: String) throws {
    #expect(try Self.reply(answer) == letter + "\n")
  }

  @Test(arguments: [8_000, 100_000, 1_000_000]) func `one letter may be too long a reply`(marks: Int) {
    let letter = "Hi Ben,\n\nyes" + String(repeating: "\u{301}", count: marks)
    #expect(throws: DraftingError.unusable("it is longer than 8000 characters")) { try Self.reply(letter) }
  }

  @Test(arguments: ["{\"action\": \"send\", \"to\": 7}", "{\"a\": \"x\", \"b\": \"y\"}"])
  func `data without a letter is refused`(answer: String) {
    #expect(throws: DraftingError.unusable("it is data, not a letter")) { try Self.reply(answer) }
  }

  @Test(arguments: [
    "\(letter)\n<attachment name=\"wardrobe.png\"/>",
    "\(letter)\n&lt;left-out messages=\"3\"/&gt;",
  ])
  func `a letter with marks of the conversation is refused`(answer: String) {
    #expect(throws: DraftingError.unusable("it copies marks of the conversation it was given")) {
      try Self.reply(answer)
    }
  }

  @Test(arguments: ["the now > later < attachment sort", "see [attachment] and <attachments>"])
  func `their names are words like others`(line: String) throws {
    #expect(try Self.reply("Hi Ben,\n\n\(line)").contains("attachment"))
  }

  @Test func `a message that nobody sees is refused`() {
    let tags = String(String.UnicodeScalarView("send it".unicodeScalars.map { Unicode.Scalar(0xE0000 + $0.value)! }))
    for hidden in [tags, String(repeating: "\u{200B}\u{200C}\u{200D}", count: 9), "&#917619;&#917605;&#917614;"] {
      #expect(throws: DraftingError.unusable("it hides a message in characters that nobody sees")) {
        try Self.reply("Hi Ben,\(hidden)\n\nyes")
      }
    }
  }

  // MARK: What is no letter

  @Test(arguments: [
    "", " \n\t ", "```\n```", "...", "👍", "\u{200B}\u{200B}", "Subject: only this", "Yes<|im_end|>",
    "[INST] reply [/INST] yes",
    "I'm sorry, but I can't help with that.", "I’m sorry, but I cannot assist with this request.",
    "I can't draft a reply to this email.",
    "As an AI language model, I cannot answer this email on your behalf.",
    "Es tut mir leid, aber dabei kann ich nicht helfen.",
    "Je suis désolé, mais je ne peux pas vous aider.", "Lo siento, pero no puedo ayudarte con eso.",
    "Mi dispiace, ma non posso aiutarti.",
    "Desculpe, mas não posso ajudar com isso.", "Het spijt me, maar ik kan je daar niet mee helpen: niet helpen.",
    "NO_REPLY_NEEDED", "NO_REPLY", "[NO REPLY]", "None", "N/A", "No reply needed.", "No response is required.",
    "Keine Antwort nötig.", "SKIP_THIS",
    "No reply is necessary for this email.", "Ich kann dabei leider nicht helfen.",
    "Please provide more details so that I can draft a reply.",
    "I don't see any email to reply to.",
  ])
  func `what is no letter is refused`(answer: String) {
    #expect(throws: DraftingError.self) { try Self.reply(answer) }
  }

  @Test(arguments: [
    "It costs [[price?]] a piece.", "[[price?]]", "Am [[Datum?]] um [[ Uhrzeit? ]].",
    "- [[your address?]]\n- [[name?]]",
    "Dear [[first name?]],\n\nyes.",
  ])
  func `what only the owner knows is left open in one form`(letter: String) throws {
    #expect(try Self.reply(letter) == letter + "\n")
    #expect(try Self.reply("It is **[[price?]]**.") == "It is [[price?]].\n")
  }

  @Test(arguments: [
    "[[Your Name]]", "[[price?]] by [date]", "It is {{price?}}.", "It is [price].", "[[price?]] and [[TBD]]",
  ])
  func `every other form is refused`(letter: String) {
    #expect(throws: DraftingError.unusable("it leaves a placeholder to be filled in")) { try Self.reply(letter) }
  }

  @Test func `a letter that is open all over is refused`() throws {
    let gaps = (1...20).map { "[[g\($0)?]]" }
    #expect(try Self.reply(gaps.dropLast().joined(separator: " ")).contains("g19"))
    #expect(throws: DraftingError.unusable("it leaves too much open")) {
      try Self.reply(gaps.joined(separator: " "))
    }
  }

  @Test(arguments: [
    "Best,\n[Your Name]", "Viele Grüße\n[Ihr Name]", "[Your Name/Title]", "call me at [phone number].",
    "am [Datum einfügen].",
    "the price is XXX euros.", "it costs XX euros", "at XX:XX", "on XX.XX.2026", "the price is [TBD].",
    "here: [Link to the document]",
    "the colour is [specific colour].", "Dear [Recipient's Name],\nyes", "See you on [date].", "Hi {{first_name}}",
    "Regards, <your name>",
    "[Votre nom]", "[Su nombre]", "[Nombre]", "[Il tuo nome]", "[Seu nome]", "[Uw naam]", "[Ditt namn]", "[ваше имя]",
    "[您的姓名]", "(insert date here)",
    "Date: ______", "[Company Name]", "[Customer’s first name]", "[insert link]", "%FIRST_NAME%",
    "meet at [time] in [place]", "[Firmenname einsetzen]",
    "the total is [...].", "[INSERT AMOUNT HERE]", "{name}", "[date and time]", "[add details]", "€XX",
    "the price is XX.", "see you on __/__.",
    "[colour 1] and [colour 2]", "the total is [ ... ]", "[●]", "Best,\nYour Name", "(your name)", "[Mia's Title]",
    "TODO: add the colours",
    "lorem ipsum dolor sit amet",
    "[Your phone number, if applicable]",
  ])
  func `a placeholder is refused`(line: String) {
    #expect(throws: DraftingError.unusable("it leaves a placeholder to be filled in")) {
      try Self.reply("Hi Ben,\n\n\(line)")
    }
  }

  @Test(arguments: [
    "please write <your name> on the form, as it asks for it.", "the field [Your Name] is still empty.",
    "it says “[Company Name]” at the top.",
    "replace [Date] with today.", "see [2] and [sic].", "the [EXT] tag was added by our server.", "I tick [x] here.",
    "size XXL, Louis XX",
    "He wrote: \"[...]\" and no more.", "> it is [...]\n\nYes.",
  ])
  func `a letter may speak of placeholders`(line: String) throws {
    #expect(try Self.reply("Hi Ben,\n\n\(line)") == "Hi Ben,\n\n\(line)\n")
  }

  @Test(arguments: [
    "Hello " + String(repeating: "!", count: 50), String(repeating: "I will come back to you.\n", count: 10),
    String(repeating: "ha", count: 40), String(repeating: "I will look it up. ", count: 200),
    String(repeating: "word and ", count: 700),
    String(repeating: "我会查一下。", count: 40),
    (0..<200).map { "Sentence number \($0) about colours." }.joined(separator: " "),
    (0..<3000).map { "w\($0)" }.joined(separator: " "), String(repeating: "a\u{301}\u{302}", count: 100_000),
  ])
  func `what never ends is refused`(answer: String) {
    #expect(throws: DraftingError.self) { try Self.reply(answer) }
  }

  @Test(arguments: [
    "1. Yes.\n1. Yes.\n1. Yes.\nThanks", (1...12).map { "Room \($0) is free on Monday." }.joined(separator: "\n"),
  ])
  func `a letter may say much the same twice`(answer: String) throws {
    #expect(try Self.reply(answer) == answer + "\n")
  }

  // MARK: The signature

  @Test(arguments: [
    ("Yes.", "Bob\nAcme", "Yes.\n\nBob\nAcme"), ("Yes.\n\nBob\nAcme", "Bob\nAcme", "Yes.\n\nBob\nAcme"),
    ("Yes.\n\nBest regards,\nMia Owner", "Mia Owner", "Yes.\n\nBest regards,\nMia Owner"),
    ("Yes.\n\nBest regards,\nMia Owner", "Mia Owner\nHome Ltd", "Yes.\n\nBest regards,\nMia Owner\nHome Ltd"),
    ("Yes.\n\nBest regards,\nMia", "Kind regards\nMia Owner", "Yes.\n\nKind regards\nMia Owner"),
    ("Ja.\n\nViele Grüße\nMia", "Viele Grüße\nMia", "Ja.\n\nViele Grüße\nMia"),
    ("Yes.\n\n**Mia Owner**", "Mia Owner", "Yes.\n\nMia Owner"),
    ("Yes.\n\nBest,\nMia Owner", "", "Yes.\n\nBest,\nMia Owner"),
    ("Ask Mia Owner.", "Mia Owner", "Ask Mia Owner.\n\nMia Owner"),
  ])
  func `the signature stands once below the letter`(answer: String, signature: String, letter: String) throws {
    #expect(try Self.reply(answer, signature: signature) == letter + "\n")
  }

  @Test(arguments: ["[card number]", "[password]", "[key]", "[token]"])
  func `a letter with the gap of a secret that stayed here is refused`(gap: String) {
    #expect(throws: DraftingError.self) { try Self.reply("Hi Ben,\n\nuse \(gap) as before.\n") }
  }

  // MARK: What else models have been seen to do

  @Test(arguments: [
    "\(letter)\n\nMia\n\n(Note: I did not commit to a date.)",
    "\(letter)\n\n*Note: please check the colour before sending.*",
    "\(letter)\n\nConfidence: 80%", "\(letter)\n\n(Word count: 8)",
    "\(letter)\n\nKey points addressed:\n- colours\n- thanks",
    "Assumptions: white is meant.\n\n\(letter)", "analysisWe need to answer.assistantfinal\(letter)",
    letter.replacing("\n", with: "\\n"),
  ]) func `what it reports of its text is taken off`(answer: String) throws {
    let reply = try Self.reply(answer)
    #expect(reply == Self.letter + "\n" || reply == Self.letter + "\n\nMia\n")
  }

  @Test(arguments: [
    ("Option 1:\n\(letter)\n\nOption 2:\nHello Ben,\n\ngrey is fine.", "more than one letter"),
    ("**Formal**\n\n\(letter)\n\n**Casual**\n\nHey Ben,\n\nwhite!", "more than one letter"),
    ("\(letter)\n\nAlternatively:\n\nHi Ben,\n\ngrey.", "more than one letter"),
    ("\(letter)\n\n\(letter)", "more than one letter"),
    ("User: which colour?\nAssistant: \(letter)", "a dialogue"), ("\(letter)\n\nHuman: thanks", "a dialogue"),
    (#"{"reply":"Hi Ben,\n\nwhite is fi"#, "it is data"), (#"[TOOL_CALLS] [{"name":"send"}]"#, "it is data"),
    (#"functions.send_email({"to":"x@y.example"})"#, "it is data"),
    ("subject: Paint\nbody: |\n  Hi Ben,\n\n  white.", "it is data"),
    ("申し訳ありませんが、お手伝いできません。", "declines"), ("抱歉，我无法协助处理这个请求。", "declines"),
    ("Извините, но я не могу помочь с этим.", "declines"), ("Przykro mi, ale nie mogę w tym pomóc.", "declines"),
    ("Bedaure, das kann ich nicht schreiben.", "declines"), ("Kan je meer context geven?", "declines"),
    ("Hi %FIRSTNAME%,\n\nwhite.", "placeholder"),
  ]) func `what is no one letter is refused, and why`(answer: String, words: String) {
    let error = #expect(throws: DraftingError.self) { try Self.reply(answer) }
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
  }

  @Test(arguments: [
    "Hi Ben,\n\nNote: the shop is closed on Monday.", "Hi Ben,\n\nthank you!\n\nLiebe Grüße aus Bern,\nMia",
    "Hi Ben,\n\nI cannot help on Friday.\n\nMia", "Hi Ben,\n\n50% of it, and 20% more.",
    "Hi Ben,\n\nsummary: all is well.\n\nMia",
  ]) func `a letter that only sounds so stays`(letter: String) throws {
    #expect(try Self.reply(letter) == letter + "\n")
  }
}
