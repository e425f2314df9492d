/// The labels of a mailbox: Gmail's own, whose id is their name, and the user's, `Label_1` and on.
struct LabelList {
  struct Label {
    let id: String
    var name: String
    var messageListVisibility: String?
    var labelListVisibility: String?
    var color: JSON?
    var isSystem: Bool { id == name }
  }

  static let system = [
    "INBOX", "SENT", "DRAFT", "SPAM", "TRASH", "UNREAD", "STARRED", "IMPORTANT", "CHAT", "CATEGORY_PERSONAL",
    "CATEGORY_SOCIAL", "CATEGORY_PROMOTIONS", "CATEGORY_UPDATES", "CATEGORY_FORUMS", "YELLOW_STAR",
  ]

  private(set) var user: [Label] = []
  private var lastNumber = 0

  var all: [Label] { Self.system.map { Label(id: $0, name: $0) } + user }

  func contains(_ id: String) -> Bool { Self.system.contains(id) || user.contains { $0.id == id } }

  subscript(_ id: String) -> Label? { all.first { $0.id == id } }

  mutating func create(_ fields: JSON) throws(APIError) -> Label {
    var label = fresh()
    try apply(fields, to: &label, isNew: true)
    user.append(label)
    return label
  }

  /// The id of the user's label with this name, which is made when there is none.
  mutating func id(named name: String) -> String {
    if let known = user.first(where: { $0.name.lowercased() == name.lowercased() }) { return known.id }
    var label = fresh()
    label.name = name
    user.append(label)
    return label.id
  }

  private mutating func fresh() -> Label {
    lastNumber += 1
    return Label(id: "Label_\(lastNumber)", name: "", messageListVisibility: "show", labelListVisibility: "labelShow")
  }

  mutating func update(_ id: String, _ fields: JSON) throws(APIError) -> Label {
    guard !Self.system.contains(id) else { throw .invalidArgument("Invalid update request") }
    guard let index = user.firstIndex(where: { $0.id == id }) else { throw .notFound }
    var label = user[index]
    try apply(fields, to: &label, isNew: false)
    user[index] = label
    return label
  }

  mutating func delete(_ id: String) throws(APIError) {
    guard !Self.system.contains(id) else { throw .invalidArgument("Invalid delete request") }
    guard let index = user.firstIndex(where: { $0.id == id }) else { throw .notFound }
    user.remove(at: index)
  }

  private func apply(_ fields: JSON, to label: inout Label, isNew: Bool) throws(APIError) {
    if let name = fields["name"]?.text ?? (isNew ? "" : nil) {
      guard !name.withoutBlanks.isEmpty, !Self.system.contains(where: name.isSame) else {
        throw .invalidArgument("Invalid label name")
      }
      // Names compare without regard to case.
      guard !user.contains(where: { $0.id != label.id && $0.name.lowercased() == name.lowercased() }) else {
        throw .aborted("Label name exists or conflicts")
      }
      label.name = name
    }
    if let value = fields["messageListVisibility"]?.text { label.messageListVisibility = value }
    if let value = fields["labelListVisibility"]?.text { label.labelListVisibility = value }
    if let color = fields["color"] {
      guard color["textColor"]?.text != nil, color["backgroundColor"]?.text != nil else {
        throw .invalidArgument("Invalid color specified")
      }
      label.color = color
    }
  }
}
