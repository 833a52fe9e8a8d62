const MOST_SUGGESTIONS = 3;

/** The known names that somebody who wrote `name` may have meant, nearest first. `prefix` does not count. */
export function nearMisses(name: string, known: readonly string[], prefix: string): string[] {
  const written = name.replace(prefix, '');
  const words = written.split('_');
  return known
    .map((candidate) => ({ candidate, meant: candidate.replace(prefix, '') }))
    .map(({ candidate, meant }) => ({ candidate, meant, distance: editDistance(written, meant) }))
    .filter(
      ({ meant, distance }) => distance <= written.length / 4 || words.every((word) => meant.split('_').includes(word)),
    )
    .sort((left, right) => left.distance - right.distance)
    .slice(0, MOST_SUGGESTIONS)
    .map(({ candidate }) => candidate);
}

/** Levenshtein distance: how many characters to insert, delete or replace. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, character] of [...from].entries()) {
    const current = [row + 1];
    for (let column = 1; column <= to.length; column += 1) {
      const replace = (previous[column - 1] ?? 0) + (character === to[column - 1] ? 0 : 1);
      current.push(Math.min(replace, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
