import Logging

/// What is said beside the message: the user it concerns, and the rest by name. Later sources win over earlier ones.
struct LogFields {
  struct Field: Equatable {
    var name: String
    var value: String
  }

  /// The metadata key that names the user a line is about.
  static let userKey = "user"

  var user: String?
  var others: [Field]

  init(user: String?, handler: Logger.Metadata, provider: Logger.MetadataProvider?, event: LogEvent) {
    var all = handler
    if let provided = provider?.get() { all.merge(provided) { $1 } }
    if let given = event.metadata { all.merge(given) { $1 } }
    self.init(user: user, metadata: all)
    if let error = event.error { others.append(Field(name: "error", value: oneLine("\(error)"))) }
  }

  init(user: String?, metadata: Logger.Metadata) {
    self.user = metadata[Self.userKey].map { oneLine($0.description) } ?? user
    others = metadata.filter { $0.key != Self.userKey }.sorted { $0.key < $1.key }.map {
      Field(name: $0.key, value: oneLine($0.value.description))
    }
  }
}
