import GmailSimulator
import Testing
import Vault

/// Gmail hands text bodies out as UTF-8, whatever they came in and wherever they say it.
struct BodyCharsetTests {
  let google = SimulatedGoogle()

  private static let cyrillic = Array("<meta charset=windows-1251><p>".utf8) + [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]
  /// ① and ㈱ are of NEC's and IBM's rows, which only code page 932 has; the wave is its full-width tilde.
  private static let japanese: [UInt8] = [0x87, 0x40, 0x87, 0x8a, 0x81, 0x60]

  @Test(arguments: [
    ("text/html", Self.cyrillic, "Привет"), ("text/html; charset=shift_jis", Self.japanese, "①㈱～"),
    ("text/plain; charset=Shift_JIS", Self.japanese, "①㈱～"),
  ])
  func `a body is read in the charset it is really in`(type: String, body: [UInt8], text: String) async throws {
    let anna = await Person(google, "anna")
    let header = "Subject: Hi\r\nMIME-Version: 1.0\r\nContent-Type: \(type)\r\n\r\n"
    let id = try await google.deliver(Array(header.utf8) + body, to: anna.address).id
    let message = try await anna.get("messages/\(id)")
    let data = try #require(message["payload"]?["body"]?["data"]?.text.flatMap { Base64URL.decode($0) })
    #expect(String(decoding: data, as: UTF8.self).hasSuffix(text))
    #expect(message["snippet"]?.text == text)
    let page = SimulatedRequest(method: "GET", path: "/mail/\(anna.address)/\(id)")
    #expect(await google.answer(page).text.contains(">\(text)</div>"))
    // The bytes themselves stay as they came.
    let raw = try await anna.get("messages/\(id)", "format=raw")["raw"]?.text.flatMap { Base64URL.decode($0) }
    #expect(raw?.suffix(body.count).elementsEqual(body) == true)
  }
}
