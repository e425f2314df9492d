extension EmailDraft {
  /// A body as a person typed it into a form: line ends become `\n` (forms send CR LF, HTML §4.10.22.4), and control
  /// characters other than tab and line end go, as they mean nothing in a mail. Nothing else is changed.
  package static func body(typed text: String) -> String {
    var body = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\r": body.append("\n")
      case "\n" where isAfterReturn: break
      case "\n", "\t": body.append(scalar)
      case _ where scalar.properties.generalCategory == .control: break
      default: body.append(scalar)
      }
      isAfterReturn = scalar == "\r"
    }
    return String(body)
  }
}
