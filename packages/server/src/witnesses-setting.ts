import { type ConfigError, type Environment, secretOf, wrong } from './config-values.ts';
import { parseWitnessKey } from './domain/cosignature.ts';

/** A witness that is asked to cosign checkpoints (C2SP tlog-witness). */
export interface WitnessSetting {
  /** Of its key. */
  readonly name: string;
  /** Verifier key; what it answers is checked with it. */
  readonly vkey: string;
  /** What comes before `/add-checkpoint`. */
  readonly url: URL;
}

const EXAMPLE = "'witness.example/w1+1a2b3c4d+BPRv… https://witness.example'";

/** Witnesses are separated by line ends or semicolons, each `<verifier key> <address>`. */
export function witnessesOf(env: Environment): readonly WitnessSetting[] {
  const entries = (secretOf(env, 'COUNTERSIGN_WITNESSES') ?? '').split(/[\n;]/).map((entry) => entry.trim());
  const witnesses = entries.filter((entry) => entry !== '').map(parseWitness);
  const names = witnesses.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw refused(`names ${twice} twice; each witness has a name of its own`);
  return witnesses;
}

function parseWitness(entry: string, at: number): WitnessSetting {
  const [vkey = '', address = '', ...more] = entry.split(/\s+/);
  const which = `has as witness ${at + 1}`;
  if (address === '' || more.length > 0) {
    throw refused(`${which} what is not a verifier key, a space and an address (separate witnesses by ; or line ends)`);
  }
  const url = URL.parse(address);
  const plain = url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (url === null || !plain || !['http:', 'https:'].includes(url.protocol)) {
    throw refused(`${which} an address that is not http or https with a host, and at most a port and a path`);
  }
  try {
    return { name: parseWitnessKey(vkey).name, vkey, url };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw refused(`${which} no key of a witness: ${why.replace(/\.$/, '')}`);
  }
}

function refused(problem: string): ConfigError {
  return wrong('COUNTERSIGN_WITNESSES', problem, EXAMPLE);
}
