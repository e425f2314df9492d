import Secretary

/// What was just done, told once on the page that follows: `?flash=saved`. A closed list, so that no link can make a page of
/// ours say anything else.
enum FlashMessage: String, Sendable {
  case saved, on, off, checking, dismissed, edited, asked, settled, restored
  case takenBack = "taken-back"
  case tooLate = "too-late"
  case addressTaken = "address-taken"
  case addressRefused = "address-refused"
  case forgotten
  case senderAlways = "sender-always"
  case senderNever = "sender-never"
  case senderJudged = "sender-judged"
  case voiceChosen = "voice-chosen"
  case voiceForgotten = "voice-forgotten"
  case factRemembered = "fact-remembered"
  case factForgotten = "fact-forgotten"
  case factUnclear = "fact-unclear"

  var sentence: String {
    switch self {
    case .saved: "Your settings are saved."
    case .on: "Your secretary is switched on."
    case .off: "Your secretary is switched off. It does nothing until you switch it on again."
    case .checking: "Looking into the mailbox now."
    case .dismissed: "The draft is dismissed. Nothing was sent."
    case .takenBack: "Taken back. Nothing was sent."
    case .edited: "Your changes are saved. Nothing was sent yet."
    case .asked: "A draft is being written. You find it under Drafts in a moment."
    case .restored: "The draft waits for you again."
    case .tooLate: "It was too late to take it back. What became of it stands below."
    case .addressTaken:
      "The address is on your list. Mail to it is mail to you from the next look into your mailbox on."
    case .addressRefused: "You will not be asked about this address again."
    case .senderAlways: "From now on all mail of this sender gets a draft. You can change that under Settings."
    case .senderNever: "From now on no mail of this sender gets a draft. You can change that under Settings."
    case .senderJudged: "From now on this sender's mail is judged like any other."
    case .forgotten: "Forgotten. Your mail is read again from the next look into your mailbox on."
    case .voiceChosen: "Drafts follow that from the next one on."
    case .voiceForgotten: "Forgotten. How you write is learned from what you write from now on."
    case .factRemembered: "Remembered. Drafts may say it from the next one on. You find it under Settings."
    case .factForgotten: "Forgotten. Drafts say it no more, from the next one on."
    case .factUnclear: "Nothing was remembered: a fact is one line of at most \(RememberedFact.longest) characters."
    case .settled: "Thank you. That is settled."
    }
  }

  /// Whether it is what the person wanted.
  var tone: Tone { [.tooLate, .factUnclear].contains(self) ? .warn : .good }

  static func of(_ fields: FormFields) -> FlashMessage? { fields["flash"].flatMap(FlashMessage.init(rawValue:)) }

  static func sentence(_ fields: FormFields) -> String? {
    of(fields)?.sentence
  }

  /// An address of ours with this flash.
  func added(to address: String) -> String { address + (address.contains("?") ? "&" : "?") + "flash=\(rawValue)" }
}
