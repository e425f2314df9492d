/// Google's partial response: `fields=messages(id,threadId),nextPageToken` keeps only what is named; `a/b` goes one level
/// down and `*` takes everything of a level.
struct FieldMask {
  private var children: [String: FieldMask] = [:]
  private var isLeaf: Bool { children.isEmpty }

  private init() {}

  /// Nil when the expression has unbalanced brackets or an empty name.
  init?(_ text: String) {
    var rest = Array(text)[...]
    guard let mask = Self.list(&rest), rest.isEmpty else { return nil }
    self = mask
  }

  func applied(to value: JSON) -> JSON {
    guard !isLeaf else { return value }
    switch value {
    case .array(let items):
      return .array(items.map(applied))
    case .object(let members):
      return .object(
        members.compactMap { member in
          guard let child = children[member.name] ?? children["*"] else { return nil }
          return JSON.Member(name: member.name, value: child.applied(to: member.value))
        })
    default:
      return value
    }
  }

  private static func list(_ rest: inout ArraySlice<Character>) -> FieldMask? {
    var mask = FieldMask()
    while true {
      guard let (name, child) = item(&rest) else { return nil }
      mask.children[name] = child
      guard rest.first == "," else { return mask }
      rest.removeFirst()
    }
  }

  private static func item(_ rest: inout ArraySlice<Character>) -> (String, FieldMask)? {
    let name = String(rest.prefix { !",/()".contains($0) })
    guard !name.isEmpty else { return nil }
    rest = rest.dropFirst(name.count)
    if rest.first == "/" {
      rest.removeFirst()
      guard let (inner, child) = item(&rest) else { return nil }
      var mask = FieldMask()
      mask.children[inner] = child
      return (name, mask)
    }
    if rest.first == "(" {
      rest.removeFirst()
      guard let mask = list(&rest), rest.first == ")" else { return nil }
      rest.removeFirst()
      return (name, mask)
    }
    return (name, FieldMask())
  }
}
