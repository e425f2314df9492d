// swift-tools-version: 6.2
import PackageDescription

/// The one list of rules every target of ours is built under.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),  // an `any` is a cost; it should be seen (SE-0335)
  .enableUpcomingFeature("MemberImportVisibility"),  // a file names every module it uses (SE-0444)
  .enableUpcomingFeature("InternalImportsByDefault"),  // a C library stays behind its one Swift door (SE-0409)
  .treatAllWarnings(as: .error),
]

/// A Swift target of ours: always under `strict`.
func room(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

/// A program: a main of about thirty lines over its room.
func door(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The program a worker is while it sleeps, ten thousand of them at once: compiled in the Embedded mode, without runtime and
/// metadata. Swift's folder of static libraries has nothing for that mode, and its list of what to link would bring libstdc++ in.
func embeddedDoor(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies,
    swiftSettings: strict + [
      .enableExperimentalFeature("Embedded"), .unsafeFlags(["-wmo", "-parse-as-library", "-no-static-stdlib"]),
    ],
    linkerSettings: [.unsafeFlags(["-no-static-stdlib"])])
}

/// The tests of one room, or of the built programs.
func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
  .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

/// A Debian library, found by pkg-config.
func library(_ name: String, pkgConfig: String, package: String) -> Target {
  .systemLibrary(name: name, path: "Sources/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
/// What Hummingbird itself stands on and its servers must touch: connections to reset, header names, signals.
let underHummingbird: [Target.Dependency] = [
  .product(name: "NIOCore", package: "swift-nio"), .product(name: "HTTPTypes", package: "swift-http-types"),
  .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
  .product(name: "UnixSignals", package: "swift-service-lifecycle"),
]

let package = Package(
  name: "secretary",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.20.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.3.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // Doors
    door(
      "secretary-supervisor",
      [
        "Supervisor", "FleetStatus", "HandWorker", "Worker", "ConfiguredWorker", "ConfiguredModels",
        "Commands", "Bootstrap", "Secretary", "Storage", "StoreRequests", "Vault", "Drafting", "HTTPTransport",
        arguments,
        logging,
      ]),
    door(
      "secretary-worker",
      [
        "Worker", "StoreDoor", "StoreRequests", "ConfiguredWorker", "Bootstrap", "Sandbox", "Secretary", "Vault",
        "Gmail",
        "Drafting", "HTTPTransport", logging,
      ]),
    embeddedDoor("secretary-worker-sleep", ["CSleep"]),
    door(
      "secretary-store",
      [
        "StoreService", "Commands", "Bootstrap", "LocalSocket", "Storage", "StoreRequests", arguments,
        logging,
      ]),
    door(
      "secretary-web",
      [
        "Web", "Commands", "Bootstrap", "Secretary", "Storage", "StoreRequests", "Vault", "Gmail", "Supabase",
        "HTTPTransport",
        arguments,
        logging,
      ]),
    door("gmail-simulator", ["GmailSimulator", "Bootstrap", arguments, logging]),

    // Rooms
    room("Supervisor", ["Secretary", "Storage", "StoreRequests", "FleetStatus", "Vault", "CLinux", logging]),
    room(
      "Worker",
      ["Secretary", "Drafting", "StoreRequests", "HTTPTransport", "MailFormat", "Vault", "Sandbox", "CLinux", logging]),
    room(
      "HandWorker",
      ["Worker", "ConfiguredWorker", "Bootstrap", "Secretary", "Storage", "StoreRequests", "Vault", logging]),
    room("StoreService", ["StoreDoor", "StoreRequests", "LocalSocket", "Blocking", "Secretary", "Storage", logging]),
    room("ConfiguredModels", ["Bootstrap", "Drafting", "Secretary"]),
    room("ConfiguredWorker", ["ConfiguredModels", "Worker", "Gmail", "Bootstrap", "Vault", "Secretary"]),
    room("Commands", ["Bootstrap", "Secretary", arguments, logging]),
    room("Bootstrap", ["StoreRequests", "Secretary", "Vault", "Sandbox", "CSystemd", "CLinux", "CYAML", logging]),
    room("GmailSimulator", ["MailFormat", "CivilTime", "Vault", hummingbird, logging] + underHummingbird),
    room(
      "Web",
      [
        "Secretary", "Storage", "StoreRequests", "Vault", "Gmail", "Supabase", "FleetStatus", "CivilTime", hummingbird,
        mustache,
        logging,
        .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
      ] + underHummingbird,
      // Compiled in: the program is one file and cannot meet the templates of another version.
      resources: [.embedInCode("Assets")]),

    // Services
    room("StoreRequests", ["Secretary", "SQLErrors", "Vault"]),
    room("Storage", ["StoreRequests", "Secretary", "Database", "SQLErrors", "Vault"]),
    room("StoreDoor", ["StoreRequests", "Secretary", "LocalSocket"]),
    room("FleetStatus", ["Secretary", "Storage", "StoreRequests"]),
    room("Gmail", ["Secretary", "HTTPTransport", "MailReading", "MailFormat", "Vault"]),
    room("Supabase", ["Secretary", "HTTPTransport", "Vault"]),
    room("MailReading", ["Secretary", "MailFormat"]),
    room("Drafting", ["Secretary", "HTTPTransport"]),

    // Machinery
    room("SQLErrors"),
    room("Database", ["SQLErrors", "Blocking", "CivilTime", "CSQLite", "CPostgreSQL"]),
    room("HTTPTransport", ["Blocking", "CCurl"]),
    room("Vault", ["COpenSSL"]),
    room("MailFormat", ["CivilTime", "CGMime", "CLibXML2"]),
    room("Sandbox", ["CSandbox"]),
    room("LocalSocket", ["Blocking", "CLinux"]),
    room("Blocking"),
    room("CivilTime"),

    // Domain
    room("Secretary", ["CivilTime"]),

    // The C libraries, each met in one Swift module only
    library("CSQLite", pkgConfig: "sqlite3", package: "libsqlite3-dev"),
    library("CPostgreSQL", pkgConfig: "libpq", package: "libpq-dev"),
    library("CCurl", pkgConfig: "libcurl", package: "libcurl4-openssl-dev"),
    library("COpenSSL", pkgConfig: "libcrypto", package: "libssl-dev"),
    library("CGMime", pkgConfig: "gmime-3.0", package: "libgmime-3.0-dev"),
    library("CLibXML2", pkgConfig: "libxml-2.0", package: "libxml2-dev"),
    library("CSystemd", pkgConfig: "libsystemd", package: "libsystemd-dev"),
    library("CYAML", pkgConfig: "yaml-0.1", package: "libyaml-dev"),
    .systemLibrary(name: "CLinux", path: "Sources/CLinux"),
    .systemLibrary(name: "CSleep", path: "Sources/CSleep"),
    .systemLibrary(name: "CSandbox", path: "Sources/CSandbox"),

    // Tests
    .target(name: "ManualTime", path: "Tests/ManualTime", swiftSettings: strict),
    .target(name: "LinearTime", path: "Tests/LinearTime", swiftSettings: strict),
    .target(
      name: "EmptyStore", dependencies: ["Storage", "StoreRequests"], path: "Tests/EmptyStore", swiftSettings: strict),
    // Databases on the private servers of Tests/PostgreSQL. Not installed.
    .target(name: "TestServer", dependencies: ["CPostgreSQL"], path: "Tests/TestServer", swiftSettings: strict),
    // Drafts whose facts are known, out of a seed: measured by scripts/eval and held to in SecretaryTests. Not installed.
    .target(
      name: "GroundingCases", dependencies: ["Secretary", "CivilTime", "LinearTime"], path: "Tests/GroundingCases",
      swiftSettings: strict),
    // Measures the judge on mailboxes whose owners' answers are known, and grounding (scripts/eval). Not installed.
    .executableTarget(
      name: "Evaluation", dependencies: ["MailReading", "Secretary", "GroundingCases", arguments],
      path: "Tests/Evaluation",
      swiftSettings: strict),
    // Mail stories played on a simulated Google with a worker of ours: the format of Tests/Acceptance, and what plays it.
    // Shared by the tests and scripts/eval. Not installed.
    .target(
      name: "AcceptanceCases",
      dependencies: [
        "Bootstrap", "Worker", "Gmail", "Drafting", "Storage", "StoreRequests", "Vault", "Secretary", "HTTPTransport",
        "GmailSimulator",
        "ManualTime", "EmptyStore", logging,
      ],
      path: "Tests/AcceptanceCases", swiftSettings: strict),
    // Plays cases with whatever model is named, and prints a table (scripts/eval --cases). Not installed.
    .executableTarget(
      name: "AcceptanceEvaluation", dependencies: ["AcceptanceCases", "Drafting", "Secretary", arguments],
      path: "Tests/AcceptanceEvaluation", swiftSettings: strict),
    tests("EvaluationTests", ["Evaluation", "Secretary"]),
    tests("SecretaryTests", ["Secretary", "CivilTime", "GroundingCases", "LinearTime"]),
    tests("VaultTests", ["Vault"]),
    tests("SandboxTests", ["Sandbox", "CSandbox"]),
    tests("DatabaseTests", ["Database", "SQLErrors", "TestServer"]),
    tests(
      "StorageTests",
      [
        "Storage", "StoreRequests", "StoreDoor", "StoreService", "LocalSocket", "Database", "SQLErrors", "Vault",
        "Secretary", "EmptyStore",
        "TestServer",
      ]),
    tests("LocalSocketTests", ["LocalSocket", "Blocking"]),
    tests("HTTPTransportTests", ["HTTPTransport", hummingbird]),
    tests("CivilTimeTests", ["CivilTime"]),
    tests("MailReadingTests", ["MailReading", "MailFormat", "Secretary", "LinearTime"]),
    tests("MailFormatTests", ["MailFormat", "LinearTime"], resources: [.copy("Samples")]),
    tests(
      "GmailTests",
      [
        "Gmail", "HTTPTransport", "MailReading", "MailFormat", "Vault", "Secretary", "GmailSimulator", "ManualTime",
        "LinearTime",
      ]),
    tests(
      "DraftingTests", ["Drafting", "HTTPTransport", "Secretary", "GmailSimulator", "ManualTime", "LinearTime"]),
    tests("GmailSimulatorTests", ["GmailSimulator", "MailFormat", "Vault"]),
    tests("SupabaseTests", ["Supabase", "HTTPTransport", "GmailSimulator", "Vault", "Secretary"]),
    tests(
      "FleetStatusTests",
      ["FleetStatus", "Storage", "StoreRequests", "Database", "SQLErrors", "Secretary", "EmptyStore"]),
    tests(
      "SupervisorTests",
      [
        "Supervisor", "Storage", "StoreRequests", "Database", "SQLErrors", "Vault", "Secretary", "ManualTime",
        "EmptyStore", logging,
      ]),
    tests(
      "WorkerTests",
      [
        "Worker", "HandWorker", "Gmail", "Drafting", "Storage", "StoreRequests", "Vault", "Secretary", "HTTPTransport",
        "MailFormat", "GmailSimulator", "ManualTime", "EmptyStore", logging,
      ]),
    tests("AcceptanceTests", ["AcceptanceCases", "Secretary"]),
    tests(
      "CaseTests", ["AcceptanceCases", "Worker", "GmailSimulator", "Storage", "StoreRequests", "Secretary"],
      resources: [.copy("Cases")]),
    tests(
      "WebTests",
      [
        "Web", "Gmail", "Supabase", "Storage", "StoreRequests", "Vault", "Secretary", "FleetStatus", "HTTPTransport",
        "GmailSimulator",
        "MailFormat",
        "LinearTime", "ManualTime", "EmptyStore", hummingbird, logging,
        .product(name: "InMemoryLogging", package: "swift-log"),
      ] + underHummingbird),
    tests("BootstrapTests", ["Bootstrap", "Secretary", "Storage", "StoreRequests", "Vault", "CLinux", logging]),
    tests(
      "EndToEndTests",
      [
        "GmailSimulator", "Secretary", "Storage", "StoreRequests", "Vault", "secretary-supervisor", "secretary-worker",
        "secretary-store", "secretary-web", "gmail-simulator",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
