import CYAML

/// The tree of a YAML text, each node with its line. Scalars stay the text they are: whoever asks for a key knows what
/// it must be, so `no` is never a boolean by surprise. Anchors, aliases and several documents are refused.
package enum YAMLNode: Sendable, Equatable {
  case scalar(String, line: Int)
  case list([YAMLNode], line: Int)
  case mapping([Entry], line: Int)

  package struct Entry: Sendable, Equatable {
    package var key: String
    package var line: Int
    package var value: YAMLNode
  }

  package var line: Int {
    switch self {
    case .scalar(_, let line), .list(_, let line), .mapping(_, let line): line
    }
  }

  /// The one document in `text`, or nil when there is none.
  package static func parse(_ text: String) throws(ConfigurationProblem) -> YAMLNode? {
    var reader = try YAMLReader(text)
    defer { reader.close() }
    return try reader.document()
  }
}

/// Pulls events out of libyaml. It holds a C parser, which `close` frees.
private struct YAMLReader {
  /// Deeper than any file of ours; a bound keeps a hostile file from exhausting the stack.
  private static let deepest = 16

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let bytes: UnsafeMutableBufferPointer<UInt8>

  init(_ text: String) throws(ConfigurationProblem) {
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    let utf8 = Array(text.utf8)
    // libyaml reads from this memory while it parses, so it must stay where it is until `close`.
    bytes = .allocate(capacity: utf8.count)
    _ = bytes.initialize(from: utf8)
    guard yaml_parser_initialize(parser) == 1 else {
      bytes.deallocate()
      parser.deallocate()
      throw ConfigurationProblem(line: nil, key: "", words: "there is not enough memory to read it")
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  func close() {
    yaml_parser_delete(parser)
    parser.deallocate()
    bytes.deallocate()
  }

  mutating func document() throws(ConfigurationProblem) -> YAMLNode? {
    var root: YAMLNode?
    while true {
      let event = try next()
      switch event.kind {
      case .streamEnd: return root
      case .structural: continue
      default:
        guard root == nil else { throw problem(event.line, "this is a second document; one is allowed") }
        root = try node(from: event, depth: 0)
      }
    }
  }

  private mutating func node(from event: Event, depth: Int) throws(ConfigurationProblem) -> YAMLNode {
    guard depth < Self.deepest else { throw problem(event.line, "this is nested too deeply") }
    switch event.kind {
    case .scalar(let text): return .scalar(text, line: event.line)
    case .listStart:
      var items: [YAMLNode] = []
      while true {
        let item = try next()
        if case .end = item.kind { return .list(items, line: event.line) }
        items.append(try node(from: item, depth: depth + 1))
      }
    case .mappingStart:
      var entries: [YAMLNode.Entry] = []
      while true {
        let key = try next()
        if case .end = key.kind { return .mapping(entries, line: event.line) }
        guard case .scalar(let name) = key.kind else { throw problem(key.line, "a key must be a plain word") }
        let value = try node(from: try next(), depth: depth + 1)
        entries.append(YAMLNode.Entry(key: name, line: key.line, value: value))
      }
    case .alias: throw problem(event.line, "aliases (*name) are not supported; write the value out")
    case .end, .structural, .streamEnd: throw problem(event.line, "this is not YAML")
    }
  }

  private struct Event {
    enum Kind {
      case scalar(String)
      case listStart, mappingStart, end, alias
      /// Start of the stream, start and end of a document.
      case structural
      case streamEnd
    }

    var kind: Kind
    var line: Int
  }

  private mutating func next() throws(ConfigurationProblem) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else {
      let words = parser.pointee.problem.map { String(cString: $0) } ?? "unreadable"
      // A byte that is no UTF-8 stops the reader before it has a line.
      let line = parser.pointee.error == YAML_READER_ERROR ? nil : Int(parser.pointee.problem_mark.line) + 1
      // The one a person meets: `[@example.com]`.
      let hint = words.contains("cannot start any token") ? "; put a value that begins with @ into quotes" : ""
      throw problem(line, "this is not YAML: \(words)\(hint)")
    }
    defer { yaml_event_delete(&event) }
    let kind: Event.Kind =
      switch event.type {
      case YAML_SCALAR_EVENT:
        .scalar(
          String(
            decoding: UnsafeBufferPointer(start: event.data.scalar.value, count: event.data.scalar.length),
            as: UTF8.self))
      case YAML_SEQUENCE_START_EVENT: .listStart
      case YAML_MAPPING_START_EVENT: .mappingStart
      case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: .end
      case YAML_ALIAS_EVENT: .alias
      case YAML_STREAM_END_EVENT: .streamEnd
      default: .structural
      }
    return Event(kind: kind, line: Int(event.start_mark.line) + 1)
  }

  private func problem(_ line: Int?, _ words: String) -> ConfigurationProblem {
    ConfigurationProblem(line: line, key: "", words: words)
  }
}
