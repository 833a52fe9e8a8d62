import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { createSecretFile, readSecretFile, SecretFileError } from '../secret-file.ts';

const databasePasswords = z.strictObject({
  superuser: z.string().min(1),
  owner: z.string().min(1),
  server: z.string().min(1),
});

export type DatabasePasswords = Readonly<z.infer<typeof databasePasswords>>;

/** The passwords of the embedded database's three roles, from a file of mode 0600 in the data folder, made on first use. */
export function loadDatabasePasswords(dataFolder: string): DatabasePasswords {
  const file = path.join(dataFolder, 'database-passwords.json');
  let content = readSecretFile(file);
  if (content === null) {
    createSecretFile(file, `${JSON.stringify(drawDatabasePasswords(), null, 2)}\n`);
    content = readSecretFile(file) ?? '';
  }
  try {
    return databasePasswords.parse(JSON.parse(content));
  } catch {
    throw new SecretFileError(`${file} is damaged: it must hold the passwords of superuser, owner and server as JSON.`);
  }
}

export function drawDatabasePasswords(): DatabasePasswords {
  const draw = () => randomBytes(24).toString('base64url');
  return { superuser: draw(), owner: draw(), server: draw() };
}
