import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildGraphqlSchema } from './schema.ts';

/** Writes the schema that clients are generated from; with --check, says whether the committed one is still it. */
const file = fileURLToPath(new URL('../../../../schema/schema.graphql', import.meta.url));
const emitted = `${printSchema(lexicographicSortSchema(buildGraphqlSchema()))}\n`;

if (process.argv.includes('--check')) {
  if (fs.readFileSync(file, 'utf8') !== emitted) {
    process.stderr.write(
      'packages/schema/schema.graphql is not what the server emits. Run: node scripts/run.mjs emit-schema\n',
    );
    process.exitCode = 1;
  }
} else {
  fs.writeFileSync(file, emitted);
}
