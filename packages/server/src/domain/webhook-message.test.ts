import { describe, expect, it } from 'vitest';
import { renderWebhookSecret, type ToldEvent, testMessage, webhookHeaders, webhookMessage } from './webhook-message.ts';

const EVENT: ToldEvent = {
  ledger: 'org_1/2',
  seq: 17,
  type: 'request.rejected',
  ts: new Date('2026-11-24T10:00:00.123Z'),
  actor: { kind: 'user', id: 'usr_1', name: 'Mara <b>' },
  subjectId: 'apr_1',
  detail: { reason: 'not "ours"\nat all', justification: 'never sent', templateSha256: 'ab' },
};
const REQUEST = {
  id: 'apr_1',
  domains: ['a.corp.com'],
  environment: 'production',
  trustProfileId: 'dtp_1',
  trustProfileName: 'Core',
};

describe('a signature of the Standard Webhooks', () => {
  it.each([
    {
      secret: 'whsec_plJ3nmyCDGBKInavdOK15jsl',
      message: { id: 'msg_loFOjxBNrRLzqYUf', body: '{"event_type":"ping","data":{"success":true}}' },
      seconds: 1_731_705_121,
      signature: 'v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=',
    },
    {
      secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      message: { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' },
      seconds: 1_614_265_330,
      signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    },
  ])('is the published one of $message.id', ({ secret, message, seconds, signature }) => {
    expect(webhookHeaders(message, [secret], new Date(seconds * 1000 + 999))).toEqual({
      'content-type': 'application/json',
      'webhook-id': message.id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signature,
    });
  });

  it('is there once for each secret that is valid, separated by a space', () => {
    const secrets = [1, 2].map((byte) => renderWebhookSecret(Buffer.alloc(32, byte)));
    const now = new Date(0);
    const alone = secrets.map((one) => webhookHeaders({ id: 'msg_1', body: '{}' }, [one], now)['webhook-signature']);
    const both = webhookHeaders({ id: 'msg_1', body: '{}' }, secrets, now)['webhook-signature'];
    expect(both).toBe(alone.join(' '));
    expect(new Set(alone).size).toBe(2);
  });
});

describe('a message', () => {
  it('tells of an event what it is about, who did it, and why, and nothing else of the record', () => {
    const { id, type, body } = webhookMessage('whk_abc', EVENT, REQUEST);
    expect([id, type]).toEqual(['msg_abc_2_17', 'request.rejected']);
    expect(JSON.parse(body)).toEqual({
      type: 'request.rejected',
      timestamp: '2026-11-24T10:00:00.123Z',
      data: {
        sequence: '2/17',
        ledger: 'org_1/2',
        subjectId: 'apr_1',
        request: {
          id: 'apr_1',
          status: 'REJECTED',
          domains: ['a.corp.com'],
          environment: 'production',
          profile: { id: 'dtp_1', name: 'Core' },
        },
        actor: { kind: 'user', id: 'usr_1', name: 'Mara <b>' },
        reason: 'not "ours"\nat all',
      },
    });
  });

  it('has the same id and the same bytes whenever it is made, and another id for another webhook or event', () => {
    const made = webhookMessage('whk_abc', EVENT, REQUEST);
    expect(webhookMessage('whk_abc', EVENT, REQUEST)).toEqual(made);
    const others = [
      webhookMessage('whk_abd', EVENT, REQUEST),
      webhookMessage('whk_abc', { ...EVENT, seq: 18 }, REQUEST),
      webhookMessage('whk_abc', { ...EVENT, ledger: 'org_1' }, REQUEST),
    ];
    expect(new Set([made, ...others].map(({ id }) => id)).size).toBe(4);
  });

  it('says that a request is approved only once its approvals are complete', () => {
    const statusAfter = (outcome: string) => {
      const event = { ...EVENT, type: 'request.approved', detail: { outcome } };
      return JSON.parse(webhookMessage('whk_abc', event, REQUEST).body) as { data: { request: { status: string } } };
    };
    expect(statusAfter('pending').data.request.status).toBe('PENDING');
    expect(statusAfter('approved').data.request.status).toBe('APPROVED');
  });

  it('of a test tells nothing but that it arrives', () => {
    const { type, body } = testMessage('whk_abc', new Date(5));
    expect(type).toBe('webhook.test');
    expect(JSON.parse(body)).toEqual({ type, timestamp: new Date(5).toISOString(), data: { webhook: 'whk_abc' } });
  });
});
