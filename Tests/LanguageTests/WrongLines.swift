/// Lines that are wrong, and the part of each that is marked.
let wrongLines = #"""
  1 +  ⇒  +
  * 2  ⇒  *
  1 2  ⇒  2
  x y  ⇒  y
  2x  ⇒  x
  2(x)  ⇒  (
  (1 + 2)(3)  ⇒  (
  2 x  ⇒  x
  x =  ⇒  =
  = 3  ⇒  =
  x ==  ⇒  ==
  1 = 2  ⇒  =
  x + 1 = 2  ⇒  =
  x[0] = 1  ⇒  =
  critic(real).kernel = 1  ⇒  =
  x, y = 1, 2  ⇒  ,
  and = 3  ⇒  and
  _ = 3  ⇒  _
  _7 = 1  ⇒  _7
  true = 0  ⇒  true
  pi = 3  ⇒  pi
  x += 1  ⇒  +=
  x -= 1  ⇒  -=
  x *= 2  ⇒  *=
  x =+  ⇒  +
  (1 + 2  ⇒  (
  [1, 2  ⇒  [
  1 + 2)  ⇒  )
  1]  ⇒  ]
  (1, 2)  ⇒  ,
  (1]  ⇒  ]
  [1)  ⇒  )
  sum((1 + 2]  ⇒  ]
  sum(x  ⇒  (
  sum(x, axes: 0  ⇒  (
  x[0  ⇒  [
  x[  ⇒  [
  x[]  ⇒  []
  x[0:1:2:3]  ⇒  :
  x [0]  ⇒  [
  ()  ⇒  )
  sum(,)  ⇒  ,
  sum(x,,)  ⇒  ,
  [,]  ⇒  ,
  [1,,2]  ⇒  ,
  [1 2]  ⇒  2
  sum(x axes: 0)  ⇒  axes
  'text'  ⇒  '
  “text”  ⇒  “
  "text  ⇒  "text
  "a\q"  ⇒  \q
  "a\u{110000}"  ⇒  \u{110000
  "a\u41"  ⇒  \u
  x ** 2  ⇒  **
  x && y  ⇒  &&
  x || y  ⇒  ||
  !x  ⇒  !
  ~x  ⇒  ~
  x & y  ⇒  &
  x | y  ⇒  |
  x % 2  ⇒  %
  x // 2  ⇒  //
  x => 1  ⇒  =>
  x =< 1  ⇒  =<
  x <> 1  ⇒  <>
  x === 1  ⇒  ===
  x ? 1 : 2  ⇒  ?
  {1, 2}  ⇒  {
  $x  ⇒  $
  x \ 2  ⇒  \
  x × y  ⇒  ×
  x · y  ⇒  ·
  x ÷ y  ⇒  ÷
  −1  ⇒  −
  x ≤ 1  ⇒  ≤
  x ≥ 1  ⇒  ≥
  x ≠ 1  ⇒  ≠
  √2  ⇒  √
  ∇x  ⇒  ∇
  λ  ⇒  λ
  ε*x  ⇒  ε
  π  ⇒  π
  x²  ⇒  ²
  ‖x‖  ⇒  ‖
  X  ⇒  X
  Critic(x)  ⇒  Critic
  meanLoss  ⇒  meanLoss
  mean_loss  ⇒  mean_loss
  reduce_mean(x)  ⇒  reduce_mean
  True  ⇒  True
  None  ⇒  None
  tf.reduce_mean(x)  ⇒  tf.reduce_mean
  np.sum(x)  ⇒  np.sum
  torch.nn.functional.relu(x)  ⇒  torch.nn.functional.relu
  tf.math.log(x)  ⇒  tf.math.log
  tf.GradientTape()  ⇒  tf.GradientTape
  keras.layers.Dense(3)  ⇒  keras.layers.Dense
  1e400  ⇒  1e400
  1e-400  ⇒  1e-400
  0x10  ⇒  0x10
  0b11  ⇒  0b11
  1_000  ⇒  1_000
  1.2.3  ⇒  1.2.3
  1e  ⇒  1e
  1e+  ⇒  1e
  2.5x  ⇒  x
  1..2  ⇒  1..2
  0...3  ⇒  0...3
  x.5  ⇒  5
  x.[0]  ⇒  [
  x.  ⇒  .
  .  ⇒  .
  x.and  ⇒  and
  not  ⇒  not
  not not  ⇒  not
  1 + not x  ⇒  not
  x and  ⇒  and
  or x  ⇒  or
  1 <  ⇒  <
  < 1  ⇒  <
  1 < < 2  ⇒  <
  sum(x, axis: 0)  ⇒  axis
  sum(x, axes=0)  ⇒  =
  sum(axes: 0)  ⇒  sum(axes: 0)
  sum(x, 0)  ⇒  0
  sum(x, y)  ⇒  y
  min(x, y)  ⇒  y
  max(1, 2)  ⇒  2
  norm(x, eps: 1)  ⇒  eps
  norm(x, keepdims: true)  ⇒  keepdims
  sum(x, axes: 0, axes: 1)  ⇒  axes
  sum(x, axes: 5)  ⇒  5
  sum(x, axes: [0, 0])  ⇒  [0, 0]
  sum(x, axes: 0.5)  ⇒  0.5
  sum(x, axes: "all")  ⇒  "all"
  sum(x, keep: 2)  ⇒  2
  sum()  ⇒  sum()
  exp(x, y)  ⇒  y
  sum  ⇒  sum
  sum + 1  ⇒  sum
  summ(x)  ⇒  summ
  meen(x)  ⇒  meen
  lenght  ⇒  lenght
  len(x)  ⇒  len
  std(x)  ⇒  std
  print(x)  ⇒  print
  matmul(x, x)  ⇒  matmul
  dot(x, x)  ⇒  dot
  grad(x, y)  ⇒  grad
  hessian(x, y)  ⇒  hessian
  foo  ⇒  foo
  foo(1)  ⇒  foo
  xx  ⇒  xx
  _  ⇒  _
  _9  ⇒  _9
  critic + 1  ⇒  critic
  critic.kernal  ⇒  kernal
  critic.foo  ⇒  foo
  critic.parameters.foo  ⇒  foo
  x.kernel  ⇒  kernel
  "a".b  ⇒  b
  x(1)  ⇒  x
  1.5(2)  ⇒  (
  real(3)  ⇒  real
  "abc" + 1  ⇒  "abc"
  -"abc"  ⇒  "abc"
  sum("abc")  ⇒  "abc"
  "abc"[0]  ⇒  "abc"[0]
  critic[0]  ⇒  critic[0]
  [1, "a"] + 1  ⇒  [1, "a"]
  [1, [2, 3]] + 1  ⇒  [1, [2, 3]]
  tensor([[1, 2], [3]])  ⇒  [[1, 2], [3]]
  tensor([[1, 2], 3])  ⇒  [[1, 2], 3]
  tensor([1, critic])  ⇒  [1, critic]
  tensor(1, 2)  ⇒  2
  m @ [1, 2, 3]  ⇒  @
  2 @ m  ⇒  @
  m + [1, 2, 3]  ⇒  +
  m[0, 0, 0]  ⇒  m[0, 0, 0]
  m[2]  ⇒  2
  m[-3]  ⇒  -3
  m[0.5]  ⇒  0.5
  m["a"]  ⇒  "a"
  m[0:1:0]  ⇒  m[0:1:0]
  m[[0, 1]]  ⇒  [0, 1]
  3[0]  ⇒  3[0]
  [1, 2][5]  ⇒  5
  [1, 2][0, 1]  ⇒  [1, 2][0, 1]
  zeros(-1)  ⇒  -1
  zeros(1.5)  ⇒  1.5
  zeros(nan)  ⇒  nan
  zeros(infinity)  ⇒  infinity
  zeros(1e30)  ⇒  1e30
  zeros(1000000, 1000000)  ⇒  zeros(1000000, 1000000)
  zeros("a")  ⇒  "a"
  zeros(100000, 100000)  ⇒  zeros(100000, 100000)
  full([1, 2], 3)  ⇒  full([1, 2], 3)
  full()  ⇒  full()
  eye(-1)  ⇒  -1
  eye(1e9)  ⇒  1e9
  linspace(0, 1, 0)  ⇒  0
  linspace(0, 1)  ⇒  linspace(0, 1)
  range(0, infinity)  ⇒  range(0, infinity)
  range(0, 1, 0)  ⇒  range(0, 1, 0)
  range(nan)  ⇒  range(nan)
  uniform(2, seed: -1)  ⇒  -1
  uniform(2, seed: 0.5)  ⇒  0.5
  reshape(m, 3)  ⇒  reshape(m, 3)
  reshape(m, -1, -1)  ⇒  reshape(m, -1, -1)
  reshape(m, 3, -1)  ⇒  reshape(m, 3, -1)
  reshape(m, -2)  ⇒  -2
  permute(m, 0)  ⇒  permute(m, 0)
  permute(m, 0, 0)  ⇒  permute(m, 0, 0)
  permute(m, 0, 5)  ⇒  permute(m, 0, 5)
  concat()  ⇒  concat()
  concat(1, 2)  ⇒  concat(1, 2)
  concat(m, x)  ⇒  concat(m, x)
  concat(m, m, axis: 2)  ⇒  2
  concat(m, m, 1)  ⇒  concat(m, m, 1)
  transpose(m, 0, 1)  ⇒  0
  clip(x, 1, -1)  ⇒  clip(x, 1, -1)
  clip(x)  ⇒  clip(x)
  where(m, x)  ⇒  where(m, x)
  where(m, [1, 2, 3], 0)  ⇒  where(m, [1, 2, 3], 0)
  minimum(m)  ⇒  minimum(m)
  minimum(m, [1, 2, 3])  ⇒  minimum(m, [1, 2, 3])
  conv2d(m, m)  ⇒  conv2d(m, m)
  conv2d(zeros(1, 4, 4, 1), zeros(3, 3, 2, 1))  ⇒  conv2d(zeros(1, 4, 4, 1), zeros(3, 3, 2, 1))
  conv2d(zeros(1, 4, 4, 1), zeros(3, 3, 1, 1), padding: "full")  ⇒  "full"
  conv2d(zeros(1, 4, 4, 1), zeros(3, 3, 1, 1), padding: same)  ⇒  same
  conv2d(zeros(1, 4, 4, 1), zeros(3, 3, 1, 1), stride: 0)  ⇒  0
  conv2d(zeros(1, 4, 4, 1), zeros(3, 3, 1, 1), strides: 2)  ⇒  strides
  conv2d(zeros(1, 2, 2, 1), zeros(3, 3, 1, 1), padding: "valid")  ⇒  conv2d(zeros(1, 2, 2, 1), zeros(3, 3, 1, 1), padding: "valid")
  conv2d(zeros(0, 4, 4, 1), zeros(3, 3, 1, 1))  ⇒  conv2d(zeros(0, 4, 4, 1), zeros(3, 3, 1, 1))
  convtranspose2d(zeros(1, 4, 4, 1), zeros(3, 3, 1, 2))  ⇒  convtranspose2d(zeros(1, 4, 4, 1), zeros(3, 3, 1, 2))
  upsample(m, 2)  ⇒  upsample(m, 2)
  upsample(zeros(1, 2, 2, 1), 0)  ⇒  0
  upsample(zeros(1, 2, 2, 1), 2, method: "cubic")  ⇒  "cubic"
  batchnorm(x)  ⇒  batchnorm(x)
  batchnorm(m, [1, 2, 3], 0)  ⇒  batchnorm(m, [1, 2, 3], 0)
  layernorm(m, 1, [1, 2, 3])  ⇒  layernorm(m, 1, [1, 2, 3])
  dense(m, m, [1, 2, 3])  ⇒  dense(m, m, [1, 2, 3])
  dense(x, m)  ⇒  dense(x, m)
  cosine(m, x)  ⇒  cosine(m, x)
  gradient(m, x)  ⇒  m
  gradient(sum(x), y)  ⇒  y
  gradient(sum(m^2), m^2)  ⇒  m^2
  gradient(sum(m), m[0])  ⇒  m[0]
  gradient(sum(m), "m")  ⇒  "m"
  gradient(sum(m), [])  ⇒  []
  gradient(sum(m))  ⇒  gradient(sum(m))
  gradient(1, 2)  ⇒  2
  jacobian(m, [m, m])  ⇒  [m, m]
  jacobian(x, y)  ⇒  y
  max(zeros(0))  ⇒  max(zeros(0))
  ones(3) @ zeros(20000, 20000)  ⇒  zeros(20000, 20000)
  import tf  ⇒  tf
  for i in range(3)  ⇒  i
  def f(x)  ⇒  f
  if x > 0  ⇒  x
  while x  ⇒  x
  lambda x: x  ⇒  x
  print x  ⇒  x
  sum x  ⇒  x
  x;y  ⇒  y
  x; y  ⇒  y
  ;  ⇒  ;
  "a" < "b"  ⇒  <
  "a" == 1  ⇒  ==
  not "a"  ⇒  "a"
  x and critic  ⇒  critic
  if(x)  ⇒  if
  a b c  ⇒  b
  mean (x  ⇒  (
  m[0][0][0]  ⇒  m[0][0][0]
  critic(  ⇒  (
  critic(x  ⇒  (
  😀  ⇒  😀
  x + 😀  ⇒  😀
  é  ⇒  é
  "é" + é  ⇒  é
  x = y = 3  ⇒  =
  sum(x, axes: [0, 1])  ⇒  [0, 1]
  norm(x, epsilon: m)  ⇒  m
  """#
