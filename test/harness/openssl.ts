import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runProcess } from './server-process.ts';

/** `openssl verify` with its strictest switches; the chain's last certificate is the trusted root. */
export async function opensslVerify(
  certificatePem: string,
  chainPem: string,
  hostName: string,
): Promise<{ ok: boolean; output: string }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-openssl-'));
  const certificates = chainPem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----\n?/g) ?? [];
  const file = (name: string, content: string) => {
    const target = path.join(folder, name);
    fs.writeFileSync(target, content);
    return target;
  };
  const result = await runProcess('openssl', [
    'verify',
    '-x509_strict',
    '-purpose',
    'sslserver',
    '-verify_hostname',
    hostName,
    '-CAfile',
    file('root.pem', certificates.at(-1) ?? ''),
    '-untrusted',
    file('chain.pem', certificates.slice(0, -1).join('')),
    file('leaf.pem', certificatePem),
  ]);
  fs.rmSync(folder, { recursive: true });
  return { ok: result.code === 0, output: `${result.stdout}${result.stderr}` };
}
