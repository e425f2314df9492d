import CLibXML2

/// What a reader of HTML is told, in document order. Every start has its end, with elements the author left open closed
/// by libxml2's rules.
protocol HTMLHandler: AnyObject {
  func start(_ element: HTMLElement)
  func end(_ name: String)
  func characters(_ text: String)
  /// Elements that are open may not be more than this; then reading stops.
  var isTooDeep: Bool { get }
}

/// A start tag: names in lower case, entities in values decoded.
struct HTMLElement {
  var name: String
  var attributes: [String: String]

  subscript(_ attribute: String) -> String? { attributes[attribute] }
}

/// libxml2's HTML parser as events. Network and external entities are off; errors are repaired as browsers do.
enum HTMLEvents {
  private static let started: Void = xmlInitParser()

  static func read(_ bytes: [UInt8], into handler: any HTMLHandler) {
    _ = started
    guard !bytes.isEmpty, let context = htmlNewParserCtxt() else { return }
    defer { htmlFreeParserCtxt(context) }
    let listener = Listener(handler: handler, context: context)
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
    subscribe(context)
    context.pointee.userData = Unmanaged.passUnretained(listener).toOpaque()
    withExtendedLifetime(listener) {
      bytes.withUnsafeBytes { buffer in
        let document = htmlCtxtReadMemory(
          context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, "UTF-8",
          Int32(options))
        if let document { xmlFreeDoc(document) }
      }
    }
  }

  private final class Listener {
    let handler: any HTMLHandler
    let context: htmlParserCtxtPtr

    init(handler: any HTMLHandler, context: htmlParserCtxtPtr) {
      self.handler = handler
      self.context = context
    }

    static func from(_ pointer: UnsafeMutableRawPointer?) -> Listener? {
      pointer.map { Unmanaged<Listener>.fromOpaque($0).takeUnretainedValue() }
    }
  }

  /// Replaces the events that would build a tree.
  private static func subscribe(_ context: htmlParserCtxtPtr) {
    guard let events = context.pointee.sax else { return }
    events.pointee = xmlSAXHandler()
    events.pointee.startElement = { data, name, attributes in
      guard let listener = Listener.from(data), let name else { return }
      listener.handler.start(HTMLElement(name: HTMLEvents.text(name), attributes: HTMLEvents.pairs(attributes)))
      if listener.handler.isTooDeep { xmlStopParser(listener.context) }
    }
    events.pointee.endElement = { data, name in
      guard let listener = Listener.from(data), let name else { return }
      listener.handler.end(HTMLEvents.text(name))
    }
    let characters: charactersSAXFunc = { data, bytes, count in
      guard let listener = Listener.from(data), let bytes, count > 0 else { return }
      listener.handler.characters(String(decoding: UnsafeBufferPointer(start: bytes, count: Int(count)), as: UTF8.self))
    }
    events.pointee.characters = characters
    events.pointee.cdataBlock = characters
    events.pointee.ignorableWhitespace = characters
  }

  private static func text(_ bytes: UnsafePointer<xmlChar>) -> String {
    String(decodingCString: bytes, as: UTF8.self).lowercased()
  }

  private static func pairs(_ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) -> [String: String] {
    guard var next = list else { return [:] }
    var found: [String: String] = [:]
    while let name = next.pointee, found.count < 64 {
      let value = (next + 1).pointee.map { String(decodingCString: $0, as: UTF8.self) } ?? ""
      found[text(name), default: value] = value
      next += 2
    }
    return found
  }
}
