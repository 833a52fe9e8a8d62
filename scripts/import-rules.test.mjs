import { describe, expect, test } from 'vitest';
import { brokenRules, importsOf } from './import-rules.mjs';

const inRoom = (room, file = 'x.ts') => `packages/server/src/${room}/${file}`;

describe('the import rules', () => {
  test('see every way to import', () => {
    const source = [
      `import a from './a.ts';`,
      `import type { B } from '../b.ts';`,
      `import {\n  c,\n  d,\n} from 'c';`,
      `import 'e';`,
      `export * from './f.ts';`,
      `const g = await import('./g.ts');`,
    ].join('\n');
    expect(importsOf(source).map(({ name }) => name)).toEqual(['./a.ts', '../b.ts', 'c', 'e', './f.ts', './g.ts']);
  });

  test.each([
    ['the domain from the store', inRoom('domain'), `import { x } from '../store/x.ts';`, /domain is pure/],
    ['the domain from a package', inRoom('domain'), `import fs from 'node:fs';`, /domain is pure/],
    ['a use case from the store', inRoom('usecases'), `import { x } from '../store/x.ts';`, /ports\.ts/],
    [
      'a resolver from the store',
      inRoom('transport/graphql'),
      `import { x } from '../../store/x.ts';`,
      /calls one use case/,
    ],
    [
      'the store from a use case, as more than a type',
      inRoom('store'),
      `import { x } from '../usecases/x.ts';`,
      /the domain only/,
    ],
    ['a CA from the store', inRoom('ca'), `import { x } from '../store/x.ts';`, /the domain only/],
    ['the database outside of the store', inRoom('usecases'), `import pg from 'pg';`, /store/],
    ['certificates outside of the CA', inRoom('transport/rest'), `import * as x509 from '@peculiar/x509';`, /ca\//],
    ['mail outside of its room', inRoom('followers'), `import { createTransport } from 'nodemailer';`, /mail\//],
    ['GraphQL outside of its door', inRoom('usecases'), `import { parse } from 'graphql';`, /its door/],
    ['HTTP outside of the doors', inRoom('usecases'), `import Fastify from 'fastify';`, /doors/],
    ['the environment outside of config.ts', inRoom('store'), `const home = process.env.HOME;`, /config\.ts/],
    ['a test from production code', inRoom('store'), `import { x } from './testing/x.ts';`, /never imports tests/],
    [
      'one feature from another',
      'packages/web/src/features/a/x.tsx',
      `import { x } from '../b/x.tsx';`,
      /never import each other/,
    ],
    [
      'a feature from the kit',
      'packages/web/src/ui/x.tsx',
      `import { x } from '../features/b/x.tsx';`,
      /know no feature/,
    ],
  ])('refuse %s, and say what to do instead', (_what, file, source, instead) => {
    expect(brokenRules(file, source).join('\n')).toMatch(instead);
  });

  test.each([
    ['a use case from the domain', inRoom('usecases'), `import { x } from '../domain/x.ts';`],
    ['the store from a port, as a type', inRoom('store'), `import type { X } from '../usecases/ports.ts';`],
    ['anything from where the parts are put together', inRoom('boot'), `import { x } from '../store/x.ts';`],
    ['a test of the store from anywhere', inRoom('store', 'x.test.ts'), `import { x } from '../usecases/x.ts';`],
  ])('allow %s', (_what, file, source) => {
    expect(brokenRules(file, source)).toEqual([]);
  });
});
