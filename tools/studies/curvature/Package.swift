// swift-tools-version: 6.2
// What Hessians are worth: a study of its own package, so that users never build it.

import PackageDescription

let package = Package(
  name: "curvature-study",
  dependencies: [
    .package(name: "Sobolev", path: "../../.."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
  ],
  targets: [
    .executableTarget(
      name: "curvature-study",
      dependencies: [
        .product(name: "Sobolev", package: "Sobolev"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: [
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ])
  ]
)
