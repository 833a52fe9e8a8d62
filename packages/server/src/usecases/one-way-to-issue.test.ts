import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const SOURCE = fileURLToPath(new URL('..', import.meta.url));
const files = fs
  .readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|\/testing\/|\/testdata\//.test(file));

/** Files of the server, tests aside, whose source says this. */
function saying(words: RegExp): string[] {
  return files.filter((file) => words.test(fs.readFileSync(path.join(SOURCE, file), 'utf8'))).toSorted();
}

describe('every certificate comes by the one way through approval', () => {
  test('only issuing has a CA sign what was approved, and writes a certificate', () => {
    expect(saying(/authorities\.sign\(/)).toEqual(['usecases/issue-certificate.ts']);
    expect(saying(/insertRow\(\s*'Certificate'/)).toEqual(['usecases/issue-certificate.ts']);
  });

  test('only a submission makes a request, whatever door it comes through', () => {
    expect(saying(/insertRow\(\s*'CertificateRequest'/)).toEqual(['usecases/submit-request.ts']);
    expect(saying(/[^\w]decideSubmission\(/)).toEqual(['domain/decide-submission.ts', 'usecases/submit-request.ts']);
  });

  test('the identities of devices are the one exception, made where devices enroll', () => {
    expect(saying(/authorities\.issueDeviceCertificate\(/)).toEqual(['usecases/enroll-device.ts']);
  });

  test('no file is looked for in vain', () => {
    expect(files.length).toBeGreaterThan(300);
  });
});
