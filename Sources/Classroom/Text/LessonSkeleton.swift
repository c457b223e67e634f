extension LessonFile {
  /// A small lesson that is proved as it stands, for a teacher to change part by part.
  public static func skeleton(title: String) -> String {
    """
    # \(title)

    what it teaches, in one line

    What the lesson measures; the program runs these lines when a step asks for one of the names, as `halves.x`.

    ```wgan measure halves
    x = mean([0, 1])
    two = 2*x
    ```

    ## Read: question

    What is half of one? `mean([0, 1])` knows, but guess first.

    ## Predict: half

    What is half of one?

    - Answer: `halves.x`
    - Right: `1/2`, `50 %`
    - Wrong `2`: you doubled.
    - Hint: Is it more than one, or less?
    - Because: Half of one is {halves.x}.

    ## Try: name-it

    Give x that value.

    - Done: `x == 0.5`
    - Solution:
      ```wgan
      x = 0.5
      ```
    - Misstep `x == 2`: x is twice one.
      ```wgan
      x = 2
      ```
    - Hint: What does a single = do?

    ## See: bar

    Half a bar, and a whole one:

    ```wgan picture
    table "": ["half", "whole"] bars "": [halves.x, halves.two]
    ```

    ## Check: claim

    Two halves are one.

    - Claim "two halves": `halves.two` = `1` within 1e-6

    ## Simplified

    - There are other halves.

    """
  }
}
