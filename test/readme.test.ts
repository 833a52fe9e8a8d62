import { spawn } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { opensslVerify } from './harness/openssl.ts';
import { removeDataFolder, runProcess, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8');

const missing: string[] = [];
for (const program of ['bash', 'curl', 'openssl', 'python3', 'npm']) {
  const works = await runProcess('bash', ['-c', `command -v ${program}`]).then(
    ({ code }) => code === 0,
    () => false,
  );
  if (!works) missing.push(program);
}

/** The statements of the shell blocks under a heading, each as it stands there, over as many lines as it takes. */
async function statementsUnder(heading: string): Promise<string[]> {
  const section = readme.split(/^## /m).find((one) => one.startsWith(`${heading}\n`)) ?? '';
  const statements: string[] = [];
  for (const [, block = ''] of section.matchAll(/^```sh\n(.*?)^```$/gms)) {
    let statement = '';
    for (const line of block.split('\n')) {
      statement = statement === '' ? line : `${statement}\n${line}`;
      // Bash itself says whether a quotation is still open.
      if ((await runProcess('bash', ['-n', '-c', statement])).code !== 0) continue;
      if (statement.trim() !== '') statements.push(statement);
      statement = '';
    }
    if (statement !== '') throw new Error(`this is no shell: ${statement}`);
  }
  return statements;
}

interface Shell {
  /** What the statement wrote, on both streams, and its exit code. */
  run(statement: string): Promise<{ output: string; code: number }>;
  close(): void;
}

/** One bash for all statements, as at a terminal: what a statement sets, the next ones have. */
function openShell(folder: string, environment: Readonly<Record<string, string>>): Shell {
  const bash = spawn('bash', ['--norc'], { cwd: folder, env: environment, stdio: ['pipe', 'pipe', 'ignore'] });
  let output = '';
  bash.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  bash.stdin.write('exec 2>&1\n');
  return {
    async run(statement) {
      output = '';
      bash.stdin.write(`${statement}\nprintf '\\nended with %s.\\n' $?\n`);
      const end = /\nended with (\d+)\.\n$/;
      const [, code] = await waitFor(() => end.exec(output), `the end of: ${statement}`, 50_000);
      return { output: output.replace(end, ''), code: Number(code) };
    },
    close: () => bash.stdin.end(),
  };
}

const reason = missing.length === 0 ? '' : ` (skipped: there is no ${missing.join(', no ')})`;
describe.skipIf(missing.length > 0)(`the README, typed in as it stands${reason}`, () => {
  let server: ServerProcess;
  let folder: string;
  let shell: Shell;
  const ran: { statement: string; output: string; code: number }[] = [];

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-readme-'));
    server = await startServer({
      args: ['--demo'],
      environment: { COUNTERSIGN_ADMIN_EMAIL: '', COUNTERSIGN_ADMIN_PASSWORD: '' },
    });
    await waitFor(() => server.output().includes('/v1/enroll'), 'the banner of the demo');
    shell = openShell(folder, { PATH: process.env.PATH ?? '', HOME: folder, LANG: 'C.UTF-8' });
    for (const statement of await statementsUnder('A device asks, a person approves')) {
      ran.push({ statement, ...(await shell.run(asReaderTypesIt(statement))) });
    }
  });
  afterAll(async () => {
    shell.close();
    await server.stop();
    removeDataFolder(server.dataFolder);
    fs.rmSync(folder, { recursive: true });
  });

  const passwordOf = (email: string): string =>
    new RegExp(`^ +${email} +(\\S+) `, 'm').exec(server.output())?.[1] ?? '';

  /** The ports of this server, the passwords of its banner, and what the answers before held in place of "org_…". */
  function asReaderTypesIt(statement: string): string {
    const told = ran.map(({ output }) => output).join('\n');
    return [...new Set(statement.match(/\b[a-z]{3}_(?=…)/g))].reduce(
      (text, prefix) => {
        const found = [...new Set(told.match(new RegExp(`${prefix}[\\w-]+`, 'g')))];
        const wanted = found.slice(-text.split(`${prefix}…`).length + 1);
        return text.replaceAll(`${prefix}…`, () => wanted.shift() ?? 'nothing to paste');
      },
      statement
        .replace('localhost:8080', `localhost:${new URL(server.url).port}`)
        .replace('localhost:8443', `localhost:${new URL(server.deviceUrl).port}`)
        .replace(/^signin (\S+) PASSWORD/, (_, email: string) => `signin ${email} ${passwordOf(email)}`),
    );
  }

  /** What came back for the only statement that looks so. */
  function answerTo(what: RegExp): string {
    const found = ran.filter(({ statement }) => what.test(statement));
    expect(found.map(({ statement }) => statement)).toHaveLength(1);
    return found[0]?.output ?? '';
  }
  const jsonOf = (what: RegExp): Record<string, unknown> => JSON.parse(answerTo(what)) as Record<string, unknown>;

  test('every statement ends well, and no answer holds an error', () => {
    expect(ran.length).toBeGreaterThan(20);
    expect(ran.filter(({ code }) => code !== 0)).toEqual([]);
    expect(ran.filter(({ output }) => /"errors":|"userErrors":\[\{|"error":/.test(output))).toEqual([]);
  });

  test('signing in answers with the organization, and a token is shown', () => {
    for (const email of ['hana@corp.example', 'tomasz@corp.example']) {
      expect(answerTo(new RegExp(`^signin ${email}`))).toMatch(/"organization":\{"id":"org_\w+","name":"Corp"\}/);
      expect(answerTo(new RegExp(`^token ${email}`))).toMatch(/"secret":"cst_[\w-]+"/);
    }
  });

  test('the device has its identity: a certificate for the key that it kept', () => {
    expect(answerTo(/registerDevice/)).toMatch(/"enrollmentToken":"cse_[\w-]+"/);
    const certificate = new X509Certificate(fs.readFileSync(path.join(folder, 'device.pem')));
    const key = createPrivateKey(fs.readFileSync(path.join(folder, 'device-key.pem')));
    expect(certificate.checkPrivateKey(key)).toBe(true);
  });

  test('the device is told to wait, and the approver sees what it asked, at revision 1', () => {
    const { approval_id: id, ...asked } = jsonOf(/^device \$DEV\/v1\/enroll/);
    expect(asked).toMatchObject({ status: 'pending', domains: ['shop.core.corp.example'], environment: 'production' });
    const queue = jsonOf(/ requests\(/) as { data: { requests: { nodes: unknown[] } } };
    expect(queue.data.requests.nodes).toContainEqual({
      id,
      domains: ['shop.core.corp.example'],
      revision: 1,
      justification: 'New service deployment, ticket #1234',
      requester: { name: 'web-01' },
    });
  });

  test('once approved, the poll answers with the certificate, its chain and the key that the server made', async () => {
    expect(answerTo(/approveRequest/)).toContain('"request":{"status":"APPROVED"}');
    const { certificate, chain, private_key: key } = jsonOf(/wait=30/);
    const leaf = new X509Certificate(String(certificate));
    expect(leaf.checkPrivateKey(createPrivateKey(String(key)))).toBe(true);
    expect(await opensslVerify(String(certificate), String(chain), 'shop.core.corp.example')).toMatchObject({
      ok: true,
    });
  });

  test('once acknowledged, the key is handed out no more', async () => {
    answerTo(/acknowledge/);
    const { output } = await shell.run('device "$DEV/approvals/$ID"');
    expect(JSON.parse(output)).toMatchObject({ certificate: jsonOf(/wait=30/).certificate });
    expect(JSON.parse(output)).not.toHaveProperty('private_key');
  });

  test('people ask through GraphQL the same way', () => {
    expect(answerTo(/submitRequest/)).toMatch(/"request":\{"id":"apr_\w+","status":"PENDING"\}/);
  });

  test('the line that the banner of the demo prints asks for a certificate', async () => {
    const line = /^ +(curl .*\/v1\/enroll)$/m.exec(server.output())?.[1] ?? '';
    const { output, code } = await shell.run(line.replace('curl ', 'curl -s '));
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('"status":"pending"') });
  });

  test('the commands of the operator do what stands behind them', { timeout: 120_000 }, async () => {
    const file = path.join(folder, 'corp.jsonl');
    const operator = openShell(root, server.environment);
    const outputs: string[] = [];
    for (const statement of await statementsUnder('Commands for the operator')) {
      const typed = statement
        .replaceAll(/[[\]]/g, '')
        .replaceAll('corp.jsonl', file)
        .replace(/ada@example\.com/, "hana@corp.example <<< 'a new one for Hana'");
      const { output, code } = await operator.run(typed);
      expect({ statement, output, code }).toMatchObject({ code: 0 });
      outputs.push(output);
    }
    operator.close();
    expect(outputs).toEqual([
      expect.stringContaining('The schema is up to date.'),
      expect.stringMatching(/^corp \(org_\w+\): \d+ records verify/m),
      '',
      expect.stringMatching(/^\S+\/ledger\/platform\n\d+\n/),
      expect.stringContaining('The password of hana@corp.example is set.'),
      expect.stringMatching(/The ledger verifies/),
    ]);
  });
});
