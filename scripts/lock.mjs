import { closeSync, openSync, rmSync, statSync, utimesSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { at } from './places.mjs';
import { say } from './report.mjs';

const FILE = at('toolchain/.preparing');
/** The holder touches the file every second; one untouched for this many milliseconds belongs to nobody any more. */
const STALE = 15_000;

/**
 * Lets one command at a time install and build in this checkout.
 * @template T @param {() => Promise<T>} work @returns {Promise<T>}
 */
export async function alone(work) {
  for (let told = false; !take(); told = true) {
    if (!told) say('Waiting for another command that installs or builds in this folder…');
    await wait(300);
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimesSync(FILE, now, now);
  }, 1000);
  const release = () => rmSync(FILE, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.off('exit', release);
    release();
  }
}

function take() {
  try {
    closeSync(openSync(FILE, 'wx'));
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const touched = statSync(FILE, { throwIfNoEntry: false })?.mtimeMs;
    if (touched !== undefined && Date.now() - touched > STALE) rmSync(FILE, { force: true });
    return false;
  }
}
