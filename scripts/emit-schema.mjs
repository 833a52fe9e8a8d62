// Writes the schema that the server emits, then everything that is generated from it.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { root } from './prepare.mjs';

for (const file of ['packages/server/dist/transport/graphql/emit-schema.js', 'packages/schema/codegen.mjs']) {
  const { status } = spawnSync(process.execPath, [path.join(root, file)], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
