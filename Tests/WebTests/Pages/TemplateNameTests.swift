import Foundation
import Testing

@testable import Web

/// The engine finds values by name at run time and shows nothing for a name it does not find.
struct TemplateNameTests {
  @Test func `every name in every template leads to a value, and none borrows one from further out`() {
    var walk = TemplateWalk()
    for sample in [PageSample].everything {
      walk.walk(sample.page, template: type(of: sample.page).template, for: sample.layout)
      if let region = sample.region { walk.walk(sample.page, template: region, for: sample.layout) }
    }
    #expect(walk.problems.sorted() == [])
    let unseen = walk.allTags.subtracting(walk.seen).map { "\($0.file): {{\($0.text)}}" }
    #expect(unseen.sorted() == [], "no sample reaches these")
  }

  @Test func `a name that leads nowhere is noticed`() {
    struct Broken: Web.Page {
      static let template = "welcome"
      let title = "Broken"
    }
    var walk = TemplateWalk()
    walk.walk(Broken(), template: "welcome", for: Layout(visitor: nil))
    #expect(walk.problems == ["welcome: {{connectAddress}} is found nowhere."])
  }
}
