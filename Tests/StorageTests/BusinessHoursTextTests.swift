import Secretary
import Testing

@testable import Storage

@Suite struct BusinessHoursTextTests {
  @Test(arguments: [
    ("00:00-24:00", 0, 1440), ("09:05-10:10", 545, 610), ("23:59-00:00", 1439, 0), ("10:59-11:00", 659, 660),
  ])
  func `hours are written as they are read`(text: String, start: Int, end: Int) {
    let hours = BusinessHours(spans: [.monday: [.init(start: start, end: end)]])
    #expect(BusinessHoursText.decode("{\"monday\":[\"\(text)\"]}") == hours)
    #expect(BusinessHoursText.encode(hours) == "{\"monday\":[\"\(text)\"]}")
  }

  @Test(arguments: [
    "24:00-09:00", "24:01-09:00", "09:60-10:00", "09:00-24:01", "09:00-23:60", "9:00-10:00", "09:00",
    "09:00-10:00-11:00", "09:00--10:00", "09::00-10:00",

    "09:0a-10:00", "-09:00", "", "09-10", "09:00:00-10:00", "+9:00-10:00",
  ])
  func `what is no span of a day is not read`(text: String) {
    #expect(BusinessHoursText.decode("{\"monday\":[\"\(text)\"]}") == nil)
  }

  @Test(arguments: ["[]", "{\"Monday\":[]}", "{\"monday\":\"09:00-10:00\"}", "", "{"])
  func `what are no days is not read`(text: String) {
    #expect(BusinessHoursText.decode(text) == nil)
  }
}
