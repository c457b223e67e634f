/// The lessons. Their list is made when the kit is built, from the lines in `Package.swift`; see `CurriculumPlugin`.
public enum Curriculum {}
