"""Makes the steps of a tape again in PyTorch and prints how far its numbers are from the kit's.

    python torch_replay.py tape.safetensors [--double]

Each step begins from the tape's numbers, so that what differs is this step's doing; with --double, the kit's own rounding.
"""
import sys

import torch
import torch.nn.functional as F

from comparison import KIT, Comparison
from difference import KEPT
from equations import own_loss
from kinks import Kinks
from tape import Tape, argument
from torch_functions import functions
from torch_network import Network
from torch_rules import updated

tape = Tape(argument(__doc__))
objective, weight = tape.setting("objective"), tape.setting("lambda")
torch.set_default_dtype(torch.float64 if "--double" in sys.argv else torch.float32)
bits, kinks = torch.finfo().bits, Kinks()
critic, generator = (Network(name, tape.layers(name), kinks) for name in ("critic", "generator"))


def tensor(array):
    return torch.tensor(array, dtype=torch.get_default_dtype())


def dropped(step):
    return map(tensor, tape.draws(step, "dropout"))


def slope_norms(score, points):
    """The norm of the critic's slope at each point, which can be differentiated again."""
    points = points.detach().requires_grad_(True)
    (slope,) = torch.autograd.grad(score(points).sum(), points, create_graph=True)
    return (slope.flatten(1).square().sum(1) + 1e-12).sqrt()


def penalty(score, real, fake, step):
    """What is asked of the critic's slope, and where."""
    if objective == "r1":
        return slope_norms(score, real).square().mean() / 2
    if objective == "dragan":
        spread = (real - real.mean()).square().mean().sqrt()
        return (slope_norms(score, real + 0.5 * spread * tensor(tape[step, "directions"])) - 1).square().mean()
    epsilon = tensor(tape[step, "epsilon"])
    norms = slope_norms(score, epsilon * real + (1 - epsilon) * fake)
    return {"wgan-gp": lambda: norms - 1, "wgan-lp": lambda: F.relu(norms - 1)}[objective]().square().mean()


def critic_loss(step, p, kept):
    """What the critic minimises, from the numbers p of both networks; `kept` takes up its moving statistics."""
    dropouts = dropped(step)
    real, noise = tensor(tape[step, "real"]), tensor(tape[step, "noise"])
    fake = real + noise if tape.setting("fakes") == "noisy" else generator(noise, p, None, dropouts).detach()
    kinks.forget()
    for x in (real, fake):
        x.requires_grad_(objective not in KIT)  # an equation may ask for a gradient there
    on_real, on_fake = critic(real, p, kept, dropouts), critic(fake, p, kept, dropouts)
    scale = (on_real.abs().mean() + on_fake.abs().mean()).item()
    if objective not in KIT:
        score = lambda x: on_real if x is real else on_fake if x is fake else critic(x, p, None, dropouts)
        generate = lambda z: generator(z, p, None, dropouts)
        return own_loss(tape, step, "criticloss", functions, tensor, score, generate, p, real=real, fake=fake), scale
    if objective.startswith("wgan"):
        loss = on_fake.mean() - on_real.mean()
    else:
        loss = F.softplus(-on_real).mean() + F.softplus(on_fake).mean()
    if objective in ("gan", "wgan"):
        return loss, scale
    return loss + weight * penalty(lambda x: critic(x, p, None, dropouts), real, fake, step), scale


def generator_loss(step, p, kept):
    """What the generator minimises, through the critic as it stands."""
    dropouts = dropped(step)
    latent = tensor(tape[step, "noise"])
    fake = generator(latent, p, kept, dropouts)
    scores = critic(fake, p, None, dropouts)
    scale = scores.abs().mean().item()
    if objective not in KIT:
        score = lambda x: scores if x is fake else critic(x, p, None, dropouts)
        generate = lambda z: generator(z, p, None, dropouts)
        return own_loss(tape, step, "generatorloss", functions, tensor, score, generate, p, fake=fake, latent=latent), scale
    if objective.startswith("wgan"):
        return -scores.mean(), scale
    if tape.setting("generatorloss") == "saturating":
        return -F.softplus(scores).mean(), scale
    return F.softplus(-scores).mean(), scale


def replay(step):
    """The step's loss, the scores' size, its gradient, and all numbers of its network after it."""
    network, memory_names = tape.network(step), tape.memory_names()
    state = {n: tensor(v) for name in ("critic", "generator") for n, v in tape.state_before(step, name).items()}
    kept = {n: v for n, v in state.items() if n.startswith(network) and n.split(".")[-1].endswith(KEPT)}
    trained = [n for n in state if n.startswith(network) and "/" not in n and n not in kept]
    for name in trained:
        state[name].requires_grad_(True)
    loss, scale = (critic_loss if network == "critic" else generator_loss)(step, state, kept)
    slopes = torch.autograd.grad(loss, [state[n] for n in trained], allow_unused=True, materialize_grads=True)
    after = dict(kept)
    for name, slope in zip(trained, slopes):
        memory = [f"{name}/{m}" for m in memory_names]
        w, remembered = updated(tape, step, state[name].detach(), slope, [state[m] for m in memory])
        bound = tape.setting("clip") if network == "critic" and tape.clips else torch.inf
        after[name] = w.clamp(-bound, bound)
        after.update(zip(memory, remembered))
    arrays = lambda all: {n: v.detach().numpy() for n, v in all.items()}
    return loss.item(), scale, arrays(dict(zip(trained, slopes))), arrays(after)


if __name__ == "__main__":
    Comparison(tape, f"PyTorch {torch.__version__} in {bits} bits", kinks).run(replay)
