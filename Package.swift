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
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A program: a main of about thirty lines over its room.
func door(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one room, or of the built programs.
func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
  .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

/// A Debian library, found by pkg-config.
func library(_ name: String, pkgConfig: String, package: String) -> Target {
  .systemLibrary(name: name, path: "Sources/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")

let package = Package(
  name: "secretary",
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
  ],
  targets: [
    // Services
    room("Storage", ["Secretary", "Database", "Vault"]),
    // Machinery
    room("Database", ["Blocking", "CSQLite"]),
    room("HTTPTransport", ["Blocking", "CCurl"]),
    room("Vault", ["COpenSSL"]),
    room("MailFormat", ["CGMime", "CLibXML2"]),
    room("Blocking"),

    // Domain
    room("Secretary"),

    // The C libraries, each met in one Swift module only
    library("CSQLite", pkgConfig: "sqlite3", package: "libsqlite3-dev"),
    library("CCurl", pkgConfig: "libcurl", package: "libcurl4-openssl-dev"),
    library("COpenSSL", pkgConfig: "libcrypto", package: "libssl-dev"),
    library("CGMime", pkgConfig: "gmime-3.0", package: "libgmime-3.0-dev"),
    library("CLibXML2", pkgConfig: "libxml-2.0", package: "libxml2-dev"),
    // Tests
    tests("SecretaryTests", ["Secretary"]),
    tests("VaultTests", ["Vault"]),
    tests("DatabaseTests", ["Database"]),
    tests("StorageTests", ["Storage", "Database", "Vault", "Secretary"]),
    tests("HTTPTransportTests", ["HTTPTransport", hummingbird]),
    tests("MailFormatTests", ["MailFormat"], resources: [.copy("Samples")]),
  ],
  swiftLanguageModes: [.v6]
)
