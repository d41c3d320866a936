"""Compares our noise with OpenDP's: the privacy map exactly, the distribution by a chi-square test of two samples.

    python3 -m venv /tmp/opendp && /tmp/opendp/bin/pip install opendp
    cargo build -p domain --example noise
    /tmp/opendp/bin/python crates/domain/examples/noise.py target/debug/examples/noise

Outside of the product and of its lock file: nothing here is built or shipped.
"""

import subprocess
import sys
from collections import Counter

import opendp.prelude as dp

dp.enable_features("contrib")
DRAWS = 100_000
# Epsilon in thousandths, how far the cells of the test go, and what one fair pair of 100,000 exceeds (chi-square).
CASES = [(250, 12, 67.6), (500, 8, 53.8), (1000, 4, 39.3), (2500, 2, 30.9)]


def cell(value, far):
    return value if abs(value) <= far else "beyond"


def two_samples(ours, theirs, far):
    a, b = (Counter(cell(value, far) for value in sample) for sample in (ours, theirs))
    return sum((a[key] - b[key]) ** 2 / (a[key] + b[key]) for key in a.keys() | b.keys())


def main(noise):
    failed = False
    for thousandths, far, most in CASES:
        out = subprocess.run([noise, str(thousandths), str(DRAWS)], check=True, capture_output=True, text=True)
        promise, *ours = (int(line) for line in out.stdout.split())
        space = dp.atom_domain(T=int), dp.absolute_distance(T=int)
        theirs = dp.m.make_laplace(*space, scale=1000 / thousandths)
        epsilon = theirs.map(1)
        chi = two_samples(ours, [theirs(0) for _ in range(DRAWS)], far)
        same = abs(promise / 1000 - epsilon) < 1e-9 and chi < most
        failed |= not same
        print(f"epsilon: ours {promise / 1000}, OpenDP {epsilon}; chi-square {chi:.1f}, at most {most}: {'same' if same else 'NOT THE SAME'}")
    sys.exit(failed)


if __name__ == "__main__":
    main(sys.argv[1])
