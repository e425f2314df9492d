import Secretary

/// One key of the file: where its value is kept, how it is read and written, and what it means. `ConfigurationKey.all` is the
/// one list of them: parser, `check-config` and docs/configuration.md come from it.
struct ConfigurationKey: Sendable {
  typealias Path<Value> = WritableKeyPath<Configuration, Value> & Sendable

  /// Empty for a key of the file itself.
  let section: String
  let key: String
  /// For the manual, in Markdown.
  let meaning: String
  /// The manual's words for what holds when the key is not there, where that is no value.
  let otherwise: String
  let read: @Sendable (inout Section, inout Configuration) -> Void
  /// As the file would say it; nil when there is nothing to say.
  let written: @Sendable (Configuration) -> String?

  /// As in messages and the manual: `google.api_url`.
  var name: String { section.isEmpty ? key : "\(section).\(key)" }

  private init(
    _ name: String, _ meaning: String, otherwise: String = "none",
    read: @escaping @Sendable (String, inout Section, inout Configuration) -> Void,
    written: @escaping @Sendable (Configuration) -> String?
  ) {
    let parts = name.split(separator: ".")
    let (section, key) = (parts.dropLast().joined(separator: "."), String(parts.last ?? ""))
    (self.section, self.key, self.meaning, self.otherwise) = (section, key, meaning, otherwise)
    self.read = { read(key, &$0, &$1) }
    self.written = written
  }

  // MARK: Kinds of values

  /// A single value, kept as `canonical` makes it; what that makes nil of is refused. The empty text is no value.
  static func text(
    _ name: String, _ path: any Path<String>, otherwise: String = "none", as canonical: Canonical = .any,
    _ meaning: String
  ) -> ConfigurationKey {
    ConfigurationKey(
      name, meaning, otherwise: otherwise,
      read: { $1.text($0, into: &$2[keyPath: path], as: canonical.read, allowed: canonical.allowed) },
      written: { $0[keyPath: path].isEmpty ? nil : YAMLText.quoted($0[keyPath: path]) })
  }

  /// A list of such values; `[]` unless said.
  static func list(
    _ name: String, _ path: any Path<[String]>, as canonical: Canonical, _ meaning: String
  ) -> ConfigurationKey {
    ConfigurationKey(
      name, meaning,
      read: { $1.list($0, into: &$2[keyPath: path], as: canonical.read, allowed: canonical.allowed) },
      written: { "[\($0[keyPath: path].map(YAMLText.quoted).joined(separator: ", "))]" })
  }

  static func duration(
    _ name: String, _ path: any Path<Duration>, atLeast shortest: Duration = .seconds(1), _ meaning: String
  ) -> ConfigurationKey {
    ConfigurationKey(
      name, meaning, read: { $1.duration($0, into: &$2[keyPath: path], atLeast: shortest) },
      written: { DurationText.text($0[keyPath: path]) })
  }

  /// `never` is nil.
  static func durationOrNever(_ name: String, _ path: any Path<Duration?>, _ meaning: String) -> ConfigurationKey {
    ConfigurationKey(
      name, meaning, read: { $1.durationOrNever($0, into: &$2[keyPath: path]) },
      written: { $0[keyPath: path].map(DurationText.text) ?? "never" })
  }

  /// An amount of memory in bytes; `none` is nil.
  static func memory(
    _ name: String, _ path: any Path<Int?>, atLeast least: Int, _ meaning: String
  ) -> ConfigurationKey {
    ConfigurationKey(
      name, meaning, read: { $1.memory($0, into: &$2[keyPath: path], atLeast: least) },
      written: { $0[keyPath: path].map(MemoryText.text) ?? "none" })
  }

  static func integer(
    _ name: String, _ path: any Path<Int>, in range: ClosedRange<Int>, _ meaning: String
  ) -> ConfigurationKey {
    ConfigurationKey(
      name, meaning, read: { $1.integer($0, into: &$2[keyPath: path], in: range) },
      written: { String($0[keyPath: path]) })
  }

  /// A number that something else stands in for unless it is given.
  static func integer(
    _ name: String, _ path: any Path<Int?>, in range: ClosedRange<Int>, otherwise: String, _ meaning: String
  ) -> ConfigurationKey {
    ConfigurationKey(
      name, meaning, otherwise: otherwise,
      read: { key, section, configuration in
        var number = range.lowerBound - 1
        section.integer(key, into: &number, in: range)
        if range.contains(number) { configuration[keyPath: path] = number }
      },
      written: { $0[keyPath: path].map { String($0) } })
  }

  /// - Parameter choices: nil for all of them.
  static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ path: any Path<Choice>, among choices: [Choice]? = nil, _ meaning: String
  ) -> ConfigurationKey {
    ConfigurationKey(
      name, meaning, read: { $1.choice($0, into: &$2[keyPath: path], among: choices ?? Array(Choice.allCases)) },
      written: { $0[keyPath: path].rawValue })
  }
}

extension ConfigurationKey {
  /// What a text has to be, and how it is kept.
  struct Canonical: Sendable {
    let read: @Sendable (String) -> String?
    let allowed: String

    static let any = Canonical(read: { $0 }, allowed: "")
    static let amount = Canonical(
      read: { Cost($0) == nil ? nil : $0 }, allowed: "an amount such as 2.50, with a point and no currency")
    static let currency = Canonical(
      read: { (1...8).contains($0.utf8.count) && !$0.contains(where: \.isWhitespace) ? $0 : nil },
      allowed: "one short word or sign, such as EUR")
    static let webAddress = Canonical(
      read: { WebAddress.isAllowed($0) ? $0 : nil }, allowed: WebAddress.allowed)
    static let hostAndPort = Canonical(
      read: { HostAndPort.isAllowed($0) ? $0 : nil }, allowed: HostAndPort.allowed)
    static let origin = Canonical(read: WebOrigin.canonical, allowed: WebOrigin.allowed)
    static let networks = Canonical(
      read: { NetworkAddress.isRange($0) ? $0 : nil }, allowed: NetworkAddress.allowedRange)
    static let person = Canonical(read: PersonName.address, allowed: PersonName.allowedAddress)
    static let personOrDomain = Canonical(read: PersonName.pattern, allowed: PersonName.allowedPattern)
  }
}
