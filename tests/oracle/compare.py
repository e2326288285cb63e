"""Random histories, decided by esign-rules and by the oracle; any difference is printed and fails."""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import answers
import chance
import enterprises
import persons
import questions
from wording import step

CHUNK = 1000
SHOWN = 10


def case(rng, number, catalogue):
    """A case with what the oracle expects of it."""
    history = persons.person(rng, catalogue) if rng.random() < 0.15 else enterprises.enterprise(rng, catalogue)
    context, asked, expected = questions.ask(history)
    line = {"id": number, **step(context, asked), "history": history.steps}
    return line, (history.refusals, expected)


def compare(program, path, variant, cases, seed, shown):
    """The number of differences."""
    catalogue, rng, differences = chance.catalogue(variant, path), random.Random(f"{seed} {variant}"), 0
    with tempfile.TemporaryDirectory() as folder:
        written = pathlib.Path(folder) / "catalogue.json"
        written.write_text(json.dumps(catalogue.file), encoding="utf-8")
        for line, expected, result in decided(program, written, chunks(rng, cases, catalogue)):
            found = answers.found(result, expected[1])
            if found != expected:
                differences += 1
                if differences <= shown:
                    print(f"{variant}: {json.dumps(line, ensure_ascii=False)}\n  {told(line, expected, found)}")
    print(f"{variant}: {cases} cases, {differences} differences")
    return differences


def chunks(rng, cases, catalogue):
    for first in range(0, cases, CHUNK):
        yield [case(rng, number, catalogue) for number in range(first, min(first + CHUNK, cases))]


def decided(program, catalogue, chunks):
    """Each case with its result. While esign-rules decides one chunk, the oracle makes the next."""
    running = None
    for chunk in chunks:
        started = Run(program, catalogue, chunk)
        if running:
            yield from running.results()
        running = started
    if running:
        yield from running.results()


class Run:
    """esign-rules at work on a chunk."""

    def __init__(self, program, catalogue, chunk):
        self.chunk, self.input, self.output = chunk, tempfile.TemporaryFile(), tempfile.TemporaryFile()
        for line, _ in chunk:
            self.input.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        self.input.seek(0)
        command = [program, "--catalogue", catalogue]
        self.process = subprocess.Popen(command, stdin=self.input, stdout=self.output, stderr=subprocess.PIPE)

    def results(self):
        errors = self.process.communicate()[1]
        if self.process.returncode != 0:
            sys.exit(f"esign-rules could not decide the cases: {errors.decode()[:2000]}")
        self.output.seek(0)
        for (line, expected), result in zip(self.chunk, self.output, strict=True):
            yield line, expected, json.loads(result)
        self.input.close()
        self.output.close()


def told(line, expected, found):
    """The steps on which the two differ, and the answers where they do."""
    parts = []
    for step, ours, theirs in zip(line["history"], expected[0], found[0]):
        if ours != theirs:
            name = step["command"]["command"]
            parts.append(f"{step['now']} {name}: oracle {ours or 'accepts'}, esign-rules {theirs or 'accepts'}")
    if expected[1] != found[1]:
        parts.append(f"oracle      {expected[1]}\n  esign-rules {found[1]}")
    return "\n  ".join(parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="esign-rules")
    parser.add_argument("--catalogue", default=chance.SHIPPED, help="the catalogue that the variants are made from")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--shown", type=int, default=SHOWN, help="how many differences of each variant are printed")
    given = parser.parse_args()
    each = -(-given.cases // len(chance.VARIANTS))
    found = [compare(given.program, given.catalogue, v, each, given.seed, given.shown) for v in chance.VARIANTS]
    sys.exit(1 if sum(found) else 0)


if __name__ == "__main__":
    main()
