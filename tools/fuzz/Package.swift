// swift-tools-version: 6.2
// Feeds damaged files to every reader of Sobolev; a package of its own, so that users never build it.

import PackageDescription

let package = Package(
  name: "fuzz",
  dependencies: [
    .package(name: "Sobolev", path: "../.."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
  ],
  targets: [
    .systemLibrary(name: "CWorker"),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "CWorker",
        .product(name: "Sobolev", package: "Sobolev"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: [
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ]),
  ]
)
