/// What this build calls itself: one version for all its programs, which must be used together.
package enum Version {
  package static let text = "0.1.0"
}
