import { hash, verify } from '@node-rs/argon2';
import type { Passwords } from '../usecases/ports.ts';

/** Argon2id, the library's own choice of algorithm, with 19 MiB, two passes and one lane (OWASP's recommendation). */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export async function createPasswords(): Promise<Passwords> {
  // Compared with when there is nobody of that name, so that an answer takes as long as for somebody.
  const nobody = await hash('nobody has this password', OPTIONS);
  return {
    hash: (password) => hash(password, OPTIONS),
    async verify(password, stored) {
      const matches = await verify(stored ?? nobody, password);
      return stored !== null && matches;
    },
  };
}
