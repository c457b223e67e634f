"""WGAN-GP rounds in PyTorch; the mode is eager or channels_last."""
import os

import torch
from torch import nn

from workload import asked, converse

job = asked()
torch.manual_seed(0)
torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", os.cpu_count())))
image = (job.image[2], *job.image[:2]) if len(job.image) == 3 else job.image


def perceptron(outputs):
    layers, inputs = [], 2
    for _ in range(3):
        layers += [nn.Linear(inputs, job.width), nn.ReLU()]
        inputs = job.width
    return nn.Sequential(*layers, nn.Linear(inputs, outputs))


def convolution_critic():
    layers, before = [], 1
    for after in job.critic_channels:
        layers += [nn.Conv2d(before, after, job.kernel, 2, job.kernel // 2, bias=job.critic_bias), nn.LeakyReLU(0.2)]
        before = after
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(job.critic_features, 1))


def convolution_generator():
    side, channels = job.seed_side, job.generator_channels
    features = channels[0] * side * side
    shape = nn.Unflatten(1, (channels[0], side, side))
    if job.name == "fashion":
        layers = [nn.Linear(job.noise, features), shape, nn.BatchNorm2d(channels[0]), nn.ReLU()]
    else:
        layers = [nn.Linear(job.noise, features), nn.BatchNorm1d(features), nn.ReLU(), shape]
    method = "nearest" if job.name == "fashion" else "bilinear"
    for index, enlarged in enumerate(job.enlargements):
        before, after = channels[index : index + 2]
        layers += [nn.Upsample(scale_factor=2, mode=method)] if enlarged else []
        layers += [nn.Conv2d(before, after, job.kernel, 1, job.kernel // 2)]
        layers += [nn.BatchNorm2d(after), nn.ReLU()] if after > 1 else [nn.Tanh()]
    return nn.Sequential(*layers)


critic = perceptron(1) if job.name == "toy" else convolution_critic()
generator = perceptron(2) if job.name == "toy" else convolution_generator()
if job.mode == "channels_last":
    critic, generator = (n.to(memory_format=torch.channels_last) for n in (critic, generator))
critic_adam, generator_adam = (torch.optim.Adam(n.parameters(), 1e-4, betas=(0.5, 0.9)) for n in (critic, generator))
real = torch.randn(job.batch, *image)


def critic_step():
    with torch.no_grad():
        fake = generator(torch.randn(job.batch, job.noise))
    epsilon = torch.rand(job.batch, *[1] * len(image))
    between = (epsilon * real + (1 - epsilon) * fake).requires_grad_(True)
    (slope,) = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    norms = (slope.flatten(1).square().sum(1) + 1e-12).sqrt()
    loss = critic(fake).mean() - critic(real).mean() + 10 * (norms - 1).square().mean()
    critic_adam.zero_grad()
    loss.backward()
    critic_adam.step()


def generator_step():
    loss = -critic(generator(torch.randn(job.batch, job.noise))).mean()
    generator_adam.zero_grad()
    loss.backward()
    generator_adam.step()


def one_round():
    for _ in range(5):
        critic_step()
    generator_step()


converse(f"PyTorch {job.mode}", torch.__version__, one_round)
