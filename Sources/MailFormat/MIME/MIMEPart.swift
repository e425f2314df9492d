/// One header field of a message or of a part.
package struct MIMEHeader: Sendable, Equatable {
  /// As the sender spelt it; compare without case.
  package var name: String
  /// The value as it was sent, folds and encoded words included, without the line end.
  package var raw: String
  /// Unfolded and with RFC 2047 words decoded.
  package var value: String

  package init(name: String, raw: String, value: String) {
    self.name = name
    self.raw = raw
    self.value = value
  }
}

/// One node of a MIME tree (RFC 2045, 2046).
package struct MIMEPart: Sendable, Equatable {
  /// In the order of the message. The root has the message's own fields, `Content-*` among them.
  package var headers: [MIMEHeader]
  /// Lower-case `type/subtype`; `text/plain` when the message does not say.
  package var type: String
  /// `Content-Type` parameters, names in lower case, RFC 2231 values decoded.
  package var parameters: [String: String]
  /// Lower-case `inline` or `attachment`, empty when the message does not say.
  package var disposition: String
  /// Decoded file name (RFC 2231, or RFC 2047 where a sender put it), empty when there is none.
  package var filename: String
  /// Decoded content bytes: the transfer encoding is gone, the charset is untouched. Empty for a container, and where a
  /// mailbox gives only texts.
  package var content: [UInt8]
  /// For a `text/*` leaf: the content as text, whatever the charset said; otherwise nil.
  package var text: String?
  /// Bytes of a content that a mailbox keeps apart, to be asked for by itself; nil when it is here.
  package var remoteSize: Int?
  /// Parts of a multipart, or the one root of an embedded message.
  package var children: [MIMEPart]

  package init(
    headers: [MIMEHeader] = [], type: String = "text/plain", parameters: [String: String] = [:],
    disposition: String = "", filename: String = "", content: [UInt8] = [], text: String? = nil,
    remoteSize: Int? = nil, children: [MIMEPart] = []
  ) {
    self.headers = headers
    self.type = type
    self.parameters = parameters
    self.disposition = disposition
    self.filename = filename
    self.content = content
    self.text = text
    self.remoteSize = remoteSize
    self.children = children
  }

  /// The declared charset, as it was written.
  package var charset: String? { parameters["charset"] }

  /// Decoded values of every field of that name, in order.
  package func headers(named name: String) -> [String] {
    let wanted = name.lowercased()
    return headers.filter { $0.name.lowercased() == wanted }.map(\.value)
  }

  package func header(_ name: String) -> String? { headers(named: name).first }

  /// This part and all parts in it, each before its children.
  package var withDescendants: [MIMEPart] {
    var found: [MIMEPart] = []
    func add(_ part: MIMEPart) {
      found.append(part)
      for child in part.children { add(child) }
    }
    add(self)
    return found
  }
}
