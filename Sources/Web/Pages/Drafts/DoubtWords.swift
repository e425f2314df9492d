import Secretary

extension SenderDoubt {
  /// As a sentence that goes on from "Look closely at who this is from".
  var remark: Remark {
    switch self {
    case .notAuthentic:
      Remark(before: "\(MailService.name) found that it was not sent by the domain it names.")
    case .repliesElsewhere(let address):
      Remark(
        before: "Answers to it go to another organisation, ", author: [NamedPerson(addressOf: address)], behind: ".")
    case .namedLikeAddress(let name):
      Remark(
        before: "Its sender’s name looks like an address, ", author: [NamedPerson(ShownText(name))],
        behind: ", and it comes from another.")
    case .namedLikeOwner: Remark(before: "Its sender bears your name, and the address is none of yours.")
    case .writtenToDeceive(let host):
      Remark(
        before: "Its sender’s host is written in letters that look like others; in plain ones it is ",
        author: [NamedPerson(ShownText(host))], behind: ".")
    case .hostLikeOther(let host, let other):
      Remark(
        before: "Its sender’s host is easily mistaken: it is ",
        author: [NamedPerson(ShownText(host)).followed(by: ", not "), NamedPerson(ShownText(other))], behind: ".")
    }
  }
}
