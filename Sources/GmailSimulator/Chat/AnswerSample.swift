/// An answer in a form that was asked for, when no rule says which: the least that the form allows.
enum AnswerSample {
  static func text(of schema: JSON) -> String {
    String(decoding: JSONWriter.bytes(value(of: schema), pretty: false), as: UTF8.self)
  }

  private static func value(of schema: JSON) -> JSON {
    if let choices = schema["enum"]?.list { return choices.first ?? .null }
    switch schema["type"]?.text {
    case "string": return ""
    case "integer", "number": return 0
    case "boolean": return false
    case "array": return []
    case "object":
      return .object((schema["properties"]?.members ?? []).map { .init(name: $0.name, value: value(of: $0.value)) })
    default: return .null
    }
  }
}
