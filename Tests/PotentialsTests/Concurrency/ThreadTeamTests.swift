import Foundation
import Synchronization
import Testing

@testable import Potentials

struct ThreadTeamTests {
  @Test(arguments: [1, 2, 3, 5])
  func everyThreadDoesItsShareOfEveryPiece(count: Int) {
    let team = ThreadTeam(count: count)
    let calls = (0..<count).map { _ in Counter() }
    for piece in 1...2000 {
      team.run { calls[$0].value.add(1, ordering: .relaxed) }
      // `run` returns only when all have done theirs.
      #expect(calls.allSatisfy { $0.value.load(ordering: .relaxed) == piece })
    }
  }

  @Test func threadsThatFellAsleepAreWoken() {
    let team = ThreadTeam(count: 2)
    let helper = Counter()
    for piece in 1...5 {
      // Far longer than a thread stays awake; the other thread then lets the caller fall asleep.
      Thread.sleep(forTimeInterval: 0.02)
      team.run { thread in
        guard thread == 1 else { return }
        Thread.sleep(forTimeInterval: 0.02)
        helper.value.add(1, ordering: .relaxed)
      }
      #expect(helper.value.load(ordering: .relaxed) == piece)
    }
  }

  @Test func sharesRunAtTheSameTime() {
    let team = ThreadTeam(count: 2)
    let arrived = Counter()
    // Neither would end if the other had to wait for it.
    team.run { _ in
      arrived.value.add(1, ordering: .sequentiallyConsistent)
      while arrived.value.load(ordering: .sequentiallyConsistent) < 2 { usleep(10) }
    }
    #expect(arrived.value.load(ordering: .relaxed) == 2)
  }

  @Test(arguments: [(0, 1), (5, 2), (7, 3), (2, 5)])
  func partsCoverARange(length: Int, count: Int) {
    let range = 10..<10 + length
    let parts = (0..<count).map { range.part($0, of: count) }
    #expect(parts.flatMap { Array($0) } == Array(range))
    #expect((parts.map(\.count).max() ?? 0) - (parts.map(\.count).min() ?? 0) <= 1)
  }

  private final class Counter: Sendable {
    let value = Atomic(0)
  }
}
