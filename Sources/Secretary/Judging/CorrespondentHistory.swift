/// Everybody whom the user has had mail with, as it stands after some messages. What a store keeps in rows, in one value.
package struct CorrespondentHistory: Sendable, Equatable {
  private(set) package var people: [String: Correspondent] = [:]

  package init() {}

  package subscript(address: EmailAddress) -> Correspondent? { people[address.canonical] }

  package mutating func learn(_ lesson: Lesson) {
    for (address, event) in lesson.events { people[address, default: Correspondent()].learn(event, at: lesson.moment) }
  }
}
