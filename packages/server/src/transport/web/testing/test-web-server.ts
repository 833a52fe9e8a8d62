import { onTestFinished } from 'vitest';
import type { Principal } from '../../../domain/actor.ts';
import type { ApiTokenRow, Doorkeeper, SessionRow, UserRow } from '../../../usecases/ports.ts';
import { createWebServer, type WebServerOptions } from '../web-server.ts';
import { fakeApplication, type Played } from './fake-application.ts';

export const NOW = new Date('2026-11-23T13:48:22.014Z');
export const SESSION = 'a-session';
export const TOKEN = 'cst_a-token';

export const MARA: UserRow = {
  id: 'usr_01jd9m2c8xe7rbx5w9n4t6q3he',
  email: 'mara@corp.com',
  name: 'Mara',
  passwordHash: null,
  platformRole: null,
  createdAt: NOW,
  disabledAt: null,
};
export const PRINCIPAL: Principal = {
  actor: { kind: 'user', id: MARA.id, name: MARA.email },
  userId: MARA.id,
  platformRole: null,
  requesterUserIds: [MARA.id],
  scopes: null,
  organizationId: null,
};
const SESSION_ROW: SessionRow = {
  id: 'ses_1',
  tokenSha256: '',
  userId: MARA.id,
  createdAt: NOW,
  lastSeenAt: NOW,
  authenticatedAt: NOW,
  expiresAt: new Date(NOW.getTime() + 3_600_000),
  endedAt: null,
};
const TOKEN_ROW: ApiTokenRow = {
  id: 'tok_1',
  organizationId: 'org_1',
  name: 'pipeline',
  createdBy: MARA.id,
  secretSha256: '',
  scopes: ['READ'],
  environment: null,
  justification: null,
  createdAt: NOW,
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
};

/** Lets in one session and one token, as long as nobody says otherwise. */
export function fakeDoorkeeper(over: Partial<Doorkeeper> = {}): Doorkeeper {
  return {
    session: async (token) => (token === SESSION ? { principal: PRINCIPAL, session: SESSION_ROW, user: MARA } : null),
    apiToken: async (secret) =>
      secret === TOKEN
        ? {
            principal: { ...PRINCIPAL, actor: { kind: 'token', id: TOKEN_ROW.id, name: TOKEN_ROW.name } },
            token: TOKEN_ROW,
            user: MARA,
          }
        : null,
    stillStands: async () => true,
    device: async () => null,
    ...over,
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** What the body says, if it is JSON. */
  readonly body: unknown;
}

export interface TestWebServer {
  readonly origin: string;
  readonly port: number;
  readonly errors: readonly string[];
  close(): Promise<void>;
  request(path: string, init?: RequestInit): Promise<Answer>;
  /** POST /graphql, from our own page with the session, unless headers say otherwise. */
  graphql(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    headers?: Record<string, string>,
  ): Promise<Answer>;
}

export interface TestWebServerOptions extends Partial<Omit<WebServerOptions, 'app' | 'publicUrl' | 'log'>> {
  readonly played?: Played;
  /** As configured; its port is the real one once the server listens, where it says 0. */
  readonly publicUrl?: string;
}

/** The web port over a fake application, listening; closed when the test ends. */
export async function startWebServer(options: TestWebServerOptions = {}): Promise<TestWebServer> {
  const { played, publicUrl: configured = 'http://localhost:0', ...rest } = options;
  const publicUrl = new URL(configured);
  const errors: string[] = [];
  const server = await createWebServer({
    doorkeeper: fakeDoorkeeper(),
    clock: { now: () => NOW },
    webFolder: null,
    trustedProxies: 0,
    sessionDocuments: 'any',
    introspection: true,
    readiness: async () => ({ ready: true, checks: {} }),
    deviceUrl: () => 'https://localhost:8443',
    ...rest,
    app: fakeApplication(played),
    publicUrl,
    log: {
      warn: () => undefined,
      error: (message, facts) => void errors.push(`${message} ${facts?.id} ${facts?.error}`),
    },
  });
  const port = await server.listen(0, '127.0.0.1');
  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= server.close();
    return closing;
  };
  onTestFinished(close);
  if (publicUrl.port === '0') publicUrl.port = String(port);
  const origin = `http://127.0.0.1:${port}`;

  const request = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(`${origin}${path}`, { redirect: 'manual', ...init });
    const text = await response.text();
    const isJson = /^application\/(?:[a-z-]+\+)?json\b/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : null };
  };
  return {
    origin,
    port,
    errors,
    close,
    request,
    graphql: (query, variables = {}, headers = { origin: publicUrl.origin, cookie: `countersign=${SESSION}` }) =>
      request('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      }),
  };
}
