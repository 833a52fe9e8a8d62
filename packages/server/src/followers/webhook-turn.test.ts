import { describe, expect, it } from 'vitest';
import { SYSTEM } from '../domain/actor.ts';
import { prepareDraft, renderEntry } from '../domain/audit-record.ts';
import type { AuditRecordType } from '../domain/audit-record-types.ts';
import type { CommittedRecord, WebhookDeliveryRow, WebhookRow } from '../usecases/ports.ts';
import type { WebhookLease, WebhookParts, WebhookPost } from '../usecases/webhook-ports.ts';
import { startTurn } from './webhook-turn.ts';

const NOW = new Date('2026-11-24T10:00:00.000Z');
const WEBHOOK: WebhookRow = {
  id: 'whk_1',
  organizationId: 'org_1',
  url: 'https://hooks.example/',
  eventTypes: [],
  description: '',
  active: true,
  disabledReason: null,
  createdBy: 'usr_1',
  createdAt: NOW,
  sealedSecret: Buffer.from('secret'),
  previousSealedSecret: null,
  previousSecretUntil: null,
};

function record(ledger: string, seq: number, type: AuditRecordType = 'request.commented'): CommittedRecord {
  const subject = { kind: 'request', id: 'apr_1' } as const;
  const prepared = prepareDraft({ type, actor: SYSTEM, subject, detail: { reason: 'it is so' } });
  const entry = renderEntry(prepared, { ledger, seq, prev: '0'.repeat(64), ts: NOW.toISOString() });
  return { ledger, seq, type, entry, hash: '', subjectId: 'apr_1', actorId: 'system', actor: SYSTEM, ts: NOW };
}

const nobody = () => Promise.reject(new Error('nobody asks for it here'));

/** One webhook in memory, whose place moves as the store would have it. */
function scene(ledgers: Readonly<Record<string, readonly CommittedRecord[]>>, start: Partial<WebhookLease> = {}) {
  const [headLedger = '', headRecords = []] = Object.entries(ledgers).at(-1) ?? [];
  const posts: WebhookPost[] = [];
  const noted: WebhookDeliveryRow[] = [];
  const state = { webhook: WEBHOOK, ledger: 'org_1', next: 0, lost: false, released: 0, postponed: 0 };
  let answer: (post: WebhookPost) => number = () => 200;
  const lease: WebhookLease = {
    webhookId: 'whk_1',
    holder: 'me',
    ledger: 'org_1',
    next: 0,
    attempts: 0,
    eventFailingSince: null,
    failingSince: null,
    headLedger,
    headSize: headRecords.length,
    ...start,
  };
  const parts: WebhookParts = {
    exceptions: { hasHost: () => false },
    sealSecret: (_id, secret) => Buffer.from(secret),
    openSecret: (_id, sealed) => sealed.toString(),
    post: (post) => {
      posts.push(post);
      const statusCode = answer(post);
      const error = statusCode < 300 ? null : `answered ${statusCode}`;
      return Promise.resolve({ statusCode, durationMs: 1, body: '', error, retryAfterMs: null });
    },
    read: (ledger, seq) => Promise.resolve((ledgers[ledger] ?? []).filter((one) => one.seq >= seq).slice(0, 3)),
    store: {
      webhook: () => Promise.resolve(state.webhook),
      webhooks: nobody,
      progress: nobody,
      ledgerSize: nobody,
      head: nobody,
      delivery: nobody,
      deliveries: nobody,
      lease: nobody,
      tidy: nobody,
      note: (row) => Promise.resolve(void noted.push(row)),
      move: (_lease, to) => {
        if (!state.lost) Object.assign(state, to);
        return Promise.resolve(!state.lost);
      },
      postpone: () => {
        state.postponed += 1;
        return Promise.resolve(!state.lost);
      },
      release: () => {
        state.released += 1;
        return Promise.resolve();
      },
    },
  };
  const stopping = new AbortController();
  const deps = {
    clock: { now: () => NOW },
    ids: { next: () => '', random: (size: number) => Buffer.alloc(size) },
    reads: { request: () => Promise.resolve(null), certificate: nobody, profileVersion: nobody },
    log: () => undefined,
  };
  const disabled: string[] = [];
  return {
    posts,
    noted,
    state,
    stopping,
    disabled,
    answerWith: (how: typeof answer) => {
      answer = how;
    },
    turn: () =>
      startTurn(
        {
          deps,
          parts,
          leaseMs: 1_000,
          signal: stopping.signal,
          disable: (id, reason) => Promise.resolve(void disabled.push(`${id}: ${reason}`)),
        },
        lease,
      ),
    sequences: () => noted.map(({ ledger, seq }) => `${ledger}:${seq}`),
  };
}

describe('a turn of a webhook', () => {
  it('tells in the order of the ledger, and goes on in the next epoch where one was closed', async () => {
    const { turn, sequences, state } = scene({
      org_1: [record('org_1', 0), record('org_1', 1)],
      'org_1/2': [record('org_1/2', 0), record('org_1/2', 1)],
    });
    await turn();
    expect(sequences()).toEqual(['org_1:0', 'org_1:1', 'org_1/2:0', 'org_1/2:1']);
    expect(state).toMatchObject({ ledger: 'org_1/2', next: 2, released: 1 });
  });

  it('passes over what the webhook is not told of, however much there is', async () => {
    const others = Array.from({ length: 10 }, (_one, seq) => record('org_1', seq, 'session.opened'));
    const { turn, sequences, state } = scene({ org_1: [...others, record('org_1', 10)] });
    await turn();
    expect(sequences()).toEqual(['org_1:10']);
    expect(state.next).toBe(11);
  });

  it('ends at what is not accepted: nothing behind it is sent', async () => {
    const { turn, sequences, state, answerWith } = scene({ org_1: [0, 1, 2].map((seq) => record('org_1', seq)) });
    answerWith((post) => (post.body.includes('"sequence":"1"') ? 500 : 200));
    await turn();
    expect(sequences()).toEqual(['org_1:0', 'org_1:1']);
    expect(state).toMatchObject({ next: 1, postponed: 1 });
  });

  it('waits for nothing where the end of the ledger was cut off', async () => {
    const { turn, state } = scene({ org_1: [record('org_1', 0)] }, { headSize: 5 });
    await turn();
    expect(state.next).toBe(5);
  });

  it('is not held up by a record that somebody has tampered with', async () => {
    const tampered = { ...record('org_1', 0), entry: '{"detail":"cut o' };
    const { turn, posts } = scene({ org_1: [tampered, record('org_1', 1)] });
    await turn();
    expect(posts.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
      { type: 'request.commented', data: { sequence: '0', reason: null } },
      { type: 'request.commented', data: { sequence: '1', reason: 'it is so' } },
    ]);
  });

  it('ends once the place is not its own any more', async () => {
    const { turn, posts, state, answerWith } = scene({ org_1: [0, 1, 2].map((seq) => record('org_1', seq)) });
    answerWith(() => {
      state.lost = true;
      return 200;
    });
    await turn();
    expect(posts).toHaveLength(1);
    expect(state.released).toBe(1);
  });

  it('ends once the webhook is turned off', async () => {
    const { turn, posts, state, answerWith } = scene({ org_1: [0, 1].map((seq) => record('org_1', seq)) });
    answerWith(() => {
      state.webhook = { ...WEBHOOK, active: false };
      return 200;
    });
    await turn();
    expect(posts).toHaveLength(1);
  });

  it('counts no attempt that the end of the server broke off', async () => {
    const { turn, noted, state, stopping, answerWith } = scene({ org_1: [record('org_1', 0)] });
    answerWith(() => {
      stopping.abort();
      return 500;
    });
    await turn();
    expect(noted).toEqual([]);
    expect(state).toMatchObject({ next: 0, postponed: 0, released: 1 });
  });

  it('has the webhook turned off where the receiver is gone', async () => {
    const { turn, disabled, answerWith } = scene({ org_1: [record('org_1', 0)] });
    answerWith(() => 410);
    await turn();
    expect(disabled).toEqual(['whk_1: The receiver answered 410 Gone: it wants no more events.']);
  });
});
