import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the built web app lies, seen from the built server and from its sources alike; null where it was not built. */
export function webFolder(): string | null {
  const folder = fileURLToPath(new URL('../../../web/dist/', import.meta.url));
  return fs.existsSync(`${folder}index.html`) ? folder : null;
}
