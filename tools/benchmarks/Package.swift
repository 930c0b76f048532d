// swift-tools-version: 6.2
// Timings of Sobolev side by side; a package of its own, so that users never build it.

import PackageDescription

// The measured peak is that of this machine, whatever the library is compiled for.
#if arch(arm64)
  let nativeProcessor = ["-Xcc", "-mcpu=native"]
#else
  let nativeProcessor = ["-Xcc", "-march=native"]
#endif

let package = Package(
  name: "benchmarks",
  dependencies: [
    .package(name: "Sobolev", path: "../.."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
  ],
  targets: [
    .systemLibrary(name: "CVectors"),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "CVectors",
        .product(name: "Sobolev", package: "Sobolev"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: [
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .unsafeFlags(nativeProcessor),
      ])
  ]
)
