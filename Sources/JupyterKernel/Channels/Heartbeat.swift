/// Sends back whatever comes, on a thread of its own: the kernel lives, whatever it computes.
func startHeartbeat(_ socket: Socket) {
  beginThread("heartbeat") {
    defer { socket.close() }
    while let frames = try? socket.receive(waiting: true), (try? socket.send(frames)) != nil {}
  }
}
