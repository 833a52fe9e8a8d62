import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {{ cwd: string, env: NodeJS.ProcessEnv, shell?: boolean }} Surroundings */

/** How long a child may take to stop before it is killed, in milliseconds. */
const GRACE = 20_000;

/** @type {Set<ChildProcess>} */
const children = new Set();
/** @type {NodeJS.Signals | undefined} */
let stoppedBy;

/** The exit code once somebody asked this process to stop (128 + signal number), else undefined. */
export function stopCode() {
  return stoppedBy && 128 + constants.signals[stoppedBy];
}

/** @param {NodeJS.Signals} signal */
function stop(signal) {
  stoppedBy ??= signal;
  for (const child of children) child.kill(signal);
  setTimeout(() => {
    for (const child of children) child.kill('SIGKILL');
  }, GRACE).unref();
}

/** Passes signals on to the children, and stops them when the parent goes: npm ends without a word to its scripts. */
export function followSignalsAndParent() {
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGHUP', () => stop('SIGHUP'));
  // The terminal sends Ctrl-C to the whole group: a second one would cut the child's orderly end short.
  process.on('SIGINT', () => {
    if (process.stdin.isTTY) stoppedBy ??= 'SIGINT';
    else stop('SIGINT');
  });
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent && !stoppedBy) stop('SIGTERM');
  }, 500).unref();
}

/**
 * Runs a command to its end with its output kept back.
 * @param {string} file @param {readonly string[]} args @param {Surroundings} surroundings
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runQuietly(file, args, surroundings) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...surroundings, stdio: ['ignore', 'pipe', 'pipe'] });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    track(child, reject, (code) => resolve({ code, output: Buffer.concat(chunks).toString('utf8').trimEnd() }));
  });
}

/**
 * Runs a command with this process's own input and output.
 * @param {string} file @param {readonly string[]} args @param {Surroundings} surroundings @returns {Promise<number>} exit code
 */
export function handOver(file, args, surroundings) {
  return new Promise((resolve, reject) => {
    track(spawn(file, args, { ...surroundings, stdio: 'inherit' }), reject, resolve);
  });
}

/** @param {ChildProcess} child @param {(error: Error) => void} failed @param {(code: number) => void} ended */
function track(child, failed, ended) {
  children.add(child);
  if (stoppedBy) child.kill(stoppedBy);
  child.on('error', (error) => {
    children.delete(child);
    failed(error);
  });
  child.on('close', (code, signal) => {
    children.delete(child);
    ended(code ?? 128 + (signal ? constants.signals[signal] : 0));
  });
}
