/// Offers that are sent to whoever has an address: money that waits abroad, incomes from home, goods and titles for sale. Two
/// of the phrases that they are made of, in what the sender wrote; one alone stands in anybody's mail. It lowers the score of
/// mail from somebody the user never wrote to, and decides nothing by itself.
enum ColdOffer {
  private static let needed = 2

  static func isMade(in text: TextWords) -> Bool {
    var found: Set<ArraySlice<String>> = []
    var rest = text.words[...]
    while let range = phrases.first(in: rest) {
      found.insert(rest[range])
      if found.count == needed { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }

  private static let phrases = PhraseList([
    // Money that waits abroad.
    "got your contact", "your contact through", "your contact reached me", "your email address through",
    "although we have not met", "we have never met", "you do not know me", "next of kin", "barrister", "dearest one",
    "beneficiary", "inheritance", "late husband", "late father", "deceased client", "foreign account",
    "foreign partner",
    "transfer the sum", "transfer of the sum", "million us dollars", "million united states dollars", "mutual benefit",
    "strictest confidence", "utmost confidentiality", "utmost secrecy", "business proposal",
    "business relationship with you",
    "trust worthy and reliable", "trustworthy and reliable", "with due respect", "god bless you",
    "percent of the total",
    "winning notification", "lottery", "unclaimed", "security company", "consignment",
    // Incomes.
    "make money", "earn money", "extra income", "residual income", "guaranteed income", "a day part time",
    "work from home", "from home", "home business", "home based business", "be your own boss", "profit potential",
    "financial freedom", "financially independent", "get rich", "grow rich", "no recruiting", "gets paid",
    "makes money", "per week part time", "no experience", "limited time", "act now", "risk free", "no obligation",
    "money back guarantee", "free report", "for more information", "business opportunity", "this opportunity", "opt-in",
    "toll free", "qualify prospects", "this is not spam", "bulk email", "bulk e-mail",
    // Goods and titles.
    "replica", "best deals", "lowest prices", "huge discounts", "order now", "buy now", "buy today", "call now",
    "call us right now", "click here", "shop now", "prescription", "pharmacy", "viagra", "cialis", "weight loss",
    "non accredited", "your diploma", "university degree", "get a diploma", "degree you are interested in",
    "seo services", "rank on the first page", "first page of google", "web design services", "guest post",
    // The same in other languages.
    "geld verdienen", "von zuhause", "nebenverdienst", "erbschaft", "jetzt bestellen", "gagner de l'argent",
    "sans engagement", "héritage", "ganar dinero", "desde casa", "herencia", "ganhar dinheiro", "herança",
    "guadagnare", "da casa", "eredità", "заработок", "наследство",
  ])
}
