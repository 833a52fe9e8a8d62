import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProcess } from './server-process.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const CLI = path.join(root, 'packages/server/dist/cli.js');

/** Runs verify_ledger.py on many files in one process: a line of JSON each, with what it wrote and its exit code. */
const RUNNER = `
import contextlib, io, json, sys
sys.path.insert(0, ${JSON.stringify(path.join(root, 'tools'))})
import verify_ledger
given = json.load(sys.stdin)
for file in given["files"]:
    sys.argv = ["verify_ledger.py", file, *given["options"]]
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        code = verify_ledger.main()
    print(json.dumps([code, out.getvalue()]))
`;

/** `verifies`, `unreadable`, or `<seq> <what>` of the first break (`null null` where it is in a checkpoint). */
export type Verdict = string;

export async function verdictsOfPython(files: readonly string[], options: readonly string[]): Promise<Verdict[]> {
  const input = JSON.stringify({ files, options });
  const { code, stdout, stderr } = await runProcess('python3', ['-B', '-c', RUNNER], { input });
  if (code !== 0) throw new Error(stderr);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [exitCode, output]: [number, string] = JSON.parse(line);
      return verdictOf(exitCode, output);
    });
}

/** The same of `countersign ledger verify`. */
export async function verdictsOfServer(files: readonly string[], options: readonly string[]): Promise<Verdict[]> {
  const environment = { PATH: process.env.PATH ?? '', COUNTERSIGN_LOG_LEVEL: 'fatal' };
  const args = [CLI, 'ledger', 'verify', '--file', ...files, ...options];
  const { stdout, stderr } = await runProcess(process.execPath, args, { env: environment });
  return files.map((file) => {
    if (stderr.includes(`${file}: This cannot be verified.`)) return 'unreadable';
    const line = stdout.split('\n').find((one) => one.startsWith(`${file}: `));
    if (line === undefined) throw new Error(`no verdict on ${file}: ${stdout}${stderr}`);
    return verdictOf(line.includes('BROKEN') ? 1 : 0, line);
  });
}

function verdictOf(code: number, output: string): Verdict {
  if (code === 2) return 'unreadable';
  if (code === 0) return 'verifies';
  const [, seq = null, inBrackets, plain] =
    /BROKEN (?:at record (\d+)|in the checkpoint)(?: \(([a-z ]+)\))?: (?:(edited|missing|reordered|cut off|rewritten): )?/.exec(
      output,
    ) ?? [];
  return `${seq} ${inBrackets ?? plain ?? null}`;
}
