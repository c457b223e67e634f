import Refusals

extension Experiment {
  /// Turns a fault on or off, from the coming step on; returns whether the networks are new and the run begins again. Throws why it has no
  /// meaning here.
  @discardableResult
  public func turn(_ fault: Fault, on isOn: Bool) throws -> Bool {
    if isOn, let idleness = fault.idleness(on: self) {
      throw Refusal("fault \(fault.name)", "it has no meaning here: \(idleness)", "help museum says what each needs.")
    }
    guard isOn != settings.faults.all.contains(where: { $0.name == fault.name }) else { return false }
    guard fault.changesNetworks else {
      turn(fault, isOn: isOn)
      return false
    }
    var changed = settings
    changed.faults = settings.faults.turning(fault, isOn)
    try restart(changed, following: true)
    return true
  }

  /// Turns a fault on or off that leaves the networks as they are.
  func turn(_ fault: Fault, isOn: Bool) {
    settings.faults = settings.faults.turning(fault, isOn)
    follow()
    note(.fault(name: fault.name, isOn: isOn))
  }

  /// Begins the run again, with these faults on and no others, and forgets that it was another: what it has done begins here. Throws where
  /// one of them has no meaning here.
  public func deal(_ faults: FaultsOn) throws {
    var changed = settings
    changed.faults = FaultsOn()
    try restart(changed, following: true)
    for fault in faults.all {
      guard let idleness = fault.idleness(on: self) else { continue }
      throw Refusal("fault \(fault.name)", "it has no meaning here: \(idleness)", "Choose another bench.")
    }
    changed.faults = faults
    let bound = timeline?.bound ?? 0
    timeline = nil
    try restart(changed, following: true)
    keepTimeline(bound: bound, isNew: true)
  }
}

extension Experiment {
  /// Says openly from here on which faults are on. What the run has done begins here, for before this they were not said.
  public func revealFaults() {
    let bound = timeline?.bound ?? 0
    settings.faults = FaultsOn(settings.faults.all)
    timeline = nil
    keepTimeline(bound: bound)
  }
}

extension FaultsOn {
  fileprivate func turning(_ fault: Fault, _ isOn: Bool) -> FaultsOn {
    FaultsOn(all.filter { $0.name != fault.name } + (isOn ? [fault] : []), isHidden: isHidden)
  }
}
