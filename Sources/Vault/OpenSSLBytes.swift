/// The output of OpenSSL's `i2d` functions.
enum OpenSSLBytes {
  /// Asks once for the length, once for the bytes.
  static func encoded(
    _ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
  ) throws(VaultError) -> [UInt8] {
    let length = write(nil)
    guard length > 0 else { throw .cryptographyFailed }
    var bytes = [UInt8](repeating: 0, count: Int(length))
    let written = bytes.withUnsafeMutableBufferPointer { buffer in
      var start = buffer.baseAddress
      return write(&start)
    }
    guard written == length else { throw .cryptographyFailed }
    return bytes
  }
}
