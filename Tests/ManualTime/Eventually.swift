/// Returns when something has become so that another task is working on.
///
/// That task may fail before it gets there, on a machine so busy that its requests run into their time limits; then it never
/// becomes so, and a test that waited for it would keep the whole run. It is given up after `limit`, which no machine needs.
package func eventually(within limit: Duration = .seconds(120), _ isSo: () async throws -> Bool) async throws {
  let start = ContinuousClock.now
  while try await !isSo() {
    guard ContinuousClock.now - start < limit else { throw NeverBecameSo(limit: limit) }
    await Task.yield()
  }
}

package struct NeverBecameSo: Error, CustomStringConvertible {
  let limit: Duration

  package var description: String { "What the test waited for did not come in \(limit)." }
}
