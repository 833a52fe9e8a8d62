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
    ['the domain from a validator', inRoom('domain'), `import { z } from 'zod';`, /domain is pure/],
    ['the environment by another name', inRoom('mail'), `import { env } from 'node:process';`, /config\.ts/],
    [
      'Apollo’s integrations outside of its door',
      inRoom('usecases'),
      `import x from '@as-integrations/fastify';`,
      /door/,
    ],
    [
      'the web app from where the parts are put together',
      'packages/server/src/main.ts',
      `import { x } from '../../web/src/app/x.ts';`,
      /over the wire only/,
    ],
    ['the web app by its name', inRoom('usecases'), `import { x } from '@countersign/web';`, /over the wire only/],
    [
      'the server from the web app',
      'packages/web/src/lib/x.ts',
      `import { x } from '../../../server/src/domain/x.ts';`,
      /over the wire only/,
    ],
    [
      'the server by its name',
      'packages/web/src/lib/x.ts',
      `import { x } from '@countersign/server';`,
      /over the wire only/,
    ],
    ['the server from the schema', 'packages/schema/x.ts', `import '../server/src/domain/x.ts';`, /over the wire only/],
    [
      'the server from the agent',
      'packages/agent/src/x.ts',
      `import '../../server/src/domain/x.ts';`,
      /over the wire only/,
    ],
    [
      'the server from a black-box test',
      'test/x.test.ts',
      `import '../packages/server/src/domain/x.ts';`,
      /public doors/,
    ],
    ['the app from a feature', 'packages/web/src/features/a/x.tsx', `import '../../app/x.ts';`, /let app\/ pass in/],
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
    ['the schema from the web app', 'packages/web/src/app/x.ts', `import x from '@countersign/schema/introspection';`],
    ['a harness from a black-box test', 'test/x.test.ts', `import { x } from './harness/x.ts';`],
    ['a use case from the domain', inRoom('usecases'), `import { x } from '../domain/x.ts';`],
    ['the store from a port, as a type', inRoom('store'), `import type { X } from '../usecases/ports.ts';`],
    ['anything from where the parts are put together', inRoom('boot'), `import { x } from '../store/x.ts';`],
    ['a test of the store from anywhere', inRoom('store', 'x.test.ts'), `import { x } from '../usecases/x.ts';`],
  ])('allow %s', (_what, file, source) => {
    expect(brokenRules(file, source)).toEqual([]);
  });
});
