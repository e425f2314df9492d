import SQLErrors
package import Secretary
package import Vault

import struct FoundationEssentials.Data
import class FoundationEssentials.JSONDecoder
import class FoundationEssentials.JSONEncoder

/// A conversation as `draft_conversations` holds it: JSON, sealed with the user's key.
package struct SealedConversation: Sendable, Equatable, Codable {
  /// The name it is sealed under: a text moved to another column does not open.
  package static let column = "draft_conversations.conversation"

  package let text: String

  package init(text: String) { self.text = text }

  package init(_ conversation: Conversation, with keys: UserKeys) throws(StorageError) {
    do {
      text = try keys.seal(String(decoding: JSONEncoder().encode(conversation), as: UTF8.self), column: Self.column)
    } catch { throw StorageError(error) }
  }

  package func open(with keys: UserKeys) throws(StorageError) -> Conversation {
    let opened: String
    do { opened = try keys.open(text, column: Self.column) } catch { throw .secret(error) }
    guard let conversation = try? JSONDecoder().decode(Conversation.self, from: Data(opened.utf8)) else {
      throw .database(SQLError(.unexpectedValue, Self.column))
    }
    return conversation
  }
}
