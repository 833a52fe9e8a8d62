import fs from 'node:fs';
import path from 'node:path';

/** What a server says of itself in its data folder while it listens, for commands and scripts on the same machine. */
export interface Running {
  readonly pid: number;
  readonly webUrl: string;
  readonly deviceUrl: string;
}

const fileIn = (dataFolder: string) => path.join(dataFolder, 'running.json');

export function writeRunning(dataFolder: string, running: Running): void {
  const file = fileIn(dataFolder);
  const draft = `${file}.new`;
  fs.mkdirSync(dataFolder, { recursive: true });
  fs.writeFileSync(draft, `${JSON.stringify(running)}\n`, { mode: 0o600 });
  fs.renameSync(draft, file);
}

export function removeRunning(dataFolder: string): void {
  fs.rmSync(fileIn(dataFolder), { force: true });
}
