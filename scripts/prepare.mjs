// Installs the locked toolchain and the dependencies, and builds what changed. Each step is skipped when its inputs are the same.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const toolchain = path.join(root, 'toolchain');
const isWindows = process.platform === 'win32';

/** Oldest Node.js that runs the server: it has what the code uses without flags. */
const OLDEST = [22, 18];

function isNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** The Node.js that everything runs under: this one if it is new enough, else the toolchain's. */
function nodeBinary() {
  if (isNewEnough()) return process.execPath;
  const platform = isWindows ? 'win' : process.platform;
  const names = [`node-${platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`];
  const found = names
    .map((name) => path.join(toolchain, 'node_modules', name, 'bin', isWindows ? 'node.exe' : 'node'))
    .find((file) => fs.existsSync(file));
  if (found !== undefined) return found;
  throw new Failure(
    `There is no Node.js package for ${platform}-${process.arch}. Install Node.js ${OLDEST.join('.')} or newer, then run this again.`,
  );
}

/** The environment of everything that is run: the right Node.js first, and the certificate authorities that this machine trusts. */
export function nodeEnvironment() {
  const env = {
    ...process.env,
    NODE_USE_SYSTEM_CA: process.env.NODE_USE_SYSTEM_CA ?? '1',
    npm_config_update_notifier: 'false',
  };
  const key = Object.keys(env).find((name) => name.toLowerCase() === 'path') ?? 'PATH';
  env[key] = [path.dirname(nodeBinary()), path.join(root, 'node_modules/.bin'), env[key]].join(path.delimiter);
  return env;
}

class Failure extends Error {}

process.on('uncaughtException', (error) => {
  process.stderr.write(`${error instanceof Failure ? error.message : (error.stack ?? error)}\n`);
  process.exit(1);
});

function must(command, args, options, mend) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    ...options,
  });
  if (result.error === undefined && result.status === 0) return;
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim();
  throw new Failure(`${output}\n${result.error?.message ?? ''}\n${mend}`.trim());
}

/** Runs `make` unless it ran for the same inputs before; its name is shown, and how long it took. */
function once(name, inputs, what, say, make) {
  const stamp = path.join(root, 'node_modules', `.stamp-${name}`);
  const wanted = createHash('sha256').update(inputs).digest('hex');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return;
  const started = performance.now();
  say(`${what} …`);
  make();
  fs.mkdirSync(path.dirname(stamp), { recursive: true });
  fs.writeFileSync(stamp, wanted);
  say(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

const contentOf = (...files) => files.map((file) => fs.readFileSync(path.join(root, file), 'utf8')).join('\n');

/** pnpm, and a current Node.js where this one is older: from the package registry, by a lock of their own. */
export function installToolchain(say) {
  once('toolchain', contentOf('toolchain/package-lock.json'), 'Installing Node.js and pnpm', say, () => {
    // npm's own file, where npm started us: avoids npm.cmd on Windows.
    const npm = process.env.npm_execpath?.endsWith('.js')
      ? [process.execPath, [process.env.npm_execpath]]
      : [isWindows ? 'npm.cmd' : 'npm', []];
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', toolchain];
    must(
      npm[0],
      [...npm[1], ...args],
      { shell: isWindows },
      'The toolchain could not be installed. Is the package registry reachable? Run this again.',
    );
  });
}

export function installDependencies(say) {
  const inputs = contentOf('pnpm-lock.yaml', 'pnpm-workspace.yaml');
  once('dependencies', inputs, 'Installing dependencies', say, () => {
    const pnpm = path.join(toolchain, 'node_modules/pnpm/bin/pnpm.mjs');
    must(
      nodeBinary(),
      [pnpm, 'install', '--frozen-lockfile'],
      { env: nodeEnvironment() },
      'The dependencies could not be installed. Is the package registry reachable? Run this again.',
    );
  });
}

/** `server` or `web`. */
export function build(part, say) {
  const folder = path.join(root, 'packages', part);
  const generated = part === 'web' ? [path.join(root, 'packages/schema')] : [];
  const inputs = [folder, ...generated].map(sourcesIn).join('\n') + contentOf('pnpm-lock.yaml', 'tsconfig.base.json');
  const built = fs.existsSync(path.join(folder, 'dist')) ? '' : 'absent';
  once(`build-${part}`, inputs + built, `Building the ${part === 'web' ? 'web app' : 'server'}`, say, () => {
    const tool = part === 'web' ? ['vite', 'build', '--logLevel', 'warn'] : ['tsc', '-p', 'tsconfig.build.json'];
    fs.rmSync(path.join(folder, 'dist'), { recursive: true, force: true });
    must(
      tool[0],
      tool.slice(1),
      { cwd: folder, env: nodeEnvironment(), shell: isWindows },
      `The ${part} could not be built.`,
    );
  });
  const stamp = path.join(root, 'node_modules', `.stamp-build-${part}`);
  // With the folder there, the next run sees the same inputs without "absent".
  if (built !== '') fs.writeFileSync(stamp, createHash('sha256').update(inputs).digest('hex'));
}

function sourcesIn(folder) {
  const hash = createHash('sha256');
  const walk = (inside) => {
    for (const entry of fs.readdirSync(inside, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (['node_modules', 'dist'].includes(entry.name)) continue;
      const file = path.join(inside, entry.name);
      if (entry.isDirectory()) walk(file);
      else if (entry.isFile()) hash.update(file).update(fs.readFileSync(file));
    }
  };
  walk(folder);
  return hash.digest('hex');
}
