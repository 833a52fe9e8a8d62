import type { Plugin } from 'vite';

const GENERATED = '/src/gql/generated/graphql.ts';
const HELPER = '/src/gql/persisted-document.ts';
const VIRTUAL = 'document:';
const LINE = /^export const (\w+) = persistedDocument<.*>\((('([0-9a-f]{64})'), (.*))\);$/gm;

/** Hash and text of each document, as the server reads them; it lies beside the app that sends the hashes. */
export const MANIFEST = 'documents.json';

/**
 * Takes the generated file of all documents apart, so that each is loaded with the screen that uses it, and writes down which
 * there are.
 */
export function documents(): Plugin {
  const codeOf = new Map<string, string>();
  const manifest: Record<string, unknown> = {};
  return {
    name: 'documents',
    enforce: 'pre',
    resolveId: (id) => (id.startsWith(VIRTUAL) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${VIRTUAL}`)) return null;
      const code = codeOf.get(id.slice(VIRTUAL.length + 1));
      return code === undefined ? null : { code, moduleSideEffects: false };
    },
    transform(code, id) {
      if (!id.endsWith(GENERATED)) return null;
      const helper = id.replace(GENERATED, HELPER);
      const names: string[] = [];
      for (const [, name = '', given = '', , hash = '', text = ''] of code.matchAll(LINE)) {
        names.push(name);
        manifest[hash] = unquoted(text);
        codeOf.set(
          name,
          `import { persistedDocument } from ${JSON.stringify(helper)};\nexport const ${name} = /* @__PURE__ */ persistedDocument(${given});\n`,
        );
      }
      // Types are gone by the time that this runs: nothing else is exported.
      return {
        code: names.map((name) => `export { ${name} } from '${VIRTUAL}${name}';\n`).join(''),
        map: null,
        moduleSideEffects: false,
      };
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: MANIFEST, source: JSON.stringify(manifest) });
    },
  };
}

function unquoted(text: string): unknown {
  return text.startsWith("'") ? text.slice(1, -1) : JSON.parse(text);
}
