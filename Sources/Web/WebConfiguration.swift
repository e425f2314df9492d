package import Secretary

/// What the web starts with, read and checked by the door.
package struct WebConfiguration: Sendable {
  package var listen: ListenAddress
  /// The address people see in their browser.
  package var site: SiteAddress
  /// Reverse proxies whose word about the client's address is taken.
  package var trustedProxies: [AddressRange] = []
  package var signIn = SignInRule(allowed: [])
  /// Addresses in lower case of those who may see the operator's pages.
  package var operators: Set<String> = []
  /// Origins of other front ends that `return_to` may name.
  package var returnTo: [String] = []
  /// Origins whose pages may ask the API from a browser.
  package var apiOrigins: [String] = []
  package var sessionIdle = Duration.seconds(12 * 3600)
  package var sessionLifetime = Duration.seconds(30 * 86_400)
  /// What a scraper of `/metrics` must show; nil: nobody can read them.
  package var metricsToken: Secret?
  /// The interval of a user who chose none, for the settings page.
  package var standardInterval = Duration.seconds(300)
  /// What the operator fixed for single people, by id or address in lower case.
  package var intervalOverrides: [String: Duration] = [:]
  /// Whether mailboxes are at Google itself, so that a page can link to a conversation there.
  package var isGoogleItself = false
  /// The label that asks for a draft in the mailbox; empty when there is none.
  package var requestLabel = ""
  /// Whether a model writes the drafts; only then can one be asked to write a draft again.
  package var hasModel = true
  /// In which models' costs are.
  package var currency = "USD"
  /// What one person's mail may take of models in a day of theirs.
  package var budget = ModelBudget()
  /// Drafts that one person is given within a day.
  package var draftsADay = DraftLimits().perMailboxAndDay
  package var limits = WebLimits()

  /// Listening beyond this machine over plain HTTP would send sessions and mail readable over the network.
  package init(listen: ListenAddress, site: SiteAddress) throws(WebProblem) {
    guard site.isSecure || listen.isLoopback else {
      throw .configuration(
        """
        web.public_url is plain http, so web.listen must be an address of this machine alone, such as 127.0.0.1:8300. \
        For others to reach it, put a reverse proxy with a certificate in front and give its https address as web.public_url.
        """)
    }
    self.listen = listen
    self.site = site
  }
}

/// Sizes and times no honest browser comes near.
package struct WebLimits: Sendable {
  /// Bytes of one posted form.
  package var form = 256 * 1024
  /// Bytes of all header fields together.
  package var headers = 16 * 1024
  /// Bytes of path and query.
  package var target = 8 * 1024
  /// How long a request may take to arrive, from its first byte to its last.
  package var requestTime = Duration.seconds(20)
  /// How long a new connection may wait before its first request. Browsers open some ahead of need and open another when one
  /// is gone, so whoever only holds them does it briefly.
  package var firstRequestTime = Duration.seconds(10)
  /// How long a connection may wait between two requests.
  package var idleTime = Duration.seconds(60)
  package var connections = 1_000
  /// Requests that sign somebody in, from one address: so many at once, and one more for every `signInPause` seconds.
  package var signInBurst = 60
  package var signInPause = 1.0
  /// Of those, so many at the same moment from one address, while Google is asked about each; and so many in all, which bounds
  /// what they take of this machine.
  package var signInsAtOncePerAddress = 8
  package var signInsAtOnce = 250
}
