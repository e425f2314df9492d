"""Puts many changes into one build: each is there, and switched on by its number in the environment."""

VARIABLE = "MUTANT"

# In front of and behind what is wrapped.
WRAPPED = {"number": ("changed({0}, ", ", {after})"), "guard": ("flipped({0}, ", ")"), "bool": ("flipped({0}, ", ")")}

FRAME = f"""\
import Glibc

let switchedOn = getenv("{VARIABLE}").flatMap {{ Int32(String(cString: $0)) }}
public func isOn(_ number: Int32) -> Bool {{ switchedOn == number }}
public func flipped(_ number: Int32, _ truth: Bool) -> Bool {{ isOn(number) ? !truth : truth }}
public func changed<N: ExpressibleByIntegerLiteral>(_ number: Int32, _ before: N, _ after: N) -> N {{
  isOn(number) ? after : before
}}

/// A range with both ends, of which only the run knows whether the upper one belongs to it.
public struct Ends<Bound: Comparable>: RangeExpression {{
  let lower: Bound
  let upper: Bound
  let isClosed: Bool
  public func contains(_ element: Bound) -> Bool {{
    isClosed ? (lower...upper).contains(element) : (lower..<upper).contains(element)
  }}
  public func relative<C: Collection>(to collection: C) -> Range<Bound> where C.Index == Bound {{
    isClosed ? (lower...upper).relative(to: collection) : lower..<upper
  }}
}}
extension Ends: Sequence where Bound: Strideable, Bound.Stride: SignedInteger {{
  public func makeIterator() -> AnyIterator<Bound> {{
    isClosed ? AnyIterator((lower...upper).makeIterator()) : AnyIterator((lower..<upper).makeIterator())
  }}
}}
public struct UpperEnd<Bound: Comparable>: RangeExpression {{
  let upper: Bound
  let isClosed: Bool
  public func contains(_ element: Bound) -> Bool {{ isClosed ? element <= upper : element < upper }}
  public func relative<C: Collection>(to collection: C) -> Range<Bound> where C.Index == Bound {{
    isClosed ? (...upper).relative(to: collection) : (..<upper).relative(to: collection)
  }}
}}
"""

COMPARISON = """\
infix operator {op}: ComparisonPrecedence
public func {op} <T: {protocol}>(a: T, b: T) -> Bool {{ isOn({n}) ? a {after} b : a {before} b }}
"""
EQUALITY = COMPARISON + """\
public func {op} <T>(a: T?, b: _OptionalNilComparisonType) -> Bool {{ isOn({n}) ? a {after} b : a {before} b }}
@_disfavoredOverload
public func {op} <A: StringProtocol, B: StringProtocol>(a: A, b: B) -> Bool {{ isOn({n}) ? a {after} b : a {before} b }}
"""
LOGIC = """\
infix operator {op}: {precedence}
public func {op} (a: Bool, b: @autoclosure () throws -> Bool) rethrows -> Bool {{
  try isOn({n}) ? a {after} b() : a {before} b()
}}
"""
SUM = """\
infix operator {op}: AdditionPrecedence
public func {op} <T: AdditiveArithmetic>(a: T, b: T) -> T {{ isOn({n}) ? a {after} b : a {before} b }}
"""
RANGE = """\
infix operator {op}: RangeFormationPrecedence
prefix operator {op}
public func {op} <T>(a: T, b: T) -> Ends<T> {{ Ends(lower: a, upper: b, isClosed: isOn({n}) == ("{before}" == "..<")) }}
public prefix func {op} <T>(b: T) -> UpperEnd<T> {{ UpperEnd(upper: b, isClosed: isOn({n}) == ("{before}" == "..<")) }}
"""
EXTREME = """\
public func {before}{n}<T: Comparable>(_ a: T, _ b: T) -> T {{ isOn({n}) ? {after}(a, b) : {before}(a, b) }}
extension Sequence {{
  public func {before}{n}(by order: (Element, Element) throws -> Bool) rethrows -> Element? {{
    try isOn({n}) ? self.{after}(by: order) : self.{before}(by: order)
  }}
}}
extension Sequence where Element: Comparable {{
  public func {before}{n}() -> Element? {{ isOn({n}) ? self.{after}() : self.{before}() }}
}}
"""
END = """\
extension BidirectionalCollection {{
  public var {before}{n}: Element? {{ isOn({n}) ? {after} : {before} }}
  public func {before}{n}(where isSought: (Element) throws -> Bool) rethrows -> Element? {{
    try isOn({n}) ? {after}(where: isSought) : {before}(where: isSought)
  }}
}}
"""
PART = """\
extension BidirectionalCollection {{
  public func {before}{n}(_ length: Int) -> SubSequence {{ isOn({n}) ? {after}(length) : {before}(length) }}
}}
"""
DECLARED = {
    **dict.fromkeys(["<", "<=", ">", ">="], COMPARISON), **dict.fromkeys(["==", "!="], EQUALITY),
    **dict.fromkeys(["&&", "||"], LOGIC), **dict.fromkeys(["+", "-"], SUM), **dict.fromkeys(["..<", "..."], RANGE),
    **dict.fromkeys(["min", "max"], EXTREME), **dict.fromkeys(["first", "last"], END),
    **dict.fromkeys(["prefix", "suffix"], PART),
}


def operator(number):
    """A name for an operator that nothing else has: Swift takes these arrows for operators."""
    return chr(0x27F0 + number // 256) + chr(0x2900 + number % 256)


def declarations(switched):
    """The Swift file that goes into the target, for {number: mutant}."""
    text = FRAME
    for number, mutant in switched.items():
        text += DECLARED.get(mutant.before, "").format(
            op=operator(number), n=number, before=mutant.before, after=mutant.after,
            protocol="Equatable" if mutant.before in ("==", "!=") else "Comparable",
            precedence="LogicalConjunctionPrecedence" if mutant.before == "&&" else "LogicalDisjunctionPrecedence")
    return text


def switchable(text, switched):
    """The text of a file with these changes in it, {number: mutant}. Every line stays where it is."""
    opening, closing, replaced = {}, {}, {}
    # The wider one is the outer one.
    for number, mutant in sorted(switched.items(), key=lambda item: item[1].start - item[1].end):
        kind = "bool" if mutant.before in ("true", "false") else mutant.kind
        if kind in WRAPPED:
            before, behind = WRAPPED[kind]
            opening[mutant.start] = opening.get(mutant.start, "") + before.format(number)
            closing[mutant.end] = behind.format(after=mutant.after) + closing.get(mutant.end, "")
        elif kind == "case":
            name = mutant.before.removesuffix(", ")
            replaced[mutant.start] = mutant.end, f"{name} where !isOn({number}), "
        else:
            name = operator(number) if kind == "operator" else f"{mutant.before}{number}"
            replaced[mutant.start] = mutant.end, name
    result, done = "", 0
    for place in sorted({*opening, *closing, *replaced}):
        result += text[done:place] + closing.get(place, "") + opening.get(place, "")
        done, name = replaced.get(place, (place, ""))
        result += name
    return result + text[done:]
