import Vault

/// Pages of a list, newest first, with opaque tokens.
enum Paging {
  /// The items of one page from `items` in their order, and the token of the next page.
  static func page<Item>(
    _ items: some Sequence<Item>, after token: String?, limit: Int, key: (Item) -> UInt64
  ) throws(APIError) -> (items: [Item], next: JSON?) {
    let start = try token.map { text throws(APIError) in try position(text) }
    var page: [Item] = []
    for item in items {
      if let start, key(item) >= start { continue }
      if page.count == limit { return (page, page.last.map { .string(self.token(key($0))) }) }
      page.append(item)
    }
    return (page, nil)
  }

  static func token(_ position: UInt64) -> String { Base64URL.encode(Array("p:\(position)".utf8), padded: true) }

  static func position(_ token: String) throws(APIError) -> UInt64 {
    guard let bytes = Base64URL.decode(token), let value = UInt64(String(decoding: bytes.dropFirst(2), as: UTF8.self))
    else { throw .invalidArgument("Invalid pageToken") }
    return value
  }
}
