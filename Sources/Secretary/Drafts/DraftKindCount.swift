/// What a kind of drafts came to lately, for whoever thinks of switching it on or off.
package struct DraftKindCount: Sendable, Equatable {
  package var drafts: Int
  /// Mail that got none, because the kind is switched off.
  package var setAside: Int

  package init(drafts: Int = 0, setAside: Int = 0) {
    self.drafts = drafts
    self.setAside = setAside
  }
}
