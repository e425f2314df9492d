import CGMime

/// GMime, started. Its registries are global and its own start is not safe against two threads, so every door into it
/// passes here first; afterwards each object is used by one thread only.
enum GMimeLibrary {
  private static let started: Void = {
    g_mime_init()
    // Embedded messages come as plain parts, whose content is read as a message of its own (`MIMETree`).
    for type in embeddedMessageTypes {
      g_mime_object_register_type("message", String(type.dropFirst("message/".count)), g_mime_part_get_type())
    }
  }()

  static let embeddedMessageTypes: Set<String> = [
    "message/rfc822", "message/rfc2822", "message/global", "message/news", "message/global-headers",
  ]

  static func start() { _ = started }

  /// A C string of GMime's that is ours to free.
  static func take(_ text: UnsafeMutablePointer<CChar>?) -> String? {
    guard let text else { return nil }
    defer { g_free(text) }
    return copy(text)
  }

  /// A C string that stays GMime's. Bytes that are not UTF-8 become U+FFFD.
  static func copy(_ text: UnsafePointer<CChar>?) -> String? {
    guard let text else { return nil }
    return String(cString: text)
  }
}
