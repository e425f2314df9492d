import Secretary

/// How a worker ended, as the column `last_end` holds it: `code 70`, `signal 9`, `vanished`, or `not started`, a colon and
/// the sentence that says why.
enum WorkerExitText {
  static func encode(_ exit: WorkerExit) -> String {
    switch exit {
    case .code(let code): "code \(code)"
    case .signal(let signal): "signal \(signal)"
    case .notStarted(let why): "not started: \(why)"
    case .vanished: "vanished"
    }
  }

  /// nil when it is not of that form.
  static func decode(_ text: String) -> WorkerExit? {
    if text == "vanished" { return .vanished }
    let words = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    switch (words.first, words.count) {
    case ("code", 2): return Int32(words[1]).map(WorkerExit.code)
    case ("signal", 2): return Int32(words[1]).map(WorkerExit.signal)
    case ("not", 3) where words[1] == "started:": return .notStarted(String(words[2]))
    default: return nil
    }
  }
}
