import Testing
import Vault

struct SignatureKeyTests {
  private static let payload =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"

  /// RFC 7515, appendix A.3.
  @Test func `the standard's own ES256 signature fits its key, and nothing else does`() throws {
    let key = try #require(
      SignatureKey(
        p256X: bytes("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
        y: bytes("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")))
    let signature = bytes("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q")
    let message = Array("eyJhbGciOiJFUzI1NiJ9.\(Self.payload)".utf8)
    #expect(key.algorithm == .es256 && key.verifies(signature, of: message))
    expectNothingElse(key, signature, message)
    // Two zeros fit any message where a reader does not look (CVE-2022-21449).
    #expect(!key.verifies([UInt8](repeating: 0, count: 64), of: message))
  }

  /// RFC 7515, appendix A.2.
  @Test func `the standard's own RS256 signature fits its key, and nothing else does`() throws {
    let key = try #require(
      SignatureKey(
        rsaModulus: bytes(
          "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"
        ), exponent: bytes("AQAB")))
    let signature = bytes(
      "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"
    )
    let message = Array("eyJhbGciOiJSUzI1NiJ9.\(Self.payload)".utf8)
    #expect(key.algorithm == .rs256 && key.verifies(signature, of: message))
    expectNothingElse(key, signature, message)
  }

  @Test func `what a key of ours signs, its public half verifies, and no other's`() throws {
    let (mine, other) = (try ES256Key.generate(), try ES256Key.generate())
    let signature = try mine.sign([1, 2, 3])
    let (key, another) = (SignatureKey(p256X: mine.x, y: mine.y), SignatureKey(p256X: other.x, y: other.y))
    #expect(key?.verifies(signature, of: [1, 2, 3]) == true && another?.verifies(signature, of: [1, 2, 3]) == false)
    let rsa = try RS256Key.generate()
    let publicRSA = SignatureKey(rsaModulus: rsa.modulus, exponent: rsa.publicExponent)
    #expect(publicRSA?.verifies(try rsa.sign([1]), of: [1]) == true && publicRSA?.verifies(signature, of: [1]) == false)
    #expect("\(mine)" == "‹private key›" && String(reflecting: mine) == "‹private key›")
  }

  @Test func `numbers that are no safe key make none`() throws {
    let key = try ES256Key.generate()
    var off = key.y
    off[31] ^= 1
    #expect(SignatureKey(p256X: key.x, y: off) == nil, "not on the curve")
    #expect(SignatureKey(p256X: [0] + key.x, y: key.y) == nil && SignatureKey(p256X: [], y: []) == nil)
    let modulus = try RS256Key.generate().modulus
    #expect(SignatureKey(rsaModulus: Array(modulus.suffix(128)), exponent: [1, 0, 1]) == nil, "1024 bits")
    #expect(SignatureKey(rsaModulus: [0] + modulus, exponent: [1, 0, 1]) == nil)
    #expect(SignatureKey(rsaModulus: [1] + [UInt8](repeating: 0, count: 2_000), exponent: [1, 0, 1]) == nil)
    #expect(SignatureKey(rsaModulus: modulus, exponent: []) == nil)
  }

  private func expectNothingElse(_ key: SignatureKey, _ signature: [UInt8], _ message: [UInt8]) {
    #expect(!key.verifies(signature, of: message + [0]) && !key.verifies([], of: message))
    #expect(!key.verifies(Array(signature.dropLast()), of: message) && !key.verifies(signature + [0], of: message))
    for index in stride(from: 0, to: signature.count, by: 7) {
      var changed = signature
      changed[index] ^= 1
      #expect(!key.verifies(changed, of: message))
    }
  }

  private func bytes(_ text: String) -> [UInt8] { Base64URL.decodeExactly(text) ?? [] }
}
