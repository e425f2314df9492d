import MailFormat
import Testing

/// What CSS and HTML have to keep words from a reader, beyond what mail programs use themselves; and what only looks like it.
@Suite struct HiddenTextTests {
  private static func shown(_ html: String) -> VisibleText {
    VisibleText.fromHTML("<p>Hello.</p>\(html)<p>Goodbye.</p>")
  }

  @Test(arguments: [
    #"<div style="clip-path:polygon(0 0,0 0,0 0)">orders</div>"#,
    #"<div style="transform:scale(.001)">orders</div>"#,
    #"<div style="transform:translateX(-9999px)">orders</div>"#,
    #"<div style="transform:rotateY(90deg)">orders</div>"#,
    #"<div style="scale:0">orders</div>"#,
    #"<div style="translate:-9999px 0">orders</div>"#,
    #"<div style="transform:matrix(0,0,0,0,0,0)">orders</div>"#,
    #"<div style="zoom:0">orders</div>"#,
    #"<div style="zoom:1%">orders</div>"#,
    #"<div style="opacity:1%">orders</div>"#,
    #"<div style="filter:blur(50px)">orders</div>"#,
    #"<div style="font-size:calc(1px - 1px)">orders</div>"#,
    #"<div style="font-size:min(0px,10px)">orders</div>"#,
    #"<div style="font-size:clamp(0px,0px,9px)">orders</div>"#,
    #"<div style="color:hsl(0 0% 100%)">orders</div>"#,
    #"<div style="color:hsla(0,0%,0%,0)">orders</div>"#,
    #"<div style="color:color(srgb 1 1 1)">orders</div>"#,
    #"<div style="color:lab(100% 0 0)">orders</div>"#,
    #"<div style="color:oklch(100% 0 0)">orders</div>"#,
    #"<div style="color:hwb(0 100% 0%)">orders</div>"#,
    #"<div style="-webkit-text-fill-color:transparent">orders</div>"#,
    #"<div style="-webkit-text-fill-color:#fff">orders</div>"#,
    #"<div style="block-size:0;overflow:hidden">orders</div>"#,
    #"<div style="inline-size:0;overflow:hidden">orders</div>"#,
    #"<div style="line-height:0;overflow:hidden">orders</div>"#,
    #"<div style="content-visibility:hidden">orders</div>"#,
    #"<div style="display:none!important;display:block">orders</div>"#,
    #"<div style="display:table-column">orders</div>"#,
    #"<div style="letter-spacing:-1em">orders</div>"#,
    #"<div style="letter-spacing:-50px">orders</div>"#,
    #"<div style="position:absolute;inset:-9999px auto auto -9999px">orders</div>"#,
    #"<div style="position:absolute;right:100000px">orders</div>"#,
    #"<style>@media screen{.a{display:none}}</style><p class=a>orders</p>"#,
    #"<style>@media (min-width:1px){.a{display:none}}</style><p class=a>orders</p>"#,
    #"<style>@supports (display:block){.a{display:none}}</style><p class=a>orders</p>"#,
    #"<style>@layer x{.a{display:none}}</style><p class=a>orders</p>"#,
    #"<style>:is(.a,.b){display:none}</style><p class=a>orders</p>"#,
    #"<style>:where(.a){display:none}</style><p class=a>orders</p>"#,
    #"<style>.x *{display:none}</style><div class=x><p>orders</p></div>"#,
    #"<style>.\61 {display:none}</style><p class=a>orders</p>"#,
    #"<dialog>orders</dialog>"#,
    #"<div popover>orders</div>"#,
    #"<audio>orders</audio>"#,
    #"<video>orders</video>"#,
    #"<canvas>orders</canvas>"#,
    #"<progress value=1>orders</progress>"#,
    #"<meter value=1>orders</meter>"#,
    #"<select><option>a</option><option>orders</option></select>"#,
    #"<ruby>a<rp>orders</rp><rt>b</rt></ruby>"#,
    #"<svg><defs><text>orders</text></defs></svg>"#,
    #"<svg><text fill="none">orders</text></svg>"#,
    #"<svg><text fill='#fff'>orders</text></svg>"#,
    #"<svg><text fill-opacity="0">orders</text></svg>"#,
    #"<math><semantics><mi>x</mi><annotation>orders</annotation></semantics></math>"#,
    #"<img width=1 height=1 alt="orders">"#,
    #"<div style="font-size:.1em"><div style="font-size:.1em"><div style="font-size:.5em">orders</div></div></div>"#,
    #"<div style="opacity:.2"><div style="opacity:.2"><div style="opacity:.2">orders</div></div></div>"#,
    #"<span style="color:whitesmoke">orders</span>"#,
    #"<span style="color:#ffffe0">orders</span>"#,
    #"<span style="color:Canvas">orders</span>"#,
  ]) func `what a reader does not see is dropped`(html: String) {
    #expect(!Self.shown(html).text.contains("orders"))
    #expect(Self.shown(html).text.contains("Hello.") && Self.shown(html).text.contains("Goodbye."))
  }

  @Test(arguments: [
    #"<div style="opacity:.5">tea</div>"#, #"<div style="opacity:60%">tea</div>"#,
    #"<div style="transform:scale(.5)">tea</div>"#, #"<div style="transform:translateX(20px)">tea</div>"#,
    #"<div style="transform:rotate(90deg)">tea</div>"#, #"<div style="zoom:50%">tea</div>"#,
    #"<div style="filter:blur(0)">tea</div>"#, #"<div style="letter-spacing:-1px">tea</div>"#,
    #"<div style="line-height:1;overflow:hidden">tea</div>"#,
    #"<div style="line-height:20px;overflow:hidden">tea</div>"#,
    #"<div style="font-size:80%"><div style="font-size:80%">tea</div></div>"#,
    #"<div style="font-size:0"><div style="font-size:16px">tea</div></div>"#,
    #"<div style="font-size:max(0px,12px)">tea</div>"#, #"<div style="font-size:clamp(10px,2vw,20px)">tea</div>"#,
    #"<div style="font-size:calc(10px + 1px)">tea</div>"#, #"<div style="color:#ddd">tea</div>"#,
    #"<div style="background:#000;color:#fff">tea</div>"#, #"<div style="color:hsl(200 50% 40%)">tea</div>"#,
    #"<div style="color:oklch(50% .1 200)">tea</div>"#,
    #"<div style="-webkit-text-fill-color:#333;color:#fff">tea</div>"#,
    #"<div style="clip-path:circle(50%)">tea</div>"#, #"<div style="clip-path:inset(10px)">tea</div>"#,
    #"<div style="position:absolute;top:3000px">tea</div>"#, #"<div style="inset:0">tea</div>"#,
    #"<style>@media (max-width:600px){.a{display:none}}</style><p class=a>tea</p>"#,
    #"<style>@media print{.a{display:none}}</style><p class=a>tea</p>"#,
    #"<style>@media (min-width:900px){.a{display:none}}</style><p class=a>tea</p>"#,
    #"<style>@media not screen{.a{display:none}}</style><p class=a>tea</p>"#,
    #"<style>@media (prefers-color-scheme:dark){.a{color:#fff}}</style><p class=a>tea</p>"#,
    #"<style>a:hover{display:none}</style><p>tea</p>"#, #"<style>*{margin:0}</style><p>tea</p>"#,
    #"<style>p.a,:is(.b,.c){display:none}</style><p>tea</p>"#, #"<dialog open>tea</dialog>"#,
    #"<img width=200 height=100 alt="tea">"#, #"<img alt="tea">"#, #"<svg><text fill='#333'>tea</text></svg>"#,
    #"<div style="display:none;display:block">tea</div>"#,
    #"<style>.a{display:none!important}</style><p class=a style="display:block!important">tea</p>"#,
  ]) func `what a reader sees stays`(html: String) {
    #expect(Self.shown(html).text.contains("tea"))
  }

  @Test func `words that are left out are told of`() {
    #expect(Self.shown(#"<div style="transform:scale(0.01)">orders</div>"#).hadHidden)
    #expect(!Self.shown("<p>tea</p>").hadHidden)
  }
}
