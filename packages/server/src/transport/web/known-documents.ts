import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { GraphQLError } from 'graphql';

/** The documents of the web app, by the hash that it sends in their place. */
export type KnownDocuments = ReadonlyMap<string, string>;

/** Which documents may be sent with a session: any, or the web app's own alone. */
export type SessionDocuments = 'any' | 'known';

/** Written by the build of the web app, beside its pages. */
const MANIFEST = 'documents.json';

/** What of a request says which document is meant. */
export interface AskedDocument {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

export interface FoundDocument {
  readonly query: unknown;
  /** One of the web app's own. */
  readonly isKnown: boolean;
  /** Where it was sent as a hash: the hash of no document, which is all that is known of it. */
  readonly missing: string | null;
}

/** The documents that the built web app came with; none where it was not built. Throws if a hash is not its document's. */
export function readKnownDocuments(folder: string | null): KnownDocuments {
  const file = folder === null ? null : path.join(folder, MANIFEST);
  if (file === null || !fs.existsSync(file)) return new Map();
  const texts: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
  return new Map(
    Object.entries(isObject(texts) ? texts : {}).map(([hash, text]) => {
      if (typeof text !== 'string' || hashOf(text) !== hash)
        throw new Error(`${file}: ${hash} is not the hash of its document. Build the web app anew.`);
      return [hash, text];
    }),
  );
}

/** The document that a request means: in full, or by its hash as `documentId` or `extensions.persistedQuery.sha256Hash`. */
export function findDocument(known: KnownDocuments, asked: AskedDocument): FoundDocument {
  const { query } = asked;
  if (typeof query === 'string' && query !== '') return { query, isKnown: known.has(hashOf(query)), missing: null };
  const hash = hashIn(asked);
  const text = hash === null ? undefined : known.get(hash);
  return text === undefined ? { query, isKnown: false, missing: hash } : { query: text, isKnown: true, missing: null };
}

/** Why a document is not run for whoever sent it; null if it is. */
export function documentRefusal(
  { isKnown, missing }: FoundDocument,
  hasSession: boolean,
  may: SessionDocuments,
): GraphQLError | null {
  if (missing !== null)
    return new GraphQLError(
      `This server knows no document with the hash ${missing.slice(0, 64)}. Send the document itself as "query". A page of Countersign that says so is of another version than the server: reload it.`,
      { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', http: { status: 404 } } },
    );
  if (may === 'known' && hasSession && !isKnown)
    return new GraphQLError(
      'Here a session sends the documents of the web app only. For others use an API token, as "Authorization: Bearer cst_…".',
      { extensions: { code: 'FORBIDDEN', http: { status: 403 } } },
    );
  return null;
}

function hashIn({ documentId, extensions }: AskedDocument): string | null {
  if (typeof documentId === 'string') return documentId.replace(/^sha256:/, '').toLowerCase();
  if (!isObject(extensions) || !isObject(extensions.persistedQuery)) return null;
  const { sha256Hash } = extensions.persistedQuery;
  return typeof sha256Hash === 'string' ? sha256Hash.toLowerCase() : null;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
