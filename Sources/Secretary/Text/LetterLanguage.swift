/// The language a letter is written in, as far as its most frequent small words tell.
package enum LetterLanguage: String, Sendable, Codable, CaseIterable {
  case english = "en"
  case german = "de"
  case french = "fr"
  case spanish = "es"
  case italian = "it"
  case portuguese = "pt"
  case dutch = "nl"
  case danish = "da"
  case swedish = "sv"
  case norwegian = "nb"
  case finnish = "fi"
  case polish = "pl"

  /// Scalars that are looked at.
  private static let sample = 2_000

  /// Nil when it is too short, in another language, or two are as likely. The beginning is enough; below it may stand a
  /// disclaimer in another language.
  package init?(of text: String) {
    var scores: [LetterLanguage: Int] = [:]
    for word in Self.words(of: text) {
      for language in Self.languages[word] ?? [] { scores[language, default: 0] += 1 }
    }
    let ranking = scores.sorted { $0.value > $1.value }
    guard let best = ranking.first, best.value >= 2, best.value > (ranking.dropFirst().first?.value ?? 0) else {
      return nil
    }
    self = best.key
  }

  private static func words(of text: String) -> [Substring] {
    text.scalars(sample).lowercased().split { !$0.isLetter }
  }

  /// Which languages a word is frequent in.
  private static let languages: [Substring: [LetterLanguage]] = {
    var languages: [Substring: [LetterLanguage]] = [:]
    for language in allCases {
      for word in language.smallWords.split(whereSeparator: \.isWhitespace) {
        languages[word, default: []].append(language)
      }
    }
    return languages
  }()

  /// Whether it is among the words that nearly every letter of some language has.
  static func isSmall(_ word: String) -> Bool { languages[word[...]] != nil }

  private var smallWords: String {
    switch self {
    case .english:
      """
      the and you that for with this have can could would your are not but from they will what when where which there
      please thanks thank hello dear regards been about its i we us our me my is was if by to of it do does did how
      """
    case .german:
      """
      der die das und ich du sie wir ihr nicht ist sind ein eine einen einem einer mit für auf von zu zum zur dem den des es
      dass wie was wann wo kann kannst können könnten bitte danke hallo guten mir mich dir dich uns ihnen ihre ihren deine
      noch auch oder aber wenn bei nach habe haben hat wird werden viele grüße liebe lieber sehr gerne schicken
      """
    case .french:
      """
      le la les des du de et vous nous je tu il elle est sont un une que qui pour dans avec pas ne sur ce cette ces mon ma mes
      votre vos notre nos être avoir peux pouvez pourriez merci bonjour salut cordialement plus mais ou où quand comment si
      avez êtes suis très bien aux au
      """
    case .spanish:
      """
      el la los las de del que y en un una por para con no se lo su sus mi mis tu te me nos es son está están pero como cuando
      donde puede puedes podría podrías gracias hola saludos buenos buenas días favor usted muy más también hay le
      """
    case .italian:
      """
      il lo la gli le di del della dei che e è in un una uno per con non si mi ti ci vi sono sei siamo ho hai ha questo questa
      come quando dove può puoi potrebbe potresti grazie ciao buongiorno saluti cordiali anche più ma se al alla nel
      """
    case .portuguese:
      """
      o os a as de do da dos das que e em no na nos um uma por para com não se eu você nós meu minha seu sua é são está como
      quando onde pode poderia obrigado obrigada olá bom dia boa tarde cumprimentos também mais mas ao isso esta este
      """
    case .dutch:
      """
      de het een en van ik je jij u wij we niet is zijn dat die dit met voor op in te om aan er maar ook als naar bij kan kun
      kunt kunnen zou graag bedankt dank hallo beste groeten groet hoe wat wanneer waar mij mijn jouw uw ons onze heb heeft
      """
    case .danish:
      """
      og i at det er en et den de jeg du vi ikke som på til med for af har kan kunne vil skal hvad hvornår hvor tak hej venlig
      hilsen mig dig os jer min din men også om fra være nogle noget
      """
    case .swedish:
      """
      och i att det är en ett den de jag du vi inte som på till med för av har kan skulle vill ska vad när var tack hej
      vänliga hälsningar mig dig oss er min din men också om från vara några något
      """
    case .norwegian:
      """
      og i å at det er en et den de jeg du vi ikke som på til med for av har kan kunne vil skal hva når hvor takk hei vennlig
      hilsen meg deg oss dere min din men også om fra være noen noe
      """
    case .finnish:
      """
      ja on ei että se hän me te minä sinä ovat oli olen olet mutta kun jos niin myös voi voisitko voitko kiitos hei moi
      terveisin mitä missä milloin tämä sen minulle sinulle meille ole vielä
      """
    case .polish:
      """
      i w na z do się nie to jest że o jak po co ale czy dla od za ja ty my mi mnie ci proszę dziękuję dzień dobry cześć
      pozdrawiam może możesz kiedy gdzie są tak już jeszcze pan pani
      """
    }
  }
}
