/// A page for a person: without script, calm, and never to be taken for Google's own.
struct HTMLPage {
  let title: String
  /// The id of `<main>`, by which a test knows where it is.
  let id: String
  let main: HTML
  var status = 200

  var answer: SimulatedAnswer {
    let page: HTML = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title) – simulated Google</title>
      <style>\(HTML(stringLiteral: Self.style))</style>
      </head>
      <body>
      <header>Simulated Google. Nothing here is real.</header>
      <main id="\(id)">
      \(main)
      </main>
      </body>
      </html>

      """
    return SimulatedAnswer(
      status: status,
      headers: [
        ("Content-Type", "text/html; charset=UTF-8"), ("Cache-Control", "no-store"), ("X-Frame-Options", "DENY"),
        (
          "Content-Security-Policy",
          "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"
        ),
        ("Referrer-Policy", "no-referrer"),
      ], body: Array(page.text.utf8))
  }

  private static let style = """
    :root { color-scheme: light dark; --ground: #f4f6f8; --paper: #fff; --ink: #1d2227; --soft: #4e5861; --line: #c6cdd4;
      --strong: #0b57d0; --on-strong: #fff; }
    @media (prefers-color-scheme: dark) { :root { --ground: #14171a; --paper: #1f2428; --ink: #e8ebee; --soft: #b4bcc4;
      --line: #4a535b; --strong: #a8c7fa; --on-strong: #062e6f; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
    header { padding: .75rem 1rem; color: var(--soft); font-size: .875rem; text-align: center; }
    main { max-width: 34rem; margin: 1rem auto 3rem; padding: 2rem; background: var(--paper);
      border: 1px solid var(--line); border-radius: 1rem; overflow-wrap: anywhere; }
    h1 { margin: 0 0 1rem; font-size: 1.5rem; font-weight: 500; line-height: 1.25; }
    h2 { font-size: 1.125rem; font-weight: 500; }
    a { color: var(--strong); }
    ul { padding: 0; list-style: none; }
    li { margin: .75rem 0; }
    li.choice { margin: .5rem 0; }
    fieldset { margin: 1rem 0; padding: .5rem 1rem; border: 1px solid var(--line); border-radius: .5rem; }
    .box { display: flex; gap: .75rem; align-items: flex-start; padding: .5rem 0; }
    .box input { width: 1.5rem; height: 1.5rem; flex: none; margin: 0; }
    button { font: inherit; min-height: 2.75rem; padding: .5rem 1.25rem; border: 1px solid var(--line);
      border-radius: .5rem; background: var(--paper); color: var(--ink); cursor: pointer; }
    button.strong { background: var(--strong); border-color: var(--strong); color: var(--on-strong); }
    li.choice button { width: 100%; text-align: left; }
    .actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1rem; }
    .soft { color: var(--soft); }
    dt { color: var(--soft); font-size: .875rem; }
    dd { margin: 0 0 .5rem; }
    label.above { display: block; margin: .75rem 0 .25rem; }
    input[type=text], textarea { font: inherit; width: 100%; padding: .5rem; border: 1px solid var(--soft);
      border-radius: .5rem; background: var(--paper); color: var(--ink); }
    textarea { min-height: 10rem; }
    .mail { white-space: pre-wrap; margin: 1rem 0; padding: 1rem 0; border-top: 1px solid var(--line);
      border-bottom: 1px solid var(--line); }
    :focus-visible { outline: 3px solid var(--strong); outline-offset: 2px; }
    """
}
