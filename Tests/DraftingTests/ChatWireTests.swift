import FoundationEssentials
import HTTPTransport
import Testing

@testable import Drafting

@Suite struct ChatWireTests {
  @Test(arguments: ["nan", "-nan", "inf", "-1", "1e300", "99999999999999999999"])
  func `a pause that is no time counts as none`(pause: String) {
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    let refused = HTTPResponse(status: 429, headers: [HTTPField("Retry-After", pause)], body: [])
    #expect(ChatWire.refusal(refused, at: now) == .rateLimited(until: now.addingTimeInterval(30)))
    let ill = HTTPResponse(status: 503, headers: [HTTPField("Retry-After", pause)], body: [])
    #expect(ChatWire.refusal(ill, at: now) == .temporary("it is unavailable"))
  }
}
