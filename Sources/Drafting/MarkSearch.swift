/// Looking for marks byte by byte. Swift's own search for a text goes back over characters again and again, which takes
/// square time in a long run of flags.
extension Substring {
  /// Where a mark stands for the last time.
  func lastRange(of mark: String) -> Range<Index>? {
    let mark = Array(mark.utf8)
    var end = utf8.endIndex
    while let last = utf8[..<end].lastIndex(of: mark[mark.count - 1]) {
      let after = utf8.index(after: last)
      if let start = utf8.index(after, offsetBy: -mark.count, limitedBy: startIndex),
        utf8[start..<after].elementsEqual(mark)
      {
        return start..<after
      }
      end = last
    }
    return nil
  }

  func holds(_ mark: String) -> Bool { lastRange(of: mark) != nil }
}
