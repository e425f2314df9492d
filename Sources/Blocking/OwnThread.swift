import Glibc

/// A thread for what blocks for as long as a program lives: on a queue it would take one of the few threads that all queues share.
package enum OwnThread {
  /// Returns when `body` does.
  package static func run(_ body: @escaping @Sendable () -> Void) async {
    await withCheckedContinuation { continuation in
      let work = Unmanaged.passRetained(
        Work {
          body()
          continuation.resume()
        })
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { pointer in
          pointer.map { Unmanaged<Work>.fromOpaque($0).takeRetainedValue().body() }
          return nil
        }, work.toOpaque())
      // Where there are no more threads it is done on this one.
      if code == 0 { pthread_detach(thread) } else { work.takeRetainedValue().body() }
    }
  }

  private final class Work {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }
}
