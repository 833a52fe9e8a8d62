import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKnownPathWriter, type DeliveredFiles } from './known-path-writer.ts';

const FOLDER = 'corp/api.corp.example';

/** Files that say whose they are. */
const filesOf = (version: string): DeliveredFiles => ({
  'cert.pem': `cert ${version}`,
  'chain.pem': `chain ${version}`,
  'fullchain.pem': `fullchain ${version}`,
});

describe('the known path', () => {
  let root: string;
  const at = (...parts: string[]) => path.join(root, FOLDER, ...parts);
  const read = (name: string) => fs.readFileSync(at(name), 'utf8');
  const prepare = (version: string) =>
    createKnownPathWriter(root).prepare({ folder: FOLDER, version, files: filesOf(version) });
  const write = async (version: string, withKey = true) =>
    (await prepare(version)).finish(withKey ? `privkey ${version}` : null);

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-known-path-'));
  });
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  it('holds certificate, chain, both together, and the key, which its owner alone may read', async () => {
    await write('01');
    expect(fs.readdirSync(at()).filter((name) => !name.startsWith('.'))).toEqual([
      'cert.pem',
      'chain.pem',
      'fullchain.pem',
      'privkey.pem',
    ]);
    expect(read('cert.pem')).toBe('cert 01');
    expect(read('privkey.pem')).toBe('privkey 01');
    expect(fs.statSync(at('privkey.pem')).mode & 0o777).toBe(0o600);
    expect(fs.statSync(at('cert.pem')).mode & 0o777).toBe(0o644);
  });

  it('has no key where the server made none, also after one that had', async () => {
    await write('01');
    await write('02', false);
    expect(read('cert.pem')).toBe('cert 02');
    expect(fs.existsSync(at('privkey.pem'))).toBe(false);
    expect(fs.readdirSync(at())).not.toContain('privkey.pem');
  });

  it('is swapped as one: whoever follows .current once finds files of one certificate only', async () => {
    await write('00');
    let isWriting = true;
    let looks = 0;
    const reader = (async () => {
      while (isWriting) {
        const version = fs.readlinkSync(at('.current'));
        const found = ['cert.pem', 'privkey.pem'].map((name) =>
          fs.readFileSync(at(version, name), 'utf8').split(' ').at(-1),
        );
        expect(new Set(found).size).toBe(1);
        looks += 1;
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    for (let number = 1; number <= 20; number += 1) await write(String(number).padStart(2, '0'));
    isWriting = false;
    await reader;
    expect(looks).toBeGreaterThan(0);
    expect(read('cert.pem')).toBe('cert 20');
  });

  it('keeps the version before for whoever is reading it, and no older one', async () => {
    for (const version of ['01', '02', '03']) await write(version);
    expect(fs.readdirSync(at('.versions')).toSorted()).toEqual(['02', '03']);
  });

  it('changes nothing when the same certificate is written again', async () => {
    await write('01');
    await write('01');
    expect(read('cert.pem')).toBe('cert 01');
    expect(fs.readdirSync(at('.versions'))).toEqual(['01']);
  });

  it('clears away what a crash left unfinished', async () => {
    await write('01');
    fs.mkdirSync(at('.versions', '.unfinished-deadbeef'));
    fs.writeFileSync(at('.versions', '.unfinished-deadbeef', 'cert.pem'), 'half');
    await write('02');
    expect(fs.readdirSync(at('.versions')).toSorted()).toEqual(['01', '02']);
  });

  it('shows nothing before it is finished, and clears away what never is', async () => {
    await write('01');
    await prepare('02');
    expect(read('cert.pem')).toBe('cert 01');
    await write('03');
    expect(read('cert.pem')).toBe('cert 03');
    expect(fs.readdirSync(at('.versions')).toSorted()).toEqual(['01', '03']);
  });

  it('leaves alone a file that somebody else put there, and says so', async () => {
    fs.mkdirSync(at(), { recursive: true });
    fs.writeFileSync(at('cert.pem'), 'mine');
    await expect(prepare('01')).rejects.toThrow(/cert\.pem was not made by this server; move it away/);
    expect(read('cert.pem')).toBe('mine');
  });
});
