import Gmail
import Secretary
import Storage

/// Notices what the user did in Gmail to drafts of ours: sent one, deleted one, wrote in one. History says only that
/// something happened in the thread; a look at the draft says what.
struct DraftWatch {
  var desk: DraftDesk

  mutating func run(_ tally: inout CheckTally) async throws {
    for record in try await desk.mailbox.draftsToLookAt(at: desk.now()) {
      let id = record.draft.id
      try await desk.begin(id)
      do {
        let touch = DraftTouch.decide(
          try await desk.sight(of: record), status: record.draft.status, wasAsked: record.sendingSince != nil)
        try await desk.mailbox.note(touch, on: record.draft)
        if case .untouched = touch {} else { tally.touched += 1 }
        desk.succeeded()
      } catch {
        switch CheckTrouble(error) {
        case .message: try await desk.mailbox.forgetLook(at: id)
        case .gmail(let words): try await desk.stumbled(over: id, words)
        default: throw error
        }
      }
    }
  }
}
