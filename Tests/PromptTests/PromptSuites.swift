import Testing

/// The suites that drive a program: one at a time, so that none waits for another's turn.
@Suite(.serialized) enum PromptSuites {}
