import ArgumentParser

/// How a command reports.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print the results as one JSON object on standard output.")
  var json = false

  var console: Console { Console(json: json) }
}
