import ArgumentParser
import Foundation
import Secretary

extension Evaluation {
  struct Unwanted: ParsableCommand {
    @Argument var folders: [String]
    @Option var index: String?
    @Flag var json = false

    func run() throws {
      if !json {
        print("folder                          n   " + Strictness.allCases.map(\.rawValue).joined(separator: "  "))
      }
      for name in folders {
        let folder = URL(filePath: name)
        let files = try UnwantedMail.files(in: folder, markedBy: index.map { URL(filePath: $0) })
        Progress.tell("\(folder.lastPathComponent): \(files.count) mails")
        tell(try UnwantedMail(files, in: folder), of: folder.lastPathComponent)
      }
    }

    private func tell(_ mail: UnwantedMail, of folder: String) {
      let drafted = mail.drafted(at: .standard)
      if json {
        let share = mail.messages == 0 ? 0 : Double(drafted.count) / Double(mail.messages)
        print(
          String(
            format: #"{"folder":"%@","n":%d,"drafted":%d,"drafted_share":%.4f}"#, folder, mail.messages, drafted.count,
            share))
        return
      }
      let counts = Strictness.allCases.map { String(format: "%7d", mail.drafted(at: $0).count) }.joined()
      print(folder.padding(toLength: 28, withPad: " ", startingAt: 0) + String(format: "%5d", mail.messages) + counts)
      for mail in drafted.sorted(by: { ($1.score, $0.file) < ($0.score, $1.file) }) {
        print(String(format: "  %.3f  %@", mail.score, mail.file))
      }
    }
  }
}
