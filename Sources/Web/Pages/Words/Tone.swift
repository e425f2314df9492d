/// How a state feels; the classes of the style sheet. A word always stands beside it.
enum Tone: String, Sendable {
  case good, info, warn, bad, mute
}

/// A state in a word or two.
struct Pill: Sendable, Equatable {
  let tone: String
  let word: String

  init(_ tone: Tone, _ word: String) {
    self.tone = tone.rawValue
    self.word = word
  }
}

/// Something the person should know now: a heading, and what it means.
struct Banner: Sendable, Equatable {
  let bannerTone: String
  let heading: String
  let meaning: String?

  init(_ tone: Tone, _ heading: String, _ meaning: String? = nil) {
    bannerTone = tone.rawValue
    self.heading = heading
    self.meaning = meaning
  }
}
