import { describe, expect, test } from 'vitest';
import type { InsightInput, Insights } from '../../usecases/insights.ts';
import { NOW, SESSION, startWebServer, TOKEN } from './testing/test-web-server.ts';

const BEARER = { authorization: `Bearer ${TOKEN}` };
const COOKIE = { cookie: `countersign=${SESSION}` };
const FROM = new Date('2026-11-01T00:00:00.000Z');
const FIGURES = { decided: 3, byPolicy: 0, expired: 1, pastEscalation: 2, medianMs: 90_500, ninetiethMs: null };
const PROFILE = { trustProfileId: 'dtp_1', trustProfileName: '=HYPERLINK("x")' };

const INSIGHTS: Insights = {
  range: { from: FROM, to: NOW },
  now: NOW,
  pending: 4,
  pendingForViewer: 1,
  figures: { from: FROM, to: NOW, ...FIGURES },
  before: { from: FROM, to: FROM, ...FIGURES },
  queueDepth: { moments: [FROM, NOW], profiles: [{ ...PROFILE, depths: [0, 2] }], pastEscalation: [0, 1] },
  decisionTimes: {
    bins: [{ fromSeconds: 0, toSeconds: null, decided: 3, pastEscalation: 2 }],
    escalationSeconds: null,
  },
  outcomes: [{ ...PROFILE, issued: 2, approved: 0, rejected: 1, withdrawn: 0, voided: 0, expired: 1, byPolicy: 0 }],
  approvers: [{ userId: 'usr_1', name: '@Ines', approvals: 2, rejections: 1, medianMs: 90_500 }],
  expiryWeeks: [{ from: FROM, to: NOW, certificates: 5, renewalAsked: 2 }],
};

async function serving() {
  const asked: InsightInput[] = [];
  const insights = async (_principal: unknown, input: InsightInput) => {
    asked.push(input);
    return INSIGHTS;
  };
  return { server: await startWebServer({ played: { queries: { insights } } }), asked };
}

describe('the figures of insights as a file', () => {
  test.each([BEARER, COOKIE])('are a row each, for a session and for a token', async (headers) => {
    const { server, asked } = await serving();
    const answer = await server.request(
      '/insights/org_1/figures.csv?from=2026-11-01&to=2026-12-01T01:00:00%2B01:00&trustProfileId=dtp_1',
      { headers },
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="insights-2026-11-01-to-2026-11-23.csv"',
    );
    const to = new Date('2026-12-01T00:00:00.000Z');
    expect(asked).toEqual([{ organizationId: 'org_1', from: FROM, to, trustProfileId: 'dtp_1' }]);
    const rows = answer.text.trimEnd().split('\r\n');
    expect(rows[0]).toBe('figure,profile_id,profile,of,from,to,value,unit');
    const range = `${FROM.toISOString()},${NOW.toISOString()}`;
    expect(rows).toContain(`median to decide,,,range,${range},90,seconds`);
    expect(rows).toContain(`nine in ten within,,,range,${range},,seconds`);
    expect(rows).toContain(`expiry week,,,renewal asked,${range},2,certificates`);
  });

  test('hold no name that a spreadsheet would run', async () => {
    const { server } = await serving();
    const { text } = await server.request('/insights/org_1/figures.csv?from=2026-11-01&to=2026-12-01', {
      headers: BEARER,
    });
    expect(text).toContain(`dtp_1,"'=HYPERLINK(""x"")",issued`);
    expect(text).toContain(`,'@Ines: approved,`);
  });

  test('ask who is there', async () => {
    const { server, asked } = await serving();
    expect(await server.request('/insights/org_1/figures.csv?from=2026-11-01&to=2026-12-01')).toMatchObject({
      status: 401,
    });
    expect(asked).toEqual([]);
  });

  test.each([
    ['to=2026-12-01', /^from is a day/],
    ['from=2026-11-01&to=never', /^to is a day/],
    ['from=2026-11-01&to=2026-12-01&trustProfileId=', /is one id/],
    ['from=2026-11-01&to=2026-12-01&profile=dtp_1', /There is no filter "profile"/],
  ])('refuse %s, saying what is wrong', async (query, why) => {
    const { server, asked } = await serving();
    const answer = await server.request(`/insights/org_1/figures.csv?${query}`, { headers: BEARER });
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', detail: expect.stringMatching(why) } });
    expect(asked).toEqual([]);
  });
});
