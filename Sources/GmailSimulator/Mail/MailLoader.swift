import FoundationEssentials
import MailFormat

/// Reads a folder of mail of any common kind: single messages in files of any name, mbox files, maildirs, and folders of
/// these. What does not look like mail is counted and left.
package struct MailLoader: Sendable {
  package private(set) var mail: [LoadedMail] = []
  package private(set) var skipped = 0
  /// The addresses of `owner.txt`.
  package private(set) var ownerAddresses: [String] = []

  /// A list of labels, sentences or notes beside the mail.
  private static let notMail: Set = ["tsv", "csv", "json", "yaml", "yml", "md", "html", "htm", "py", "sh", "db"]

  /// Throws when the folder cannot be read.
  package init(folder: String) throws(LoadError) {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else { throw .missing(folder) }
    if isFolder { read(folder: folder) } else { read(file: folder, isRead: nil) }
    mail.sort { $0.date < $1.date }
  }

  package enum LoadError: Error, CustomStringConvertible {
    case missing(String)
    package var description: String {
      switch self {
      case .missing(let path): "there is no folder or file \(path)"
      }
    }
  }

  private mutating func read(folder: String) {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    let isMaildir = names.contains("cur") && names.contains("new")
    for name in names where !name.hasPrefix(".") && !(isMaildir && name == "tmp") {
      let path = "\(folder)/\(name)"
      var isFolder = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
      if isFolder {
        read(folder: path)
      } else if name == "owner.txt" {
        readOwner(path)
      } else {
        read(file: path, isRead: Self.isRead(name, in: folder))
      }
    }
  }

  private mutating func readOwner(_ path: String) {
    guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8) else { return }
    ownerAddresses += text.split(whereSeparator: \.isNewline).map { $0.withoutBlanks.lowercased() }.filter {
      $0.contains("@")
    }
  }

  /// A maildir says it: in `new` nothing has been read, in `cur` the flag S means read.
  private static func isRead(_ name: String, in folder: String) -> Bool? {
    if folder.hasSuffix("/new") { return false }
    guard folder.hasSuffix("/cur"), let flags = name.firstRange(of: ":2,") else { return nil }
    return name[flags.upperBound...].contains("S")
  }

  private mutating func read(file path: String, isRead: Bool?) {
    let type = path.split(separator: "/").last?.split(separator: ".").last?.lowercased() ?? ""
    guard !Self.notMail.contains(type), let data = try? Data(contentsOf: URL(filePath: path)) else {
      skipped += 1
      return
    }
    let bytes = [UInt8](data)
    if bytes.starts(with: Array("From ".utf8)) {
      readMbox(path, bytes)
    } else if let loaded = Self.loaded(.file(path), bytes[...], isRead: isRead, path: path) {
      mail.append(loaded)
    } else {
      skipped += 1
    }
  }

  /// Splits at lines that begin with `From ` after a blank line and before a header field; prose does not look so.
  private mutating func readMbox(_ path: String, _ bytes: [UInt8]) {
    let mark = Array("From ".utf8)
    var starts: [Int] = []
    var lineStart = 0
    var lastWasBlank = true
    while lineStart < bytes.count {
      let lineEnd = bytes[lineStart...].firstIndex(of: 10) ?? bytes.count
      if lastWasBlank, bytes[lineStart..<lineEnd].starts(with: mark),
        Self.isField(bytes[min(lineEnd + 1, bytes.count)...])
      {
        starts.append(lineStart)
      }
      lastWasBlank = lineEnd == lineStart || (lineEnd == lineStart + 1 && bytes[lineStart] == 13)
      lineStart = lineEnd + 1
    }
    for (index, start) in starts.enumerated() {
      let first = (bytes[start...].firstIndex(of: 10) ?? bytes.count - 1) + 1
      let end = index + 1 < starts.count ? starts[index + 1] : bytes.count
      guard first < end else { continue }
      let source = MailSource.mbox(path, offset: UInt64(first), length: end - first)
      if let loaded = Self.loaded(source, bytes[first..<end], isRead: nil, path: path) {
        mail.append(loaded)
      } else {
        skipped += 1
      }
    }
  }

  /// Whether a header field begins here: a name without spaces and a colon.
  private static func isField(_ bytes: ArraySlice<UInt8>) -> Bool {
    let name = bytes.prefix { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: ":") }
    return !name.isEmpty && bytes.dropFirst(name.count).first == UInt8(ascii: ":")
  }

  /// Nil when it does not look like a message: mail has at least two fields that only mail has, or a From and a body.
  private static func loaded(
    _ source: MailSource, _ bytes: ArraySlice<UInt8>, isRead: Bool?, path: String
  ) -> LoadedMail? {
    let header = MailHeader(bytes)
    let known = [
      "From", "To", "Subject", "Date", "Message-ID", "Received", "Return-Path", "MIME-Version", "Content-Type", "Cc",
      "Sender", "Delivered-To", "X-Mailer",
    ]
    guard known.filter({ header[$0] != nil }).count >= 2 || header["From"] != nil || header["Received"] != nil else {
      return nil
    }
    let status = header["Status"]
    let modified = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
    return LoadedMail(
      source: source, size: bytes.count, header: header,
      date: header["Date"].flatMap(MailDate.parse) ?? modified ?? Date(timeIntervalSince1970: 0),
      isRead: isRead ?? status.map { $0.contains("R") })
  }
}
