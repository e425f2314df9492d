import Database
import Secretary
import Vault

import struct FoundationEssentials.Data
import class FoundationEssentials.JSONDecoder
import class FoundationEssentials.JSONEncoder

/// A conversation as `draft_conversations` holds it: JSON, sealed with the user's key.
enum ConversationText {
  /// The name it is sealed under: a text moved to another column does not open.
  static let column = "draft_conversations.conversation"

  static func seal(_ conversation: Conversation, with keys: UserKeys) throws(StorageError) -> String {
    do {
      return try keys.seal(String(decoding: JSONEncoder().encode(conversation), as: UTF8.self), column: column)
    } catch { throw StorageError(error) }
  }

  static func open(_ sealed: String, with keys: UserKeys) throws(StorageError) -> Conversation {
    let text: String
    do { text = try keys.open(sealed, column: column) } catch { throw .secret(error) }
    guard let conversation = try? JSONDecoder().decode(Conversation.self, from: Data(text.utf8)) else {
      throw .database(SQLError(.unexpectedValue, column))
    }
    return conversation
  }
}
