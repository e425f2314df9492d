import FoundationEssentials
import MailFormat

/// Gmail's search language: terms stand together, `OR` and `{…}` choose, `-` excludes, `(…)` groups.
indirect enum SearchQuery {
  case everything
  case all([SearchQuery])
  case any([SearchQuery])
  case not(SearchQuery)
  case label(String)
  case isRead
  case hasAttachment
  /// None of the labels that the user made.
  case hasNoUserLabels
  /// A word or phrase in a header, or anywhere when there is no header name.
  case words(String, header: String?)
  case messageID(String)
  case after(Date)
  case before(Date)
  case larger(Int)
  case smaller(Int)
}

extension SearchQuery {
  /// Whether the query names spam, trash or everything, which otherwise stay out.
  var namesSpamOrTrash: Bool {
    switch self {
    case .label(let id): id == "SPAM" || id == "TRASH" || id == "ANYWHERE"
    case .all(let parts), .any(let parts): parts.contains(where: \.namesSpamOrTrash)
    default: false
    }
  }

  func matches(_ message: StoredMessage, _ content: SearchedContent) -> Bool {
    switch self {
    case .everything: true
    case .all(let parts): parts.allSatisfy { $0.matches(message, content) }
    case .any(let parts): parts.contains { $0.matches(message, content) }
    case .not(let part): !part.matches(message, content)
    case .label(let id): id == "ANYWHERE" || message.has(id)
    case .isRead: !message.has("UNREAD")
    case .hasAttachment: content.hasAttachment
    case .hasNoUserLabels: !message.labels.contains { $0.hasPrefix("Label_") }
    case .words(let text, let header): content.contains(text, header: header)
    case .messageID(let id): content.header.messageID == id
    case .after(let date): Double(message.internalDate) / 1000 >= date.timeIntervalSince1970
    case .before(let date): Double(message.internalDate) / 1000 < date.timeIntervalSince1970
    case .larger(let size): message.size > size
    case .smaller(let size): message.size < size
    }
  }
}

/// A message's text as the index knows it, read only when a term asks for it.
final class SearchedContent {
  private let source: MailSource
  private lazy var bytes = source.read()
  private(set) lazy var header = MailHeader(bytes)
  private lazy var tree = MIMETree.parse(bytes)
  private lazy var text: String = {
    let subject = header.decoded("Subject") ?? ""
    let names = ["From", "To", "Cc"].compactMap { header.decoded($0) }.joined(separator: " ")
    let body = Snippet.firstText(tree, "text/plain") ?? Snippet.firstText(tree, "text/html")
    return "\(subject) \(names) \(body?.text ?? "")".lowercased()
  }()

  init(_ source: MailSource) { self.source = source }

  var hasAttachment: Bool { Self.attached(tree) }

  func contains(_ wanted: String, header name: String?) -> Bool {
    guard let name else { return text.contains(wanted) }
    return header.all(name).contains { HeaderText.decode($0).lowercased().contains(wanted) }
  }

  private static func attached(_ part: MIMEPart) -> Bool {
    !part.filename.isEmpty || part.children.contains(where: attached)
  }
}
