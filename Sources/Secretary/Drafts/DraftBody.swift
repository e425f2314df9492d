extension EmailDraft {
  /// A body as a person typed it into a form: line ends become `\n` (forms send CR LF, HTML §4.10.22.4), and what nobody
  /// sees goes, as it would be sent unseen: text is often pasted from elsewhere. Nothing else is changed.
  package static func body(typed text: String) -> String {
    var body = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\r": body.append("\n")
      case "\n" where isAfterReturn: break
      default: body.append(scalar)
      }
      isAfterReturn = scalar == "\r"
    }
    return InvisibleText(String(body), keepsDirectionMarks: true).visible
  }
}
