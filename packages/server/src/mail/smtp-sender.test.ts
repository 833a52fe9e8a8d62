import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MailMessage } from './message.ts';
import { createSmtpSender, type MailSender } from './smtp-sender.ts';
import { startTestMailServer, type TestMailServer } from './testing/test-mail-server.ts';

const FROM = { name: 'Countersign', address: 'countersign@corp.com' };

function mailWith(over: Partial<MailMessage> = {}): MailMessage {
  return {
    to: { name: 'Mara Ito', address: 'mara@corp.com' },
    subject: 'Approve or reject: api.internal.corp.com',
    text: 'A request waits.\n',
    html: '<p>A request waits.</p>',
    messageId: '<org_1.7.usr_mara@corp.com>',
    references: '<apr_1@corp.com>',
    ...over,
  };
}

/** Tries to end a header and begin another, to add a recipient, or to end the message. */
const INJECTIONS = [
  '\r\nBcc: eve@evil.example',
  '\nBcc: eve@evil.example',
  '\rBcc: eve@evil.example',
  '\u2028Bcc: eve@evil.example',
  '\u0085Bcc: eve@evil.example',
  '\0\r\n\r\nBcc: eve@evil.example',
  '\r\n\r\n.\r\nRCPT TO:<eve@evil.example>\r\n',
  '>\r\nRCPT TO:<eve@evil.example>\r\nDATA\r\n',
  ', eve@evil.example',
  '; eve@evil.example',
  ' <eve@evil.example>',
  '" <eve@evil.example>, "',
  '\\" <eve@evil.example>',
  '(eve@evil.example)',
  'friends: eve@evil.example;',
  '=?UTF-8?Q?=0D=0ABcc:_eve@evil.example?=',
  '%0d%0aBcc: eve@evil.example',
  '\r\n Content-Type: text/html',
  '@evil.example:',
];

describe('the SMTP sender', () => {
  let server: TestMailServer;
  let sender: MailSender;
  beforeEach(async () => {
    server = await startTestMailServer();
    sender = createSmtpSender({ server: { url: server.url }, from: FROM });
  });
  afterEach(async () => {
    sender.close();
    await server.stop();
  });

  it('sends text and HTML to one person, under a stable id and in the thread of its request', async () => {
    expect(await sender.send(mailWith())).toEqual({ refusal: null });
    const [mail] = server.received;
    expect(mail).toMatchObject({ from: 'countersign@corp.com', recipients: ['mara@corp.com'] });
    expect(mail?.headers).toEqual(
      expect.arrayContaining([
        'From: Countersign <countersign@corp.com>',
        'To: Mara Ito <mara@corp.com>',
        'Subject: Approve or reject: api.internal.corp.com',
        'Message-ID: <org_1.7.usr_mara@corp.com>',
        'References: <apr_1@corp.com>',
        'In-Reply-To: <apr_1@corp.com>',
        'Auto-Submitted: auto-generated',
      ]),
    );
    expect(mail?.raw).toContain('Content-Type: text/plain; charset=utf-8');
    expect(mail?.raw).toContain('Content-Type: text/html; charset=utf-8');
  });

  it.each(INJECTIONS)('reaches exactly its recipient, whatever a name or subject holds: %j', async (injection) => {
    await sender.send(
      mailWith({
        to: { name: `Mara${injection}`, address: 'mara@corp.com' },
        subject: `Approve${injection}`,
        text: `Why${injection}`,
        html: `<p>${injection}</p>`,
      }),
    );
    expect(server.received.map(({ recipients }) => recipients)).toEqual([['mara@corp.com']]);
    const names = server.received[0]?.headers.map((line) => line.split(':')[0]);
    expect(names?.toSorted()).toEqual(
      [
        'Auto-Submitted',
        'Content-Type',
        'Date',
        'From',
        'In-Reply-To',
        'MIME-Version',
        'Message-ID',
        'References',
        'Subject',
        'To',
        'X-Auto-Response-Suppress',
      ].toSorted(),
    );
  });

  it.each(INJECTIONS)('refuses an address that is not one, and sends nothing: %j', async (injection) => {
    for (const address of [`mara@corp.com${injection}`, `${injection}mara@corp.com`]) {
      expect(await sender.send(mailWith({ to: { name: 'Mara', address } }))).toEqual({
        refusal: 'this is not one mail address',
      });
    }
    expect(server.received).toEqual([]);
  });

  it('takes a line of the text that is a dot alone for text', async () => {
    await sender.send(mailWith({ text: 'first\n.\nRCPT TO:<eve@evil.example>\n', html: 'first\r\n.\r\nlast' }));
    expect(server.received.map(({ recipients }) => recipients)).toEqual([['mara@corp.com']]);
    expect(server.received[0]?.raw).toContain('\r\n.\r\nRCPT TO');
  });

  it.each([
    { at: 'RCPT TO', code: 550 },
    { at: 'RCPT TO', code: 553 },
    { at: 'DATA', code: 554 },
  ] as const)('says that a mail refused at $at with $code is refused for good', async (refusal) => {
    server.refuse(refusal);
    const { refusal: words } = await sender.send(mailWith());
    expect(words).toContain(String(refusal.code));
  });

  it.each([
    { at: 'MAIL FROM', code: 451 },
    { at: 'MAIL FROM', code: 550 },
    { at: 'RCPT TO', code: 450 },
    { at: 'RCPT TO', code: 503 },
    { at: 'DATA', code: 452 },
  ] as const)('leaves a mail refused at $at with $code to be tried again', async (refusal) => {
    server.refuse(refusal);
    await expect(sender.send(mailWith())).rejects.toThrow();
    server.refuse(null);
    expect(await sender.send(mailWith())).toEqual({ refusal: null });
    expect(server.received).toHaveLength(1);
  });

  it.each(['in the message', 'before the answer'] as const)(
    'leaves a mail to be tried again whose connection broke off %s',
    async (when) => {
      server.breakOff(when);
      await expect(sender.send(mailWith())).rejects.toThrow();
      expect(await sender.send(mailWith())).toEqual({ refusal: null });
      const ids = server.received.map(({ headers }) => headers.find((line) => line.startsWith('Message-ID:')));
      // What was taken before its answer got lost is there twice, under one id.
      expect(ids).toHaveLength(when === 'in the message' ? 1 : 2);
      expect(new Set(ids).size).toBe(1);
    },
  );

  it('rejects where there is no mail server, so that it is tried again', async () => {
    await server.stop();
    await expect(sender.send(mailWith())).rejects.toThrow();
    server = await startTestMailServer();
  });
});
