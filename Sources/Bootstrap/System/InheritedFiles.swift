import CLinux

/// What a process was started with and did not ask for.
package enum InheritedFiles {
  /// Closes every descriptor but standard input, output and error. Called first in `main`, while none is our own. A
  /// descriptor above the limit of open files, left by a parent with a higher one, would let every `Process.run()` fail.
  package static func close() {
    _ = close_range(3, .max, 0)
  }
}
