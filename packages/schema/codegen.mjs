// Writes what the web app derives from schema.graphql and from its own documents: typed documents, and the schema's
// outline for the normalising cache. `--check` writes nothing and exits 1 if a file is not what it should be.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from '@graphql-codegen/cli';
import {
  buildSchema,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  print,
  stripIgnoredCharacters,
  visit,
} from 'graphql';

const here = fileURLToPath(new URL('.', import.meta.url));
process.chdir(here);
const check = process.argv.includes('--check');
const types = '../web/src/gql/generated/';

const files = await generate(
  {
    schema: 'schema.graphql',
    documents: ['../web/src/**/*.graphql'],
    silent: true,
    generates: {
      [types]: {
        preset: 'client',
        presetConfig: { fragmentMasking: false },
        config: {
          useTypeImports: true,
          enumsAsTypes: true,
          importExtension: '.ts',
          strictScalars: true,
          scalars: { DateTime: 'string', ID: 'string' },
        },
      },
    },
  },
  false,
);
// The map from source text to document serves `graphql('…')` tags; documents live in .graphql files here.
const wanted = files
  .filter((file) => file.filename.endsWith('/graphql.ts'))
  .map((file) => ({
    path: file.filename,
    content: persistedDocuments(file.content),
  }));
wanted.push({ path: 'generated/introspection.ts', content: outline(readFileSync('schema.graphql', 'utf8')) });

let stale = 0;
for (const { path, content } of wanted) {
  if (existsSync(path) && readFileSync(path, 'utf8') === content) continue;
  stale += 1;
  if (check) {
    console.error(
      `${path} does not follow from the schema and the documents: run \`node packages/schema/codegen.mjs\``,
    );
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    console.log(`wrote ${path}`);
  }
}
process.exit(check && stale > 0 ? 1 : 0);

/**
 * Each operation as the text that the server knows by its hash, instead of its tree, which is five times as long. One a line:
 * the build of the web app takes them apart, so that each loads with what uses it (packages/web/build/documents.ts).
 */
function persistedDocuments(content) {
  const lines = content.split('\n').flatMap((line) => {
    if (line.startsWith('import type { TypedDocumentNode'))
      return ["import { persistedDocument } from '../persisted-document.ts';"];
    // What a component shows of a type is its type alone: an operation holds the fragments it spreads.
    if (/^export const \w+FragmentDoc = /.test(line)) return [];
    const found = /^export const (\w+) = (\{.*\}) as unknown as DocumentNode<(.*)>;$/.exec(line);
    if (found === null) return [line];
    const [, name, tree, types] = found;
    const text = stripIgnoredCharacters(print(withTypenames(JSON.parse(tree))));
    const hash = createHash('sha256').update(text).digest('hex');
    return [`export const ${name} = persistedDocument<${types}>('${hash}', ${quoted(text)});`];
  });
  return lines.join('\n');
}

/** The cache of the web app knows an object by its type and id: it asks for the type of everything. */
function withTypenames(document) {
  const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
  return visit(document, {
    SelectionSet(node, _key, parent) {
      if (parent.kind === Kind.OPERATION_DEFINITION) return undefined;
      return { ...node, selections: [...node.selections, typename] };
    },
  });
}

function quoted(text) {
  if (/['\\\n]/.test(text)) return JSON.stringify(text);
  return `'${text}'`;
}

/** The introspection that Graphcache needs, and no more: objects, their fields' types, interfaces and unions. */
function outline(source) {
  const schema = buildSchema(source);
  const named = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));
  const kept = [];
  for (const type of named) {
    if (isObjectType(type) || isInterfaceType(type)) {
      kept.push({
        kind: isObjectType(type) ? 'OBJECT' : 'INTERFACE',
        name: type.name,
        fields: Object.values(type.getFields()).map((field) => ({
          name: field.name,
          type: reference(field.type),
          args: [],
        })),
        interfaces: type.getInterfaces().map(({ name }) => ({ kind: 'INTERFACE', name })),
        ...(isInterfaceType(type) && {
          possibleTypes: schema.getPossibleTypes(type).map(({ name }) => ({ kind: 'OBJECT', name })),
        }),
      });
    } else if (isUnionType(type)) {
      kept.push({
        kind: 'UNION',
        name: type.name,
        possibleTypes: type.getTypes().map(({ name }) => ({ kind: 'OBJECT', name })),
      });
    }
  }
  const root = (type) => (type ? { name: type.name } : null);
  const data = {
    __schema: {
      queryType: root(schema.getQueryType()),
      mutationType: root(schema.getMutationType()),
      subscriptionType: root(schema.getSubscriptionType()),
      types: [...kept, { kind: 'SCALAR', name: 'Any' }],
    },
  };
  return `export default ${JSON.stringify(data)} as const;\n`;
}

function reference(type) {
  if (isNonNullType(type)) return { kind: 'NON_NULL', ofType: reference(type.ofType) };
  if (isListType(type)) return { kind: 'LIST', ofType: reference(type.ofType) };
  if (isObjectType(type)) return { kind: 'OBJECT', name: type.name };
  if (isInterfaceType(type)) return { kind: 'INTERFACE', name: type.name };
  if (isUnionType(type)) return { kind: 'UNION', name: type.name };
  return { kind: 'SCALAR', name: 'Any' };
}
