/** Cheap tests for RSA moduli that are known to be broken; well below a millisecond for 4096 bits. */

function primesBelow(limit: number): number[] {
  const primes: number[] = [];
  for (let n = 2; n < limit; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);
  return primes;
}

/** The bound that the CA/Browser Forum's Baseline Requirements name (§6.1.6). */
const SMALL_PRIMES = primesBelow(752);

interface RocaPrime {
  readonly prime: number;
  /** Residues that 65537 generates. */
  readonly residues: ReadonlySet<number>;
}

/** Moduli of the Infineon library (CVE-2017-15361) are powers of 65537 modulo every one of these primes. */
const ROCA_PRIMES: readonly RocaPrime[] = primesBelow(168)
  .filter((prime) => prime > 2)
  .map((prime) => {
    const residues = new Set<number>();
    for (let power = 1; !residues.has(power); power = (power * 65537) % prime) residues.add(power);
    return { prime, residues };
  });

const PRIMORIAL = SMALL_PRIMES.reduce((product, prime) => product * BigInt(prime), 1n);
const FERMAT_ROUNDS = 100n;

/** Why the modulus must not be certified, or null. `modulus` is its magnitude, big-endian. */
export function rsaWeakness(modulus: Buffer): string | null {
  const n = BigInt(`0x${modulus.toString('hex')}`);
  const residue = n % PRIMORIAL;
  const small = SMALL_PRIMES.find((prime) => residue % BigInt(prime) === 0n);
  if (small !== undefined) return `its modulus can be divided by ${small}`;
  if (ROCA_PRIMES.every(({ prime, residues }) => residues.has(Number(residue % BigInt(prime))))) {
    return 'it was made by a library with the ROCA flaw (CVE-2017-15361)';
  }
  if (factorsAreClose(n)) return 'its two prime factors lie too close together';
  return null;
}

/** Fermat's factorization, 100 rounds: n = a² − b² with a just above √n. */
function factorsAreClose(n: bigint): boolean {
  let a = integerRoot(n);
  if (a * a < n) a += 1n;
  for (let round = 0n; round < FERMAT_ROUNDS; round += 1n, a += 1n) {
    const square = a * a - n;
    // A square is 0, 1, 4 or 9 modulo 16; this spares three roots of four.
    const low = Number(BigInt.asUintN(4, square));
    if (low !== 0 && low !== 1 && low !== 4 && low !== 9) continue;
    const root = integerRoot(square);
    if (root * root === square) return true;
  }
  return false;
}

/** ⌊√n⌋ by Newton's method from above. */
function integerRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let guess = 1n << BigInt((n.toString(16).length * 4 + 1) >> 1);
  for (;;) {
    const next = (guess + n / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}
