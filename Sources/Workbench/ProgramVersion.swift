/// Which version this is.
public enum ProgramVersion {
  /// What `version` prints.
  public static let text = "wganlab 0.1.0"
}
