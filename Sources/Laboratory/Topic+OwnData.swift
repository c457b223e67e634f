import Notebook

extension Topic {
  /// Pages of `help` about data of one's own and their classes.
  static let ownData: [Topic] = [data, labels, own]

  private static let data = Topic(
    "data", "Data of your own: a file, a drawing, any tensor",
    text: """
      data = EXPRESSION trains on the rows of any tensor from there on, as critic = network(…) trains a critic of your own: points \
      [samples × numbers] or images [samples × height × width × channels]. The run begins again. Networks that take such samples stay; \
      others give way to new ones that fit, and what was chosen and why is said.
        data = load("points.csv")                   a table, with a header or without
        data = load("points.csv", column: ["x", "y"])
        data = load("faces.npy")                    NumPy's; of a .npz file load("faces.npz", "arr_0")
        data = load("train-images-idx3-ubyte.gz")   IDX, as MNIST has it, plain or gzip
        data = load("faces")                        all .png files of a folder
        data = load("sheet.png", tile: [32, 32])    one .png file, cut into tiles
        data = drawing("islands.txt")               points where the characters of a text are dense
        data = concat(normal(500, 2)*0.1 - 1, normal(500, 2)*0.1 + 1, axis: 0)
      Networks learn numbers between about -1 and 1 best. Pixels come as 0…255:
        data = data/127.5 - 1
      and points can be moved and stretched, each number by its own:
        data = (data - mean(data, axes: 0))/sqrt(variance(data, axes: 0))
      use own sets up networks that fit the data, dense ones for points and convolutions for images, and says why. critic = network(…) \
      and generator = network(…) make your own.
      show data, samples, quality, wasserstein, jsdivergence, modes and the others look at them; real is a batch of them, data all of them. \
      save keeps them with the run, load brings them back. use 8gaussians goes back to a preset's data.
      """)

  private static let labels = Topic(
    "labels", "Classes of samples, and networks that are told them",
    text: """
      labels are the classes of the samples in real, whole numbers from 0; show labels lists them. fashion has ten, and of 8gaussians and \
      25gaussians each mode is one. sample(real, 8, label: 3) draws samples of one class.
      Data of your own get them by one whole number for each sample:
        labels = load("points.csv", column: "kind", classes: true)
        labels = clusters(data, 5)          heaps that are found in the data
      set conditional on tells both networks the class of each sample, by concatenation (Mirza and Osindero, 2014): real samples get a number for each \
      class, images a channel, of which the one of their class is 1 and the others are 0 (onehot(labels, 10)); the generator gets as many \
      numbers beside its noise and hands them on by its last layer, label(10). The step is the same. Then
        sample(fake, 8, label: 3)           asks the generator for one class
        show samples                        has an image of each
      A critic of your own takes what is told as part of its samples; a generator of your own takes noise and class, and ends with label(N).
      show modes counts which classes the samples reach: by the nearest centre, by the classifier of clothes, or by the nearest sample of your \
      own data. In expressions modes is their number: until modes >= 8.
      """)

  private static let own = Topic(
    "own", "Networks that fit your own data", isListed: false,
    text: """
      use own sets up networks that fit your own data, which data = … took before (help data): for points three hidden layers as for \
      the toys, the wider the more numbers a sample has; for images convolutions as for fashion, with as many halvings and doublings as \
      their size asks for. All settings are as they come.
      """)
}
