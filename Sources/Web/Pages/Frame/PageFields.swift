import Secretary

/// A page's structs as dictionaries. Mustache finds a struct's field through `Mirror`, which looks into all of them for every
/// name in a template; that was half of the time a page took. Here each struct is looked into once.
enum PageFields {
  /// A struct becomes its stored properties by name, a list the list of what its elements become; the rest stays as it is.
  /// What is nil gets no name: to a template that is the same.
  static func of(_ value: Any) -> Any? {
    // A dynamic cast also takes these out of an optional.
    if let text = value as? String { return text }
    if let shown = value as? ShownText { return shown.text }
    if let flag = value as? Bool { return flag }
    if let number = value as? Int { return number }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.flatMap { of($0.value) }
    case .collection: return mirror.children.compactMap { of($0.value) }
    case .struct, .tuple:
      var fields: [String: Any] = [:]
      for case (let name?, let value) in mirror.children { fields[name] = of(value) }
      return fields
    default: return value
    }
  }
}
