import HTTPTypes

/// Which site's page a form was on, as the browser says. Nothing said is fine: then the form's token decides alone.
struct FormOrigin: Sendable {
  let site: SiteAddress

  func check(_ headers: HTTPFields) throws(FormRefused) {
    // `none`: the person did it, not a page. `same-site` is a neighbouring subdomain, which is not us.
    if let fetchSite = headers[.secFetchSite], fetchSite != "same-origin", fetchSite != "none" {
      throw .foreignOrigin
    }
    if let origin = headers[.origin], origin.lowercased() != site.origin { throw .foreignOrigin }
  }

  /// Whether the browser says outright that the form was on a page of ours.
  func isCertain(_ headers: HTTPFields) -> Bool {
    headers[.secFetchSite] == "same-origin" || headers[.origin]?.lowercased() == site.origin
  }
}
