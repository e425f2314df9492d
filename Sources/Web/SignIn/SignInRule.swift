/// Who may sign in: addresses, and whole domains written `@example.com`. Nobody until somebody is named, for whoever may
/// sign in may have this installation read their mail.
package struct SignInRule: Sendable, Equatable {
  private let allowed: Set<String>

  package init(allowed: [String]) { self.allowed = Set(allowed.map { $0.lowercased() }) }

  package func allows(_ address: String) -> Bool {
    let address = address.lowercased()
    guard let at = address.lastIndex(of: "@"), at != address.startIndex else { return false }
    return allowed.contains(address) || allowed.contains(String(address[at...]))
  }
}
