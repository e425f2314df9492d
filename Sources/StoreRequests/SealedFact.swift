package import Secretary
package import Vault

package import struct FoundationEssentials.Date

/// A fact as `remembered_facts` holds it, sealed with the user's key.
package struct SealedFact: Sendable, Equatable, Codable {
  /// The name it is sealed under: a text moved to another column does not open.
  package static let column = "remembered_facts.fact"

  package let id: FactID
  package let text: String
  package let rememberedAt: Date

  package init(id: FactID, text: String, rememberedAt: Date) {
    self.id = id
    self.text = text
    self.rememberedAt = rememberedAt
  }

  package init(_ fact: RememberedFact, with keys: UserKeys) throws(StorageError) {
    do { text = try keys.seal(fact.text, column: Self.column) } catch { throw .secret(error) }
    id = fact.id
    rememberedAt = fact.rememberedAt
  }

  /// Nil for what no key of the user's opens any more: it is as good as forgotten.
  package func open(with keys: UserKeys) -> RememberedFact? {
    guard let text = try? keys.open(text, column: Self.column) else { return nil }
    return RememberedFact(id: id, text: text, rememberedAt: rememberedAt)
  }
}

extension [SealedFact] {
  package func open(with keys: UserKeys) -> [RememberedFact] { compactMap { $0.open(with: keys) } }
}
