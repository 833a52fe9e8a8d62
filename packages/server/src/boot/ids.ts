import { randomBytes } from 'node:crypto';
import { typeId, uuidv7 } from '../domain/id.ts';
import type { Clock, Ids } from '../usecases/ports.ts';

/** UUIDv7 of the database's time and the system's random source. */
export function createIds(clock: Clock): Ids {
  return {
    next: (prefix) => typeId(prefix, uuidv7(clock.now().getTime(), randomBytes(10))),
    random: (size) => randomBytes(size),
  };
}
