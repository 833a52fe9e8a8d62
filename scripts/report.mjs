/** A failure that its message explains in full: shown without a stack, ends the command with `exitCode`. */
export class Failure extends Error {
  /** @param {string} message @param {number} [exitCode] */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Progress goes to stderr: stdout belongs to the command that is started. @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** @param {number} since from performance.now() */
export function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * Announces a step that takes a while, and says how long it took.
 * @template T @param {string} title @param {() => Promise<T>} step @returns {Promise<T>}
 */
export async function timed(title, step) {
  const start = performance.now();
  say(`${title}…`);
  const reminder = setInterval(() => say(`${title}: still at it, ${seconds(start)}`), 20_000);
  try {
    const result = await step();
    say(`${title}: done in ${seconds(start)}`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}
