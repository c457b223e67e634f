import Networks

// When a fault has a meaning.

extension Fault {
  typealias Need = @Sendable (Experiment) -> String?

  /// The penalty is one of the kit's own, at points between real and fake.
  static let needsInterpolates: Need = { run in
    needsPenalty(run)
      ?? (run.settings.objective.penalty?.place == "interpolates"
        ? nil : "the penalty of \(run.settings.objective.name) is not measured between real and fake samples")
  }

  /// There is a penalty of the kit's own.
  static let needsPenalty: Need = { run in
    let objective = run.settings.objective
    guard objective.hasPenalty else { return "\(objective.name) has no penalty" }
    return needsKitObjective(run)
  }

  /// The objective is one of the kit's own.
  static let needsKitObjective: Need = { run in
    let objective = run.settings.objective
    return objective.isOwn ? "\(objective.name) is an objective of your own, whose lines say it" : nil
  }

  /// Weights are clipped.
  static let needsClipping: Need = { run in
    run.settings.objective.clips ? nil : "\(run.settings.objective.name) clips no weights"
  }

  /// Weights are clipped, and the critic has batch norm.
  static let needsClippedStatistics: Need = { run in
    needsClipping(run) ?? (run.critic.network.has("batchnorm") ? nil : "the critic has no batch norm (set norm batch)")
  }

  /// Samples are images, and there is a penalty of the kit's own.
  static let needsImages: Need = { run in
    needsPenalty(run)
      ?? (run.dataset.isImage
        ? nil
        : "samples of \(run.settings.preset.name) are no images: the norm over their one axis is each sample's own")
  }

  /// There is a penalty, and the critic's layers are the preset's, with a place for a normalisation.
  static let needsPresetCritic: Need = { run in
    guard run.settings.objective.hasPenalty else { return "\(run.settings.objective.name) has no penalty" }
    guard !run.architecture.ownsCritic else { return "the critic is your own: give it batchnorm() layers" }
    guard run.settings.norm != .batch else { return "the critic has batch norm already, for norm is batch" }
    let layers = { run.settings.preset.critic(run.settings.width, $0, run.settings.objective) }
    return layers(.batch).count > layers(CriticNorm.none).count
      ? nil : "the critic of \(run.settings.preset.name) has no place for batch norm"
  }

  /// The generator has batch norm.
  static let needsBatchNormInGenerator: Need = { run in
    guard run.settings.fakes == .generator else { return "the critic's fakes are noisy real samples" }
    return run.generator.network.has("batchnorm") ? nil : "the generator has no batch norm"
  }

  /// There is a penalty, and the critic has batch or layer norm.
  static let needsNormInCritic: Need = { run in
    guard run.settings.objective.hasPenalty else { return "\(run.settings.objective.name) has no penalty" }
    return run.critic.network.has("batchnorm") || run.critic.network.has("layernorm")
      ? nil : "the critic has neither batch nor layer norm (set norm layer)"
  }
}

extension Network {
  /// Whether a layer is of a kind.
  fileprivate func has(_ kind: String) -> Bool { stages.contains { $0.layer.kind == kind } }
}
