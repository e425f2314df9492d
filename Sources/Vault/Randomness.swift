import COpenSSL

/// Bytes nobody can guess, from OpenSSL's generator (seeded by the kernel).
enum Randomness {
  static func bytes(_ count: Int) throws(VaultError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard RAND_bytes(&bytes, Int32(count)) == 1 else { throw .cryptographyFailed }
    return bytes
  }
}
