import { describe, expect, it } from 'vitest';
import { batchMail } from './batch-mail.ts';
import type { RequestMailFacts } from './request-mail.ts';

function factsOf(name: string, over: Partial<RequestMailFacts> = {}): RequestMailFacts {
  return {
    event: 'submitted',
    kind: 'decide',
    at: new Date('2026-11-24T10:31:00.000Z'),
    domains: [name],
    environment: 'production',
    profile: { name: 'Internal', version: 3 },
    requester: { kind: 'device', name: 'web-01' },
    justification: 'New service deployment',
    reason: null,
    decidedBy: null,
    approval: { given: 0, required: 1, awaitsCsr: false },
    expiresAt: null,
    url: `https://countersign.corp.com/approvals/${name}`,
    checkpoint: null,
    ...over,
  };
}
const REST = { url: 'https://countersign.corp.com/approvals', checkpoint: 'countersign.corp.com/ledger/org_1\n7\n' };

describe('a mail about several requests', () => {
  it('lists each with its names, who asks, why, and its own link, in both parts', () => {
    const { subject, text, html } = batchMail([factsOf('a.corp.com'), factsOf('b.corp.com')], REST);
    expect(subject).toBe('2 requests wait for your decision');
    expect(text).toContain(`1  a.corp.com (production)
   asked by web-01: New service deployment
   https://countersign.corp.com/approvals/a.corp.com
2  b.corp.com (production)`);
    expect(text).toContain('countersign.corp.com/ledger/org_1');
    for (const name of ['a', 'b']) {
      expect(html).toContain(`href="https://countersign.corp.com/approvals/${name}.corp.com"`);
    }
  });

  it('says who decided and why', () => {
    const rejected = { event: 'rejected', decidedBy: 'Mara', reason: 'Wrong\nnames' } as const;
    const { subject, text } = batchMail([factsOf('a.corp.com', rejected), factsOf('b.corp.com', rejected)], REST);
    expect(subject).toBe('2 of your requests are rejected');
    expect(text).toContain('by Mara: Wrong names\n');
  });

  it('never takes what people write for markup, and shortens what is long', () => {
    const justification = `<img src=x>${'long '.repeat(100)}`;
    const { html, text } = batchMail([factsOf('a.corp.com', { justification }), factsOf('b.corp.com')], REST);
    expect(html).not.toContain('<img');
    expect(text.split('\n').every((line) => line.length < 200)).toBe(true);
  });
});
