import { describe, expect, it } from 'vitest';
import { type SealedMailFacts, sealedMail } from './sealed-mail.ts';

const FACTS: SealedMailFacts = {
  organization: 'Corp',
  ledger: 'org_01jd9m2c8xe7rbx5w9n4t6q3ha',
  firstBroken: 412,
  what: 'edited',
  explanation: 'The text of record 412 does not have the hash that is stored with it.',
  sealedAt: new Date('2026-11-24T08:00:00.000Z'),
  url: 'https://countersign.corp.com/audit-chain?organization=org_1',
  checkpoint: 'countersign.corp.com/ledger/platform\n4711\nk7qG=\n\n— countersign.corp.com/ledger/platform ZTpG\n',
};

describe('a mail about a ledger that does not verify', () => {
  it('says whose, which record, how, since when, what still works and what to do', () => {
    const { subject, text } = sealedMail(FACTS);
    expect(subject).toBe('Sealed: the audit ledger of Corp does not verify');
    for (const part of [
      'record 412',
      'edited',
      FACTS.explanation,
      '24 November 2026 at 08:00:00 UTC',
      FACTS.url,
      'Reading, signing in, revoking',
      'unseal with a written reason',
      'countersign.corp.com/ledger/platform\n4711',
    ]) {
      expect(text).toContain(part);
    }
  });

  it("says of the platform's own that it is unsealed on the server", () => {
    const { subject, text } = sealedMail({ ...FACTS, organization: null, ledger: 'platform' });
    expect(subject).toContain('of the platform');
    expect(text).toContain('Nobody can sign in');
    expect(text).toContain('countersign ledger unseal');
    expect(text).not.toContain('written reason');
  });

  it('is sent where nobody can say what broke, and without a checkpoint', () => {
    const { text, html } = sealedMail({ ...FACTS, firstBroken: null, what: null, checkpoint: null });
    expect(text.match(/unknown/g)).toHaveLength(2);
    expect(html).not.toContain('Keep this mail');
  });

  it('shows what people have written as text', () => {
    const { html } = sealedMail({ ...FACTS, organization: '<b>Corp</b>', explanation: '<img src=x onerror=alert(1)>' });
    expect(html).not.toMatch(/<b>|<img/);
  });
});
