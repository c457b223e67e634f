import CProcess
import Foundation
import Prompt

/// Proves lessons side by side, each in a process of its own that ends with this one.
struct SharedChecks {
  /// How many lessons there are.
  let count: Int
  /// Proves one of them, in its process: prints the report and gives the exit code.
  let prove: (Int) -> Int32
  /// Where reports go, in the order of the lessons.
  let print: (String) -> Void

  /// A process at work on a lesson.
  private struct Child {
    let lesson: Int
    let process: pid_t
    let output: Int32
    var report: [UInt8] = []
  }

  /// Runs them all; gives the exit code: 0 when all are proved, 130 when interrupted, else 1.
  func run() -> Int32 {
    var waiting = Array((0..<count).reversed())
    var atWork: [Child] = []
    var reports: [Int: String] = [:]
    var (printed, code): (Int, Int32) = (0, 0)
    let places = ProcessInfo.processInfo.activeProcessorCount
    while !waiting.isEmpty || !atWork.isEmpty {
      while atWork.count < places, let lesson = waiting.popLast() {
        guard let child = begin(lesson) else { return stop(atWork, 1) }
        atWork.append(child)
      }
      guard !Interruption.requested, let ready = listen(to: atWork) else { return stop(atWork, 130) }
      for index in ready.reversed() where !hear(&atWork[index]) {
        let child = atWork.remove(at: index)
        code = max(code, end(of: child))
        reports[child.lesson] = String(decoding: child.report, as: UTF8.self)
      }
      while let report = reports.removeValue(forKey: printed) {
        print(report)
        printed += 1
      }
    }
    return code
  }

  /// Starts on a lesson; `nil` where the system has no room for it.
  private func begin(_ lesson: Int) -> Child? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let process = fork_child(ends[1])
    if process == 0 {
      // Many of a lesson's steps are too small to be worth sharing out.
      if count > 1 { compute_on_threads(1) }
      _exit(prove(lesson))
    }
    close(ends[1])
    guard process > 0 else {
      close(ends[0])
      return nil
    }
    return Child(lesson: lesson, process: process, output: ends[0])
  }

  /// Waits until some have something to say; `nil` when Ctrl-C came first.
  private func listen(to children: [Child]) -> [Int]? {
    var files = children.map { pollfd(fd: $0.output, events: Int16(POLLIN), revents: 0) }
    while poll(&files, nfds_t(files.count), 500) < 0 {
      guard errno == EINTR, !Interruption.requested else { return nil }
    }
    return files.indices.filter { files[$0].revents != 0 }
  }

  /// Takes what a child says; `false` once it has said all.
  private func hear(_ child: inout Child) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(child.output, &bytes, bytes.count)
    if count > 0 { child.report += bytes.prefix(count) }
    return count > 0 || (count < 0 && errno == EINTR)
  }

  /// The exit code of a child that has said all; 1 when a signal ended it.
  private func end(of child: Child) -> Int32 {
    close(child.output)
    var status: Int32 = 0
    while waitpid(child.process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 1
  }

  /// Ends those at work: nothing of what they do is kept.
  private func stop(_ children: [Child], _ code: Int32) -> Int32 {
    for child in children { kill(child.process, SIGTERM) }
    for child in children { _ = end(of: child) }
    return code
  }
}
