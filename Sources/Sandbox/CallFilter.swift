/// A program in the kernel's own small language (classic BPF) that says for each system call whether it is made. Pure; the kernel
/// runs it. Nothing is killed: what is refused gets an error that says so, and code that can do without goes on.
package struct CallFilter: Sendable, Equatable {
  /// `struct sock_filter`.
  package struct Instruction: Sendable, Equatable {
    package var code: UInt16
    /// How many instructions are passed over when a comparison holds, and when not.
    package var yes: UInt8 = 0
    package var no: UInt8 = 0
    package var value: UInt32

    package var bits: UInt64 { UInt64(code) | UInt64(yes) << 16 | UInt64(no) << 24 | UInt64(value) << 32 }
  }

  /// One call, and when it is allowed: always, or when all conditions of one of the cases hold.
  package struct Rule: Sendable, Equatable {
    package var call: Int32
    package var cases: [[Condition]]

    package init(_ call: Int, when cases: [[Condition]] = [[]]) {
      self.call = Int32(call)
      self.cases = cases
    }
  }

  /// Of the first 32 bits of an argument, which is all that the kernel looks at of a number of type `int`.
  package enum Condition: Sendable, Equatable {
    case equal(_ argument: Int, _ value: UInt32, mask: UInt32 = .max)
    case different(_ argument: Int, _ value: UInt32)
    /// All 64 bits are zero: no pointer.
    case null(_ argument: Int)
  }

  package static let allow: UInt32 = 0x7fff_0000
  package static func refuse(with error: Int32) -> UInt32 { 0x0005_0000 | UInt32(error) }

  package let instructions: [Instruction]

  /// - Parameters:
  ///   - architecture: `AUDIT_ARCH_…`; calls by the conventions of another are refused.
  ///   - missing: calls that this kernel shall seem not to have, so that the C library uses an older one that can be looked into.
  ///   - newest: beyond this number are calls that nobody knew when the rules were written; they seem missing, too.
  package init(_ rules: [Rule], architecture: UInt32, missing: [Int], newest: Int) {
    let refusal = Self.answer(Self.refuse(with: 1))  // EPERM
    let absence = Self.answer(Self.refuse(with: 38))  // ENOSYS
    var program = [
      Self.load(4), Instruction(code: Self.equal, yes: 1, value: architecture), refusal, Self.load(0),
      Instruction(code: Self.greater, no: 1, value: UInt32(newest)), absence,
    ]
    for call in missing { program += [Self.jump(ifEqual: UInt32(call), no: 1), absence] }
    for rule in rules {
      let body = rule.cases.flatMap(Self.body) + (rule.cases.contains([]) ? [] : [refusal])
      program += [Self.jump(ifEqual: UInt32(rule.call), no: UInt8(body.count))] + body
    }
    instructions = program + [refusal]
  }

  /// Falls through to its end when a condition does not hold.
  private static func body(of conditions: [Condition]) -> [Instruction] {
    var body = [answer(allow)]
    for condition in conditions.reversed() {
      let past = UInt8(body.count)
      switch condition {
      case .equal(let argument, let value, .max):
        body = [load(argument: argument), jump(ifEqual: value, no: past)] + body
      case .equal(let argument, let value, let mask):
        let masked = Instruction(code: 0x54, value: mask)  // BPF_ALU | BPF_AND
        body = [load(argument: argument), masked, jump(ifEqual: value, no: past)] + body
      case .different(let argument, let value):
        body = [load(argument: argument), Instruction(code: equal, yes: past, no: 0, value: value)] + body
      case .null(let argument):
        body =
          [
            load(argument: argument), jump(ifEqual: 0, no: past + 2), load(argument: argument, half: 4),
            jump(ifEqual: 0, no: past),
          ] + body
      }
    }
    return body
  }

  private static let equal: UInt16 = 0x15  // BPF_JMP | BPF_JEQ
  private static let greater: UInt16 = 0x25  // BPF_JMP | BPF_JGT

  /// From `struct seccomp_data`: the call's number at 0, the architecture at 4, six arguments of eight bytes from 16 on.
  private static func load(_ offset: UInt32) -> Instruction { Instruction(code: 0x20, value: offset) }
  private static func load(argument: Int, half: UInt32 = 0) -> Instruction { load(16 + 8 * UInt32(argument) + half) }
  private static func jump(ifEqual value: UInt32, no: UInt8) -> Instruction {
    Instruction(code: equal, no: no, value: value)
  }
  private static func answer(_ value: UInt32) -> Instruction { Instruction(code: 0x06, value: value) }
}
