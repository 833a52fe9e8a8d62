import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTIFIED_EVENTS } from '../domain/notification.ts';
import { type RequestMailFacts, requestMail } from './request-mail.ts';

const URL = 'https://countersign.corp.com/approvals/apr_01jd9m2c8xe7rbx5w9n4t6q3hc';
const CHECKPOINT =
  'countersign.corp.com/ledger/org_1\n1742\nJ2wDq6bQ\n\n— countersign.corp.com/ledger/org_1 k8EOHr+f\n';
const PLAIN = '\u2060';

function factsWith(over: Partial<RequestMailFacts> = {}): RequestMailFacts {
  return {
    event: 'submitted',
    kind: 'decide',
    at: new Date('2026-11-24T10:31:00.000Z'),
    domains: ['api.internal.corp.com'],
    environment: 'production',
    profile: { name: 'Payments internal', version: 3 },
    requester: { kind: 'device', name: 'web-01' },
    justification: 'New service deployment, ticket #1234',
    reason: null,
    decidedBy: null,
    approval: { given: 0, required: 1, awaitsCsr: false },
    expiresAt: new Date('2026-11-26T13:48:00.000Z'),
    url: URL,
    checkpoint: CHECKPOINT,
    ...over,
  };
}
/** What an HTML mail says, without its style. */
const said = (html: string) =>
  html
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll('<br>', '\n')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(PLAIN, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe('a mail about a request', () => {
  it('gives who is to decide the facts first: names, who, why, where, what follows and the time left', () => {
    const { subject, text, html } = requestMail(factsWith());
    expect(subject).toBe('Approve or reject: api.internal.corp.com');
    expect(text).toBe(
      `A request waits for your decision

web-01 asks for a certificate.

Name            api.internal.corp.com
Environment     production
Asked by        web-01 (device)
Why             New service deployment, ticket #1234
Trust profile   Payments internal, version 3
If you approve  The certificate is issued.
Time left       2 days 3 hours, until 26 November 2026 at 13:48 UTC

Look at the request:
${URL}

You get this because you may decide it. Opening the link decides nothing.

-- 
Keep this mail: below is a signed checkpoint of the audit ledger. With it anybody can prove later that nothing before it was changed.

${CHECKPOINT}`,
    );
    for (const fact of ['api.internal.corp.com', 'production', 'web-01 (device)', 'ticket #1234', 'Time left']) {
      expect(said(html)).toContain(fact);
    }
  });

  it.each(NOTIFIED_EVENTS)('says in words, by subject, heading and both parts, that it is %s', (event) => {
    const { subject, text, html } = requestMail(factsWith({ event, decidedBy: 'Tomasz', reason: 'Wrong names' }));
    expect(subject).toMatch(/^[A-Z][a-z ]+: api\.internal\.corp\.com$/);
    const [heading = ''] = text.split('\n');
    expect(html).toContain(`>${heading}</h1>`);
    for (const part of [text, said(html)]) expect(part).toContain('Wrong names');
  });

  it('has a subject and a heading of its own for each event', () => {
    const mails = NOTIFIED_EVENTS.map((event) => requestMail(factsWith({ event })));
    expect(new Set(mails.map(({ subject }) => subject)).size).toBe(NOTIFIED_EVENTS.length);
    expect(new Set(mails.map(({ text }) => text.split('\n')[0])).size).toBe(NOTIFIED_EVENTS.length);
  });

  it.each([
    [{ given: 0, required: 1, awaitsCsr: false }, 'The certificate is issued.'],
    [{ given: 0, required: 2, awaitsCsr: false }, 'Yours is 1 of 2; with 1 more approval, the certificate is issued.'],
    [{ given: 1, required: 4, awaitsCsr: false }, 'Yours is 2 of 4; with 2 more approvals, the certificate is issued.'],
    [{ given: 1, required: 2, awaitsCsr: false }, 'Yours is the last of 2: the certificate is issued.'],
    [{ given: 0, required: 1, awaitsCsr: true }, 'The certificate follows once its owner sends a CSR.'],
  ])('says what an approval does: %j', (approval, words) => {
    expect(requestMail(factsWith({ approval })).text).toContain(`If you approve  ${words}\n`);
  });

  it.each([
    ['2026-11-24T10:31:20.000Z', '0 minutes'],
    ['2026-11-24T11:20:00.000Z', '49 minutes'],
    ['2026-11-24T12:31:00.000Z', '2 hours'],
    ['2026-11-25T10:31:00.000Z', '1 day'],
    ['2026-12-24T12:31:00.000Z', '30 days'],
    ['2026-11-24T09:00:00.000Z', '0 minutes'],
  ])('says how long there is until %s', (until, words) => {
    expect(requestMail(factsWith({ expiresAt: new Date(until) })).text).toContain(`Time left       ${words}, until `);
  });

  it('shows names as they are certified and as people read them, and no more than a dozen of them', () => {
    const domains = ['xn--bcher-kva.corp.com', ...Array.from({ length: 99 }, (_, index) => `n${index}.corp.com`)];
    const { subject, text } = requestMail(factsWith({ domains }));
    expect(subject).toBe('Approve or reject: xn--bcher-kva.corp.com and 99 more');
    expect(text).toContain('Names           xn--bcher-kva.corp.com (bücher.corp.com)\n');
    expect(text).toContain('n10.corp.com\n                and 88 more\n');
    expect(text).not.toContain('n11.corp.com');
  });

  it('has no foot where there is no checkpoint', () => {
    const { text, html } = requestMail(factsWith({ checkpoint: null }));
    expect(text).not.toContain('-- \n');
    expect(html).not.toContain('<pre');
  });

  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom(
      '<img src=x onerror=alert(1)>',
      '</style><script>alert(1)</script>',
      '"><a href="https://evil.example">x</a>',
      "' style='background:url(https://evil.example)",
      '&lt;b&gt;',
      '--\r\nBcc: eve@evil.example',
    ),
  );

  it('never takes what people write for markup, and follows no link but its own', () => {
    const empty = requestMail(factsWith({ event: 'rejected', justification: '', reason: '' })).html;
    const tagsOf = (html: string) => html.match(/<\/?[a-z0-9!]+/gi)?.filter((tag) => tag !== '<br') ?? [];
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (justification, reason, name, environment) => {
        const { html } = requestMail(
          factsWith({
            event: 'rejected',
            justification,
            reason,
            environment,
            decidedBy: name,
            requester: { kind: 'user', name },
            profile: { name, version: 1 },
          }),
        );
        expect(tagsOf(html)).toEqual(tagsOf(empty));
        const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, link]) => link);
        expect(new Set(links)).toEqual(new Set([URL]));
      }),
    );
  });

  it('gives mail programs no address in what people write to make a link of', () => {
    const justification = 'see https://evil.example/a and www.evil.example, or write eve@evil.example.';
    const { html } = requestMail(factsWith({ justification, event: 'rejected', reason: justification }));
    expect(html).not.toMatch(/evil\.example|https?:\/\/e|eve@/);
    expect(said(html)).toContain(justification);
  });

  it('leaves host names as they can be copied, inside a link of ours', () => {
    const { html } = requestMail(factsWith());
    expect(html).toMatch(new RegExp(`<a class="host" href="${URL}"[^>]*>api\\.internal\\.corp\\.com</a>`));
  });

  it('keeps what people write in its column, so that no line of it looks like one of ours', () => {
    const justification = 'first line\nLook at the request:\nhttps://evil.example';
    const { text } = requestMail(factsWith({ justification }));
    expect(text).not.toMatch(/^https:\/\/evil/m);
    expect(text.match(/^Look at the request:$/gm)).toHaveLength(1);
  });
});
