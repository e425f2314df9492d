/// What is known of one connection of a server: what came of its message, and what is left of the answer.
struct FrameConnection {
  enum Taken {
    case nothingYet
    case message([UInt8])
    /// No message, one that is too long, or a second before the first was answered.
    case nonsense
  }

  let id: ConnectionID
  let answering: any FrameAnswering
  private var input: [UInt8] = []
  private var output: ArraySlice<UInt8> = []
  /// Its message is being answered.
  private(set) var isBusy = false

  init(id: ConnectionID, answering: any FrameAnswering) {
    self.id = id
    self.answering = answering
  }

  var isAnswering: Bool { !output.isEmpty }
  var unsent: ArraySlice<UInt8> { output }

  mutating func take(_ bytes: ArraySlice<UInt8>) -> Taken {
    input += bytes
    guard let length = Frame.length(input) else { return .nothingYet }
    guard length <= answering.longestMessage, input.count <= Frame.headerLength + length else { return .nonsense }
    guard input.count == Frame.headerLength + length else { return .nothingYet }
    defer { input = [] }
    isBusy = true
    return .message(Array(input.dropFirst(Frame.headerLength)))
  }

  mutating func answer(_ message: [UInt8]) { output = Frame.bytes(message)[...] }

  mutating func sent(_ count: Int) {
    output = output.dropFirst(count)
    if output.isEmpty { (output, isBusy) = ([], false) }
  }
}
