import Testing

@testable import Supervisor

@Suite struct StoreKeeperTests {
  @Test func `who ends once is started again at once, who ends again and again ever later`() {
    #expect(StoreKeeper.delay(1) == .zero)
    #expect(StoreKeeper.delay(2) == .milliseconds(200))
    #expect(StoreKeeper.delay(4) == .milliseconds(800))
    #expect(StoreKeeper.delay(1_000) == .seconds(30))
  }
}
