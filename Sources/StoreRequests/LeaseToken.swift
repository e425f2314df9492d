import Secretary

/// The proof that a worker may write for its user: 128 random bits in hexadecimal. Whoever takes the lease makes a new one,
/// so that an earlier worker, even of the same supervisor, can no longer write.
package struct LeaseToken: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}
